// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/encode/safetensors.h"
#include "core/encode/safetensors_header.h"

#include <random>

#ifndef _WIN32
#include <fcntl.h>
#include <unistd.h>
#endif

namespace lookalike {
namespace {

/// Syncs the file's bytes to disk, so that after a power failure the rename never shows a file
/// without them. Not needed on Windows.
bool syncFile([[maybe_unused]] const std::filesystem::path& path)
{
#ifdef _WIN32
    return true;
#else
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
#endif
}

std::filesystem::path temporaryName(const std::filesystem::path& path)
{
    std::random_device random;
    std::filesystem::path name = path;
    name += ".part-" + std::to_string(random());
    return name;
}

} // namespace

Result<SafetensorsWriter> SafetensorsWriter::create(const std::filesystem::path& path,
                                                    std::vector<TensorInfo> tensors,
                                                    const TensorMetadata& metadata)
{
    const auto header = makeSafetensorsHeader(tensors, metadata);
    if (!header)
        return fail(header.error().code, header.error().message, path);
    SafetensorsWriter writer;
    writer.m_path = path;
    writer.m_temporary = temporaryName(path);
    writer.m_stream.open(writer.m_temporary, std::ios::binary | std::ios::trunc);
    if (!writer.m_stream) {
        writer.m_temporary.clear();
        return failSystem(lastSystemError(), "The file cannot be created", path);
    }
    if (!tensors.empty())
        writer.m_expectedBytes = tensors.back().offset + tensors.back().bytes;
    const std::uint64_t length = header->size();
    writer.m_stream.write(reinterpret_cast<const char*>(&length), sizeof length);
    writer.m_stream.write(header->data(), static_cast<std::streamsize>(header->size()));
    if (!writer.m_stream)
        return failSystem(lastSystemError(), "The file cannot be written", path);
    return writer;
}

SafetensorsWriter::SafetensorsWriter(SafetensorsWriter&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_temporary(std::exchange(other.m_temporary, {}))
    , m_stream(std::move(other.m_stream))
    , m_expectedBytes(other.m_expectedBytes)
    , m_writtenBytes(other.m_writtenBytes)
{}

SafetensorsWriter::~SafetensorsWriter()
{
    if (m_temporary.empty())
        return;
    m_stream.close();
    std::error_code ignored; // a left-over ".part" file does no harm
    std::filesystem::remove(m_temporary, ignored);
}

Result<> SafetensorsWriter::write(std::span<const std::byte> bytes)
{
    if (bytes.size() > m_expectedBytes - m_writtenBytes)
        return fail(ErrorCode::Internal, "More bytes than the tensors announced", m_path);
    m_stream.write(reinterpret_cast<const char*>(bytes.data()),
                   static_cast<std::streamsize>(bytes.size()));
    if (!m_stream)
        return failSystem(lastSystemError(), "The file cannot be written", m_path);
    m_writtenBytes += bytes.size();
    return {};
}

Result<> SafetensorsWriter::commit()
{
    if (m_writtenBytes != m_expectedBytes)
        return fail(ErrorCode::Internal, "Fewer bytes than the tensors announced", m_path);
    m_stream.close();
    if (!m_stream || !syncFile(m_temporary))
        return failSystem(lastSystemError(), "The file cannot be written", m_path);
    std::error_code error;
    std::filesystem::rename(m_temporary, m_path, error);
    if (error)
        return failSystem(error, "The file cannot be put in its place", m_path);
    m_temporary.clear();
    return {};
}

} // namespace lookalike
