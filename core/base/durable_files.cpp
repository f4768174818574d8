// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/durable_files.h"

#include "core/base/system_error.h"

#ifndef _WIN32
#include <fcntl.h>
#include <unistd.h>
#endif

namespace lookalike {

Result<> syncToDisk([[maybe_unused]] const std::filesystem::path& path)
{
#ifndef _WIN32
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return failSystem(lastSystemError(), "The file cannot be synced to the disk"_msg, path);
    const bool synced = ::fsync(descriptor) == 0;
    const std::error_code error = lastSystemError();
    ::close(descriptor);
    if (!synced)
        return failSystem(error, "The file cannot be synced to the disk"_msg, path);
#endif
    return {};
}

} // namespace lookalike
