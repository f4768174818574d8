// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/safetensors.h"
#include "core/encode/safetensors_header.h"

#include <utility>

namespace lookalike {

Result<SafetensorsWriter> SafetensorsWriter::create(const std::filesystem::path& path,
                                                    std::vector<TensorInfo> tensors,
                                                    const TensorMetadata& metadata)
{
    const auto header = makeSafetensorsHeader(tensors, metadata);
    if (!header)
        return fail(header.error().code, header.error().message, path);
    auto file = AtomicFile::create(path);
    if (!file)
        return fail(file);
    SafetensorsWriter writer(path, std::move(*file));
    if (!tensors.empty())
        writer.m_expectedBytes = tensors.back().offset + tensors.back().bytes;
    const std::uint64_t length = header->size();
    auto written = writer.m_file.write(std::as_bytes(std::span(&length, 1)));
    if (written)
        written = writer.m_file.write(*header);
    if (!written)
        return fail(written);
    return writer;
}

SafetensorsWriter::SafetensorsWriter(std::filesystem::path path, AtomicFile file)
    : m_path(std::move(path))
    , m_file(std::move(file))
{}

Result<> SafetensorsWriter::write(std::span<const std::byte> bytes)
{
    if (bytes.size() > m_expectedBytes - m_writtenBytes)
        return fail(ErrorCode::Internal, "There are more bytes than the tensors announced"_msg,
                    m_path);
    m_writtenBytes += bytes.size();
    return m_file.write(bytes);
}

Result<> SafetensorsWriter::commit()
{
    if (m_writtenBytes != m_expectedBytes)
        return fail(ErrorCode::Internal, "There are fewer bytes than the tensors announced"_msg,
                    m_path);
    return m_file.commit();
}

} // namespace lookalike
