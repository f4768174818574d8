// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/paths.h"

#include "core/base/atomic_file.h"
#include "core/base/path_bytes.h"
#include "core/base/portable.h"
#include "core/base/system_error.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#ifndef _WIN32
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#endif

namespace lookalike {

namespace fs = std::filesystem;

#ifdef _WIN32

namespace {

fs::path systemFolder(UserFolder folder)
{
    const wchar_t* local = _wgetenv(L"LOCALAPPDATA");
    if (local == nullptr || *local == L'\0')
        return {};
    const fs::path root = fs::path(local) / "Lookalike";
    switch (folder) {
    case UserFolder::Data:
        return root / "data";
    case UserFolder::Cache:
        return root / "cache";
    case UserFolder::Config:
        return root / "config";
    case UserFolder::State:
        return root / "state";
    }
    return {};
}

} // namespace

Result<> makePrivateFolder(const fs::path& folder)
{
    // Below the profile, the inherited access list only admits the owner and the system.
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return failSystem(error, "Cannot create the folder"_msg, folder);
    return {};
}

#else

namespace {

fs::path homeFolder()
{
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
        return home;
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr && entry->pw_dir != nullptr ? fs::path(entry->pw_dir) : fs::path();
}

#ifndef __APPLE__
// By the specification, a relative path in the variable is invalid and ignored.
fs::path xdgFolder(const char* variable, const char* fallback)
{
    const char* value = std::getenv(variable);
    if (value != nullptr && *value == '/')
        return fs::path(value) / "lookalike";
    const fs::path home = homeFolder();
    return home.empty() ? fs::path() : home / fallback / "lookalike";
}
#endif

fs::path systemFolder(UserFolder folder)
{
#ifdef __APPLE__
    const fs::path home = homeFolder();
    if (home.empty())
        return {};
    const fs::path library = home / "Library";
    switch (folder) {
    case UserFolder::Data:
        return library / "Application Support" / "Lookalike";
    case UserFolder::Cache:
        return library / "Caches" / "Lookalike";
    case UserFolder::Config:
        return library / "Application Support" / "Lookalike" / "config";
    case UserFolder::State:
        return library / "Application Support" / "Lookalike" / "state";
    }
#else
    switch (folder) {
    case UserFolder::Data:
        return xdgFolder("XDG_DATA_HOME", ".local/share");
    case UserFolder::Cache:
        return xdgFolder("XDG_CACHE_HOME", ".cache");
    case UserFolder::Config:
        return xdgFolder("XDG_CONFIG_HOME", ".config");
    case UserFolder::State:
        return xdgFolder("XDG_STATE_HOME", ".local/state");
    }
#endif
    return {};
}

} // namespace

Result<> makePrivateFolder(const fs::path& folder)
{
    std::error_code error;
    if (fs::is_directory(folder, error))
        return {};
    const fs::path parent =
        folder.has_filename() ? folder.parent_path() : folder.parent_path().parent_path();
    if (!parent.empty() && parent != folder) {
        if (auto made = makePrivateFolder(parent); !made)
            return made;
    }
    // Another process may have created it first; anything else with that name is an error.
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && !fs::is_directory(folder))
        return failSystem(lastSystemError(), "Cannot create the folder"_msg, folder);
    return {};
}

#endif

namespace {

/// Holds the bytes of the chosen folder's path, because a settings file cannot hold invalid UTF-8.
constexpr const char* kChoiceFile = "data-folder";

fs::path placeOf(UserFolder folder)
{
    const fs::path portable = portableFolder();
    if (portable.empty())
        return systemFolder(folder);
    switch (folder) {
    case UserFolder::Data:
        return portable;
    case UserFolder::Cache:
        return portable / "cache";
    case UserFolder::Config:
        return portable / "config";
    case UserFolder::State:
        return portable / "state";
    }
    return {};
}

} // namespace

fs::path userFolder(UserFolder folder)
{
    if (folder == UserFolder::Data)
        if (fs::path chosen = chosenDataFolder(); !chosen.empty())
            return chosen;
    return placeOf(folder);
}

fs::path usualDataFolder()
{
    return placeOf(UserFolder::Data);
}

fs::path chosenDataFolder()
{
    const fs::path config = placeOf(UserFolder::Config);
    if (config.empty() || !portableFolder().empty())
        return {};
    std::ifstream stream(config / kChoiceFile, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (!bytes.empty() && bytes.back() == '\n')
        bytes.pop_back();
    fs::path folder = pathFromBytes(bytes);
    return folder.is_absolute() ? folder : fs::path();
}

Result<> setChosenDataFolder(const fs::path& folder)
{
    const fs::path config = placeOf(UserFolder::Config);
    if (config.empty())
        return fail(ErrorCode::NotFound, "There is no home directory to save the choice in"_msg);
    if (auto made = makePrivateFolder(config); !made)
        return made;
    const fs::path file = config / kChoiceFile;
    if (folder.empty()) {
        std::error_code error;
        fs::remove(file, error);
        return error ? failSystem(error, "The choice cannot be saved"_msg, file)
                     : syncToDisk(config);
    }
    return writeAtomically(file, pathToBytes(folder) + '\n');
}

} // namespace lookalike
