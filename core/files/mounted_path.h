// SPDX-License-Identifier: GPL-3.0-or-later
// A bind mount shows a folder of a file system at another place, so the path there hides the
// folders above it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

/// Returns the path of `path` (absolute, without links) within its own file system. `mounts` is the
/// text of /proc/self/mountinfo, and `mount` the number of the mount that contains the path.
/// Returns nothing if the mount is not listed.
[[nodiscard]] std::optional<std::string>
pathInFileSystem(std::string_view mounts, std::uint64_t mount, std::string_view path);

} // namespace lookalike
