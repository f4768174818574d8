// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <cerrno>
#endif

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

tl::unexpected<Error> failSystem(const std::error_code& error, const std::string& action,
                                 const std::filesystem::path& path)
{
    return fail(errorCodeFor(error), action + ": " + error.message(), path);
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
