// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that fails: SQLite's default VFS with a fault at one chosen call, or a power cut there.
// Header-only, for tests; one instance a process, in place of the default VFS.
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace lookalike::testing {

enum class Fault {
    None,
    Error,    ///< the call fails as a bad disk makes it fail
    Full,     ///< as Error, but only what needs space, as a full disk
    PowerCut, ///< this call and all after it fail; what was not synced may be lost, see
              ///< loseUnsynced()
};

class FaultVfs {
public:
    static FaultVfs& instance()
    {
        static FaultVfs vfs;
        return vfs;
    }

    /// Fails call number `at` (from 1) from now on, and all after it where `sticky`.
    void arm(Fault fault, int at, bool sticky)
    {
        const std::lock_guard lock(m_mutex);
        m_fault = fault;
        m_at = at;
        m_sticky = sticky || fault == Fault::PowerCut;
        m_calls = 0;
        m_hit = false;
        m_unsynced.clear();
    }
    void disarm() { arm(Fault::None, 0, false); }
    /// Whether a call has failed since arm().
    bool wasHit()
    {
        const std::lock_guard lock(m_mutex);
        return m_hit;
    }
    int calls()
    {
        const std::lock_guard lock(m_mutex);
        return m_calls;
    }

    /// After a power cut, with every connection closed: of what was written since the last sync of
    /// each file, a random part never reached the disk, some of it by halves.
    void loseUnsynced(std::mt19937& random)
    {
        for (auto& [path, writes] : m_unsynced)
            for (auto write = writes.rbegin(); write != writes.rend(); ++write)
                if (random() % 4 != 0)
                    undo(path, *write, random() % 8 == 0);
        m_unsynced.clear();
    }

private:
    struct Write {
        sqlite3_int64 offset = 0;
        std::string before;     ///< what stood there; zeros where there was nothing
        sqlite3_int64 size = 0; ///< of the file, before
        bool truncated = false;
    };
    struct File {
        sqlite3_file base;
        const char* path; ///< as SQLite keeps it, as long as the file is open
        sqlite3_file* real;
    };

    FaultVfs()
    {
        m_real = sqlite3_vfs_find(nullptr);
        m_vfs = *m_real;
        m_vfs.zName = "faulty";
        m_vfs.szOsFile = static_cast<int>(sizeof(File)) + m_real->szOsFile;
        m_vfs.xOpen = &xOpen;
        m_vfs.xDelete = &xDelete;
        m_methods = sqlite3_io_methods{
            2,         &xClose,   &xRead,     &xWrite,       &xTruncate,   &xSync,   &xFileSize,
            &xLock,    &xUnlock,  &xCheck,    &xFileControl, &xSectorSize, &xDevice, &xShmMap,
            &xShmLock, &xBarrier, &xShmUnmap, nullptr,       nullptr};
        sqlite3_vfs_register(&m_vfs, 1);
    }

    bool fails(bool needsSpace)
    {
        const std::lock_guard lock(m_mutex);
        if (m_fault == Fault::None || (m_fault == Fault::Full && !needsSpace))
            return false;
        ++m_calls;
        const bool now = m_sticky ? m_calls >= m_at : m_calls == m_at;
        m_hit = m_hit || now;
        return now;
    }
    int code(int error) const { return m_fault == Fault::Full ? SQLITE_FULL : error; }

    void note(File* file, sqlite3_int64 offset, int bytes, bool truncated)
    {
        if (m_fault != Fault::PowerCut)
            return;
        Write write;
        write.offset = offset;
        write.truncated = truncated;
        file->real->pMethods->xFileSize(file->real, &write.size);
        const sqlite3_int64 left = std::max<sqlite3_int64>(write.size - offset, 0);
        write.before.assign(static_cast<std::size_t>(truncated ? left : bytes), '\0');
        if (left > 0)
            file->real->pMethods->xRead(file->real, write.before.data(),
                                        static_cast<int>(write.before.size()), offset);
        const std::lock_guard lock(m_mutex);
        m_unsynced[file->path].push_back(std::move(write));
    }
    static void undo(const std::string& path, const Write& write, bool half)
    {
        std::FILE* file = std::fopen(path.c_str(), "r+b");
        if (file == nullptr)
            return; // deleted since
        std::fseek(file, static_cast<long>(write.offset), SEEK_SET);
        // Sectors are whole; a page is several.
        const std::size_t bytes = half ? write.before.size() / 2 / 512 * 512 : write.before.size();
        std::fwrite(write.before.data(), 1, bytes, file);
        std::fclose(file);
    }

    static FaultVfs& self() { return instance(); }
    static File* of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
    static const sqlite3_io_methods* real(sqlite3_file* file) { return of(file)->real->pMethods; }

    static int xOpen(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out)
    {
        File* f = of(file);
        f->base.pMethods = nullptr;
        if (self().fails((flags & SQLITE_OPEN_CREATE) != 0))
            return self().code(SQLITE_CANTOPEN);
        f->real = reinterpret_cast<sqlite3_file*>(f + 1);
        const int result = self().m_real->xOpen(self().m_real, name, f->real, flags, out);
        if (result != SQLITE_OK)
            return result;
        f->path = name == nullptr ? "" : name;
        f->base.pMethods = &self().m_methods;
        return SQLITE_OK;
    }
    static int xDelete(sqlite3_vfs*, const char* name, int sync)
    {
        if (self().fails(false))
            return SQLITE_IOERR_DELETE;
        return self().m_real->xDelete(self().m_real, name, sync);
    }
    static int xClose(sqlite3_file* file) { return real(file)->xClose(of(file)->real); }
    static int xRead(sqlite3_file* file, void* buffer, int bytes, sqlite3_int64 offset)
    {
        if (self().fails(false))
            return SQLITE_IOERR_READ;
        return real(file)->xRead(of(file)->real, buffer, bytes, offset);
    }
    static int xWrite(sqlite3_file* file, const void* buffer, int bytes, sqlite3_int64 offset)
    {
        if (self().fails(true))
            return self().code(SQLITE_IOERR_WRITE);
        self().note(of(file), offset, bytes, false);
        return real(file)->xWrite(of(file)->real, buffer, bytes, offset);
    }
    static int xTruncate(sqlite3_file* file, sqlite3_int64 size)
    {
        if (self().fails(false))
            return SQLITE_IOERR_TRUNCATE;
        self().note(of(file), size, 0, true);
        return real(file)->xTruncate(of(file)->real, size);
    }
    static int xSync(sqlite3_file* file, int)
    {
        if (self().fails(true))
            return self().code(SQLITE_IOERR_FSYNC);
        const std::lock_guard lock(self().m_mutex);
        if (!self().m_unsynced.empty())
            self().m_unsynced.erase(of(file)->path);
        return SQLITE_OK; // no real power is cut here, so the disk need not be waited for
    }
    static int xFileSize(sqlite3_file* file, sqlite3_int64* size)
    {
        if (self().fails(false))
            return SQLITE_IOERR_FSTAT;
        return real(file)->xFileSize(of(file)->real, size);
    }
    static int xLock(sqlite3_file* file, int level)
    {
        if (self().fails(false))
            return SQLITE_IOERR_LOCK;
        return real(file)->xLock(of(file)->real, level);
    }
    static int xUnlock(sqlite3_file* file, int level)
    {
        return real(file)->xUnlock(of(file)->real, level);
    }
    static int xCheck(sqlite3_file* file, int* out)
    {
        return real(file)->xCheckReservedLock(of(file)->real, out);
    }
    static int xFileControl(sqlite3_file* file, int op, void* argument)
    {
        return real(file)->xFileControl(of(file)->real, op, argument);
    }
    static int xSectorSize(sqlite3_file* file) { return real(file)->xSectorSize(of(file)->real); }
    static int xDevice(sqlite3_file* file)
    {
        return real(file)->xDeviceCharacteristics(of(file)->real);
    }
    static int xShmMap(sqlite3_file* file, int page, int size, int extend, void volatile** out)
    {
        if (self().fails(true))
            return self().code(SQLITE_IOERR_SHMMAP);
        return real(file)->xShmMap(of(file)->real, page, size, extend, out);
    }
    static int xShmLock(sqlite3_file* file, int offset, int n, int flags)
    {
        if ((flags & SQLITE_SHM_LOCK) != 0 && self().fails(false))
            return SQLITE_IOERR_SHMLOCK;
        return real(file)->xShmLock(of(file)->real, offset, n, flags);
    }
    static void xBarrier(sqlite3_file* file) { real(file)->xShmBarrier(of(file)->real); }
    static int xShmUnmap(sqlite3_file* file, int remove)
    {
        return real(file)->xShmUnmap(of(file)->real, remove);
    }

    std::mutex m_mutex;
    sqlite3_vfs* m_real = nullptr;
    sqlite3_vfs m_vfs{};
    sqlite3_io_methods m_methods{};
    Fault m_fault = Fault::None;
    int m_at = 0;
    bool m_sticky = false;
    int m_calls = 0;
    bool m_hit = false;
    std::map<std::string, std::vector<Write>> m_unsynced;
};

/// Makes one allocation of SQLite fail, or all from one on. Install before SQLite is first used.
class FaultMemory {
public:
    static void install()
    {
        sqlite3_config(SQLITE_CONFIG_GETMALLOC, &s_real);
        sqlite3_mem_methods faulty = s_real;
        faulty.xMalloc = [](int bytes) { return fails() ? nullptr : s_real.xMalloc(bytes); };
        faulty.xRealloc = [](void* old, int bytes) {
            return fails() ? nullptr : s_real.xRealloc(old, bytes);
        };
        sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty);
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0); // every allocation asks
    }
    static void arm(int at, bool sticky)
    {
        const std::lock_guard lock(s_mutex);
        s_at = at;
        s_sticky = sticky;
        s_calls = 0;
        s_hit = false;
    }
    static void disarm() { arm(0, false); }
    static bool wasHit()
    {
        const std::lock_guard lock(s_mutex);
        return s_hit;
    }

private:
    static bool fails()
    {
        const std::lock_guard lock(s_mutex);
        if (s_at == 0)
            return false;
        ++s_calls;
        const bool now = s_sticky ? s_calls >= s_at : s_calls == s_at;
        s_hit = s_hit || now;
        return now;
    }
    static inline sqlite3_mem_methods s_real{};
    static inline std::mutex s_mutex;
    static inline int s_at = 0;
    static inline bool s_sticky = false;
    static inline int s_calls = 0;
    static inline bool s_hit = false;
};

} // namespace lookalike::testing
