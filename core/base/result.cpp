// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace lookalike {

const char* errorCodeName(ErrorCode code) noexcept
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return "invalid_argument";
    case ErrorCode::NotFound:
        return "not_found";
    case ErrorCode::PermissionDenied:
        return "permission_denied";
    case ErrorCode::IoError:
        return "io_error";
    case ErrorCode::NoSpace:
        return "no_space";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::Broken:
        return "broken";
    case ErrorCode::TooLarge:
        return "too_large";
    case ErrorCode::Changed:
        return "changed";
    case ErrorCode::Timeout:
        return "timeout";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Conflict:
        return "conflict";
    case ErrorCode::OutOfMemory:
        return "out_of_memory";
    case ErrorCode::Internal:
        return "internal";
    }
    return "internal";
}

Message Error::messageWithPath() const
{
    return path.empty() ? message : "%1: %2"_msg(message, path);
}

std::string Error::text() const
{
    return messageWithPath().english();
}

} // namespace lookalike
