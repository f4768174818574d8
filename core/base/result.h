// SPDX-License-Identifier: GPL-3.0-or-later
// The one error type of the program. Everything that touches a file, a model, the database or
// user input returns Result<T>; exceptions of third parties stop at the adapter that calls them.
#pragma once

#include "core/base/message.h"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <utility>

namespace lookalike {

enum class ErrorCode {
    InvalidArgument,  ///< the caller or the user asked for something that makes no sense
    NotFound,         ///< the file, folder, model or row does not exist
    PermissionDenied, ///< the operating system refused
    IoError,          ///< reading or writing failed
    NoSpace,          ///< the disk is full
    Unsupported,      ///< a kind of file or model that the program does not know
    Broken,           ///< damaged or incomplete data
    TooLarge,         ///< over one of the program's limits
    Changed,          ///< the file changed while it was being read
    Timeout,          ///< took longer than its deadline
    Cancelled,        ///< the user or the shut-down asked to stop
    Conflict,         ///< another program holds it, or it belongs to another program
    OutOfMemory,      ///< host or device memory ran out
    Internal,         ///< a defect of ours, or an unexpected exception
};

/// A stable lower-case name, used in JSON output and in the catalog ("not_found").
[[nodiscard]] const char* errorCodeName(ErrorCode code) noexcept;

/// What went wrong, in words that the user understands, and the file it concerns (may be empty).
struct Error {
    ErrorCode code = ErrorCode::Internal;
    Message message;
    std::filesystem::path path;

    /// "message: path", or the message alone where there is no path.
    [[nodiscard]] Message messageWithPath() const;
    /// The same in English, control characters and undecodable bytes made visible.
    [[nodiscard]] std::string text() const;
};

template <class T = void>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::Broken, "The file ends too early"_msg, path);`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, Message message,
                                                std::filesystem::path path = {})
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(path)});
}

/// Passes an error on: `if (!file) return fail(file);`
template <class T>
[[nodiscard]] tl::unexpected<Error> fail(const Result<T>& failed)
{
    return tl::unexpected<Error>(failed.error());
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace lookalike
