// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/pair_judge.h"

#include "core/duplicates/verify/fine_detail.h"
#include "core/duplicates/verify/pair_verifier.h"
#include "core/duplicates/verify/sharpened_copy.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

namespace lookalike {

namespace {

constexpr std::size_t kPictureBudget = 384U << 20;

/// Whether the two are worth offering as shots of one scene.
bool isSimilarShot(const CandidatePair& pair, const ContentRow& first, const ContentRow& second)
{
    if (pair.cosine >= kSimilarShotCosine)
        return true;
    const auto& a = first.metadata.takenAt;
    const auto& b = second.metadata.takenAt;
    return pair.cosine >= kBurstCosine && a && b && std::llabs(*a - *b) <= kBurstSeconds;
}

/// Files whose times differ by no more, in seconds, may have been copied together.
constexpr std::int64_t kCopiedTogether = 60;

/// By how many seconds the oldest file of `a` is newer than that of `b`; nothing if one has none.
std::optional<std::int64_t> secondsNewer(const ContentRow& a, const ContentRow& b,
                                         CatalogReader& reader)
{
    constexpr std::int64_t kSecond = 1'000'000'000;
    const auto oldest = [&reader](const ContentRow& content) -> std::optional<std::int64_t> {
        const auto files = reader.filesOfContent(content.id);
        if (!files || files->empty())
            return {};
        return std::ranges::min(*files, {},
                                [](const FileRow& file) { return file.stamp.modifiedNs; })
                   .stamp.modifiedNs /
               kSecond;
    };
    const auto left = oldest(a);
    const auto right = oldest(b);
    if (!left || !right)
        return {};
    return *left - *right;
}

} // namespace

PairJudge::PairJudge(const Decoder& decoder, CrashGuard* crashGuard, FactsCallback seen)
    : m_crashGuard(crashGuard)
    , m_seen(std::move(seen))
    , m_pictures(decoder, kPictureBudget, crashGuard)
{}

Result<RelationRow> PairJudge::judge(const CandidatePair& pair, CatalogReader& reader)
{
    const auto first = m_pictures.picture(pair.first, reader);
    if (!first)
        return fail(first);
    const auto second = m_pictures.picture(pair.second, reader);
    if (!second)
        return fail(second);
    VerificationHints hints;
    hints.cosine = pair.cosine;
    hints.sameStem = pair.siblings;
    hints.samePixels = [&]() -> Result<bool> {
        const auto a = m_pictures.fullPicture(pair.first, reader);
        if (!a)
            return fail(a);
        const auto b = m_pictures.fullPicture(pair.second, reader);
        if (!b)
            return fail(b);
        return samePixels(*a, *b);
    };
    hints.fullPictures = [&]() -> Result<VerificationHints::FullPictures> {
        const auto a = m_pictures.tones(pair.first, reader);
        if (!a)
            return fail(a);
        const auto b = m_pictures.tones(pair.second, reader);
        if (!b)
            return fail(b);
        return VerificationHints::FullPictures(*a, *b);
    };
    for (const auto& [content, picture] : {std::pair(pair.first, *first), {pair.second, *second}})
        m_seen(content, picture->facts);
    RelationRow row;
    row.first = pair.first;
    row.second = pair.second;
    const auto left = reader.content(pair.first);
    const auto right = reader.content(pair.second);
    if (!left || !right)
        return fail(left ? right.error() : left.error());
    CrashGuard::Session session(m_crashGuard);
    if (*left && *right)
        if (auto begun =
                session.begin(CrashGuard::Activity::Compare, {(*left)->hash, (*right)->hash});
            !begun)
            return fail(begun);
    auto verified = verifyPair(**first, **second, hints);
    if (!verified)
        return fail(verified);
    auto evidence = *verified;
    if (!evidence) {
        if (!*left || !*right || !isSimilarShot(pair, **left, **right))
            return row;
        evidence.emplace();
        evidence->relation = Relation::SimilarShot;
        evidence->score = pair.cosine;
        evidence->cosine = pair.cosine;
    } else if (evidence->relation != Relation::SimilarShot && *left && *right) {
        lookForEnlargement(**left, **right, *evidence, reader);
        lookForSharpening(**left, **right, *evidence, reader);
    }
    row.relation = static_cast<int>(evidence->relation);
    row.evidence = packEvidence(*evidence);
    return row;
}

void PairJudge::lookForEnlargement(const ContentRow& first, const ContentRow& second,
                                   RelationEvidence& evidence, CatalogReader& reader) const
{
    constexpr float kNoticeably = 1.1F;
    constexpr float kWhole = 0.98F;
    constexpr float kUpright = 0.5F; // degrees
    const bool isFirst = evidence.scale < 1;
    if ((isFirst ? 1 / evidence.scale : evidence.scale) < kNoticeably || evidence.mirrored ||
        std::abs(evidence.rotation) > kUpright ||
        std::min(evidence.firstShown, evidence.secondShown) < kWhole)
        return;
    const ContentRow& large = isFirst ? first : second;
    const ContentRow& small = isFirst ? second : first;
    const auto isSigned = [](const ContentRow& row) {
        return !row.metadata.camera.empty() || row.metadata.takenAt.has_value();
    };
    if (isSigned(large) || !isSigned(small))
        return;
    const auto largePicture = m_pictures.fullPicture(large.id, reader);
    const auto smallPicture = m_pictures.fullPicture(small.id, reader);
    if (!largePicture || !smallPicture)
        return;
    const auto detail = finerDetail(largePicture->image, smallPicture->image);
    if (detail && *detail < kNoFinerDetail)
        evidence.enlarged = isFirst ? Enlarged::First : Enlarged::Second;
}

void PairJudge::lookForSharpening(const ContentRow& first, const ContentRow& second,
                                  RelationEvidence& evidence, CatalogReader& reader)
{
    constexpr std::uint64_t kHundredth = 100;
    const bool firstIsLarger = first.bytes > second.bytes;
    const ContentRow& large = firstIsLarger ? first : second;
    const ContentRow& small = firstIsLarger ? second : first;
    if (evidence.relation != Relation::Recompressed || first.format != second.format ||
        large.bytes < small.bytes + small.bytes / kHundredth)
        return;
    // What was there first and has more bytes stays anyway.
    const auto age = secondsNewer(large, small, reader);
    if (!age || *age < -kCopiedTogether)
        return;
    const auto sharper = m_pictures.tones(large.id, reader);
    const auto blunter = m_pictures.tones(small.id, reader);
    if (!sharper || !blunter)
        return;
    const auto explained = explainedBySharpening(**blunter, **sharper);
    if (!explained || *explained <= kFiltered)
        return;
    if (*age <= kCopiedTogether) {
        const auto sharperSteps = m_pictures.jpegSteps(large.id, reader);
        const auto blunterSteps = m_pictures.jpegSteps(small.id, reader);
        if (!sharperSteps || !blunterSteps || !*sharperSteps || !*blunterSteps)
            return;
        const auto sharpened =
            isSharpenedCopy({**blunter, **blunterSteps}, {**sharper, **sharperSteps});
        if (!sharpened || !*sharpened)
            return;
    }
    evidence.relation = Relation::Edited;
    evidence.sharpened = firstIsLarger ? Sharpened::First : Sharpened::Second;
}

} // namespace lookalike
