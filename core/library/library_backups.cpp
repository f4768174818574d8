// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_backups.h"

#include "core/catalog/catalog_backup.h"
#include "core/catalog/catalog_restore.h"
#include "core/library/photo_library.h"

#include <system_error>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

// The backups are next to the file itself, not next to a link to it.
Result<fs::path> locate(const fs::path& catalog, bool mustExist)
{
    const fs::path file = catalog.empty() ? PhotoLibrary::defaultCatalog() : catalog;
    if (file.empty())
        return fail(ErrorCode::NotFound,
                    "There is no home directory: say where the catalog should be"_msg);
    std::error_code error;
    const fs::path real = fs::weakly_canonical(file, error);
    if (error || (mustExist && !fs::exists(real, error)))
        return fail(ErrorCode::NotFound, "There is no catalog yet"_msg, file);
    return real;
}

} // namespace

Result<std::vector<CatalogBackup>> findBackups(const fs::path& catalog)
{
    const auto file = locate(catalog, false);
    if (!file)
        return fail(file);
    return listBackups(*file);
}

Result<fs::path> makeBackup(const fs::path& catalog, const fs::path& file)
{
    const auto source = locate(catalog, true);
    if (!source)
        return source;
    fs::path target = file;
    if (target.empty()) {
        auto named = nameForBackup(*source);
        if (!named)
            return named;
        target = std::move(*named);
    }
    if (auto saved = backupCatalog(*source, Access::Read, target); !saved)
        return fail(saved);
    return target;
}

Result<fs::path> restoreBackup(const fs::path& catalog, const fs::path& backup)
{
    const auto file = locate(catalog, false);
    return file ? restoreCatalog(*file, backup) : file;
}

Result<> restoreAtNextStart(const fs::path& catalog, const fs::path& backup)
{
    const auto file = locate(catalog, true);
    return file ? scheduleRestore(*file, backup) : fail(file);
}

Result<fs::path> archiveCatalog(const fs::path& catalog)
{
    const auto file = locate(catalog, true);
    return file ? archiveCatalogFiles(*file) : file;
}

} // namespace lookalike
