// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog_lock.h"

#include "core/catalog/catalog_connection.h"

namespace lookalike {

Result<FileLock> lockCatalog(const std::filesystem::path& catalog)
{
    const std::filesystem::path file = besideCatalog(catalog, ".lock");
    auto lock = FileLock::acquire(file);
    if (!lock && lock.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict,
                    "Another Lookalike is using this catalog; close it first"_msg, file);
    return lock;
}

} // namespace lookalike
