// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/duplicates/candidates/duplicate_candidates.h"
#include "core/duplicates/verify/relation.h"
#include "core/duplicates/verify/verifiable_pictures.h"

#include <functional>

namespace lookalike {

/// Finds out how the contents of a candidate pair are related, from their pictures. Any thread;
/// each brings a reader of its own.
class PairJudge {
public:
    /// What a picture turned out to hold.
    using FactsCallback = std::function<void(ContentId, const PictureFacts&)>;

    /// Both outlive the judge; there may be no guard. `seen` is called for each picture, on the
    /// thread that judges.
    PairJudge(const Decoder& decoder, CrashGuard* crashGuard, FactsCallback seen);

    /// Also says that the two are unrelated. Fails where a picture cannot be read, and where the
    /// program ended twice while it compared these two.
    [[nodiscard]] Result<RelationRow> judge(const CandidatePair& pair, CatalogReader& reader);

private:
    /// Notes which of the two is an enlargement, where the larger one names neither camera nor date
    /// and the smaller one does.
    void lookForEnlargement(const ContentRow& first, const ContentRow& second,
                            RelationEvidence& evidence, CatalogReader& reader) const;

    /// Notes which of two copies of one size was sharpened: the larger file, where the two differ
    /// as by a filter and it is the newer one. Where both have one age, as after copying a folder,
    /// their pixels decide.
    void lookForSharpening(const ContentRow& first, const ContentRow& second,
                           RelationEvidence& evidence, CatalogReader& reader);

    CrashGuard* const m_crashGuard;
    const FactsCallback m_seen;
    VerifiablePictures m_pictures;
};

} // namespace lookalike
