// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are written whole or not at all, whenever the program or the power goes. Any thread.
#pragma once

#include "core/base/result.h"
#include "core/base/unique_handle.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <span>
#include <string_view>
#include <system_error>

namespace lookalike {

/// Writes to a temporary file beside its place. Without commit(), nothing is left of it.
class AtomicFile {
public:
    /// Its folder must exist.
    [[nodiscard]] static Result<AtomicFile> create(std::filesystem::path file);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();

    [[nodiscard]] Result<> write(std::span<const std::byte> bytes);
    [[nodiscard]] Result<> write(std::string_view bytes);
    /// Brings the bytes to the disk and puts them into the place of what is there. Ends the
    /// object's use.
    [[nodiscard]] Result<> commit();

private:
    AtomicFile() = default;

    std::filesystem::path m_file;
    std::filesystem::path m_temporary; ///< empty where there is none to remove
    std::ofstream m_stream;
};

/// A whole AtomicFile at once.
[[nodiscard]] Result<> writeAtomically(const std::filesystem::path& file, std::string_view bytes);

/// What commit() does, for a complete temporary file that another library has written.
[[nodiscard]] Result<> replaceFile(const std::filesystem::path& temporary,
                                   const std::filesystem::path& file);

/// Brings a file's bytes, or a folder's entries, to the disk. Windows does the latter by itself.
[[nodiscard]] Result<> syncToDisk(const std::filesystem::path& path);
/// The same for one that is open for writing.
[[nodiscard]] std::error_code syncHandle(UniqueHandle::Value file) noexcept;

} // namespace lookalike
