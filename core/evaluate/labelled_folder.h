// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// A labelled set on disk: every folder in it is a label, every picture below that an image.
struct LabelledFolder {
    std::vector<std::filesystem::path> files; ///< pictures by content, in path order
    std::vector<int> labels;                  ///< one a file, index into names
    std::vector<std::string> names;           ///< of the label folders, for the user
};

/// Fails with InvalidArgument where there are fewer than two pictures in label folders, and as
/// walkTree() does.
[[nodiscard]] Result<LabelledFolder> readLabelledFolder(const std::filesystem::path& folder,
                                                        const std::stop_token& stop = {});

} // namespace lookalike
