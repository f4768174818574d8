// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace lookalike {

/// Returns the folder of the running executable; an empty path if the system does not reveal it.
[[nodiscard]] std::filesystem::path executableFolder();

} // namespace lookalike
