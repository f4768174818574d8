// SPDX-License-Identifier: GPL-3.0-or-later
// What the operating system refused, as an error of ours.
#pragma once

#include "core/base/result.h"

#include <system_error>

namespace lookalike {

/// The kind of error that errno, GetLastError() or std::filesystem reported.
[[nodiscard]] ErrorCode errorCodeFor(const std::error_code& error) noexcept;

/// What the system says. The common reasons can be translated, the others come as they are.
[[nodiscard]] Message systemReason(const std::error_code& error);

/// "<action>: <what the system says>", for example `failSystem(error, "Cannot read the file"_msg,
/// path)`.
[[nodiscard]] tl::unexpected<Error> failSystem(const std::error_code& error, const Message& action,
                                               const std::filesystem::path& path);

/// errno, or GetLastError() on Windows. Ask for it before anything else can change it.
[[nodiscard]] std::error_code lastSystemError() noexcept;

} // namespace lookalike
