// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace lookalike {

/// The folder of the running program's file, or an empty path where the system does not tell.
[[nodiscard]] std::filesystem::path executableFolder();

} // namespace lookalike
