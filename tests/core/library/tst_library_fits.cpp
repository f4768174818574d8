// SPDX-License-Identifier: GPL-3.0-or-later
// Fitting searches to labels, in a library whose encoder sees colours alone. If these fail, a fit
// does not reach searches, stays after it was removed, or is made of what it should not be.
#include "core/library/library_core.h"
#include "core/library/stored_fit.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_words.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kPhotosOfFolder = 30;

} // namespace

class tst_LibraryFits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFitChangesSearchesUntilItIsRemoved();
    void aReportChangesNothing();
    void foldersThatSayNothingAreRefused();
    void damagedAndForeignFitsAreIgnored_data();
    void damagedAndForeignFitsAreIgnored();
    void aFolderOfExamplesIsEnough();
    void deletedPhotosDoNotCount();
    void examplesOfConceptsAreLabels();
    void withoutKeywordsThereIsNothingToFitTo();
    void wordsStayAsTheyAre();
    void scoresAreUnderTheLimitShown();
    void anEmptyLibraryHasNoFit();
    void aPreviewShowsWhatSearchesWillFind();
    void aRefusedFitHasNoPreview();
    void aPreviewOfAFolderSearchesForItsFiles();
    void theLastChangeIsUndone();
    void aFitOfAnotherModelIsNamed();
    void progressHasThreeStages();

private:
    /// Photos of which red alone says in which folder they are.
    void paint(const fs::path& folder, int least, int photos = kPhotosOfFolder);
    void openLibrary();
    [[nodiscard]] fs::path file(const char* folder, int number) const
    {
        return m_folder / "photos" / folder / (std::to_string(number) + ".bmp");
    }
    [[nodiscard]] std::vector<SearchHit> search(const QueryTerm& term, double minScore = -1) const
    {
        SearchRequest request;
        request.terms = {term};
        request.topK = 200;
        request.minScore = minScore;
        auto found = m_library->search(request);
        return found ? std::move(found->hits) : std::vector<SearchHit>();
    }
    [[nodiscard]] std::vector<SearchHit> search(double minScore = -1) const
    {
        return search({file("warm", 0), 1, std::nullopt}, minScore);
    }
    [[nodiscard]] int warmAmongFirst(const std::vector<SearchHit>& hits) const
    {
        int warm = 0;
        for (std::size_t i = 0; i < std::min(hits.size(), std::size_t{kPhotosOfFolder}); ++i)
            warm += hits[i].path.parent_path().filename() == "warm" ? 1 : 0;
        return warm;
    }
    static void compare(const std::vector<SearchHit>& a, const std::vector<SearchHit>& b)
    {
        QVERIFY(!a.empty());
        QCOMPARE(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            QCOMPARE(a[i].content, b[i].content);
            QCOMPARE(a[i].score, b[i].score);
        }
    }
    [[nodiscard]] fs::path fitOfLibrary() const
    {
        fs::path path = m_library->catalog();
        path += "." + m_encoder->info().space.id.substr(0, 12) + ".fit";
        return path;
    }
    [[nodiscard]] Result<FitReport> fit(const FitSource& source = {}) const
    {
        return m_library->fits().fit(source, {}, {});
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_folder;
    std::mt19937 m_random;
    std::shared_ptr<SpeakingEncoder> m_encoder = std::make_shared<SpeakingEncoder>();
    std::unique_ptr<PhotoLibrary> m_library;
};

void tst_LibraryFits::init()
{
    m_library.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_folder = fs::canonical(m_dir->path().toStdString());
    m_random.seed(3);
    paint(m_folder / "photos" / "warm", 150);
    paint(m_folder / "photos" / "cold", 50);
    openLibrary();
    VERIFY_RESULT(m_library->addFolder(m_folder / "photos"));
    VERIFY_RESULT(m_library->index({}, {}));
}

void tst_LibraryFits::paint(const fs::path& folder, int least, int photos)
{
    fs::create_directories(folder);
    const auto random = [this](int most) { return static_cast<int>(m_random() % unsigned(most)); };
    for (int i = 0; i < photos; ++i)
        writePlainPhoto(folder / (std::to_string(i) + ".bmp"), least + random(60), random(256),
                        random(256));
}

void tst_LibraryFits::openLibrary()
{
    m_library.reset();
    LibraryOptions options;
    options.catalog = m_folder / "data" / "catalog.db";
    auto opened = testing::openLibrary(options, m_encoder);
    VERIFY_RESULT(opened);
    m_library = std::move(*opened);
}

void tst_LibraryFits::aFitChangesSearchesUntilItIsRemoved()
{
    const auto before = search();
    const auto report = fit();
    VERIFY_RESULT(report);
    QVERIFY2(report->verdict.isOn, report->verdict.reason.english().c_str());
    QCOMPARE(report->labels.size(), std::size_t{2});
    QCOMPARE(report->labels[0].photos, std::size_t{kPhotosOfFolder});
    const auto fitted = search();
    QVERIFY2(
        warmAmongFirst(fitted) > warmAmongFirst(before) + 2,
        qPrintable(
            QStringLiteral("%1 -> %2").arg(warmAmongFirst(before)).arg(warmAmongFirst(fitted))));
    for (const SearchHit& hit : fitted)
        QVERIFY(hit.score <= 1);
    const auto status = m_library->fits().status();
    VERIFY_RESULT(status);
    QVERIFY(status->isOn);
    QCOMPARE(status->source, std::string("folders"));
    QVERIFY(std::abs(status->madeAt - QDateTime::currentSecsSinceEpoch()) < 3600);

    openLibrary(); // it is kept
    compare(search(), fitted);

    QCOMPARE(m_library->fits().remove().value_or(false), true);
    compare(search(), before);
    QCOMPARE(m_library->fits().remove().value_or(true), false);
    QVERIFY(!m_library->fits().status()->isOn);
}

void tst_LibraryFits::aReportChangesNothing()
{
    const auto before = search();
    const auto report = m_library->fits().report({}, {}, {});
    VERIFY_RESULT(report);
    QVERIFY(report->verdict.isOn);
    QVERIFY(!fs::exists(fitOfLibrary()));
    compare(search(), before);
}

void tst_LibraryFits::foldersThatSayNothingAreRefused()
{
    for (const char* folder : {"warm", "cold"})
        fs::remove_all(m_folder / "photos" / folder);
    for (const char* folder : {"a", "b"})
        paint(m_folder / "photos" / folder, 100);
    VERIFY_RESULT(m_library->index({}, {}));
    const auto report = fit();
    VERIFY_RESULT(report);
    QVERIFY(!report->verdict.isOn);
    QVERIFY(!report->verdict.reason.empty());
    QVERIFY(!fs::exists(fitOfLibrary()));
}

void tst_LibraryFits::damagedAndForeignFitsAreIgnored_data()
{
    QTest::addColumn<bool>("foreign");
    QTest::newRow("damaged") << false;
    QTest::newRow("foreign") << true;
}

void tst_LibraryFits::damagedAndForeignFitsAreIgnored()
{
    QFETCH(const bool, foreign);
    const auto before = search();
    VERIFY_RESULT(fit());
    if (foreign) {
        auto block = readFit(m_encoder->info().space, fitOfLibrary());
        VERIFY_RESULT(block);
        VERIFY_RESULT(writeFit(*block, {"another space", "another", 4}, fitOfLibrary()));
    } else {
        std::fstream stream(fitOfLibrary(), std::ios::binary | std::ios::in | std::ios::out);
        stream.seekp(-3, std::ios::end);
        stream.put('x').put('y');
    }
    openLibrary();
    compare(search(), before);
    const auto status = m_library->fits().status();
    VERIFY_RESULT(status);
    QVERIFY(!status->isOn);
    QVERIFY(!status->problem.empty());
}

void tst_LibraryFits::aFolderOfExamplesIsEnough()
{
    // Those of one label lie in the library and are not read again.
    fs::create_directories(m_folder / "examples");
    fs::rename(m_folder / "photos" / "cold", m_folder / "examples" / "cold");
    VERIFY_RESULT(m_library->index({}, {}));
    paint(m_folder / "examples" / "warm", 150);
    const fs::path broken = m_folder / "examples" / "warm" / "broken.bmp";
    writePlainPhoto(broken, 1, 2, 3);
    fs::resize_file(broken, 60);
    const auto report = fit({FitSource::Kind::Folder, m_folder / "examples"});
    VERIFY_RESULT(report);
    QVERIFY2(report->verdict.isOn, report->verdict.reason.english().c_str());
    QCOMPARE(report->leftOut, std::size_t{1});
    QCOMPARE(report->verdict.photos, std::size_t{2 * kPhotosOfFolder});
    VERIFY_ERROR(fit({FitSource::Kind::Folder, m_folder / "none"}), ErrorCode::NotFound);

    const std::size_t encoded = m_encoder->pictures.encoded;
    VERIFY_RESULT(fit({FitSource::Kind::Folder, m_folder / "photos"}));
    QCOMPARE(m_encoder->pictures.encoded.load(), encoded);
}

void tst_LibraryFits::deletedPhotosDoNotCount()
{
    for (int i = 4; i < kPhotosOfFolder; ++i)
        fs::remove(file("cold", i));
    VERIFY_RESULT(m_library->index({}, {}));
    const auto report = fit();
    VERIFY_RESULT(report);
    QVERIFY(!report->verdict.isOn);
    QCOMPARE(report->verdict.labels, std::size_t{1});
}

void tst_LibraryFits::examplesOfConceptsAreLabels()
{
    const FitSource source{FitSource::Kind::Concepts, {}};
    auto report = fit(source);
    VERIFY_RESULT(report);
    QVERIFY(!report->verdict.isOn); // there is no concept
    for (const char* folder : {"warm", "cold"}) {
        SearchRequest query;
        for (int i = 0; i < kPhotosOfFolder; ++i)
            query.marks.push_back({file(folder, i), QueryMark::Kind::More});
        query.marks.push_back(
            {file(folder == std::string("warm") ? "cold" : "warm", 0), QueryMark::Kind::Less});
        VERIFY_RESULT(m_library->concepts().add(folder, query, {}));
    }
    const auto before = search();
    report = fit(source);
    VERIFY_RESULT(report);
    QVERIFY2(report->verdict.isOn, report->verdict.reason.english().c_str());
    // Counterexamples label nothing.
    QCOMPARE(report->labels.size(), std::size_t{2});
    for (const FitReport::Label& label : report->labels)
        QCOMPARE(label.photos, std::size_t{kPhotosOfFolder});
    QVERIFY(warmAmongFirst(search()) > warmAmongFirst(before) + 2);
    QCOMPARE(m_library->fits().status()->source, std::string("concepts"));
}

void tst_LibraryFits::withoutKeywordsThereIsNothingToFitTo()
{
    const auto report = fit({FitSource::Kind::Keywords, {}});
    VERIFY_RESULT(report);
    QVERIFY(!report->verdict.isOn);
    QCOMPARE(report->verdict.photos, std::size_t{0});
}

void tst_LibraryFits::wordsStayAsTheyAre()
{
    const QueryTerm red{QueryWords{"red"}, 1, std::nullopt};
    const auto before = search(red);
    QVERIFY(fit()->verdict.isOn);
    compare(search(red), before);
}

void tst_LibraryFits::scoresAreUnderTheLimitShown()
{
    QVERIFY(fit()->verdict.isOn);
    const auto all = search();
    const auto some = search(0.7);
    QVERIFY(some.size() < all.size());
    for (const SearchHit& hit : some)
        QVERIFY(hit.score >= 0.7F);
    for (std::size_t i = some.size(); i < all.size(); ++i)
        QVERIFY(all[i].score < 0.7F);
}

void tst_LibraryFits::anEmptyLibraryHasNoFit()
{
    LibraryOptions options;
    options.catalog = m_folder / "empty" / "catalog.db";
    auto opened = testing::openLibrary(options, m_encoder);
    VERIFY_RESULT(opened);
    m_library = std::move(*opened);
    VERIFY_ERROR(fit(), ErrorCode::NotFound);
    QCOMPARE(m_library->fits().remove().value_or(true), false);
    QVERIFY(!m_library->fits().status()->isOn);
}

void tst_LibraryFits::aPreviewShowsWhatSearchesWillFind()
{
    const auto report = m_library->fits().report({}, {}, {});
    VERIFY_RESULT(report);
    const FitPreview& preview = report->preview;
    QCOMPARE(preview.searched, std::size_t{2 * kPhotosOfFolder});
    QVERIFY(preview.better > preview.worse);
    QVERIFY(preview.better + preview.worse <= preview.searched);
    QCOMPARE(preview.examples.size(), std::size_t{3});
    const auto related = [](const std::vector<FitExample::Found>& found) {
        return static_cast<int>(std::ranges::count_if(found, &FitExample::Found::isRelated));
    };
    const auto gain = [&](const FitExample& example) {
        return related(example.after) - related(example.before);
    };
    QVERIFY(gain(preview.examples[0]) > 0);
    QVERIFY(gain(preview.examples[0]) >= gain(preview.examples[1]));
    QVERIFY(gain(preview.examples[1]) >= gain(preview.examples[2]));
    const auto check = [this](const FitExample& example,
                              const std::vector<FitExample::Found>& found) {
        auto hits = search({example.query, 1, std::nullopt});
        std::erase_if(hits, [](const SearchHit& hit) { return hit.isQuery; });
        QCOMPARE(found.size(), std::size_t{6});
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].content, hits[i].content);
            QCOMPARE(found[i].path, hits[i].path);
            QCOMPARE(found[i].isRelated,
                     found[i].path.parent_path() == example.query.parent_path());
        }
    };
    for (const FitExample& example : preview.examples)
        check(example, example.before);
    VERIFY_RESULT(fit());
    for (const FitExample& example : preview.examples)
        check(example, example.after);
    // It says the same while another fit is used.
    const auto again = m_library->fits().report({}, {}, {});
    VERIFY_RESULT(again);
    QCOMPARE(again->preview.better, preview.better);
    QCOMPARE(again->preview.examples[2].query, preview.examples[2].query);
}

void tst_LibraryFits::aRefusedFitHasNoPreview()
{
    const auto report = m_library->fits().report({FitSource::Kind::Keywords, {}}, {}, {});
    VERIFY_RESULT(report);
    QVERIFY(!report->verdict.isOn);
    QCOMPARE(report->preview.searched, std::size_t{0});
    QVERIFY(report->preview.examples.empty());
}

void tst_LibraryFits::aPreviewOfAFolderSearchesForItsFiles()
{
    paint(m_folder / "examples" / "warm", 150);
    paint(m_folder / "examples" / "cold", 50);
    const auto report =
        m_library->fits().report({FitSource::Kind::Folder, m_folder / "examples"}, {}, {});
    VERIFY_RESULT(report);
    QVERIFY(report->verdict.isOn);
    QCOMPARE(report->preview.searched, std::size_t{2 * kPhotosOfFolder});
    QCOMPARE(report->preview.examples.size(), std::size_t{3});
    for (const FitExample& example : report->preview.examples) {
        QCOMPARE(example.query.parent_path().parent_path(), m_folder / "examples");
        QCOMPARE(example.before.size(), std::size_t{6});
        QVERIFY(std::ranges::none_of(example.after, &FitExample::Found::isRelated));
    }
}

void tst_LibraryFits::theLastChangeIsUndone()
{
    PhotoFits& fits = m_library->fits();
    QCOMPARE(fits.undo().value_or(true), false);
    const auto before = search();
    QVERIFY(fit()->verdict.isOn);
    const auto fitted = search();
    QCOMPARE(fits.undo().value_or(false), true);
    compare(search(), before);
    QCOMPARE(fits.undo().value_or(true), false);

    QVERIFY(fit()->verdict.isOn);
    const auto madeAt = fits.status()->madeAt;
    QCOMPARE(fits.remove().value_or(false), true);
    compare(search(), before);
    QCOMPARE(fits.undo().value_or(false), true);
    compare(search(), fitted);
    QCOMPARE(fits.status()->madeAt, madeAt);
}

void tst_LibraryFits::aFitOfAnotherModelIsNamed()
{
    QVERIFY(fit()->verdict.isOn);
    m_encoder = std::make_shared<SpeakingEncoder>("another");
    openLibrary();
    VERIFY_RESULT(m_library->index({}, {}));
    const auto status = m_library->fits().status();
    VERIFY_RESULT(status);
    QVERIFY(!status->isOn);
    QVERIFY(!status->problem.empty());
}

void tst_LibraryFits::progressHasThreeStages()
{
    std::vector<Stage> stages;
    const auto note = [&](const Progress& progress) {
        if (stages.empty() || stages.back() != progress.stage)
            stages.push_back(progress.stage);
        QVERIFY(progress.done <= progress.total);
    };
    VERIFY_RESULT(m_library->fits().report({}, note, {}));
    QCOMPARE(stages, (std::vector{Stage::Scanning, Stage::Reading, Stage::Publishing}));
}

QTEST_GUILESS_MAIN(tst_LibraryFits)
#include "tst_library_fits.moc"
