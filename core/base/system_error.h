// SPDX-License-Identifier: GPL-3.0-or-later
// Converts operating system errors to Error.
#pragma once

#include "core/base/result.h"

#include <system_error>

namespace lookalike {

/// Maps an error of errno, GetLastError() or std::filesystem to an ErrorCode.
[[nodiscard]] ErrorCode errorCodeFor(const std::error_code& error) noexcept;

/// Returns the system's message. The common ones can be translated; others are passed on unchanged.
[[nodiscard]] Message systemReason(const std::error_code& error);

/// Returns the error "<action>: <system message>", for example `failSystem(error, "Cannot read the
/// file"_msg, path)`.
[[nodiscard]] tl::unexpected<Error> failSystem(const std::error_code& error, const Message& action,
                                               const std::filesystem::path& path);

/// Returns errno, or GetLastError() on Windows. Call it before anything can change the value.
[[nodiscard]] std::error_code lastSystemError() noexcept;

} // namespace lookalike
