// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/copy_and_keeper.h"

#include "core/duplicates/verify/pair_verifier.h"

#include <utility>

namespace lookalike {

Result<bool> isRelated(const CatalogPhoto& a, const CatalogPhoto& b, CatalogReader& reader)
{
    if (a.content.id == b.content.id)
        return true;
    const auto pair = reader.pair(kVerifierVersion, a.content.id, b.content.id);
    if (!pair)
        return fail(pair);
    return *pair && (*pair)->relation != RelationRow::kUnrelated;
}

Result<CopyAndKeeper> lookAtBoth(CatalogPhoto copy, CatalogPhoto keeper, CatalogReader& reader)
{
    for (CatalogPhoto* photo : {&copy, &keeper}) {
        auto companions = companionsOf(photo->file, photo->content, reader);
        if (!companions)
            return fail(companions);
        photo->companions = std::move(*companions);
    }
    const auto pair = reader.pair(kVerifierVersion, copy.content.id, keeper.content.id);
    if (!pair)
        return fail(pair);
    CopyAndKeeper both{std::move(copy), std::move(keeper), std::nullopt};
    if (*pair) {
        both.evidence = unpackEvidence((*pair)->evidence);
        both.copyIsFirst = (*pair)->first == both.copy.content.id;
    }
    return both;
}

std::optional<RelationEvidence> evidenceOf(const CopyAndKeeper& both)
{
    if (both.copy.content.id == both.keeper.content.id)
        return identicalFiles();
    return both.evidence && both.copyIsFirst ? reversed(*both.evidence) : both.evidence;
}

std::vector<KeeperLoss> lossesOf(const CopyAndKeeper& both)
{
    const CatalogPhoto& copy = both.copy;
    const CatalogPhoto& keeper = both.keeper;
    KeeperCandidate goes{&copy.file, &copy.content, false, false, copy.companions};
    if (both.evidence)
        goes.isEnlarged =
            both.copyIsFirst ? isFirstEnlarged(*both.evidence) : isSecondEnlarged(*both.evidence);
    const KeeperCandidate stays{&keeper.file, &keeper.content, false, false, keeper.companions};
    return keeperLosses(stays, {&goes, 1});
}

MergeRequest mergeRequest(CopyAndKeeper both)
{
    const ContentRow& copy = both.copy.content;
    const ContentRow& keeper = both.keeper.content;
    bool sameFrame = copy.id == keeper.id;
    if (both.evidence) {
        const Relation relation = both.evidence->relation;
        const bool isWhole = relation == Relation::IdenticalFile ||
                             relation == Relation::IdenticalPixels ||
                             relation == Relation::Resized || relation == Relation::Recompressed;
        sameFrame = isWhole && copy.metadata.orientation == keeper.metadata.orientation;
    }
    return {std::move(both.copy), std::move(both.keeper), sameFrame};
}

} // namespace lookalike
