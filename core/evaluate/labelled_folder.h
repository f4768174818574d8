// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// A labelled set on disk: every subfolder is a label, and every picture below it has that label.
struct LabelledFolder {
    std::vector<std::filesystem::path> files; ///< pictures, detected by content, in path order
    std::vector<int> labels;                  ///< one per file; index into names
    std::vector<std::string> names;           ///< of the label folders, for the user
};

/// Fails with InvalidArgument if the label folders hold fewer than two pictures, and as walkTree()
/// does.
[[nodiscard]] Result<LabelledFolder> readLabelledFolder(const std::filesystem::path& folder,
                                                        const std::stop_token& stop = {});

} // namespace lookalike
