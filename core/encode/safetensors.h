// SPDX-License-Identifier: GPL-3.0-or-later
// The safetensors format (github.com/huggingface/safetensors): 8 bytes of little-endian header
// length, a JSON header, then the tensors without gaps. Plain reads, never a memory map: a file
// that shrinks while it is mapped kills the process.
#pragma once

#include "core/base/atomic_file.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

enum class Dtype { F64, F32, F16, BF16, I64, I32, I16, I8, U8, Bool };

[[nodiscard]] const char* dtypeName(Dtype dtype) noexcept; ///< as in the header: "F32", "BOOL"
[[nodiscard]] std::size_t dtypeBytes(Dtype dtype) noexcept;

/// One entry of the header.
struct TensorInfo {
    std::string name;
    Dtype dtype = Dtype::F32;
    std::vector<std::int64_t> shape; ///< empty for a scalar; a zero is legal
    std::uint64_t offset = 0;        ///< of the first byte, from the start of the data section
    std::uint64_t bytes = 0;

    [[nodiscard]] std::int64_t elements() const noexcept;
};

using TensorMetadata = std::map<std::string, std::string>;

inline constexpr std::uint64_t kMaxSafetensorsHeader = 16U << 20;
inline constexpr std::size_t kMaxSafetensorsTensors = 100'000;
inline constexpr std::size_t kMaxSafetensorsRank = 8;

/// A safetensors file open for reading. Stricter than the reference implementation: header of at
/// most 16 MiB that begins with '{', no duplicate keys, no holes, no overlap, exact file length,
/// known element types. Movable; one thread at a time.
class SafetensorsFile {
public:
    /// Reads and checks the header. Refuses pickles, PyTorch archives and TorchScript by content
    /// (ErrorCode::Unsupported) and anything damaged (ErrorCode::Broken).
    [[nodiscard]] static Result<SafetensorsFile> open(const std::filesystem::path& path);

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }
    /// In the order of the data section.
    [[nodiscard]] const std::vector<TensorInfo>& tensors() const noexcept { return m_tensors; }
    [[nodiscard]] const TensorMetadata& metadata() const noexcept { return m_metadata; }
    /// Owned by this object; null where there is none of that name.
    [[nodiscard]] const TensorInfo* find(std::string_view name) const noexcept;

    /// Reads a whole tensor as stored (little-endian, row-major); `out` has info.bytes bytes.
    /// NaN and infinities in a floating-point tensor are ErrorCode::Broken.
    [[nodiscard]] Result<> read(const TensorInfo& info, std::span<std::byte> out);
    /// The values of an F32 tensor.
    [[nodiscard]] Result<std::vector<float>> readFloats(std::string_view name);

private:
    SafetensorsFile() = default;

    std::filesystem::path m_path;
    std::ifstream m_stream;
    std::uint64_t m_dataStart = 0;
    std::vector<TensorInfo> m_tensors;
    TensorMetadata m_metadata;
};

/// Writes a safetensors file: first everything is announced, then the bytes of the tensors follow
/// in that order, in pieces of any size, so that no tensor need be in memory. The file appears
/// under its name with commit(), and never before; without it nothing stays behind.
class SafetensorsWriter {
public:
    /// `tensors` need name, dtype and shape; offset and bytes are computed.
    [[nodiscard]] static Result<SafetensorsWriter> create(const std::filesystem::path& path,
                                                          std::vector<TensorInfo> tensors,
                                                          const TensorMetadata& metadata = {});
    [[nodiscard]] Result<> write(std::span<const std::byte> bytes);
    [[nodiscard]] Result<> commit();

private:
    SafetensorsWriter(std::filesystem::path path, AtomicFile file);

    std::filesystem::path m_path;
    AtomicFile m_file;
    std::uint64_t m_expectedBytes = 0;
    std::uint64_t m_writtenBytes = 0;
};

} // namespace lookalike
