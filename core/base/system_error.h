// SPDX-License-Identifier: GPL-3.0-or-later
// What the operating system refused, as an error of ours.
#pragma once

#include "core/base/result.h"

#include <system_error>

namespace lookalike {

/// The kind of error that errno, GetLastError() or std::filesystem reported.
[[nodiscard]] ErrorCode errorCodeFor(const std::error_code& error) noexcept;

/// "<action>: <what the system says>", for example `failSystem(error, "Cannot read the file",
/// path)`.
[[nodiscard]] tl::unexpected<Error> failSystem(const std::error_code& error,
                                               const std::string& action,
                                               const std::filesystem::path& path);

/// errno, or GetLastError() on Windows. Ask for it before anything else can change it.
[[nodiscard]] std::error_code lastSystemError() noexcept;

} // namespace lookalike
