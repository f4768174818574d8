// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/search/positional_file.h"

#include <windows.h>

#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

OVERLAPPED at(std::uint64_t offset) noexcept
{
    OVERLAPPED position = {};
    position.Offset = static_cast<DWORD>(offset);
    position.OffsetHigh = static_cast<DWORD>(offset >> 32);
    return position;
}

DWORD piece(std::size_t bytes) noexcept
{
    return static_cast<DWORD>(std::min<std::size_t>(bytes, 1U << 30));
}

} // namespace

PositionalFile::PositionalFile(UniqueHandle handle, std::filesystem::path path) noexcept
    : m_handle(std::move(handle))
    , m_path(std::move(path))
{}

Result<PositionalFile> PositionalFile::open(const std::filesystem::path& path, Access access)
{
    // A writer does not share write access, which keeps a second writer out.
    const bool writes = access != Access::Read;
    const DWORD wanted = writes ? GENERIC_READ | GENERIC_WRITE : GENERIC_READ;
    const DWORD shared = FILE_SHARE_READ | FILE_SHARE_DELETE | (writes ? 0 : FILE_SHARE_WRITE);
    const DWORD create = access == Access::Create ? CREATE_ALWAYS : OPEN_EXISTING;
    UniqueHandle handle(::CreateFileW(path.c_str(), wanted, shared, nullptr, create,
                                      FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!handle.isValid()) {
        const std::error_code error = lastSystemError();
        if (error.value() == ERROR_SHARING_VIOLATION) {
            return fail(ErrorCode::Conflict, "Another program is writing the index"_msg, path);
        }
        return failSystem(error, "Cannot open the index"_msg, path);
    }
    return PositionalFile(std::move(handle), path);
}

Result<std::uint64_t> PositionalFile::size() const
{
    LARGE_INTEGER size = {};
    if (!::GetFileSizeEx(m_handle.get(), &size)) {
        return failSystem(lastSystemError(), "Cannot access the index"_msg, m_path);
    }
    return static_cast<std::uint64_t>(size.QuadPart);
}

Result<> PositionalFile::readAt(std::uint64_t offset, void* out, std::size_t bytes) const
{
    auto* target = static_cast<char*>(out);
    while (bytes > 0) {
        OVERLAPPED position = at(offset);
        DWORD got = 0;
        if (!::ReadFile(m_handle.get(), target, piece(bytes), &got, &position)) {
            const std::error_code error = lastSystemError();
            if (error.value() != ERROR_HANDLE_EOF) {
                return failSystem(error, "Cannot read the index"_msg, m_path);
            }
        }
        if (got == 0)
            return fail(ErrorCode::Broken, "The index ends too early"_msg, m_path);
        target += got;
        offset += got;
        bytes -= got;
    }
    return {};
}

Result<> PositionalFile::writeAt(std::uint64_t offset, const void* data, std::size_t bytes)
{
    const auto* source = static_cast<const char*>(data);
    while (bytes > 0) {
        OVERLAPPED position = at(offset);
        DWORD put = 0;
        if (!::WriteFile(m_handle.get(), source, piece(bytes), &put, &position)) {
            return failSystem(lastSystemError(), "Cannot write the index"_msg, m_path);
        }
        source += put;
        offset += put;
        bytes -= put;
    }
    return {};
}

} // namespace lookalike
