// SPDX-License-Identifier: GPL-3.0-or-later
// Same-photo detection from candidates to verified relations, a kind of copy at a time, beside
// dHash and pHash at their best threshold.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/image_mat.h"
#include "app/lookalike_bench/relation_candidates.h"
#include "core/base/path_bytes.h"
#include "core/duplicates/verify/pair_verifier.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <bit>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace lookalike {

namespace {

struct RelationsBenchOptions {
    RelationSetOptions set;
    CandidateLimits candidates;
    std::filesystem::path dump; ///< where wrong answers go as pictures; may be empty
};

using Params = nlohmann::ordered_json;

/// What became of one pair of an original and a copy, or of two photos that are none.
struct PairOutcome {
    std::size_t first = 0;
    std::size_t second = 0;
    bool byHash = false;
    bool byCosine = false;
    bool byRank = false;
    std::size_t rank = 0; ///< of a copy
    std::optional<RelationEvidence> evidence;
    double ms = 0;

    [[nodiscard]] bool isCandidate() const { return byHash || byCosine || byRank; }
};

/// Two pictures side by side, for a look at wrong answers.
void dumpPair(const std::filesystem::path& folder, const std::string& name, const Image& first,
              const Image& second)
{
    if (folder.empty())
        return;
    std::filesystem::create_directories(folder);
    cv::Mat both(240, 640, CV_8UC3, cv::Scalar(90, 0, 90));
    int x = 0;
    for (const Image* image : {&first, &second}) {
        const double factor = std::min(320.0 / image->width, 240.0 / image->height);
        cv::Mat small;
        cv::resize(matOf(*image), small,
                   cv::Size(std::max(1, static_cast<int>(image->width * factor)),
                            std::max(1, static_cast<int>(image->height * factor))));
        small.copyTo(both(cv::Rect(cv::Point(x, 0), small.size())));
        x += 320;
    }
    cv::cvtColor(both, both, cv::COLOR_RGB2BGR);
    cv::imwrite(pathToBytes(folder / (name + ".png")), both);
}

bool isCopy(const Result<std::optional<RelationEvidence>>& result)
{
    return result && *result && (*result)->relation != Relation::SimilarShot;
}

/// As the program asks for them, without what it costs to decode them.
VerificationHints hintsOf(const Image& first, const Image& second)
{
    VerificationHints hints;
    hints.fullPictures = [&first, &second]() -> Result<VerificationHints::FullPictures> {
        return VerificationHints::FullPictures(
            std::make_shared<const FullPicture>(makeFullPicture(first)),
            std::make_shared<const FullPicture>(makeFullPicture(second)));
    };
    return hints;
}

void verify(RelationSet& set, PairOutcome& pair)
{
    const VerifiablePicture& first = set.verifiable(pair.first);
    const VerifiablePicture& second = set.verifiable(pair.second);
    const auto start = Clock::now();
    const auto result = verifyPair(
        first, second, hintsOf(set.photos()[pair.first].image, set.photos()[pair.second].image));
    pair.ms = secondsSince(start) * 1000;
    if (isCopy(result))
        pair.evidence = *result;
}

struct Outcomes {
    std::vector<PairOutcome> copies;    ///< every original with each of its copies
    std::vector<PairOutcome> strangers; ///< candidates of different sources
    std::vector<HashPair> alike;        ///< originals and distractors taken for the same
};

/// Sources that look alike are most often one photo twice in the source data, so that nobody can
/// say what a right answer is: the user looks at them, and what is made of them is not measured.
void dropAlike(const RelationSet& set, Outcomes& outcomes)
{
    const auto& photos = set.photos();
    std::set<std::size_t> doubtful;
    for (const PairOutcome& pair : outcomes.strangers)
        if (pair.evidence && photos[pair.first].kind < 0 && photos[pair.second].kind < 0) {
            outcomes.alike.push_back(
                {static_cast<std::uint32_t>(pair.first), static_cast<std::uint32_t>(pair.second)});
            doubtful.insert({pair.first, pair.second});
        }
    for (auto* pairs : {&outcomes.copies, &outcomes.strangers})
        std::erase_if(*pairs, [&](const PairOutcome& pair) {
            return doubtful.contains(photos[pair.first].source) ||
                   doubtful.contains(photos[pair.second].source);
        });
}

Outcomes measure(RelationSet& set, const CandidateLimits& limits)
{
    const auto& photos = set.photos();
    const RelationCandidates candidates = relationCandidates(set, limits);
    const auto outcomeOf = [&](const HashPair& pair, std::size_t rank) {
        PairOutcome outcome;
        outcome.first = pair.first;
        outcome.second = pair.second;
        outcome.byHash = candidates.byHash.contains(pair);
        outcome.byCosine = candidates.byCosine.contains(pair);
        outcome.byRank = candidates.byRank.contains(pair);
        outcome.rank = rank;
        return outcome;
    };
    Outcomes outcomes;
    for (std::size_t i = set.originals(); i < photos.size(); ++i)
        if (photos[i].kind >= 0)
            outcomes.copies.push_back(outcomeOf(
                {static_cast<std::uint32_t>(photos[i].source), static_cast<std::uint32_t>(i)},
                candidates.ranks[i]));
    for (const HashPair& pair : candidates.all())
        if (photos[pair.first].source != photos[pair.second].source)
            outcomes.strangers.push_back(outcomeOf(pair, 0));
    for (auto* pairs : {&outcomes.copies, &outcomes.strangers})
        forEachOnAllCores(pairs->size(), [&](std::size_t i) { verify(set, (*pairs)[i]); });
    dropAlike(set, outcomes);
    return outcomes;
}

struct Share {
    std::size_t hits = 0;
    std::size_t all = 0;
    void add(bool hit)
    {
        hits += hit ? 1 : 0;
        ++all;
    }
    [[nodiscard]] double value() const
    {
        return all == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(all);
    }
};

/// A hash that says "same" up to a threshold, at the threshold with the best F1.
class HashBaseline {
public:
    using Hash = std::uint64_t (*)(const RelationPhoto&);

    HashBaseline(const RelationSet& set, const Outcomes& outcomes, Hash hash)
        : m_set(set)
        , m_hash(hash)
    {
        std::array<std::size_t, 65> wrong{};
        const auto& photos = set.photos();
        for (std::size_t i = 0; i < photos.size(); ++i)
            for (std::size_t j = i + 1; j < photos.size(); ++j)
                if (photos[i].source != photos[j].source)
                    ++wrong[distance(i, j)];
        std::array<std::size_t, 65> right{};
        for (const PairOutcome& pair : outcomes.copies)
            ++right[distance(pair.first, pair.second)];
        double found = 0;
        double falsely = 0;
        double best = -1;
        for (std::size_t t = 0; t < right.size(); ++t) {
            found += static_cast<double>(right[t]);
            falsely += static_cast<double>(wrong[t]);
            const double f1 =
                2 * found / (found + falsely + static_cast<double>(outcomes.copies.size()));
            if (f1 <= best)
                continue;
            best = f1;
            m_threshold = t;
            m_precision = found + falsely > 0 ? found / (found + falsely) : 1;
        }
    }

    [[nodiscard]] bool accepts(const PairOutcome& pair) const
    {
        return distance(pair.first, pair.second) <= m_threshold;
    }
    [[nodiscard]] std::size_t threshold() const { return m_threshold; }
    [[nodiscard]] double precision() const { return m_precision; }

private:
    [[nodiscard]] std::size_t distance(std::size_t i, std::size_t j) const
    {
        return static_cast<std::size_t>(
            std::popcount(m_hash(m_set.photos()[i]) ^ m_hash(m_set.photos()[j])));
    }

    const RelationSet& m_set;
    Hash m_hash;
    std::size_t m_threshold = 0;
    double m_precision = 0;
};

struct KindTable {
    Share candidates;
    Share byHash;
    Share byCosine;
    Share byRank;
    std::vector<double> ranks;
    Share verified;
    Share found;
    Share dHash;
    Share pHash;
    std::map<std::string, std::size_t> relations;

    void add(const PairOutcome& pair, const HashBaseline& d, const HashBaseline& p)
    {
        candidates.add(pair.isCandidate());
        byHash.add(pair.byHash);
        byCosine.add(pair.byCosine);
        byRank.add(pair.byRank);
        ranks.push_back(static_cast<double>(pair.rank));
        verified.add(pair.evidence.has_value());
        found.add(pair.isCandidate() && pair.evidence);
        dHash.add(d.accepts(pair));
        pHash.add(p.accepts(pair));
        if (pair.evidence)
            ++relations[relationName(pair.evidence->relation)];
    }
    void print(const std::string& metric, Params params) const
    {
        params["pairs"] = found.all;
        params["candidates"] = candidates.value();
        params["by_hash"] = byHash.value();
        params["by_cosine"] = byCosine.value();
        params["by_rank"] = byRank.value();
        params["rank_p90"] = quantile(ranks, 0.9);
        params["rank_p98"] = quantile(ranks, 0.98);
        params["verified"] = verified.value();
        params["dhash"] = dHash.value();
        params["phash"] = pHash.value();
        if (!relations.empty())
            params["relations"] = relations;
        printFigure("relations", metric, found.value(), "1", params);
    }
};

void printRecall(const RelationSet& set, const Outcomes& outcomes, const HashBaseline& d,
                 const HashBaseline& p)
{
    std::vector<KindTable> kinds(set.kinds().size());
    std::map<KindGroup, KindTable> groups;
    for (const PairOutcome& pair : outcomes.copies) {
        const auto kind = static_cast<std::size_t>(set.photos()[pair.second].kind);
        kinds[kind].add(pair, d, p);
        groups[set.kinds()[kind].group].add(pair, d, p);
    }
    for (std::size_t i = 0; i < kinds.size(); ++i)
        kinds[i].print("recall",
                       {{"kind", set.kinds()[i].name}, {"group", groupName(set.kinds()[i].group)}});
    for (auto& [group, table] : groups) {
        table.relations.clear();
        table.print("recall_of_group", {{"group", groupName(group)}});
    }
}

void printPrecision(const RelationSet& set, const Outcomes& outcomes, const HashBaseline& d,
                    const HashBaseline& p, const std::filesystem::path& dump)
{
    std::size_t right = 0;
    std::size_t wrong = 0;
    for (const PairOutcome& pair : outcomes.copies) {
        right += pair.isCandidate() && pair.evidence ? 1U : 0U;
        if (!pair.evidence)
            dumpPair(
                dump,
                "missed-" +
                    set.kinds()[static_cast<std::size_t>(set.photos()[pair.second].kind)].name +
                    "-" + std::to_string(pair.second),
                set.photos()[pair.first].image, set.photos()[pair.second].image);
    }
    for (const PairOutcome& pair : outcomes.strangers) {
        if (!pair.evidence)
            continue;
        ++wrong;
        dumpPair(dump, "wrong-" + std::to_string(pair.first) + "-" + std::to_string(pair.second),
                 set.photos()[pair.first].image, set.photos()[pair.second].image);
    }
    for (const HashPair& pair : outcomes.alike)
        dumpPair(dump, "alike-" + std::to_string(pair.first) + "-" + std::to_string(pair.second),
                 set.photos()[pair.first].image, set.photos()[pair.second].image);
    printFigure("relations", "sources_alike", static_cast<double>(outcomes.alike.size()), "1",
                {{"originals_left", outcomes.copies.size() / set.kinds().size()}});
    const Params params{{"right", right},
                        {"wrong", wrong},
                        {"candidates_of_strangers", outcomes.strangers.size()},
                        {"dhash", d.precision()},
                        {"dhash_threshold", d.threshold()},
                        {"phash", p.precision()},
                        {"phash_threshold", p.threshold()}};
    printFigure("relations", "precision",
                static_cast<double>(right) /
                    static_cast<double>(std::max<std::size_t>(1, right + wrong)),
                "1", params);
}

/// Pairs that share much and are different photos: how many are taken for the same.
void printLookalikes(const RelationSet& set, const std::filesystem::path& dump)
{
    for (const LookalikeKind& kind : lookalikeKinds()) {
        std::vector<char> accepted(set.originals(), 0);
        forEachOnAllCores(set.originals(), [&](std::size_t i) {
            const auto& photos = set.photos();
            const auto [a, b] =
                kind.apply(photos[i].image, photos[(i + 1) % set.originals()].image, i);
            const auto first = makeVerifiablePicture(a, a.width, a.height, ImageFormat::Jpeg);
            const auto second = makeVerifiablePicture(b, b.width, b.height, ImageFormat::Jpeg);
            if (!first || !second)
                return;
            const auto result = verifyPair(*first, *second, hintsOf(a, b));
            accepted[i] = isCopy(result) ? 1 : 0;
            if (accepted[i] != 0)
                dumpPair(dump, "taken-" + kind.name + "-" + std::to_string(i), a, b);
        });
        printFigure("relations", "lookalikes_accepted",
                    static_cast<double>(std::count(accepted.begin(), accepted.end(), 1)) /
                        static_cast<double>(set.originals()),
                    "1", {{"kind", kind.name}, {"pairs", set.originals()}});
    }
}

void printTimes(const RelationSet& set, const Outcomes& outcomes)
{
    const auto print = [](const char* metric, const std::vector<double>& ms) {
        if (!ms.empty())
            printFigure(
                "relations", metric, quantile(ms, 0.5), "ms",
                {{"count", ms.size()}, {"p10", quantile(ms, 0.1)}, {"p99", quantile(ms, 0.99)}});
    };
    std::vector<double> same;
    std::vector<double> different;
    for (const PairOutcome& pair : outcomes.copies)
        same.push_back(pair.ms);
    for (const PairOutcome& pair : outcomes.strangers)
        different.push_back(pair.ms);
    print("prepare_ms", set.prepareMs());
    print("verify_copy_ms", same);
    print("verify_stranger_ms", different);
}

Result<> runBench(const RelationsBenchOptions& options)
{
    auto made = RelationSet::make(options.set);
    if (!made)
        return fail(made);
    RelationSet& set = **made;
    const Outcomes outcomes = measure(set, options.candidates);
    const HashBaseline d(set, outcomes,
                         [](const RelationPhoto& photo) { return photo.differenceHash; });
    const HashBaseline p(set, outcomes, [](const RelationPhoto& photo) { return photo.hashes[0]; });
    printRecall(set, outcomes, d, p);
    printPrecision(set, outcomes, d, p, options.dump);
    printLookalikes(set, options.dump);
    printTimes(set, outcomes);
    return {};
}

} // namespace

void addRelationsBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "relations", "Same-photo detection by kind of copy, beside dHash and pHash");
    const auto options = std::make_shared<RelationsBenchOptions>();
    command
        ->add_option("--photos", options->set.photos, "Folders of photos to copy, then distractors")
        ->required();
    command->add_option("--tar", options->set.tars, "Tar files of more distractors");
    command->add_option("--model", options->set.model, "A model directory or name");
    command->add_option("--originals", options->set.originals)->check(CLI::PositiveNumber);
    command->add_option("--distractors", options->set.distractors);
    command->add_option("--cosine", options->candidates.cosine,
                        "Embeddings this near are candidates");
    command
        ->add_option("--neighbours", options->candidates.neighbours,
                     "So many nearest are candidates")
        ->check(CLI::PositiveNumber);
    command->add_option("--least-cosine", options->candidates.leastCosine,
                        "The nearest are candidates from this cosine on");
    command->add_option("--radius", options->candidates.radius, "Hashes this near are candidates");
    command->add_option("--dump", options->dump, "A folder for pictures of wrong answers");
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
