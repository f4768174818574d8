// SPDX-License-Identifier: GPL-3.0-or-later
// Searching with marks, in a library whose encoder sees colours alone. If these fail, marks move
// the results to something else than what the user marked, or scores lose their meaning.
#include "core/library/library_core.h"
#include "core/library/query_marks.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_words.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <cmath>
#include <map>
#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kPhotos = 60;
using Row = std::vector<double>;

QueryTerm words(const std::string& text, double weight = 1)
{
    return {QueryWords{text}, weight, std::nullopt};
}

double dot(const Row& a, const Row& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

Row unit(Row row)
{
    const double length = std::sqrt(dot(row, row));
    for (double& value : row)
        value /= length;
    return row;
}

} // namespace

class tst_MarkedSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void marksMoveTheResults_data();
    void marksMoveTheResults();
    void theLastMarkOfAPhotoCounts();
    void deletedAndMovedPhotosKeepTheirEffect();
    void unknownPhotosAreCounted();
    void filesOutsideTheLibraryCanBeMarked();
    void limitsAreOfTheScoresShown();
    void wordsAndSeveralTermsAreMoved_data();
    void wordsAndSeveralTermsAreMoved();
    void anEmptyLibraryFindsNothing();
    void photosThatAreAllTheSameStayFound();

private:
    [[nodiscard]] fs::path path(int number) const
    {
        return m_folder / "photos" / (std::to_string(number) + ".bmp");
    }
    [[nodiscard]] QueryTerm picture(int number, double weight = 1) const
    {
        return {path(number), weight, std::nullopt};
    }
    [[nodiscard]] static QueryMark more(const fs::path& file)
    {
        return {file, QueryMark::Kind::More};
    }
    [[nodiscard]] static QueryMark less(const fs::path& file)
    {
        return {file, QueryMark::Kind::Less};
    }
    void openLibrary();
    void index();
    [[nodiscard]] SearchResponse search(const std::vector<QueryTerm>& terms,
                                        const std::vector<QueryMark>& marks) const
    {
        SearchRequest request;
        request.terms = terms;
        request.marks = marks;
        request.topK = kPhotos;
        auto found = m_library->search(request);
        if (!found)
            qWarning("%s", found.error().text().c_str());
        return std::move(found).value_or(SearchResponse());
    }
    /// The embeddings of photos as seen from the library's mean.
    [[nodiscard]] Row seen(const Row& row) const;
    /// What the photos of the library score for a query of length 1 with marks.
    [[nodiscard]] std::map<fs::path, double>
    expected(const Row& query, const std::vector<Row>& more, const std::vector<Row>& less) const;
    static void compare(const SearchResponse& found, const std::map<fs::path, double>& expected);
    static void compare(const SearchResponse& found, const SearchResponse& other);

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_folder;
    std::shared_ptr<SpeakingEncoder> m_encoder = std::make_shared<SpeakingEncoder>();
    std::unique_ptr<PhotoLibrary> m_library;
    std::map<fs::path, Row> m_rows; ///< embeddings
    std::map<fs::path, ContentId> m_contents;
};

void tst_MarkedSearch::init()
{
    m_library.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_folder = fs::canonical(m_dir->path().toStdString());
    fs::create_directories(m_folder / "photos");
    openLibrary();
    std::mt19937 random(7); // NOLINT: the same photos each time
    for (int i = 0; i < kPhotos; ++i)
        writePlainPhoto(path(i), random() % 256, random() % 256, random() % 256);
    index();
    QCOMPARE(m_rows.size(), std::size_t{kPhotos});
}

void tst_MarkedSearch::openLibrary()
{
    LibraryOptions options;
    options.catalog = m_folder / "data" / "catalog.db";
    auto opened = testing::openLibrary(options, m_encoder);
    VERIFY_RESULT(opened);
    m_library = std::move(*opened);
    VERIFY_RESULT(m_library->addFolder(m_folder / "photos"));
}

void tst_MarkedSearch::index()
{
    VERIFY_RESULT(m_library->index({}, {}));
    m_rows.clear();
    VERIFY_RESULT(m_library->forEachEmbedding(
        [this](ContentId content, const fs::path& file, std::span<const float> row) {
            m_rows[file] = Row(row.begin(), row.end());
            m_contents[file] = content;
            return true;
        }));
}

Row tst_MarkedSearch::seen(const Row& row) const
{
    Row difference = row;
    for (const auto& [file, other] : m_rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            difference[i] -= other[i] / static_cast<double>(m_rows.size());
    return unit(difference);
}

std::map<fs::path, double> tst_MarkedSearch::expected(const Row& query,
                                                      const std::vector<Row>& more,
                                                      const std::vector<Row>& less) const
{
    const Row start = unit(query); // what is stored is rounded
    Row moved = start;
    const auto add = [&](const std::vector<Row>& marks, double weight) {
        for (const Row& mark : marks)
            for (std::size_t i = 0; i < moved.size(); ++i)
                moved[i] += weight / static_cast<double>(marks.size() + 5) * seen(mark)[i];
    };
    add(more, 2);
    add(less, -1);
    const auto statistics = [&](const Row& vector) {
        ScoreStatistics of{0, 0};
        const auto count = static_cast<double>(m_rows.size());
        for (const auto& [file, row] : m_rows)
            of.mean += dot(row, vector) / count;
        for (const auto& [file, row] : m_rows)
            of.spread += std::pow(dot(row, vector) - of.mean, 2) / count;
        of.spread = std::sqrt(of.spread);
        return of;
    };
    const ScoreStatistics before = statistics(start);
    const ScoreStatistics after = statistics(moved);
    std::map<fs::path, double> scores;
    for (const auto& [file, row] : m_rows)
        scores[file] =
            std::min(1.0, before.mean + before.spread * after.standardised(dot(row, moved)));
    return scores;
}

void tst_MarkedSearch::compare(const SearchResponse& found,
                               const std::map<fs::path, double>& expected)
{
    QCOMPARE(found.hits.size(), expected.size());
    double last = 2;
    for (const SearchHit& hit : found.hits) {
        const double score = expected.at(hit.path);
        QVERIFY2(std::abs(static_cast<double>(hit.score) - score) < 1e-4,
                 qPrintable(QString("%1 instead of %2").arg(hit.score).arg(score)));
        QVERIFY(score < last + 1e-4);
        last = score;
    }
}

void tst_MarkedSearch::compare(const SearchResponse& found, const SearchResponse& other)
{
    QCOMPARE(found.hits.size(), other.hits.size());
    for (std::size_t i = 0; i < found.hits.size(); ++i) {
        QCOMPARE(found.hits[i].content, other.hits[i].content);
        QCOMPARE(found.hits[i].score, other.hits[i].score);
    }
}

void tst_MarkedSearch::marksMoveTheResults_data()
{
    QTest::addColumn<QList<int>>("liked");
    QTest::addColumn<QList<int>>("disliked");
    QTest::newRow("none") << QList<int>() << QList<int>();
    QTest::newRow("more alone") << QList<int>{1, 2} << QList<int>();
    QTest::newRow("less alone") << QList<int>() << QList<int>{1, 2, 3};
    QTest::newRow("both") << QList<int>{4} << QList<int>{5, 6};
    QTest::newRow("the query itself") << QList<int>() << QList<int>{0};
    QTest::newRow("many") << QList<int>{1, 2, 3, 4, 5, 6, 7, 8} << QList<int>{9, 10, 11, 12, 13};
}

void tst_MarkedSearch::marksMoveTheResults()
{
    QFETCH(QList<int>, liked);
    QFETCH(QList<int>, disliked);
    std::vector<QueryMark> marks;
    std::vector<Row> moreRows;
    std::vector<Row> lessRows;
    for (const int number : liked) {
        marks.push_back({m_contents.at(path(number)), QueryMark::Kind::More});
        moreRows.push_back(m_rows.at(path(number)));
    }
    for (const int number : disliked) {
        marks.push_back(less(path(number)));
        lessRows.push_back(m_rows.at(path(number)));
    }
    const SearchResponse found = search({picture(0)}, marks);
    compare(found, expected(m_rows.at(path(0)), moreRows, lessRows));
    QVERIFY(found.unknownMarks.empty());
    const auto place = [](const SearchResponse& response, ContentId content) {
        return std::ranges::find(response.hits, content, &SearchHit::content) -
               response.hits.begin();
    };
    const SearchResponse without = search({picture(0)}, {});
    if (liked.size() == 1 || disliked.size() == 1) // one mark moves its photo
        for (const QueryMark& mark : marks)
            if (const auto* content = std::get_if<ContentId>(&mark.photo))
                QVERIFY(place(found, *content) <= place(without, *content));
}

void tst_MarkedSearch::theLastMarkOfAPhotoCounts()
{
    const ContentId content = m_contents.at(path(1));
    const SearchResponse disliked = search({picture(0)}, {less(path(1))});
    compare(search({picture(0)}, {more(path(1)), less(path(1))}), disliked);
    compare(search({picture(0)}, {{content, QueryMark::Kind::More}, less(path(1))}), disliked);
    compare(search({picture(0)}, {less(path(1)), {content, QueryMark::Kind::Less}}), disliked);
    // A copy of the photo outside the library is the same photo.
    const fs::path copy = m_folder / "copy.bmp";
    fs::copy_file(path(1), copy);
    compare(search({picture(0)}, {more(path(1)), less(copy)}), search({picture(0)}, {less(copy)}));
    compare(search({picture(0)}, {less(copy), more(path(1))}),
            search({picture(0)}, {more(path(1))}));
}

void tst_MarkedSearch::deletedAndMovedPhotosKeepTheirEffect()
{
    const QueryMark byContent{m_contents.at(path(1)), QueryMark::Kind::More};
    const SearchResponse before = search({picture(0)}, {byContent});

    fs::rename(path(1), m_folder / "photos" / "moved.bmp");
    index();
    compare(search({picture(0)}, {byContent}), before);
    compare(search({picture(0)}, {more(path(1))}), before);

    fs::remove(m_folder / "photos" / "moved.bmp");
    index();
    QCOMPARE(m_rows.size(), std::size_t{kPhotos - 1});
    SearchResponse left = before;
    std::erase_if(left.hits, [&](const SearchHit& hit) {
        return hit.content == std::get<ContentId>(byContent.photo);
    });
    compare(search({picture(0)}, {byContent}), left);
    compare(search({picture(0)}, {more(m_folder / "photos" / "moved.bmp")}), left);
    QVERIFY(left.hits.back().score != search({picture(0)}, {}).hits.back().score);
}

void tst_MarkedSearch::unknownPhotosAreCounted()
{
    const SearchResponse found =
        search({picture(0)}, {{ContentId(4711), QueryMark::Kind::Less}, more(path(2))});
    QCOMPARE(found.unknownMarks, std::vector<std::size_t>{0});
    compare(found, search({picture(0)}, {more(path(2))}));
    compare(search({picture(0)}, {{ContentId(4711), QueryMark::Kind::Less}}),
            search({picture(0)}, {}));

    const SearchResponse nowhere =
        search({picture(0)}, {more(path(2)), less(m_folder / "nowhere.bmp")});
    QCOMPARE(nowhere.unknownMarks, std::vector<std::size_t>{1});
    compare(nowhere, search({picture(0)}, {more(path(2))}));
}

void tst_MarkedSearch::filesOutsideTheLibraryCanBeMarked()
{
    const fs::path outside = m_folder / "outside.bmp";
    writePlainPhoto(outside, 250, 10, 20);
    const auto embedded = m_library->embed({outside, 1, std::nullopt});
    VERIFY_RESULT(embedded);
    compare(search({picture(0)}, {more(outside)}),
            expected(m_rows.at(path(0)), {Row(embedded->begin(), embedded->end())}, {}));
}

void tst_MarkedSearch::limitsAreOfTheScoresShown()
{
    const std::vector<QueryMark> marks{more(path(1)), less(path(2))};
    const SearchResponse all = search({picture(0)}, marks);
    SearchRequest request;
    request.terms = {picture(0)};
    request.marks = marks;
    request.topK = kPhotos;
    for (const std::size_t wanted : {std::size_t{1}, std::size_t{10}, std::size_t{40}}) {
        request.minScore = (static_cast<double>(all.hits[wanted - 1].score) +
                            static_cast<double>(all.hits[wanted].score)) /
                           2;
        const auto found = m_library->search(request);
        VERIFY_RESULT(found);
        QCOMPARE(found->hits.size(), wanted);
    }
    QVERIFY(all.hits.front().score <= 1);
    QVERIFY(!all.hits.front().band);
}

void tst_MarkedSearch::wordsAndSeveralTermsAreMoved_data()
{
    QTest::addColumn<bool>("hasWords");
    QTest::addColumn<bool>("hasPictures");
    QTest::newRow("words") << true << false;
    QTest::newRow("pictures") << false << true;
    QTest::newRow("words and a picture") << true << true;
}

void tst_MarkedSearch::wordsAndSeveralTermsAreMoved()
{
    QFETCH(bool, hasWords);
    QFETCH(bool, hasPictures);
    std::vector<QueryTerm> terms;
    if (hasWords)
        terms = {words("green"), words("blue", -0.5)};
    if (hasPictures)
        terms.push_back(picture(3));
    if (!hasWords)
        terms.push_back(picture(5, -0.5));
    const SearchResponse without = search(terms, {});
    const SearchResponse found = search(terms, {more(path(1)), less(path(2))});
    QCOMPARE(found.hits.size(), without.hits.size());
    const auto statistics = [](const SearchResponse& response) {
        ScoreStatistics of{0, 0};
        const auto count = static_cast<double>(response.hits.size());
        for (const SearchHit& hit : response.hits)
            of.mean += static_cast<double>(hit.score) / count;
        for (const SearchHit& hit : response.hits)
            of.spread += std::pow(static_cast<double>(hit.score) - of.mean, 2) / count;
        return of;
    };
    // Marks change which photos stand out, not how much.
    QVERIFY(std::abs(statistics(found).mean - statistics(without).mean) < 0.01);
    QVERIFY(std::abs(statistics(found).spread - statistics(without).spread) < 0.05);
    const auto score = [](const SearchResponse& response, ContentId content) {
        return std::ranges::find(response.hits, content, &SearchHit::content)->score;
    };
    const ContentId liked = m_contents.at(path(1));
    const ContentId disliked = m_contents.at(path(2));
    QVERIFY(score(found, liked) > score(without, liked));
    QVERIFY(score(found, disliked) < score(without, disliked));
    for (const SearchHit& hit : found.hits)
        QCOMPARE(hit.band.has_value(), hasWords);
}

void tst_MarkedSearch::anEmptyLibraryFindsNothing()
{
    const fs::path outside = m_folder / "outside.bmp";
    writePlainPhoto(outside, 250, 10, 20);
    m_library.reset();
    fs::remove_all(m_folder / "data");
    fs::remove_all(m_folder / "photos");
    fs::create_directories(m_folder / "photos");
    openLibrary();
    SearchRequest request;
    request.terms = {{outside, 1, std::nullopt}};
    request.marks = {less(outside), more(outside)};
    const auto found = m_library->search(request);
    VERIFY_RESULT(found);
    QVERIFY(found->hits.empty());
}

void tst_MarkedSearch::photosThatAreAllTheSameStayFound()
{
    for (int i = 1; i < kPhotos; ++i)
        fs::remove(path(i));
    index();
    const SearchResponse found = search({picture(0)}, {more(path(0))});
    QCOMPARE(found.hits.size(), std::size_t{1});
    QVERIFY(found.hits.front().score > 0.999F && found.hits.front().score <= 1);
    compare(search({picture(0)}, {less(path(0))}), found);
}

QTEST_GUILESS_MAIN(tst_MarkedSearch)
#include "tst_marked_search.moc"
