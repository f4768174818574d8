// SPDX-License-Identifier: GPL-3.0-or-later
// Searching with words in the window, with a toy whose words mean colours. If these fail, words
// find other photos than they describe, the window promises matches where there are none, or the
// keyboard does not reach the words.
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_words.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "tests/ui/scratch.h"
#include "ui/models/folders_model.h"
#include "ui/models/results_model.h"
#include "ui/text/display_text.h"
#include "ui/views/dialogs/models_dialog.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/preview/photo_preview.h"
#include "ui/views/search/query_chip.h"
#include "ui/views/search/results_grid.h"
#include "ui/views/search/word_box.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/score_slider.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;
constexpr int kOthers = 120;
constexpr int kPhotos = kOthers + 4;

std::string wordsOf(const NamedTerm& named)
{
    const auto* words = std::get_if<QueryWords>(&named.term.picture);
    return words == nullptr ? std::string() : words->text;
}

} // namespace

class TestWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void wordsAreTermsOfTheirOwn_data();
    void wordsAreTermsOfTheirOwn();
    void theKeyboardAloneIsEnough();
    void wordsFindWhatTheyDescribe();
    void unwantedWordsComeLast();
    void picturesAndWordsMix();
    void whatStandsOutIsShownAndNoScore();
    void theLimitIsOneOfMatches();
    void nothingMatches();
    void backAndARestartKeepWords();
    void unknownLettersAreTold();
    void aModelWithoutWordsLeadsToOthers();
    void aQueryFromBeforeLeadsToOthers();
    void aNewModelAnswersOnceItHasReadAllPhotos();
    void thePreviousModelIsAskedUntilThen();
    void aPreviewMakesRoomForTheBox();

private:
    void start(std::shared_ptr<const Encoder> encoder,
               std::shared_ptr<const Encoder> previous = {});
    void stop();
    void type(const QString& words);
    void search(const QString& words);
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] const std::vector<NamedTerm>& terms() const
    {
        return window().history().current().terms;
    }
    [[nodiscard]] QAction& action(const char* name) const { return *m_program->action(name); }
    [[nodiscard]] WordBox& box() const { return *window().findChild<WordBox*>(); }
    [[nodiscard]] QLineEdit& field() const { return *box().findChild<QLineEdit*>(); }
    [[nodiscard]] ScoreSlider& slider() const { return *window().findChild<ScoreSlider*>(); }
    [[nodiscard]] ResultsGrid& grid() const { return *window().findChild<ResultsGrid*>(); }
    [[nodiscard]] QStringList shown(int role = Qt::DisplayRole) const
    {
        QStringList list;
        for (int row = 0; row < grid().model()->rowCount(); ++row)
            list += grid().model()->index(row, 0).data(role).toString();
        return list;
    }
    [[nodiscard]] bool says(const QString& text) const
    {
        const auto isIt = [&](const auto* label) {
            return label->isVisible() && label->text() == text;
        };
        return std::ranges::any_of(window().findChildren<QLabel*>(), isIt) ||
               std::ranges::any_of(window().findChildren<ElidedLabel*>(), isIt);
    }

    std::unique_ptr<Scratch> m_scratch;
    std::unique_ptr<Program> m_program;
};

/// Three red photos, an orange one, and many that are about as red as each other.
void TestWords::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    const auto paint = [this](const std::string& name, int red, int green, int blue) {
        writePlainPhoto(m_scratch->photos() / (name + ".bmp"), red, green, blue);
    };
    for (int i = 0; i < kOthers; ++i)
        paint("other " + std::to_string(i), 126 + (i * 37 % 61 - 30) / 6, 69 + i, 188 - i);
    paint("red 1", 250, 20, 20);
    paint("red 2", 240, 30, 20);
    paint("red 3", 230, 20, 40);
    paint("orange", 250, 150, 20);
    start(std::make_shared<SpeakingEncoder>());
    window().openRequest({m_scratch->photos()}, {});
    QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), std::uint64_t{kPhotos},
                              kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
}

void TestWords::cleanup()
{
    m_program.reset();
    m_scratch.reset();
}

void TestWords::start(std::shared_ptr<const Encoder> encoder,
                      std::shared_ptr<const Encoder> previous)
{
    m_program = std::make_unique<Program>(
        openerOf(m_scratch->folder() / "catalog.db", std::move(encoder), std::move(previous)));
    window().resize(1280, 800); // with the details
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QTRY_VERIFY_WITH_TIMEOUT(m_program->session.encoder().has_value(), kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.status().catalog.empty(), kDeadlineMs);
}

void TestWords::stop()
{
    window().close();
    QVERIFY(m_program->session.shutDown(std::chrono::seconds(20)));
    m_program.reset();
}

void TestWords::type(const QString& words)
{
    QTest::keyClicks(QApplication::focusWidget(), words);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
}

void TestWords::search(const QString& words)
{
    action("searchWords").trigger();
    type(words);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.searches().isBusy(), kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(grid().isVisible(), kDeadlineMs);
}

void TestWords::wordsAreTermsOfTheirOwn_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("terms");
    QTest::newRow("words") << " a red  bicycle " << QStringList{"a red bicycle"};
    QTest::newRow("unwanted") << "-people" << QStringList{"-people"};
    QTest::newRow("both") << "beach -people at dawn -dogs"
                          << QStringList{"beach at dawn", "-people", "-dogs"};
    QTest::newRow("one word alone") << "-people beach" << QStringList{"beach", "-people"};
    QTest::newRow("quoted") << "city -\"old town\" -„im Regen“"
                            << QStringList{"city", "-old town", "-im Regen"};
    QTest::newRow("a minus alone") << "-" << QStringList{};
    QTest::newRow("a minus inside a word") << "T-shirt" << QStringList{"T-shirt"};
    QTest::newRow("a dash") << "red - blue" << QStringList{"red - blue"};
    QTest::newRow("nothing") << " " << QStringList{};
}

void TestWords::wordsAreTermsOfTheirOwn()
{
    QFETCH(const QString, typed);
    QStringList terms;
    for (const NamedTerm& named : parseWords(typed))
        terms += (named.term.weight < 0 ? "-" : "") + QString::fromStdString(wordsOf(named));
    QTEST(terms, "terms");
}

void TestWords::theKeyboardAloneIsEnough()
{
    for (const char* page : {"libraryPage", "searchPage", "duplicatesPage", "mapPage"}) {
        action(page).trigger();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY2(field().hasFocus() && field().isVisible(), page);
    }
    QVERIFY(!field().accessibleName().isEmpty());
    type("red");
    QTRY_VERIFY_WITH_TIMEOUT(grid().isVisible(), kDeadlineMs);
    QVERIFY(field().hasFocus() && field().text().isEmpty());
    type("-blue");
    QCOMPARE(terms().size(), std::size_t{2});
    QCOMPARE(wordsOf(terms()[1]), "blue");
    QVERIFY(terms()[1].term.weight < 0);
    type(" "); // nothing
    QCOMPARE(terms().size(), std::size_t{2});
    QTest::keyClicks(&field(), "x");
    QTest::keyClick(&field(), Qt::Key_Backspace); // the letter
    QCOMPARE(terms().size(), std::size_t{2});
    QTest::keyClick(&field(), Qt::Key_Backspace); // the words
    QCOMPARE(terms().size(), std::size_t{1});
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.searches().isBusy(), kDeadlineMs);
    QVERIFY(field().hasFocus());
    QTest::keyClick(&field(), Qt::Key_Escape);
    QVERIFY(grid().hasFocus());
    action("searchWords").trigger();
    QTest::keyClick(&field(), Qt::Key_Backspace);
    QVERIFY(terms().empty());
    QTest::keyClick(&field(), Qt::Key_Backspace);
    QVERIFY(field().hasFocus());
}

void TestWords::wordsFindWhatTheyDescribe()
{
    search("red");
    QStringList first = shown().mid(0, 3);
    first.sort();
    QCOMPARE(first, (QStringList{"red 1.bmp", "red 2.bmp", "red 3.bmp"}));
    QCOMPARE(shown().value(3), QStringLiteral("orange.bmp"));
}

void TestWords::unwantedWordsComeLast()
{
    search("-red");
    window().history().setTopK(1000);
    slider().setValue(slider().minimum());
    QCOMPARE(shown().size(), kPhotos);
    QVERIFY2(shown().last().startsWith("red"), qPrintable(shown().last()));
    QVERIFY(!shown().mid(0, 100).join(' ').contains("red"));
    // The menu of the chip takes the minus away.
    window().findChild<QueryChip*>()->findChild<QToolButton*>("chipPicture")->click();
    auto* menu = window().findChild<QueryChip*>()->findChild<QMenu*>();
    QVERIFY(menu != nullptr);
    menu->actions().front()->trigger();
    menu->close();
    QCOMPARE(terms()[0].term.weight, 1.0);
    QTRY_VERIFY_WITH_TIMEOUT(shown().front().startsWith("red"), kDeadlineMs);
}

void TestWords::picturesAndWordsMix()
{
    window().openRequest({}, {m_scratch->photos() / "orange.bmp"});
    QTRY_COMPARE_WITH_TIMEOUT(shown().value(0), QStringLiteral("orange.bmp"), kDeadlineMs);
    QCOMPARE(shown(ResultsModel::ScoreTextRole).value(0), QLocale().toString(1.0, 'f', 2));
    search("red");
    QCOMPARE(terms().size(), std::size_t{2});
    QVERIFY2(shown().value(0).startsWith("red"), qPrintable(shown().value(0)));
    QCOMPARE(shown().value(3), QStringLiteral("orange.bmp"));
    const auto chips = window().findChildren<QueryChip*>();
    QCOMPARE(chips.size(), 2);
    QVERIFY(!chips[0]->shown().isWords() && chips[1]->shown().isWords());
    for (auto* button : chips[1]->findChildren<QToolButton*>())
        if (button->accessibleName() == QStringLiteral("Less like red"))
            for (int step = 0; step < 3; ++step)
                button->click();
    QCOMPARE(terms()[1].term.weight, -0.5);
    QTRY_VERIFY_WITH_TIMEOUT(!shown().join(' ').contains("red"), kDeadlineMs);
}

void TestWords::whatStandsOutIsShownAndNoScore()
{
    search("red");
    const QStringList bands{"strong", "strong", "strong", "likely", "weak", "weak", "weak", "weak"};
    QCOMPARE(shown(ResultsModel::ScoreTextRole), bands); // below the gap, but eight
    QVERIFY(says("8 best match(es)"));
    QVERIFY(says("Strong match: it stands out clearly from the other photos.")); // the details
    for (const int role : {int{Qt::ToolTipRole}, int{Qt::AccessibleTextRole}}) {
        QVERIFY2(shown(role).value(3).contains("Likely match"), qPrintable(shown(role).value(3)));
        QVERIFY(!shown(role).join(' ').contains("imilarity"));
    }
    QTest::keyClick(&grid(), Qt::Key_End);
    QVERIFY(says("Weak match: it hardly stands out from the other photos."));
    window().openRequest({}, {m_scratch->photos() / "orange.bmp"});
    QTRY_COMPARE_WITH_TIMEOUT(shown().value(0), QStringLiteral("orange.bmp"), kDeadlineMs);
    QVERIFY(!says("Strong match: it stands out clearly from the other photos."));
    QVERIFY(shown(Qt::ToolTipRole).value(0).contains("Similarity"));
}

void TestWords::theLimitIsOneOfMatches()
{
    window().history().setMinScore(0.9); // no limit of words
    search("red");
    QCOMPARE(shown().size(), 8);
    QCOMPARE(slider().accessibleDescription(), QStringLiteral("weak"));
    QVERIFY(says("Match at least") && !says("Similarity at least"));
    slider().setValue(slider().maximum());
    QCOMPARE(shown().size(), 3);
    QCOMPARE(slider().accessibleDescription(), QStringLiteral("strong"));
    window().history().setMinScore(0.38);
    QCOMPARE(shown().size(), 4);
    QCOMPARE(slider().accessibleDescription(), QStringLiteral("likely"));
    slider().setValue(slider().minimum());
    QCOMPARE(shown().size(), Query::kDefaultTopK);
    QCOMPARE(slider().accessibleDescription(), QStringLiteral("no limit"));
    search("-blue"); // other words have another line
    QVERIFY(!window().history().current().minScore.has_value());
    window().openRequest({}, {m_scratch->photos() / "orange.bmp"});
    QTRY_VERIFY_WITH_TIMEOUT(says("Similarity at least"), kDeadlineMs);
    QCOMPARE(shown().size(), Query::kDefaultTopK);
}

void TestWords::nothingMatches()
{
    search("green");
    QVERIFY(says("Nothing here clearly matches"));
    QVERIFY(shown().size() >= 8);
    for (const QString& band : shown(ResultsModel::ScoreTextRole))
        QCOMPARE(band, QStringLiteral("weak"));
}

void TestWords::backAndARestartKeepWords()
{
    window().openRequest({}, {m_scratch->photos() / "orange.bmp"});
    search("red");
    search("-blue");
    action("back").trigger();
    QCOMPARE(terms().size(), std::size_t{2});
    stop();
    start(std::make_shared<SpeakingEncoder>());
    QCOMPARE(terms().size(), std::size_t{2});
    QCOMPARE(terms()[0].path, m_scratch->photos() / "orange.bmp");
    QCOMPARE(wordsOf(terms()[1]), "red");
    QTRY_VERIFY_WITH_TIMEOUT(shown().value(0).startsWith("red"), kDeadlineMs);
    action("forward").trigger();
    QCOMPARE(terms().size(), std::size_t{3});
    QCOMPARE(wordsOf(terms()[2]), "blue");
    QCOMPARE(terms()[2].term.weight, -1.0);
    action("back").trigger();
    action("back").trigger();
    QCOMPARE(terms().size(), std::size_t{1});
}

void TestWords::unknownLettersAreTold()
{
    action("searchWords").trigger();
    field().setText(QStringLiteral("猫"));
    QTest::keyClick(&field(), Qt::Key_Return);
    const auto* notice = window().findChild<NoticeBar*>();
    QTRY_VERIFY_WITH_TIMEOUT(notice->text().contains(QStringLiteral("猫")), kDeadlineMs);
    QCOMPARE(notice->findChild<QPushButton*>()->text(), QStringLiteral("Models…"));
    search("red"); // 猫 and red: said again for another query
    QTRY_VERIFY_WITH_TIMEOUT(notice->text().contains(QStringLiteral("猫")), kDeadlineMs);
    action("clear").trigger();
    QVERIFY(!notice->isVisible());
    search("red");
    QVERIFY(!notice->isVisible());
}

void TestWords::aModelWithoutWordsLeadsToOthers()
{
    stop();
    start(std::make_shared<ColourEncoder>());
    action("searchWords").trigger();
    auto* button = box().findChild<QPushButton*>();
    QTRY_VERIFY(button->isVisible() && button->hasFocus());
    QVERIFY(!field().isVisible());
    QVERIFY(!button->accessibleDescription().isEmpty());
    QTest::keyClick(button, Qt::Key_Space);
    auto* models = window().findChild<ModelsDialog*>();
    QVERIFY(models != nullptr && models->isVisible());
    models->close();
}

void TestWords::aQueryFromBeforeLeadsToOthers()
{
    search("red");
    stop();
    start(std::make_shared<ColourEncoder>());
    QCOMPARE(terms().size(), std::size_t{1});
    QPushButton* button = nullptr;
    const auto isOffered = [&] {
        for (auto* state : window().findChildren<EmptyState*>())
            if (state->isVisible())
                button = state->findChild<QPushButton*>();
        return button != nullptr && button->text() == QStringLiteral("Models…");
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOffered(), kDeadlineMs);
    button->click();
    auto* models = window().findChild<ModelsDialog*>();
    QVERIFY(models != nullptr && models->isVisible());
    models->close();
}

void TestWords::aNewModelAnswersOnceItHasReadAllPhotos()
{
    stop();
    const auto words = std::make_shared<SpeakingEncoder>("words");
    words->pictures.breaksDown = true;
    start(words, std::make_shared<ColourEncoder>());
    action("searchWords").trigger();
    QVERIFY(field().isVisible() && field().hasFocus());
    type("red");
    QTRY_VERIFY_WITH_TIMEOUT(says("Search with words works once words has read all photos"),
                             kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    words->pictures.breaksDown = false;
    m_program->session.indexing().start();
    QTRY_VERIFY_WITH_TIMEOUT(shown().value(0).startsWith("red"), kDeadlineMs);
}

void TestWords::thePreviousModelIsAskedUntilThen()
{
    stop();
    const auto pictures = std::make_shared<ColourEncoder>("pictures");
    pictures->breaksDown = true;
    start(pictures, std::make_shared<SpeakingEncoder>());
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    action("searchWords").trigger();
    QVERIFY(field().isVisible() && field().hasFocus());
    pictures->breaksDown = false;
    m_program->session.indexing().start();
    auto* button = box().findChild<QPushButton*>();
    QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), kDeadlineMs);
    QVERIFY(button->hasFocus() && !field().isVisible()); // as the box had it
}

void TestWords::aPreviewMakesRoomForTheBox()
{
    search("red");
    QTest::keyClick(&field(), Qt::Key_Escape);
    QTest::keyClick(&grid(), Qt::Key_Space);
    const auto isOpen = [this] {
        return std::ranges::any_of(
            window().findChildren<PhotoPreview*>(),
            [](const PhotoPreview* preview) { return preview->isVisible(); });
    };
    QVERIFY(isOpen());
    action("searchWords").trigger();
    QVERIFY(!isOpen() && field().hasFocus());
}

QTEST_MAIN(TestWords)
#include "tst_words.moc"
