// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/catalog_photo.h"
#include "core/duplicates/review/keeper_losses.h"
#include "core/duplicates/review/metadata_merges.h"
#include "core/duplicates/verify/relation.h"

#include <optional>
#include <vector>

namespace lookalike {

/// A photo that is to go and the one that stays for it, with what verification found between them.
struct CopyAndKeeper {
    CatalogPhoto copy;
    CatalogPhoto keeper;
    std::optional<RelationEvidence> evidence; ///< none where both are one content
    bool copyIsFirst = false;                 ///< in the evidence
};

/// Whether verification found the two to be copies or shots of one scene.
[[nodiscard]] Result<bool> isRelated(const CatalogPhoto& a, const CatalogPhoto& b,
                                     CatalogReader& reader);
/// Looks their companions and their relation up.
[[nodiscard]] Result<CopyAndKeeper> lookAtBoth(CatalogPhoto copy, CatalogPhoto keeper,
                                               CatalogReader& reader);
/// What was found of (keeper, copy).
[[nodiscard]] std::optional<RelationEvidence> evidenceOf(const CopyAndKeeper& both);
/// What the copy has and the keeper has not.
[[nodiscard]] std::vector<KeeperLoss> lossesOf(const CopyAndKeeper& both);
/// What the two are to a merge of their metadata.
[[nodiscard]] MergeRequest mergeRequest(CopyAndKeeper both);

} // namespace lookalike
