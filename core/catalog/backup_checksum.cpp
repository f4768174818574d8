// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/backup_checksum.h"

#include "core/base/atomic_file.h"
#include "core/base/path_bytes.h"
#include "core/base/sha256.h"
#include "core/catalog/catalog_connection.h"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <vector>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBufferBytes = 1U << 20;
constexpr std::size_t kDigits = 64;

Result<std::string> sha256OfFile(const fs::path& file)
{
    Sha256 hash;
    std::vector<char> buffer(kBufferBytes);
    std::ifstream stream(file, std::ios::binary);
    while (stream) {
        stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        hash.update(std::string_view(buffer.data(), static_cast<std::size_t>(stream.gcount())));
    }
    if (!stream.eof())
        return fail(ErrorCode::IoError, "The backup cannot be read"_msg, file);
    return hash.hexDigest();
}

} // namespace

fs::path checksumFile(const fs::path& backup)
{
    return besideCatalog(backup, ".sha256");
}

Result<> recordChecksum(const fs::path& content, const fs::path& backup)
{
    const auto sum = sha256OfFile(content);
    if (!sum)
        return fail(sum);
    return writeAtomically(checksumFile(backup),
                           *sum + "  " + pathToBytes(backup.filename()) + '\n');
}

std::string recordedChecksum(const fs::path& backup)
{
    std::ifstream stream(checksumFile(backup), std::ios::binary);
    std::string digits(kDigits, '\0');
    stream.read(digits.data(), static_cast<std::streamsize>(digits.size()));
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return stream && std::ranges::all_of(digits, isDigit) ? digits : std::string();
}

Result<> compareChecksum(const fs::path& backup)
{
    const std::string recorded = recordedChecksum(backup);
    if (recorded.empty())
        return {};
    const auto sum = sha256OfFile(backup);
    if (!sum)
        return fail(sum);
    if (*sum != recorded)
        return fail(ErrorCode::Broken, "The backup has changed since it was written"_msg, backup);
    return {};
}

} // namespace lookalike
