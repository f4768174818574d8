// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/executable_folder.h"

#include <string>
#include <system_error>

#if defined(_WIN32)
#include <windows.h>
#elif defined(__APPLE__)
#include <mach-o/dyld.h>
#endif

namespace lookalike {

std::filesystem::path executableFolder()
{
    std::error_code error;
#if defined(_WIN32)
    std::wstring name(32768, L'\0');
    name.resize(GetModuleFileNameW(nullptr, name.data(), static_cast<DWORD>(name.size())));
    const std::filesystem::path file = name;
#elif defined(__APPLE__)
    std::uint32_t size = 0;
    _NSGetExecutablePath(nullptr, &size);
    std::string name(size, '\0');
    _NSGetExecutablePath(name.data(), &size);
    const std::filesystem::path file = std::filesystem::canonical(name.c_str(), error);
#else
    const std::filesystem::path file = std::filesystem::read_symlink("/proc/self/exe", error);
#endif
    return error ? std::filesystem::path() : file.parent_path();
}

} // namespace lookalike
