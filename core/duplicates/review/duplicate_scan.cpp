// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/duplicate_scan.h"

#include "core/duplicates/candidates/pair_order.h"
#include "core/duplicates/verify/pair_verifier.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace lookalike {

namespace {

constexpr std::size_t kRowsPerWrite = 512;
constexpr auto kWriteEvery = std::chrono::milliseconds(700);
/// A copy of a copy of a copy is complete after two; more rounds find nothing worth their time.
constexpr int kScanRounds = 3;

} // namespace

DuplicateScan::DuplicateScan(const Parts& parts, const ProgressCallback& progress,
                             std::stop_token stop, PauseGate* pause)
    : m_parts(parts)
    , m_progress(progress)
    , m_stop(std::move(stop))
    , m_pause(pause)
    , m_judge(parts.decoder, parts.crashGuard,
              [this](ContentId content, const PictureFacts& facts) { noteFacts(content, facts); })
    , m_flushed(ProgressReporter::Clock::now())
{}

Result<DuplicateScanSummary> DuplicateScan::run()
{
    constexpr std::uint64_t kPercent = 100;
    m_progress.setStage(Stage::Scanning, kPercent);
    std::uint64_t told = 0;
    const auto found = findCandidatePairs(
        {m_parts.catalog, m_parts.embeddings, m_parts.dim, m_parts.index, m_parts.scope},
        [&](double fraction) {
            while (static_cast<double>(told + 1) <= fraction * kPercent) {
                m_progress.advance({}, false);
                ++told;
            }
        },
        m_stop);
    if (!found && found.error().code != ErrorCode::Cancelled)
        return fail(found);
    m_summary.cancelled = !found;
    if (found) {
        m_summary.contents = found->contents;
        m_summary.candidates = found->pairs.size();
    }
    std::vector<CandidatePair> pairs = found ? found->pairs : std::vector<CandidatePair>();
    for (int round = 0; round < kScanRounds && !m_stop.stop_requested(); ++round) {
        auto known = knownPairs();
        if (!known)
            return fail(known);
        if (round > 0 && m_parts.scope.similarShots)
            break; // shots of one scene are what neighbours say, not copies of copies
        if (round > 0) {
            auto reader = m_parts.catalog.reader();
            if (!reader)
                return fail(reader);
            const auto more =
                incompletePairs(**reader, m_parts.scope, m_parts.rules, *known, m_stop);
            if (!more)
                return fail(more);
            pairs.clear();
            for (const RelatedPair& pair : *more)
                pairs.push_back({pair.first, pair.second, 0, false});
        }
        std::erase_if(pairs, [&](const CandidatePair& pair) {
            return std::ranges::binary_search(*known, std::pair(pair.first, pair.second));
        });
        if (round > 0 && pairs.empty())
            break;
        orderForVerification(pairs);
        if (auto verified = verifyAll(pairs); !verified)
            return fail(verified);
    }
    m_summary.cancelled = m_summary.cancelled || m_stop.stop_requested();
    m_progress.finish();
    return m_summary;
}

Result<DuplicateScan::Known> DuplicateScan::knownPairs() const
{
    auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    Known known;
    auto visited = (*reader)->forEachPair(kVerifierVersion, false, [&](const RelationRow& row) {
        known.emplace_back(row.first, row.second);
    });
    if (!visited)
        return fail(visited);
    return known;
}

Result<> DuplicateScan::verifyAll(const std::vector<CandidatePair>& pairs)
{
    m_progress.setStage(Stage::Reading, pairs.size());
    std::atomic<std::size_t> next{0};
    const std::size_t count = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 64);
    std::vector<Result<>> results(count);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < count; ++i)
            threads.emplace_back([&, i] {
                try {
                    results[i] = work(pairs, next);
                } catch (const std::exception& exception) {
                    results[i] = fail(ErrorCode::Internal,
                                      "An unexpected error occurred: %1"_msg(exception.what()));
                }
            });
    }
    auto flushed = flush();
    for (Result<>& result : results)
        if (!result)
            return std::move(result);
    return flushed;
}

Result<> DuplicateScan::work(const std::vector<CandidatePair>& pairs,
                             std::atomic<std::size_t>& next)
{
    auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    while (!m_stop.stop_requested()) {
        if (m_pause != nullptr && m_pause->isPaused()) {
            if (auto flushed = flush(); !flushed)
                return flushed;
            m_pause->wait(m_stop);
            continue;
        }
        const std::size_t i = next++;
        if (i >= pairs.size())
            break;
        if (auto verified = verifyOne(pairs[i], **reader); !verified)
            return verified;
    }
    return {};
}

Result<> DuplicateScan::verifyOne(const CandidatePair& pair, CatalogReader& reader)
{
    auto row = m_judge.judge(pair, reader);
    // A picture that cannot be read now says nothing about the pair: the next scan asks again.
    m_progress.advance({}, !row);
    if (row)
        return take(std::move(*row));
    noteFailure(pair, row.error(), reader);
    return {};
}

void DuplicateScan::noteFailure(const CandidatePair& pair, const Error& error,
                                CatalogReader& reader)
{
    const auto pathOf = [&reader](ContentId id) -> std::filesystem::path {
        const auto files = reader.filesOfContent(id);
        return files && !files->empty() ? files->front().path : std::filesystem::path();
    };
    VerificationFailure failure{pathOf(pair.first), pathOf(pair.second), error};
    const std::lock_guard lock(m_mutex);
    const bool isKnown =
        std::ranges::any_of(m_summary.failures, [&failure](const VerificationFailure& known) {
            return known.first == failure.first && known.second == failure.second;
        });
    if (isKnown)
        return; // in an earlier round
    ++m_summary.failed;
    if (m_summary.failures.size() < kMostPairFailures)
        m_summary.failures.push_back(std::move(failure));
}

void DuplicateScan::noteFacts(ContentId content, const PictureFacts& facts)
{
    const std::lock_guard lock(m_mutex);
    if (m_noted.insert(content).second)
        m_facts.emplace_back(content, facts);
}

Result<> DuplicateScan::take(RelationRow row)
{
    bool isTime = false;
    {
        const std::lock_guard lock(m_mutex);
        const bool isShot = row.relation == static_cast<int>(Relation::SimilarShot);
        if (row.relation != RelationRow::kUnrelated && isShot == m_parts.scope.similarShots)
            ++m_summary.verified;
        m_rows.push_back(std::move(row));
        const auto now = ProgressReporter::Clock::now();
        isTime = m_rows.size() >= kRowsPerWrite || now - m_flushed >= kWriteEvery;
        if (isTime)
            m_flushed = now;
    }
    return isTime ? flush() : Result<>();
}

Result<> DuplicateScan::flush()
{
    std::vector<RelationRow> rows;
    std::vector<std::pair<ContentId, PictureFacts>> facts;
    {
        const std::lock_guard lock(m_mutex);
        rows.swap(m_rows);
        facts.swap(m_facts);
    }
    if (rows.empty())
        return {};
    // In one transaction: what a group would lose is known as soon as there is a group.
    auto written = m_parts.catalog.write([&](CatalogWriter& writer) -> Result<> {
        for (const auto& [content, found] : facts)
            if (auto put = writer.putFacts(content, found); !put)
                return put;
        return writer.putPairs(kVerifierVersion, rows);
    });
    const bool anyRelated = std::ranges::any_of(
        rows, [](const RelationRow& row) { return row.relation != RelationRow::kUnrelated; });
    if (written && anyRelated && m_parts.found)
        m_parts.found();
    return written;
}

} // namespace lookalike
