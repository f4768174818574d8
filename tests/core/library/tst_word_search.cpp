// SPDX-License-Identifier: GPL-3.0-or-later
// Searching with words in a library whose encoder has words for colours. If these fail, words find
// photos in another order than their scores say, or promise matches where there are none.
#include "core/base/float16.h"
#include "core/library/library_core.h"
#include "core/library/score_background.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_words.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <algorithm>
#include <map>
#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kPhotos = 150;

QueryTerm words(const std::string& text, double weight = 1)
{
    return {QueryWords{text}, weight, std::nullopt};
}

} // namespace

class TestWordSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wordsFindWhatTheyDescribe();
    void mixturesAreSumsOfStandardisedScores_data();
    void mixturesAreSumsOfStandardisedScores();
    void picturesAloneStayCosines();
    void aModelWithoutWordsSaysSo();
    void unknownLettersAreTold();
    void noWordsAreNoQuery();
    void chanceIsNotStrong();
    void whatManyPhotosShowStandsOut_data();
    void whatManyPhotosShowStandsOut();
    void aSmallLibraryIsNotOnlyBackground();

private:
    [[nodiscard]] QueryTerm picture(int number, double weight = 1) const
    {
        return {m_folder / "photos" / (std::to_string(number) + ".bmp"), weight, std::nullopt};
    }
    [[nodiscard]] Result<SearchResponse> search(const std::vector<QueryTerm>& terms) const
    {
        SearchRequest request;
        request.terms = terms;
        request.topK = kPhotos;
        return m_library->search(request);
    }

    QTemporaryDir m_dir;
    fs::path m_folder;
    std::shared_ptr<SpeakingEncoder> m_encoder = std::make_shared<SpeakingEncoder>();
    std::unique_ptr<PhotoLibrary> m_library;
    std::map<std::string, std::vector<double>> m_rows; ///< embeddings by path
};

void TestWordSearch::initTestCase()
{
    m_folder = fs::canonical(m_dir.path().toStdString());
    fs::create_directories(m_folder / "photos");
    std::mt19937 random(7); // NOLINT: the same photos each time
    for (int i = 0; i < kPhotos; ++i)
        writePlainPhoto(m_folder / "photos" / (std::to_string(i) + ".bmp"), random() % 256,
                        random() % 256, random() % 256);
    LibraryOptions options;
    options.catalog = m_folder / "data" / "catalog.db";
    auto opened = openLibrary(options, m_encoder);
    VERIFY_RESULT(opened);
    m_library = std::move(*opened);
    VERIFY_RESULT(m_library->addFolder(m_folder / "photos"));
    VERIFY_RESULT(m_library->index({}, {}));
    VERIFY_RESULT(m_library->forEachEmbedding(
        [this](ContentId, const fs::path& path, std::span<const float> row) {
            m_rows[path.string()] = std::vector<double>(row.begin(), row.end());
            return true;
        }));
    QVERIFY(m_rows.size() > 100);
}

void TestWordSearch::wordsFindWhatTheyDescribe()
{
    const auto found = search({words("red")});
    VERIFY_RESULT(found);
    const auto wanted = normalised({1, -1, -1, .5F});
    std::vector<double> cosines;
    for (const auto& [path, row] : m_rows) {
        double dot = 0;
        for (std::size_t i = 0; i < 4; ++i)
            dot += row[i] * static_cast<double>(wanted[i]);
        cosines.push_back(dot);
    }
    std::sort(cosines.rbegin(), cosines.rend());
    for (std::size_t i = 0; i < found->hits.size(); ++i) {
        QVERIFY(std::abs(static_cast<double>(found->hits[i].score) - cosines[i]) < 1e-5);
        QVERIFY(found->hits[i].band.has_value());
    }
    QVERIFY(found->hits.back().band == ScoreBand::Weak);
}

void TestWordSearch::mixturesAreSumsOfStandardisedScores_data()
{
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("second");
    QTest::addColumn<double>("third");
    QTest::newRow("all wanted") << 1.0 << 1.0 << 1.0;
    QTest::newRow("words not wanted") << -0.5 << 1.0 << 0.25;
    QTest::newRow("a picture not wanted") << 1.0 << -2.0 << 1.0;
}

void TestWordSearch::mixturesAreSumsOfStandardisedScores()
{
    QFETCH(double, first);
    QFETCH(double, second);
    QFETCH(double, third);
    const std::vector<QueryTerm> terms{words("green", first), picture(3, second),
                                       words("blue", third)};
    const auto found = search(terms);
    VERIFY_RESULT(found);
    std::map<std::string, double> scores;
    for (const QueryTerm& term : terms) {
        std::vector<float> vector;
        if (const auto* text = std::get_if<QueryWords>(&term.picture))
            vector = ColourWords().encode(text->text, {})->values;
        else
            for (const double value : m_rows[std::get<fs::path>(term.picture).string()])
                vector.push_back(static_cast<float>(value));
        std::map<std::string, double> cosines;
        double mean = 0;
        for (const auto& [path, row] : m_rows) {
            for (std::size_t i = 0; i < 4; ++i)
                cosines[path] += row[i] * static_cast<double>(vector[i]);
            mean += cosines[path] / static_cast<double>(m_rows.size());
        }
        double variance = 0;
        for (const auto& [path, cosine] : cosines)
            variance += (cosine - mean) * (cosine - mean) / static_cast<double>(m_rows.size());
        for (const auto& [path, cosine] : cosines)
            scores[path] += term.weight * (cosine - mean) / std::sqrt(variance);
    }
    QCOMPARE(found->hits.size(), m_rows.size());
    double last = 1e9;
    for (const SearchHit& hit : found->hits) {
        const double expected = scores[hit.path.string()];
        QVERIFY2(std::abs(static_cast<double>(hit.score) - expected) < 1e-5,
                 qPrintable(QString("%1 instead of %2").arg(hit.score).arg(expected)));
        QVERIFY(expected <= last + 1e-5);
        last = expected;
    }
}

void TestWordSearch::picturesAloneStayCosines()
{
    const auto found = search({picture(3), picture(5, -0.5)});
    VERIFY_RESULT(found);
    for (const SearchHit& hit : found->hits) {
        QVERIFY(!hit.band);
        QVERIFY(hit.score <= 1);
    }
    QVERIFY(!found->onlyBackground);
}

void TestWordSearch::aModelWithoutWordsSaysSo()
{
    m_encoder->speaks = false;
    const auto found = search({words("red")});
    m_encoder->speaks = true;
    VERIFY_ERROR(found, ErrorCode::Unsupported);
    const QString said = QString::fromStdString(found.error().text());
    QVERIFY2(said.contains("colours") && said.contains("siglip"), qPrintable(said));
}

void TestWordSearch::unknownLettersAreTold()
{
    const auto found = search({words("猫")});
    VERIFY_RESULT(found);
    QVERIFY(QString::fromStdString(found->warning.english()).contains(QStringLiteral("猫")));
    QVERIFY(search({words("red")})->warning.empty());
}

void TestWordSearch::noWordsAreNoQuery()
{
    VERIFY_ERROR(search({words(" \n")}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(search({words("red"), words("red", -1)}), ErrorCode::InvalidArgument);
}

void TestWordSearch::chanceIsNotStrong()
{
    // Normal scores, as those of words that mean nothing: the best of a library is rarely strong.
    std::mt19937 random(11); // NOLINT
    std::normal_distribution<double> normal;
    constexpr int kQueries = 2000;
    constexpr std::size_t kLibrary = 500;
    int strong = 0;
    for (int query = 0; query < kQueries; ++query) {
        double best = 0;
        for (std::size_t photo = 0; photo < kLibrary; ++photo)
            best = std::max(best, normal(random));
        strong += bandOf(best, kLibrary) == ScoreBand::Strong ? 1 : 0;
    }
    QVERIFY2(strong <= kQueries / 50, qPrintable(QString::number(strong)));
    QVERIFY(bandOf(8, kLibrary) == ScoreBand::Strong);
    QVERIFY(bandOf(0, kLibrary) == ScoreBand::Weak);
}

void TestWordSearch::whatManyPhotosShowStandsOut_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<int>("photos");
    for (const double share : {0.001, 0.01, 0.1, 0.25, 0.4})
        for (const int photos : {1000, 20'000})
            QTest::addRow("%g of %d", share, photos) << share << photos;
}

void TestWordSearch::whatManyPhotosShowStandsOut()
{
    QFETCH(const double, share);
    QFETCH(const int, photos);
    std::mt19937 random(5);                          // NOLINT
    std::normal_distribution<double> other(.1, .02); // as a CLIP scores
    std::normal_distribution<double> meant(.3, .02);
    std::vector<std::uint16_t> rows;
    for (int i = 0; i < photos; ++i) {
        const double cosine = i < share * photos ? meant(random) : other(random);
        rows.push_back(toFloat16(static_cast<float>(cosine)));
        rows.push_back(toFloat16(static_cast<float>(std::sqrt(1 - cosine * cosine))));
    }
    const ScoreStatistics statistics = statisticsOf(std::vector<float>{1, 0}, rows);
    const auto bandAt = [&](double cosine) {
        return bandOf(statistics.standout(cosine), static_cast<std::size_t>(photos));
    };
    QVERIFY(bandAt(.3) != ScoreBand::Weak);
    QVERIFY(bandAt(.1) == ScoreBand::Weak);
    QVERIFY(bandAt(.14) == ScoreBand::Weak);
}

void TestWordSearch::aSmallLibraryIsNotOnlyBackground()
{
    // Most of a few photos may be what the user looks for: then none stands out.
    SearchRequest request;
    request.terms = {words("red")}; // as red as any colour may be, and no more
    VERIFY_RESULT(m_library->search(request));
    QVERIFY(m_library->search(request)->onlyBackground);
    const fs::path few = m_folder / "photos" / "few";
    fs::create_directories(few);
    for (int i = 0; i < 20; ++i)
        writePlainPhoto(few / (std::to_string(i) + ".bmp"), 200 + i, i, 10);
    VERIFY_RESULT(m_library->index({}, {}));
    request.filter.folders = {few};
    const auto found = m_library->search(request);
    VERIFY_RESULT(found);
    QCOMPARE(found->searched, std::uint64_t{20});
    QVERIFY(!found->onlyBackground);
}

QTEST_GUILESS_MAIN(TestWordSearch)
#include "tst_word_search.moc"
