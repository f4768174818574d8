// SPDX-License-Identifier: GPL-3.0-or-later
// Groups as the catalog knows them now: verified pairs, decisions and keeper rules put together.
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/duplicates/review/duplicate_group.h"
#include "core/duplicates/review/keeper.h"

#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// What groups are made with besides the catalog's pairs.
struct AssemblyRules {
    std::vector<KeeperRule> keeper = defaultKeeperRules();
    std::vector<std::filesystem::path> protectedFolders;
    std::vector<DecisionRow> decisions;
};

/// The groups in scope, the largest saving first. Fails like the reader does, and with Cancelled.
[[nodiscard]] Result<std::vector<DuplicateGroup>> assembleGroups(CatalogReader& reader,
                                                                 const DuplicateScope& scope,
                                                                 const AssemblyRules& rules,
                                                                 const std::stop_token& stop);

/// A related pair whose contents are both in scope, for what the scan still has to verify.
struct RelatedPair {
    ContentId first;
    ContentId second;
};

/// Pairs of contents that verification should look at so that groups become complete: see
/// pairsToComplete(). Those in `known` (ascending) are left out.
[[nodiscard]] Result<std::vector<RelatedPair>>
incompletePairs(CatalogReader& reader, const DuplicateScope& scope, const AssemblyRules& rules,
                const std::vector<std::pair<ContentId, ContentId>>& known,
                const std::stop_token& stop);

} // namespace lookalike
