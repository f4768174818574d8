// SPDX-License-Identifier: GPL-3.0-or-later
// Concepts in a library whose encoder sees colours alone. If these fail, a concept loses what the
// user put into it, or its photos are not those that look like its examples.
#include "core/image/image.h"
#include "core/library/concept_query.h"
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_words.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <algorithm>
#include <fstream>
#include <random>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kRed = 15;
constexpr int kOthers = 60;

using Contents = std::set<ContentId>;

QueryTerm words(const std::string& text, double weight = 1)
{
    return {QueryWords{text}, weight, std::nullopt};
}

} // namespace

class tst_LibraryConcepts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void newPhotosJoinTheirConcept();
    void membersAreWhatASearchFinds();
    void theLimitLiesBetweenTheMarks();
    void aStricterConceptHasNoOtherPhotos();
    void namesAreLinesAndUnique();
    void everyChangeCanBeTakenBack();
    void aMergeKeepsAllExamples();
    void theClosestExampleIsNamed();
    void deletedExamplesKeepTheirEffectAndComeBack();
    void conceptsSurviveAnotherModel();
    void conceptsOfWordsNeedAModelThatKnowsThem();
    void picturesOutsideTheLibraryAreKept();
    void conceptsAreTermsOfQueries();
    void conceptsOfConceptsStandAlone();
    void conceptsFilterSearchesAndLists();
    void examplesAloneAreEnough();
    void whatIsNotThereIsRefused();
    void manyConceptsAreListedInOrder();

private:
    [[nodiscard]] fs::path red(int number) const
    {
        return m_folder / "photos" / ("red" + std::to_string(number) + ".bmp");
    }
    [[nodiscard]] fs::path other(int number) const
    {
        return m_folder / "photos" / ("other" + std::to_string(number) + ".bmp");
    }
    void paintRed(int number) const
    {
        writePlainPhoto(red(number), 220 + number % 30, 20 + (7 * number) % 40, number % 50);
    }
    void openLibrary();
    void index();
    [[nodiscard]] PhotoConcepts& concepts() const { return m_library->concepts(); }
    [[nodiscard]] static QueryMark mark(const fs::path& file, bool more = true)
    {
        return {file, more ? QueryMark::Kind::More : QueryMark::Kind::Less};
    }
    [[nodiscard]] static SearchRequest query(std::vector<QueryTerm> terms,
                                             std::vector<QueryMark> marks = {})
    {
        SearchRequest request;
        request.terms = std::move(terms);
        request.marks = std::move(marks);
        request.topK = 1000;
        return request;
    }
    [[nodiscard]] QueryTerm picture(int number, double weight = 1) const
    {
        return {red(number), weight, std::nullopt};
    }
    /// Three red examples, and another photo that is none.
    [[nodiscard]] ConceptId addReds(const std::string& name = "Reds") const
    {
        const auto added = concepts().add(
            name, query({picture(0)}, {mark(red(1)), mark(red(2)), mark(other(0), false)}), {});
        if (!added)
            qWarning("%s", added.error().text().c_str());
        return added ? added->id() : ConceptId();
    }
    [[nodiscard]] Contents membersOf(ConceptId id) const
    {
        const auto members = concepts().members(id, {});
        if (!members)
            qWarning("%s", members.error().text().c_str());
        return members ? Contents((*members)->contents.begin(), (*members)->contents.end())
                       : Contents();
    }
    [[nodiscard]] ContentId contentOf(const fs::path& file) const
    {
        const auto found = m_contents.find(file);
        return found == m_contents.end() ? ContentId() : found->second;
    }
    [[nodiscard]] Contents found(const SearchRequest& request) const
    {
        const auto response = m_library->search(request);
        Contents contents;
        if (response)
            for (const SearchHit& hit : response->hits)
                contents.insert(hit.content);
        return contents;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_folder;
    std::shared_ptr<SpeakingEncoder> m_encoder;
    std::unique_ptr<PhotoLibrary> m_library;
    std::map<fs::path, ContentId> m_contents;
    std::map<ContentId, std::vector<float>> m_rows;
};

void tst_LibraryConcepts::init()
{
    m_library.reset();
    m_encoder = std::make_shared<SpeakingEncoder>();
    m_dir = std::make_unique<QTemporaryDir>();
    m_folder = fs::canonical(m_dir->path().toStdString());
    fs::create_directories(m_folder / "photos");
    openLibrary();
    for (int i = 0; i < kRed; ++i)
        paintRed(i);
    std::mt19937 random(11); // NOLINT: the same photos each time
    for (int i = 0; i < kOthers; ++i)
        writePlainPhoto(other(i), static_cast<int>(random() % 60), static_cast<int>(random() % 256),
                        static_cast<int>(random() % 256));
    index();
}

void tst_LibraryConcepts::openLibrary()
{
    m_library.reset();
    LibraryOptions options;
    options.catalog = m_folder / "data" / "catalog.db";
    auto opened = testing::openLibrary(options, m_encoder);
    VERIFY_RESULT(opened);
    m_library = std::move(*opened);
    if (m_library->status()->folders.empty())
        VERIFY_RESULT(m_library->addFolder(m_folder / "photos"));
}

void tst_LibraryConcepts::index()
{
    VERIFY_RESULT(m_library->index({}, {}));
    m_contents.clear();
    m_rows.clear();
    VERIFY_RESULT(m_library->forEachEmbedding(
        [this](ContentId content, const fs::path& file, std::span<const float> row) {
            m_contents[file] = content;
            m_rows[content].assign(row.begin(), row.end());
            return true;
        }));
}

void tst_LibraryConcepts::newPhotosJoinTheirConcept()
{
    const ConceptId id = addReds();
    QVERIFY(!concepts().list()->front().members.has_value());
    const Contents before = membersOf(id);
    QCOMPARE(before.size(), std::size_t{kRed});
    for (int i = 0; i < kRed; ++i)
        QVERIFY(before.contains(contentOf(red(i))));
    QCOMPARE(concepts().list()->front().members, std::optional<std::size_t>(kRed));

    paintRed(kRed);
    writePlainPhoto(other(kOthers), 10, 90, 200);
    index();
    Contents expected = before;
    expected.insert(contentOf(red(kRed)));
    QVERIFY(membersOf(id) == expected);
    fs::remove(red(3));
    index();
    expected.erase(*std::ranges::find_if(
        before, [&](ContentId content) { return !m_rows.contains(content); }));
    QVERIFY(membersOf(id) == expected);
    // The album is the same after a restart.
    openLibrary();
    QVERIFY(membersOf(id) == expected);
}

void tst_LibraryConcepts::membersAreWhatASearchFinds()
{
    const ConceptId id = addReds();
    const auto members = concepts().members(id, {});
    VERIFY_RESULT(members);
    const auto response = m_library->search(query({{id, 1, std::nullopt}}));
    VERIFY_RESULT(response);
    QCOMPARE(response->hits.size(), std::size_t{kRed + kOthers});
    for (std::size_t i = 0; i < response->hits.size(); ++i) {
        const SearchHit& hit = response->hits[i];
        QVERIFY(hit.standardScore.has_value() && hit.band.has_value());
        QVERIFY(!hit.isQuery);
        const bool isMember = i < (*members)->contents.size();
        QCOMPARE(static_cast<double>(*hit.standardScore) >= (*members)->least, isMember);
        if (isMember) {
            QCOMPARE(hit.content, (*members)->contents[i]);
            QVERIFY(std::abs(*hit.standardScore - (*members)->scores[i]) < 1e-4F);
        }
    }
    // It is asked once as long as nothing changes.
    QCOMPARE(*concepts().members(id, {}), *members);
    VERIFY_RESULT(concepts().rename(id, "Others"));
    VERIFY_ERROR(concepts().members(id,
                                    [] {
                                        std::stop_source stop;
                                        stop.request_stop();
                                        return stop.get_token();
                                    }()),
                 ErrorCode::Cancelled);
}

void tst_LibraryConcepts::theLimitLiesBetweenTheMarks()
{
    using Scores = std::vector<double>;
    const auto limit = [](const Scores& more, const Scores& less, double strictness = 0.5) {
        return leastScore(more, less, 3.0, strictness);
    };
    const auto isAbout = [](double a, double b) { return std::abs(a - b) < 0.01; };
    QVERIFY(isAbout(limit({}, {}), 3));         // what stands out
    QVERIFY(isAbout(limit({8, 9}, {}), 3));     // no more is asked of photos
    QVERIFY(isAbout(limit({8, 9}, {1, 2}), 5)); // between the nearest two
    QVERIFY(isAbout(limit({8, 9}, {-4}), 3));   // no lower than what stands out
    QVERIFY(limit({1, 2}, {}) < 1);             // unless the examples do not
    QVERIFY(limit({1, 2}, {}) > 0.5);
    QVERIFY(limit({}, {5}) > 5);                     // without what does not belong to it
    QVERIFY(isAbout(limit({2, 6, 7, 8}, {3}), 4.5)); // three examples against the counterexample
    QVERIFY(isAbout(limit({4, 9}, {}, 1), 9));
    std::mt19937 random(3); // NOLINT: the same scores each time
    std::normal_distribution<double> normal(2, 3);
    for (int round = 0; round < 200; ++round) {
        Scores more(random() % 5);
        Scores less(random() % 5);
        std::ranges::generate(more, [&] { return normal(random); });
        std::ranges::generate(less, [&] { return normal(random); });
        double last = -1e9;
        for (int step = 0; step <= 20; ++step) {
            const double least = limit(more, less, step / 20.0);
            QVERIFY(std::isfinite(least) && least >= last);
            last = least;
        }
    }
}

void tst_LibraryConcepts::aStricterConceptHasNoOtherPhotos()
{
    std::mt19937 random(5); // NOLINT: the same concepts each time
    for (int round = 0; round < 25; ++round) {
        std::vector<QueryMark> marks;
        const auto photo = [&] {
            return random() % 2 == 0 ? red(static_cast<int>(random() % kRed))
                                     : other(static_cast<int>(random() % kOthers));
        };
        for (auto i = random() % 6; i > 0; --i)
            marks.push_back(mark(photo(), random() % 3 != 0));
        std::vector<QueryTerm> terms{{photo(), 1, std::nullopt}};
        if (round % 3 == 0)
            terms.push_back(words("blue", 0.5));
        const auto added = concepts().add(std::to_string(round), query(terms, marks), {});
        VERIFY_RESULT(added);
        Contents looser = membersOf(added->id());
        std::size_t most = 0;
        for (int step = 0; step <= 10; ++step) {
            VERIFY_RESULT(concepts().setStrictness(added->id(), step / 10.0));
            const Contents members = membersOf(added->id());
            if (step > 0)
                QVERIFY(std::ranges::includes(looser, members));
            else
                most = members.size();
            looser = members;
        }
        QVERIFY(most > 0);
    }
    VERIFY_ERROR(concepts().setStrictness(ConceptId(1), std::nan("")), ErrorCode::InvalidArgument);
    VERIFY_ERROR(concepts().setStrictness(ConceptId(1), 1.5), ErrorCode::InvalidArgument);
}

void tst_LibraryConcepts::namesAreLinesAndUnique()
{
    const ConceptId id = addReds("  The\nlake\thouse ");
    QCOMPARE(concepts().details(id)->row.name, std::string("The lake house"));
    VERIFY_ERROR(concepts().add("the LAKE house", query({picture(0)}), {}), ErrorCode::Conflict);
    VERIFY_ERROR(concepts().add(" \n ", query({picture(0)}), {}), ErrorCode::InvalidArgument);
    QCOMPARE(*concepts().find("the lake HOUSE"), id);
    VERIFY_ERROR(concepts().find("lake"), ErrorCode::NotFound);
    const std::string longName = [] {
        std::string name;
        for (int i = 0; i < 400; ++i)
            name += "ä";
        return name;
    }();
    const ConceptId other = addReds(longName);
    QCOMPARE(concepts().details(other)->row.name, longName.substr(0, kMaxConceptNameBytes));
    VERIFY_ERROR(concepts().rename(other, "The lake house"), ErrorCode::Conflict);
    VERIFY_RESULT(concepts().rename(id, "THE LAKE HOUSE")); // its own name in another case
}

void tst_LibraryConcepts::everyChangeCanBeTakenBack()
{
    const ConceptId id = addReds("A");
    const auto second = concepts().add("B", query({words("blue")}, {mark(red(4), false)}), {});
    VERIFY_RESULT(second);
    const auto rows = [&] {
        std::vector<ConceptRow> all;
        const auto list = concepts().list();
        for (const ConceptSummary& one : *list)
            all.push_back(concepts().details(one.id)->row);
        return all;
    };
    const auto before = rows();
    const Contents members = membersOf(id);
    const std::vector<std::function<Result<ConceptUndo>()>> changes{
        [&] { return concepts().rename(id, "C"); },
        [&] { return concepts().setStrictness(id, 0.8); },
        [&] {
            return concepts().mark(id, {mark(red(5)), mark(red(1), false)}, {});
        },
        [&] { return concepts().merge(id, second->id()); },
        [&] { return concepts().remove(id); },
        [&] { return concepts().add("D", query({picture(3)}), {}); }};
    for (const auto& change : changes) {
        const auto undo = change();
        VERIFY_RESULT(undo);
        const auto changed = rows();
        QVERIFY(changed != before);
        const auto redo = concepts().restore(*undo);
        VERIFY_RESULT(redo);
        QVERIFY(rows() == before);
        QVERIFY(membersOf(id) == members);
        const auto undoAgain = concepts().restore(*redo);
        VERIFY_RESULT(undoAgain);
        QVERIFY(rows() == changed);
        VERIFY_RESULT(concepts().restore(*undoAgain));
        QVERIFY(rows() == before);
    }
    // Another concept has the name meanwhile: nothing changes.
    const auto removed = concepts().remove(id);
    VERIFY_RESULT(removed);
    VERIFY_RESULT(concepts().rename(second->id(), "a"));
    VERIFY_ERROR(concepts().restore(*removed), ErrorCode::Conflict);
    QCOMPARE(concepts().list()->size(), std::size_t{1});
}

void tst_LibraryConcepts::aMergeKeepsAllExamples()
{
    const ConceptId id = addReds("A");
    const auto second = concepts().add(
        "B", query({picture(0), words("blue")}, {mark(red(7)), mark(red(1), false)}), {});
    VERIFY_RESULT(second);
    const ConceptRow a = concepts().details(id)->row;
    const ConceptRow b = concepts().details(second->id())->row;
    VERIFY_RESULT(concepts().merge(id, second->id()));
    const ConceptRow merged = concepts().details(id)->row;
    QCOMPARE(merged.name, a.name);
    QCOMPARE(merged.terms.size(), std::size_t{2}); // the common picture once
    QCOMPARE(merged.marks.size(), std::size_t{4});
    for (const ConceptMark& one : a.marks)
        QVERIFY(std::ranges::find(merged.marks, one) != merged.marks.end());
    for (const ConceptMark& one : b.marks)
        QVERIFY(std::ranges::find(merged.marks, one.photo, &ConceptMark::photo) !=
                merged.marks.end());
    VERIFY_ERROR(concepts().details(second->id()), ErrorCode::NotFound);
    VERIFY_ERROR(concepts().merge(id, id), ErrorCode::InvalidArgument);
}

void tst_LibraryConcepts::theClosestExampleIsNamed()
{
    const ConceptId id = addReds();
    const auto members = concepts().members(id, {});
    VERIFY_RESULT(members);
    const auto closest = concepts().closestExamples(id, (*members)->contents, {});
    VERIFY_RESULT(closest);
    QCOMPARE(closest->size(), (*members)->contents.size());
    const std::vector<ContentId> examples{contentOf(red(0)), contentOf(red(1)), contentOf(red(2))};
    for (std::size_t i = 0; i < closest->size(); ++i) {
        const auto cosine = [&](ContentId content) {
            const auto& row = m_rows.at((*members)->contents[i]);
            return std::inner_product(row.begin(), row.end(), m_rows.at(content).begin(), 0.0F);
        };
        float best = -1;
        for (const ContentId example : examples)
            best = std::max(best, cosine(example));
        QVERIFY((*closest)[i].has_value());
        QVERIFY(std::ranges::find(examples, (*closest)[i]->content) != examples.end());
        QVERIFY(std::abs(cosine((*closest)[i]->content) - best) < 1e-3F);
        QVERIFY(std::abs((*closest)[i]->similarity - best) < 1e-3F);
        QVERIFY((*closest)[i]->mark.isMore && !(*closest)[i]->mark.path.empty());
    }
    const auto words = concepts().add("Blue", query({{QueryWords{"blue"}, 1, std::nullopt}}), {});
    VERIFY_RESULT(words);
    QVERIFY(!concepts().closestExamples(words->id(), (*members)->contents, {})->front());
}

void tst_LibraryConcepts::deletedExamplesKeepTheirEffectAndComeBack()
{
    const ConceptId id = addReds();
    const Contents before = membersOf(id);
    const ContentId first = contentOf(red(1));
    for (const int number : {0, 1, 2})
        fs::remove(red(number));
    fs::remove(other(0));
    index();
    QVERIFY(!m_rows.contains(first));
    Contents left = before;
    std::erase_if(left, [&](ContentId content) { return !m_rows.contains(content); });
    QCOMPARE(left.size(), before.size() - 3);
    QVERIFY(membersOf(id) == left);
    auto details = concepts().details(id);
    VERIFY_RESULT(details);
    QCOMPARE(details->examples.size(), std::size_t{3});
    for (const ConceptExample& example : details->examples)
        QVERIFY(!example.content.isValid());

    // The catalog forgets what the folder held.
    const FolderId root = m_library->status()->folders.front().id;
    VERIFY_RESULT(m_library->removeFolder(root));
    QVERIFY(membersOf(id).empty());
    QVERIFY(m_library->verify()->empty());
    VERIFY_RESULT(m_library->addFolder(m_folder / "photos"));
    index();
    QCOMPARE(membersOf(id).size(), left.size());
    left = membersOf(id);
    const auto removed = concepts().remove(id); // and back, with what deleted photos left
    VERIFY_RESULT(removed);
    VERIFY_RESULT(concepts().restore(*removed));
    QVERIFY(membersOf(id) == left);

    for (const int number : {0, 1, 2})
        paintRed(number);
    index();
    QCOMPARE(membersOf(id).size(), before.size());
    details = concepts().details(id);
    QCOMPARE(details->examples.front().content, contentOf(red(1)));
    QVERIFY(m_library->verify()->empty());
}

void tst_LibraryConcepts::conceptsSurviveAnotherModel()
{
    const ConceptId id = addReds();
    const Contents before = membersOf(id);
    const fs::path outside = m_folder / "outside.bmp";
    writePlainPhoto(outside, 240, 30, 10);
    const auto foreign = concepts().add("Foreign", query({{outside, 1, std::nullopt}}), {});
    VERIFY_RESULT(foreign);
    m_encoder = std::make_shared<SpeakingEncoder>("shades");
    openLibrary();
    index();
    QCOMPARE(m_library->status()->spaces.size(), std::size_t{2});
    QVERIFY(membersOf(id) == before);
    // Of a picture that the other model never saw there is nothing to search with.
    VERIFY_ERROR(concepts().members(foreign->id(), {}), ErrorCode::NotFound);
    fs::copy_file(outside, m_folder / "photos" / "inside.bmp");
    index();
    QVERIFY(membersOf(foreign->id()).contains(contentOf(m_folder / "photos" / "inside.bmp")));
}

void tst_LibraryConcepts::conceptsOfWordsNeedAModelThatKnowsThem()
{
    const auto plain = concepts().add("Red", query({words("red")}), {});
    VERIFY_RESULT(plain);
    const auto marked = concepts().add("Marked", query({words("red")}, {mark(red(1))}), {});
    VERIFY_RESULT(marked);
    QVERIFY(membersOf(marked->id()).contains(contentOf(red(1))));
    VERIFY_RESULT(concepts().setStrictness(plain->id(), 0.4));
    const Contents members = membersOf(plain->id());
    QVERIFY(!members.empty());
    for (const ContentId content : members)
        QVERIFY(std::ranges::any_of(m_contents, [&](const auto& photo) {
            return photo.second == content && photo.first.filename().string().starts_with("red");
        }));
    m_encoder->speaks = false;
    openLibrary();
    VERIFY_ERROR(concepts().members(plain->id(), {}), ErrorCode::NotFound);
    QVERIFY(membersOf(marked->id()).contains(contentOf(red(1)))); // by its example alone
    VERIFY_ERROR(concepts().add("New", query({words("red")}), {}), ErrorCode::Unsupported);
}

void tst_LibraryConcepts::picturesOutsideTheLibraryAreKept()
{
    const fs::path outside = m_folder / "outside.bmp";
    writePlainPhoto(outside, 240, 30, 10);
    const FileBytes bytes = testing::readFile(outside);
    const auto pasted = std::make_shared<const std::vector<std::uint8_t>>(bytes);
    const Region region{0.25, 0.25, 0.5, 0.5};
    const std::vector<QueryTerm> terms{{outside, 1, std::nullopt}, // NOLINT
                                       {PictureBytes(pasted), 1, std::nullopt},
                                       {red(0), 1, region}};
    for (std::size_t i = 0; i < terms.size(); ++i)
        VERIFY_RESULT(concepts().add(std::to_string(i), query({terms[i]}, {mark(red(1))}), {}));
    const auto all = [&] {
        std::vector<Contents> members;
        const auto list = concepts().list();
        for (const ConceptSummary& one : *list)
            members.push_back(membersOf(one.id));
        return members;
    };
    const auto before = all();
    QCOMPARE(before.size(), terms.size());
    fs::remove(outside);
    openLibrary();
    QVERIFY(all() == before);
    QVERIFY(!before[0].empty());
    const auto list = concepts().list();
    QCOMPARE(concepts().details(list->at(0).id)->row.terms.front().path, outside);
    QVERIFY(concepts().details(list->at(1).id)->row.terms.front().path.empty());
    QVERIFY(concepts().details(list->at(2).id)->row.terms.front().picture.region == region);
    // The effect is that of the region, not of the photo.
    QVERIFY(m_library->verify()->empty());
}

void tst_LibraryConcepts::conceptsAreTermsOfQueries()
{
    const ConceptId id = addReds();
    const auto blue = concepts().add("Blue", query({words("blue")}), {});
    VERIFY_RESULT(blue);
    const auto best = [&](std::vector<QueryTerm> terms) {
        auto request = query(std::move(terms));
        request.topK = 1;
        const auto response = m_library->search(request);
        return response && !response->hits.empty() ? response->hits.front().path : fs::path();
    };
    QVERIFY(best({{id, 1, std::nullopt}}).filename().string().starts_with("red"));
    QVERIFY(best({{id, 1, std::nullopt}, {blue->id(), -0.2, std::nullopt}})
                .filename()
                .string()
                .starts_with("red"));
    QVERIFY(best({{id, -1, std::nullopt}, words("blue")}).filename().string().starts_with("other"));
    QVERIFY(best({{id, -1, std::nullopt}}).filename().string().starts_with("other"));
    // Standardised scores add up, whatever the kinds of the terms.
    const auto mixed =
        m_library->search(query({{id, 1, std::nullopt}, picture(4, 2), words("blue", -0.5)}));
    VERIFY_RESULT(mixed);
    for (const SearchHit& hit : mixed->hits) {
        double expected = 0;
        for (const auto& [term, weight] : std::vector<std::pair<QueryTerm, double>>{
                 {{id, 1, std::nullopt}, 1}, {picture(4), 2}, {words("blue"), -0.5}}) {
            const auto alone = m_library->search(query({term}));
            std::vector<double> scores;
            double own = 0;
            for (const SearchHit& one : alone->hits) {
                scores.push_back(static_cast<double>(one.score));
                if (one.content == hit.content)
                    own = scores.back();
            }
            const auto count = static_cast<double>(scores.size());
            const double mean = std::accumulate(scores.begin(), scores.end(), 0.0) / count;
            double variance = 0;
            for (const double score : scores)
                variance += (score - mean) * (score - mean) / count;
            expected += weight * (own - mean) / std::sqrt(variance);
        }
        // Scores are at most 1, also where marks moved them, which moves the mean a little.
        QVERIFY2(std::abs(expected - static_cast<double>(hit.score)) < 0.05,
                 qPrintable(QString("%1 instead of %2").arg(hit.score).arg(expected)));
        if (&hit == &mixed->hits[8])
            break; // each takes three searches
    }
    VERIFY_ERROR(m_library->embed({id, 1, std::nullopt}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(m_library->search(query({{ConceptId(99), 1, std::nullopt}})), ErrorCode::NotFound);
}

void tst_LibraryConcepts::conceptsOfConceptsStandAlone()
{
    const ConceptId id = addReds();
    const auto copy = concepts().add("Copy", query({{id, 1, std::nullopt}}, {mark(red(9))}), {});
    VERIFY_RESULT(copy);
    const auto without =
        concepts().add("Without", query({words("blue"), {id, -1, std::nullopt}}), {});
    VERIFY_RESULT(without);
    const Contents members = membersOf(copy->id());
    VERIFY_RESULT(concepts().remove(id));
    QVERIFY(membersOf(copy->id()) == members);
    QCOMPARE(concepts().details(copy->id())->row.marks.size(), std::size_t{4});
    const ConceptRow row = concepts().details(without->id())->row;
    QCOMPARE(row.terms.back().weight, -1.0);
    QCOMPARE(std::ranges::count(row.marks, true, &ConceptMark::isMore), 1);
    QVERIFY(std::ranges::none_of(m_contents, [&](const auto& photo) {
        return photo.first.filename().string().starts_with("red") &&
               membersOf(without->id()).contains(photo.second);
    }));
}

void tst_LibraryConcepts::conceptsFilterSearchesAndLists()
{
    const ConceptId id = addReds();
    const auto blue = concepts().add("Blue", query({words("blue")}), {});
    VERIFY_RESULT(blue);
    VERIFY_RESULT(concepts().setStrictness(blue->id(), 0));
    Contents both = membersOf(id);
    auto request = query({{other(3), 1, std::nullopt}});
    request.filter.concepts = {id};
    QVERIFY(found(request) == both);
    const Contents blues = membersOf(blue->id());
    QVERIFY(!blues.empty());
    both.insert(blues.begin(), blues.end());
    request.filter.concepts = {id, blue->id()};
    QVERIFY(found(request) == both);
    QCOMPARE(m_library->search(request)->searched, std::uint64_t{both.size()});

    PhotoListRequest listed;
    listed.filter = request.filter;
    for (const PhotoOrder order : {PhotoOrder::Name, PhotoOrder::Date, PhotoOrder::Likeness}) {
        listed.order = order;
        const auto list = m_library->list(listed, {});
        VERIFY_RESULT(list);
        Contents contents;
        for (std::size_t i = 0; i < (*list)->size(); ++i)
            contents.insert((*list)->content(i));
        QVERIFY(contents == both);
    }
    listed.order = PhotoOrder::Date;
    listed.first = 5;
    QVERIFY((*m_library->list(listed, {}))->isEmpty());
    request.filter.concepts = {ConceptId(99)};
    VERIFY_ERROR(m_library->search(request), ErrorCode::NotFound);
}

void tst_LibraryConcepts::examplesAloneAreEnough()
{
    const auto added = concepts().add(
        "Examples", query({}, {{contentOf(red(1)), QueryMark::Kind::More}, mark(red(2))}), {});
    VERIFY_RESULT(added);
    const Contents members = membersOf(added->id());
    QVERIFY(members.contains(contentOf(red(1))) && members.contains(contentOf(red(2))));
    for (const auto& [file, content] : m_contents)
        if (file.filename().string().starts_with("other"))
            QVERIFY(!members.contains(content));
    VERIFY_ERROR(concepts().add("None", query({}), {}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(concepts().add("Less", query({}, {mark(red(1), false)}), {}),
                 ErrorCode::InvalidArgument);
    VERIFY_ERROR(
        concepts()
            .add("Opposed", query({picture(1, 1), picture(1, -1)}), {})
            .and_then([&](const ConceptUndo& undo) { return concepts().members(undo.id(), {}); }),
        ErrorCode::InvalidArgument);
}

void tst_LibraryConcepts::whatIsNotThereIsRefused()
{
    const ConceptId none(7);
    VERIFY_ERROR(concepts().members(none, {}), ErrorCode::NotFound);
    VERIFY_ERROR(concepts().details(none), ErrorCode::NotFound);
    VERIFY_ERROR(concepts().rename(none, "A"), ErrorCode::NotFound);
    VERIFY_ERROR(concepts().remove(none), ErrorCode::NotFound);
    VERIFY_ERROR(concepts().merge(none, ConceptId(8)), ErrorCode::NotFound);
    VERIFY_ERROR(concepts().add("A", query({{m_folder / "none.bmp", 1, std::nullopt}}), {}),
                 ErrorCode::NotFound);
    VERIFY_ERROR(concepts().add("A", query({picture(0)}, {mark(m_folder / "none.bmp")}), {}),
                 ErrorCode::NotFound);
    QVERIFY(concepts().list()->empty());
    std::vector<QueryTerm> many(kMaxConceptTerms + 1, picture(0));
    VERIFY_ERROR(concepts().add("A", query(many), {}), ErrorCode::TooLarge);
}

void tst_LibraryConcepts::manyConceptsAreListedInOrder()
{
    for (const int number : {10, 9, 1})
        QVERIFY(addReds("Concept " + std::to_string(number)).isValid());
    const auto list = concepts().list();
    VERIFY_RESULT(list);
    QCOMPARE(list->size(), std::size_t{3});
    QCOMPARE(list->at(0).name, std::string("Concept 1"));
    QCOMPARE(list->at(2).name, std::string("Concept 10"));
    QCOMPARE(list->at(0).examples, std::size_t{2});
    QCOMPARE(list->at(0).counterexamples, std::size_t{1});
}

QTEST_GUILESS_MAIN(tst_LibraryConcepts)
#include "tst_library_concepts.moc"
