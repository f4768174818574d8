// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/safetensors.h"

#include "core/base/system_error.h"
#include "core/encode/safetensors_header.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace lookalike {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian");

constexpr std::size_t kPrefixBytes = 8;

/// Returns the format of a file that is not safetensors, by its first bytes; empty if unknown.
Message foreignFormat(std::span<const char> start)
{
    const std::string_view bytes(start.data(), start.size());
    const auto at = [&](std::size_t i) {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06"))
        return "a PyTorch archive (.pt, .pth, .bin or TorchScript)"_msg;
    if (at(0) == 0x80 && at(1) >= 1 && at(1) <= 5)
        return "a Python pickle (.pt, .pth, .bin)"_msg;
    if (bytes.starts_with("GGUF"))
        return "a GGUF file"_msg;
    if (bytes.starts_with("\x89HDF"))
        return "an HDF5 file"_msg;
    return {};
}

template <class Word>
bool allFinite(std::span<const std::byte> bytes, Word exponentMask)
{
    // A number is NaN or infinite if all bits of its exponent are set.
    bool finite = true;
    for (std::size_t i = 0; i + sizeof(Word) <= bytes.size(); i += sizeof(Word)) {
        Word word;
        std::memcpy(&word, bytes.data() + i, sizeof(Word));
        finite &= (word & exponentMask) != exponentMask;
    }
    return finite;
}

bool allFinite(std::span<const std::byte> bytes, Dtype dtype)
{
    switch (dtype) {
    case Dtype::F64:
        return allFinite<std::uint64_t>(bytes, 0x7ff0'0000'0000'0000U);
    case Dtype::F32:
        return allFinite<std::uint32_t>(bytes, 0x7f80'0000U);
    case Dtype::F16:
        return allFinite<std::uint16_t>(bytes, 0x7c00U);
    case Dtype::BF16:
        return allFinite<std::uint16_t>(bytes, 0x7f80U);
    default:
        return true;
    }
}

} // namespace

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path)
{
    SafetensorsFile file;
    file.m_path = path;
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return fail(ErrorCode::NotFound, "There is no such file"_msg, path);
    file.m_stream.open(path, std::ios::binary);
    if (!file.m_stream)
        return failSystem(lastSystemError(), "The file cannot be opened"_msg, path);
    file.m_stream.seekg(0, std::ios::end);
    const auto length = static_cast<std::uint64_t>(
        std::max<std::streamoff>(std::streamoff(file.m_stream.tellg()), 0));
    file.m_stream.seekg(0);

    std::array<char, kPrefixBytes + 1> start{};
    file.m_stream.read(start.data(), start.size());
    const auto got = static_cast<std::size_t>(file.m_stream.gcount());
    std::uint64_t headerBytes = 0;
    std::memcpy(&headerBytes, start.data(), kPrefixBytes);
    // The length alone may look like another format's signature, but not together with the brace.
    const bool plausible =
        got == start.size() && start[kPrefixBytes] == '{' && headerBytes <= length - kPrefixBytes;
    if (!plausible) {
        if (const Message format = foreignFormat(std::span(start).first(got)); !format.empty())
            return fail(
                ErrorCode::Unsupported,
                "This is %1, not safetensors. Lookalike opens only safetensors, because "
                "pickled models are programs. To convert: load the model in Python with "
                "transformers and call save_pretrained(FOLDER, safe_serialization=True)"_msg(
                    format),
                path);
        return fail(ErrorCode::Broken, "This is not a safetensors file, or it is damaged"_msg,
                    path);
    }
    if (headerBytes > kMaxSafetensorsHeader)
        return fail(ErrorCode::TooLarge, "The safetensors header is larger than 16 MiB"_msg, path);

    std::string json(static_cast<std::size_t>(headerBytes), '\0');
    file.m_stream.seekg(kPrefixBytes);
    if (!file.m_stream.read(json.data(), static_cast<std::streamsize>(json.size())))
        return fail(ErrorCode::IoError, "The file cannot be read"_msg, path);
    file.m_dataStart = kPrefixBytes + headerBytes;
    auto header = parseSafetensorsHeader(json, length - file.m_dataStart);
    if (!header)
        return fail(header.error().code, header.error().message, path);
    file.m_tensors = std::move(header->tensors);
    file.m_metadata = std::move(header->metadata);
    return file;
}

const TensorInfo* SafetensorsFile::find(std::string_view name) const noexcept
{
    const auto found = std::find_if(m_tensors.begin(), m_tensors.end(),
                                    [&](const TensorInfo& info) { return info.name == name; });
    return found == m_tensors.end() ? nullptr : &*found;
}

Result<> SafetensorsFile::read(const TensorInfo& info, std::span<std::byte> out)
{
    if (out.size() != info.bytes)
        return fail(ErrorCode::Internal, "The buffer does not fit %1"_msg(info.name), m_path);
    return readPart(info, 0, out);
}

Result<> SafetensorsFile::readPart(const TensorInfo& info, std::uint64_t first,
                                   std::span<std::byte> out)
{
    if (first > info.bytes || out.size() > info.bytes - first)
        return fail(ErrorCode::Internal, "The buffer does not fit %1"_msg(info.name), m_path);
    m_stream.clear();
    m_stream.seekg(static_cast<std::streamoff>(m_dataStart + info.offset + first));
    // The stream uses char for the same bytes.
    if (!m_stream.read(reinterpret_cast<char*>(out.data()),
                       static_cast<std::streamsize>(out.size())))
        return fail(ErrorCode::Changed, "The file became shorter while it was being read"_msg,
                    m_path);
    if (!allFinite(out, info.dtype))
        return fail(ErrorCode::Broken,
                    "The tensor %1 holds values that are not numbers"_msg(info.name), m_path);
    return {};
}

Result<std::vector<float>> SafetensorsFile::readFloats(std::string_view name)
{
    const TensorInfo* info = find(name);
    if (info == nullptr)
        return fail(ErrorCode::NotFound, "There is no tensor %1"_msg(name), m_path);
    if (info->dtype != Dtype::F32)
        return fail(ErrorCode::Unsupported, "%1 is not float32"_msg(name), m_path);
    std::vector<float> values(static_cast<std::size_t>(info->elements()));
    if (auto done = read(*info, std::as_writable_bytes(std::span(values))); !done)
        return fail(done);
    return values;
}

} // namespace lookalike
