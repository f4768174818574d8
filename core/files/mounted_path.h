// SPDX-License-Identifier: GPL-3.0-or-later
// A bind mount shows a folder of a file system at another place: what it is called there hides the
// folders above it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

/// Where `path` (absolute, without links) lies in its own file system, by the text of
/// /proc/self/mountinfo and the number of the mount that it is reached through; nothing where the
/// mount is not there.
[[nodiscard]] std::optional<std::string>
pathInFileSystem(std::string_view mounts, std::uint64_t mount, std::string_view path);

} // namespace lookalike
