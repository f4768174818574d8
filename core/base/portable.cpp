// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/portable.h"

#include "core/base/executable_folder.h"

#include <atomic>
#include <cstdlib>
#include <system_error>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSign = "portable";
constexpr const char* kFolder = "data";

std::atomic<bool> asked{false};

fs::path startedFrom()
{
#ifdef __linux__
    // An AppImage runs from its own read-only mount.
    if (const char* image = std::getenv("APPIMAGE"); image != nullptr && *image == '/')
        return fs::path(image).parent_path();
#endif
    fs::path folder = executableFolder();
#ifdef __APPLE__
    // Lookalike.app/Contents/MacOS
    const fs::path bundle = folder.parent_path().parent_path();
    if (bundle.extension() == ".app")
        folder = bundle.parent_path();
#endif
    return folder;
}

fs::path decide()
{
    const fs::path beside = startedFrom();
    if (beside.empty())
        return {};
    std::error_code error;
    const bool portable = asked || fs::is_regular_file(beside / kSign, error) ||
                          fs::is_directory(beside / kFolder, error);
    return portable ? beside / kFolder : fs::path();
}

} // namespace

fs::path portableFolder()
{
    static const fs::path folder = decide();
    return folder;
}

void startPortable()
{
    asked = true;
}

} // namespace lookalike
