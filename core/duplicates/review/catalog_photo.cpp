// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/catalog_photo.h"

namespace lookalike {

Result<std::optional<CatalogPhoto>> indexedPhoto(FileId id, CatalogReader& reader)
{
    const auto file = reader.file(id);
    if (!file)
        return fail(file);
    if (!*file || (*file)->state != FileState::Indexed)
        return std::nullopt;
    const auto content = reader.content((*file)->content);
    if (!content)
        return fail(content);
    if (!*content)
        return std::nullopt;
    return CatalogPhoto{**file, **content, {}};
}

} // namespace lookalike
