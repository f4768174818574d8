// SPDX-License-Identifier: GPL-3.0-or-later
// Two photos by as much of their paths as tells them apart. Any thread.
#pragma once

#include <QString>
#include <filesystem>
#include <utility>

namespace lookalike::text {

/// Returns the name of `path`, with the folders above it that are needed to tell it from `other`:
/// "IMG_1.jpg", or "Garden/IMG_1.jpg" where `other` is "Lake/IMG_1.jpg".
[[nodiscard]] QString distinctName(const std::filesystem::path& path,
                                   const std::filesystem::path& other);
/// Returns the folders of both from the first one that differs: "2020/Garden" and "Backup/2020". Of
/// two photos in one folder, its name twice.
[[nodiscard]] std::pair<QString, QString> distinctFolders(const std::filesystem::path& a,
                                                          const std::filesystem::path& b);

} // namespace lookalike::text
