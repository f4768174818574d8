// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/file_reader.h"

#include "core/files/original_file.h"
#include "core/files/own_files.h"

#include <new>
#include <string>
#include <utility>

namespace lookalike {

namespace {

Result<OriginalFile> openOriginal(const std::filesystem::path& path)
{
    // If the file has no stamp, opening it fails with the reason.
    if (const auto stamp = statFile(path))
        if (auto foreign = checkForeign(path, stamp->identity); !foreign)
            return fail(foreign);
    return OriginalFile::open(path);
}

} // namespace

Result<FileContents> readFile(const std::filesystem::path& path, std::uint64_t maxBytes)
{
    auto file = openOriginal(path);
    if (!file)
        return fail(file);
    auto bytes = file->readAll(maxBytes);
    if (!bytes)
        return fail(bytes);
    return FileContents{std::move(*bytes), file->stamp()};
}

Result<FileContents> readFileHead(const std::filesystem::path& path, std::size_t count)
{
    auto file = openOriginal(path);
    if (!file)
        return fail(file);
    auto bytes = file->readHead(count);
    if (!bytes)
        return fail(bytes);
    return FileContents{std::move(*bytes), file->stamp()};
}

Result<std::vector<std::uint8_t>> OriginalFile::readHead(std::size_t count)
{
    std::vector<std::uint8_t> bytes(count);
    std::size_t done = 0;
    while (done < count) {
        auto got = readSome(bytes.data() + done, count - done);
        if (!got)
            return fail(got);
        if (*got == 0)
            break;
        done += *got;
    }
    bytes.resize(done);
    return bytes;
}

Result<std::vector<std::uint8_t>> OriginalFile::readAll(std::uint64_t maxBytes)
{
    if (m_stamp.size > maxBytes)
        return fail(ErrorCode::TooLarge,
                    "The file has %1 bytes, more than the limit of %2"_msg(m_stamp.size, maxBytes),
                    m_path);
    std::vector<std::uint8_t> bytes;
    try {
        bytes.resize(static_cast<std::size_t>(m_stamp.size));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory to read the file"_msg,
                    m_path);
    }
    std::size_t done = 0;
    while (done < bytes.size()) {
        auto count = readSome(bytes.data() + done, bytes.size() - done);
        if (!count)
            return fail(count);
        if (*count == 0)
            break; // it has become shorter, which changes the stamp, too
        done += *count;
    }
    auto after = currentStamp();
    if (!after)
        return fail(after);
    if (done != bytes.size() || *after != m_stamp)
        return fail(ErrorCode::Changed, "The file changed while it was being read"_msg, m_path);
    return bytes;
}

} // namespace lookalike
