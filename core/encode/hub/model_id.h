// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace lookalike {

/// A model of the hub: "owner/name", and a branch, tag or commit.
struct ModelId {
    std::string owner;
    std::string name;
    std::string revision = "main";

    [[nodiscard]] std::string text() const { return owner + "/" + name; }
    /// Returns the name of its folder, "owner--name", which is valid on every system.
    [[nodiscard]] std::string folder() const { return owner + "--" + name; }
};

/// Parses "owner/name" or "owner/name@revision". Refuses anything that could be a path under the
/// rules of POSIX or Windows: "..", separators, drives, streams, device names, control characters.
[[nodiscard]] Result<ModelId> parseModelId(std::string_view text);

/// Returns true if a name is a plain file name by the rules of both systems.
[[nodiscard]] bool isSafeFileName(std::string_view name);

/// Returns true for 40 lower-case hexadecimal digits.
[[nodiscard]] bool isCommit(std::string_view text);

} // namespace lookalike
