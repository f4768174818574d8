// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"

#include "core/base/system_error.h"

#include <random>
#include <string>
#include <utility>

#ifdef _WIN32
#include <windows.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace lookalike {

namespace fs = std::filesystem;

namespace {

/// Two programs that write the same file at the same time need different temporary files.
fs::path temporaryFor(fs::path file)
{
    std::random_device random;
    file += ".part-" + std::to_string(random());
    return file;
}

UniqueHandle openToSync(const fs::path& path)
{
#ifdef _WIN32
    return UniqueHandle(::CreateFileW(path.c_str(), GENERIC_WRITE,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                      nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr));
#else
    return UniqueHandle(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
#endif
}

} // namespace

Result<AtomicFile> AtomicFile::create(fs::path file)
{
    AtomicFile created;
    created.m_temporary = temporaryFor(file);
    created.m_file = std::move(file);
    created.m_stream.open(created.m_temporary, std::ios::binary | std::ios::trunc);
    if (!created.m_stream) {
        created.m_temporary.clear();
        return failSystem(lastSystemError(), "The file cannot be created"_msg, created.m_file);
    }
    return created;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_file(std::move(other.m_file))
    , m_temporary(std::exchange(other.m_temporary, {}))
    , m_stream(std::move(other.m_stream))
{}

AtomicFile::~AtomicFile()
{
    if (m_temporary.empty())
        return;
    m_stream.close();
    std::error_code ignored; // a leftover file is never read
    fs::remove(m_temporary, ignored);
}

Result<> AtomicFile::write(std::span<const std::byte> bytes)
{
    m_stream.write(reinterpret_cast<const char*>(bytes.data()),
                   static_cast<std::streamsize>(bytes.size()));
    if (!m_stream)
        return failSystem(lastSystemError(), "The file cannot be written"_msg, m_file);
    return {};
}

Result<> AtomicFile::write(std::string_view bytes)
{
    return write(std::as_bytes(std::span(bytes)));
}

Result<> AtomicFile::commit()
{
    m_stream.close();
    if (!m_stream)
        return failSystem(lastSystemError(), "The file cannot be written"_msg, m_file);
    auto replaced = replaceFile(m_temporary, m_file);
    if (replaced)
        m_temporary.clear();
    return replaced;
}

Result<> writeAtomically(const fs::path& file, std::string_view bytes)
{
    auto created = AtomicFile::create(file);
    if (!created)
        return fail(created);
    if (auto written = created->write(bytes); !written)
        return written;
    return created->commit();
}

Result<> replaceFile(const fs::path& temporary, const fs::path& file)
{
    if (auto synced = syncToDisk(temporary); !synced)
        return synced;
    std::error_code error;
    fs::rename(temporary, file, error);
    if (error)
        return failSystem(error, "The file cannot be moved into place"_msg, file);
    return syncToDisk(file.has_parent_path() ? file.parent_path() : fs::path("."));
}

Result<> syncToDisk(const fs::path& path)
{
    std::error_code error;
    const bool isFolder = fs::is_directory(path, error);
#ifdef _WIN32
    if (isFolder)
        return {};
#endif
    const UniqueHandle file = openToSync(path);
    error = file.isValid() ? syncHandle(file.get()) : lastSystemError();
    // Some network and FUSE file systems do not support this call for folders.
    const bool isUnknown =
        error == std::errc::invalid_argument || error == std::errc::not_supported;
    if (error && !(isFolder && isUnknown))
        return failSystem(error, "The file cannot be synced to the disk"_msg, path);
    return {};
}

std::error_code syncHandle(UniqueHandle::Value file) noexcept
{
#ifdef _WIN32
    return ::FlushFileBuffers(file) ? std::error_code() : lastSystemError();
#else
#ifdef __APPLE__
    if (::fcntl(file, F_FULLFSYNC) == 0) // plain fsync() is unreliable on macOS
        return {};
#endif
    return ::fsync(file) == 0 ? std::error_code() : lastSystemError();
#endif
}

} // namespace lookalike
