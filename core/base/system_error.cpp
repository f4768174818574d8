// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <cerrno>
#endif
#include <utility>

namespace lookalike {

ErrorCode errorCodeFor(const std::error_code& error) noexcept
{
    const auto is = [&error](std::errc condition) { return error == condition; };
    if (is(std::errc::no_such_file_or_directory) || is(std::errc::not_a_directory))
        return ErrorCode::NotFound;
    if (is(std::errc::permission_denied) || is(std::errc::operation_not_permitted) ||
        is(std::errc::read_only_file_system))
        return ErrorCode::PermissionDenied;
    if (is(std::errc::no_space_on_device))
        return ErrorCode::NoSpace;
    if (is(std::errc::file_too_large))
        return ErrorCode::TooLarge;
    if (is(std::errc::not_enough_memory))
        return ErrorCode::OutOfMemory;
    if (is(std::errc::filename_too_long) || is(std::errc::too_many_symbolic_link_levels) ||
        is(std::errc::is_a_directory))
        return ErrorCode::InvalidArgument;
    if (is(std::errc::timed_out))
        return ErrorCode::Timeout;
#ifdef EDQUOT
    if (error.category() == std::generic_category() && error.value() == EDQUOT)
        return ErrorCode::NoSpace;
#endif
    return ErrorCode::IoError;
}

Message systemReason(const std::error_code& error)
{
    static const std::pair<std::errc, Message> kReasons[] = {
        {std::errc::no_such_file_or_directory, "No such file or directory"_msg},
        {std::errc::permission_denied, "Permission denied"_msg},
        {std::errc::operation_not_permitted, "Operation not permitted"_msg},
        {std::errc::read_only_file_system, "Read-only file system"_msg},
        {std::errc::no_space_on_device, "No space left on device"_msg},
        {std::errc::io_error, "Input/output error"_msg},
        {std::errc::file_exists, "File exists"_msg},
        {std::errc::not_a_directory, "Not a directory"_msg},
        {std::errc::is_a_directory, "Is a directory"_msg},
        {std::errc::directory_not_empty, "Directory not empty"_msg},
        {std::errc::filename_too_long, "File name too long"_msg},
        {std::errc::file_too_large, "File too large"_msg},
        {std::errc::too_many_files_open, "Too many open files"_msg},
        {std::errc::too_many_symbolic_link_levels, "Too many levels of symbolic links"_msg},
        {std::errc::not_enough_memory, "Cannot allocate memory"_msg},
        {std::errc::device_or_resource_busy, "Device or resource busy"_msg},
        {std::errc::no_such_device, "No such device"_msg},
        {std::errc::timed_out, "Connection timed out"_msg},
    };
    for (const auto& [condition, reason] : kReasons)
        if (error == condition)
            return reason;
#ifdef EDQUOT
    if (error.category() == std::generic_category() && error.value() == EDQUOT)
        return "Disk quota exceeded"_msg;
#endif
    return Message::verbatim(error.message());
}

tl::unexpected<Error> failSystem(const std::error_code& error, const Message& action,
                                 const std::filesystem::path& path)
{
    return fail(errorCodeFor(error), "%1: %2"_msg(action, systemReason(error)), path);
}

std::error_code lastSystemError() noexcept
{
#ifdef _WIN32
    return {static_cast<int>(::GetLastError()), std::system_category()};
#else
    return {errno, std::generic_category()};
#endif
}

} // namespace lookalike
