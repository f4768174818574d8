// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// What the user leaves out of a folder of the library. A pattern without a separator ("raw",
/// "*.gif") names files and folders anywhere in the folder; one with a separator
/// ("*/screenshots/*", "2019/raw") is compared with the whole path below it, and with the paths of
/// the folders around.
/// "*" stands for any text, also with separators, "?" for one character. The case of A to Z does
/// not matter. Paths are bytes of core/base/path_bytes.h. Immutable; any thread.
class Exclusions {
public:
    Exclusions() = default;
    explicit Exclusions(const std::vector<std::string>& patterns);

    /// Fails with InvalidArgument for a pattern that is empty or would leave out everything.
    [[nodiscard]] static Result<> check(std::string_view pattern);

    /// The pattern of one folder, given by its path below the folder of the library.
    [[nodiscard]] static std::string patternOf(std::string_view folder);

    [[nodiscard]] bool isEmpty() const noexcept { return m_names.empty() && m_paths.empty(); }
    /// Returns true if a file, given by its path below the folder, is left out.
    [[nodiscard]] bool excludes(std::string_view below) const;
    /// Returns true if a folder is left out with all that is in it.
    [[nodiscard]] bool excludesFolder(std::string_view below) const;

private:
    // In lower case. Paths begin with "/" or "*".
    std::vector<std::string> m_names;
    std::vector<std::string> m_paths;
};

} // namespace lookalike
