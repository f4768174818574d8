// SPDX-License-Identifier: GPL-3.0-or-later
// Converts operating system errors to Error.
#pragma once

#include "core/base/result.h"

#include <system_error>

namespace lookalike {

/// Maps an error of errno, GetLastError() or std::filesystem to an ErrorCode.
[[nodiscard]] ErrorCode errorCodeFor(const std::error_code& error) noexcept;

/// What the system says. The common reasons can be translated, the others come as they are.
[[nodiscard]] Message systemReason(const std::error_code& error);

/// "<action>: <what the system says>", for example `failSystem(error, "Cannot read the file"_msg,
/// path)`.
[[nodiscard]] tl::unexpected<Error> failSystem(const std::error_code& error, const Message& action,
                                               const std::filesystem::path& path);

/// Returns errno, or GetLastError() on Windows. Call it before anything can change the value.
[[nodiscard]] std::error_code lastSystemError() noexcept;

} // namespace lookalike
