// SPDX-License-Identifier: GPL-3.0-or-later
// The one error type of the program. Everything that touches a file, a model, the database or
// user input returns Result<T>; exceptions of third parties stop at the adapter that calls them.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <string_view>
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
    Internal,         ///< a defect of ours, or an exception that nobody expected
};

/// A stable lower-case name, used in JSON output and in the catalog ("not_found").
[[nodiscard]] const char* errorCodeName(ErrorCode code) noexcept;

/// What went wrong, in words that the user understands, and the file it concerns (may be empty).
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::filesystem::path path;

    /// "message: path", or the message alone where there is no path. UTF-8, control characters
    /// and undecodable bytes of the path made visible.
    [[nodiscard]] std::string text() const;
};

template <class T = void>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::Broken, "The file ends too early", path);`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::filesystem::path path = {})
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(path)});
}

/// Passes another result's error on.
template <class T>
[[nodiscard]] tl::unexpected<Error> fail(Result<T>&& failed)
{
    return tl::unexpected<Error>(std::move(failed).error());
}

/// A path as UTF-8 for the user: bytes that are not UTF-8 become %XX, control and bidirectional
/// formatting characters become \u{XXXX}. Never used to open anything.
[[nodiscard]] std::string displayPath(const std::filesystem::path& path);

/// Makes any byte string safe to show, by the rule of displayPath().
[[nodiscard]] std::string displayText(std::string_view bytes);

} // namespace lookalike
