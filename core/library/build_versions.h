// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace lookalike {

/// A library that this program stands on.
struct UsedLibrary {
    std::string name;
    std::string version; ///< it was built with; of SQLite, the one that runs
    std::string licence; ///< SPDX expression
};

/// Those that a bug report should name, Qt left out. Any thread.
[[nodiscard]] std::vector<UsedLibrary> usedLibraries();

} // namespace lookalike
