// SPDX-License-Identifier: GPL-3.0-or-later
// The safetensors format (github.com/huggingface/safetensors): 8 bytes of little-endian header
// length, a JSON header, then the tensors without gaps. Files are read, never memory-mapped: a file
// that shrinks while it is mapped would crash the process.
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

/// A safetensors file open for reading. Stricter than the reference implementation: the header has
/// at most 16 MiB and begins with '{', there are no duplicate keys, gaps or overlaps, the file
/// length is exact, and element types are known. Movable; one thread at a time.
class SafetensorsFile {
public:
    /// Reads and validates the header. Fails with Unsupported for pickles, PyTorch archives and
    /// TorchScript, which it detects by content, and with Broken for damaged files.
    [[nodiscard]] static Result<SafetensorsFile> open(const std::filesystem::path& path);

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }
    /// Returns the tensors in the order of the data section.
    [[nodiscard]] const std::vector<TensorInfo>& tensors() const noexcept { return m_tensors; }
    [[nodiscard]] const TensorMetadata& metadata() const noexcept { return m_metadata; }
    /// Returns a tensor owned by this object; null if no tensor has this name.
    [[nodiscard]] const TensorInfo* find(std::string_view name) const noexcept;

    /// Reads a whole tensor as stored (little-endian, row-major). `out` must have info.bytes bytes.
    /// Fails with Broken if a floating-point tensor holds NaN or infinities.
    [[nodiscard]] Result<> read(const TensorInfo& info, std::span<std::byte> out);
    /// The same for `out.size()` bytes from `first` on, counted from the start of the tensor.
    [[nodiscard]] Result<> readPart(const TensorInfo& info, std::uint64_t first,
                                    std::span<std::byte> out);
    /// Returns the values of an F32 tensor.
    [[nodiscard]] Result<std::vector<float>> readFloats(std::string_view name);

private:
    SafetensorsFile() = default;

    std::filesystem::path m_path;
    std::ifstream m_stream;
    std::uint64_t m_dataStart = 0;
    std::vector<TensorInfo> m_tensors;
    TensorMetadata m_metadata;
};

/// Writes a safetensors file. create() declares all tensors; then their bytes follow in that order,
/// in pieces of any size, so that no tensor has to be in memory. The file appears under its name
/// with commit(), and never before; without commit(), nothing remains.
class SafetensorsWriter {
public:
    /// `tensors` need a name, dtype and shape; offset and bytes are computed.
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
