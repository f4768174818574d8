// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_connection.h"
#include "core/catalog/catalog_reader.h"

#include <memory>

namespace lookalike {

/// Opens a CatalogReader with its own connection.
[[nodiscard]] Result<std::unique_ptr<CatalogReader>>
openSqliteReader(const std::filesystem::path& file, Access access);

} // namespace lookalike
