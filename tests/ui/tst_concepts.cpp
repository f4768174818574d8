// SPDX-License-Identifier: GPL-3.0-or-later
// Concepts in the window, over a real library of plain colours. If these fail, the user loses what
// was kept, sees other photos in an album than belong to it, or cannot take a change back.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "tests/ui/scratch.h"
#include "ui/models/results_model.h"
#include "ui/views/dialogs/name_dialog.h"
#include "ui/views/library/concept_bar.h"
#include "ui/views/library/library_grid.h"
#include "ui/views/library/library_page.h"
#include "ui/views/panels/concepts_panel.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/photo_view.h"
#include "ui/views/search/concept_filter.h"
#include "ui/views/search/results_grid.h"
#include "ui/views/window/concept_commands.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/selectable_text.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QTranslator>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

} // namespace

class TestConcepts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aQueryIsKeptByKeysAndOpensAsAnAlbum();
    void newPhotosJoinTheAlbum();
    void theSliderIsLive();
    void changesAreUndone();
    void aConceptIsATermOfAQueryAndAFilter();
    void detailsNameTheClosestExample();
    void conceptsAreWrittenAndRead();
    void namesThatAreTakenAreRefused();
    void theAlbumFitsASmallWindow_data();
    void theAlbumFitsASmallWindow();

private:
    void keep(const QString& name);
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] ConceptRunner& concepts() const { return m_program->session.concepts(); }
    [[nodiscard]] NoticeBar& notice() const { return *window().findChild<NoticeBar*>(); }
    [[nodiscard]] QListView& list() const { return *window().findChild<QListView*>("conceptList"); }
    [[nodiscard]] LibraryPage& library() const { return *window().findChild<LibraryPage*>(); }
    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (const ConceptSummary& summary : concepts().list())
            names += QString::fromStdString(summary.name);
        return names;
    }
    [[nodiscard]] ConceptId idOf(const QString& name) const
    {
        return concepts().list().at(static_cast<std::size_t>(names().indexOf(name))).id;
    }
    [[nodiscard]] std::size_t countOf(const QString& name) const
    {
        const auto* summary = concepts().find(idOf(name));
        return summary->members.value_or(0);
    }
    [[nodiscard]] std::vector<fs::path> found() const
    {
        std::vector<fs::path> paths;
        const auto* results =
            static_cast<ResultsModel*>(window().findChild<ResultsGrid*>()->model());
        for (int row = 0; row < results->rowCount(); ++row)
            paths.push_back(results->hit(row).path);
        return paths;
    }
    [[nodiscard]] int albumSize() const
    {
        return library().findChild<LibraryGrid*>()->model()->rowCount();
    }
    void undo() const
    {
        for (auto* button : notice().findChildren<QPushButton*>())
            if (button->text() == "Undo")
                button->click();
    }
    void chooseFromMenu(const QString& name, const QString& text) const
    {
        QMenu menu;
        window().findChild<ConceptCommands*>()->fillMenu(menu, idOf(name));
        for (QAction* action : menu.actions()) {
            if (action->text() == text)
                action->trigger();
            if (action->menu() != nullptr)
                for (QAction* inner : action->menu()->actions())
                    if (inner->text() == text)
                        inner->trigger();
        }
    }

    std::unique_ptr<Scratch> m_scratch;
    std::unique_ptr<Program> m_program;
};

void TestConcepts::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    for (int i = 0; i < 12; ++i) {
        const std::string name = std::to_string(i) + ".bmp";
        writePlainPhoto(m_scratch->photos() / ("red" + name), 250, 8 * i, 6 * i);
        writePlainPhoto(m_scratch->photos() / ("green" + name), 7 * i, 250, 5 * i);
        writePlainPhoto(m_scratch->photos() / ("blue" + name), 5 * i, 9 * i, 250);
    }
    m_program = std::make_unique<Program>(
        openerOf(m_scratch->folder() / "catalog.db", std::make_shared<ColourEncoder>()));
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    window().openRequest({m_scratch->photos()}, {m_scratch->photos() / "red0.bmp"});
    QTRY_COMPARE_WITH_TIMEOUT(found().size(), std::size_t{36}, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
}

void TestConcepts::cleanup()
{
    m_program.reset();
    m_scratch.reset();
}

/// As the user does it, with the keyboard alone.
void TestConcepts::keep(const QString& name)
{
    m_program->action("keepConcept")->trigger();
    auto* dialog = qobject_cast<NameDialog*>(QApplication::activeModalWidget());
    QVERIFY(dialog != nullptr);
    dialog->activateWindow();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isActiveWindow(), kDeadlineMs);
    QTest::keyClicks(dialog->focusWidget(), name);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(names().contains(name), kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(concepts().find(idOf(name))->members.has_value(), kDeadlineMs);
}

void TestConcepts::aQueryIsKeptByKeysAndOpensAsAnAlbum()
{
    QVERIFY(list().parentWidget()->isHidden());
    keep("warm");
    QVERIFY(notice().text().contains("warm"));
    QTRY_VERIFY(!list().parentWidget()->isHidden());
    const auto members = countOf("warm");
    QVERIFY(members > 0 && members < 36);
    QTRY_COMPARE(list().model()->index(0, 0).data().toString(), QString("warm (%1)").arg(members));
    list().setFocus();
    list().setCurrentIndex(list().model()->index(0, 0));
    QTest::keyClick(&list(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(library().isVisible(), kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(albumSize(), static_cast<int>(members), kDeadlineMs);
    const auto* bar = window().findChild<ConceptBar*>();
    QVERIFY(bar->isVisible());
    Q_EMIT const_cast<ConceptBar*>(bar)->closed();
    QTRY_COMPARE_WITH_TIMEOUT(albumSize(), 36, kDeadlineMs);
    QVERIFY(!bar->isVisible());
}

void TestConcepts::newPhotosJoinTheAlbum()
{
    keep("warm");
    const auto before = countOf("warm");
    library().showConcept(idOf("warm"));
    QTRY_COMPARE_WITH_TIMEOUT(albumSize(), static_cast<int>(before), kDeadlineMs);
    writePlainPhoto(m_scratch->photos() / "another.bmp", 250, 3, 2);
    m_program->session.indexing().start();
    QTRY_COMPARE_WITH_TIMEOUT(countOf("warm"), before + 1, kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(albumSize(), static_cast<int>(before) + 1, kDeadlineMs);
}

void TestConcepts::theSliderIsLive()
{
    keep("warm");
    library().showConcept(idOf("warm"));
    auto* bar = window().findChild<ConceptBar*>();
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), kDeadlineMs);
    auto* slider = bar->findChild<QSlider*>();
    QCOMPARE(slider->value(), 50);
    slider->setValue(0);
    QTRY_VERIFY_WITH_TIMEOUT(concepts().find(idOf("warm"))->strictness < 0.01, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(concepts().find(idOf("warm"))->members.has_value(), kDeadlineMs);
    const std::size_t loose = countOf("warm");
    QTest::keyClick(slider, Qt::Key_End);
    QTRY_VERIFY_WITH_TIMEOUT(concepts().find(idOf("warm"))->strictness > 0.99, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(countOf("warm") > 0 && countOf("warm") < loose, kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(albumSize(), static_cast<int>(countOf("warm")), kDeadlineMs);
    QVERIFY(!notice().text().contains("Stricter"));
}

void TestConcepts::changesAreUndone()
{
    keep("warm");
    window().history().setTerms({queryPicture(m_scratch->photos() / "blue0.bmp")});
    keep("cold");
    chooseFromMenu("warm", "Remove (photos stay)");
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList{"cold"}, kDeadlineMs);
    QTRY_VERIFY(notice().text().contains("warm"));
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"cold", "warm"}), kDeadlineMs);

    chooseFromMenu("warm", "cold"); // merge into
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList{"cold"}, kDeadlineMs);
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"cold", "warm"}), kDeadlineMs);

    concepts().rename(idOf("warm"), "hot");
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"cold", "hot"}), kDeadlineMs);
    QTRY_VERIFY(notice().text().contains("renamed"));
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"cold", "warm"}), kDeadlineMs);

    // An album that is removed while it is shown gives way to all photos.
    library().showConcept(idOf("warm"));
    QTRY_VERIFY_WITH_TIMEOUT(albumSize() < 36, kDeadlineMs);
    list().setFocus();
    QTest::keyClick(&list(), Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList{"cold"}, kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(albumSize(), 36, kDeadlineMs);
}

void TestConcepts::aConceptIsATermOfAQueryAndAFilter()
{
    keep("warm");
    chooseFromMenu("warm", "Search with it");
    QVERIFY(window().history().current().terms.front().isConcept());
    QTRY_VERIFY_WITH_TIMEOUT(
        !found().empty() && found().front().filename().string().starts_with("red"), kDeadlineMs);
    QVERIFY(!window().history().current().canBeKept());

    window().history().setTerms({queryPicture(m_scratch->photos() / "blue0.bmp")});
    chooseFromMenu("warm", "Exclude from the query");
    QCOMPARE(window().history().current().terms.size(), std::size_t{2});
    QCOMPARE(window().history().current().terms.back().term.weight, -1.0);
    QTRY_VERIFY_WITH_TIMEOUT(
        !found().empty() && found().front().filename().string().starts_with("blue"), kDeadlineMs);

    window().history().setTerms({queryPicture(m_scratch->photos() / "blue0.bmp")});
    const auto members = countOf("warm");
    chooseFromMenu("warm", "Search only in its photos");
    QTRY_COMPARE_WITH_TIMEOUT(found().size(), members, kDeadlineMs);
    bool isShown = false;
    for (const auto* filter : window().findChildren<ConceptFilter*>())
        isShown = isShown || (filter->isVisible() && filter->text() == "warm");
    QVERIFY(isShown);
    concepts().remove(idOf("warm"));
    QTRY_COMPARE_WITH_TIMEOUT(found().size(), std::size_t{36}, kDeadlineMs);
}

void TestConcepts::detailsNameTheClosestExample()
{
    keep("warm");
    library().showConcept(idOf("warm"));
    auto* grid = library().findChild<LibraryGrid*>();
    QTRY_COMPARE_WITH_TIMEOUT(albumSize(), static_cast<int>(countOf("warm")), kDeadlineMs);
    const auto texts = [&] {
        QStringList all;
        for (const auto* text :
             window().findChild<DetailsPanel*>()->findChildren<SelectableText*>())
            all += text->toPlainText();
        return all;
    };
    for (int row = 0; row < albumSize(); ++row) {
        grid->setCurrentIndex(grid->model()->index(row, 0));
        QTRY_VERIFY_WITH_TIMEOUT(library().photos()->currentPhoto() != nullptr, kDeadlineMs);
        const QString name =
            QString::fromStdString(library().photos()->currentPhoto()->path.filename().string());
        const QString wanted = name == "red0.bmp" ? "It is an example itself" : "red0.bmp (";
        QTRY_VERIFY_WITH_TIMEOUT(texts().contains(name) && !texts().filter(wanted).isEmpty(),
                                 kDeadlineMs);
    }
}

void TestConcepts::conceptsAreWrittenAndRead()
{
    keep("warm");
    const fs::path file = m_scratch->folder() / "concepts.json";
    concepts().exportTo({}, file);
    QTRY_VERIFY_WITH_TIMEOUT(notice().text().contains("concepts.json"), kDeadlineMs);
    const auto members = countOf("warm");
    concepts().remove(idOf("warm"));
    QTRY_VERIFY_WITH_TIMEOUT(names().isEmpty(), kDeadlineMs);
    concepts().importFrom(file);
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList{"warm"}, kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(countOf("warm"), members, kDeadlineMs);
    QTRY_VERIFY(notice().text().contains("imported"));
    undo();
    QTRY_VERIFY_WITH_TIMEOUT(names().isEmpty(), kDeadlineMs);
    concepts().importFrom(m_scratch->photos() / "red0.bmp");
    QTRY_VERIFY_WITH_TIMEOUT(!notice().text().contains("Undone") && !notice().text().isEmpty(),
                             kDeadlineMs);
    QVERIFY(names().isEmpty());
}

void TestConcepts::namesThatAreTakenAreRefused()
{
    keep("warm");
    m_program->action("keepConcept")->trigger();
    auto* dialog = qobject_cast<NameDialog*>(QApplication::activeModalWidget());
    QVERIFY(dialog != nullptr);
    auto* field = dialog->findChild<QLineEdit*>();
    const auto accept = [&] {
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text() == "Keep")
                return button->isEnabled();
        return false;
    };
    QVERIFY(!accept());
    field->setText("  ");
    QVERIFY(!accept());
    field->setText(" WARM ");
    QVERIFY(!accept());
    field->setText("warmer");
    QVERIFY(accept());
    dialog->reject();
}

void TestConcepts::theAlbumFitsASmallWindow_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << "en";
    QTest::newRow("German") << "de";
}

void TestConcepts::theAlbumFitsASmallWindow()
{
    QFETCH(const QString, language);
    keep("A concept with a name that is as long as anybody would ever want to make it");
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/i18n/lookalike_") + language));
    qApp->installTranslator(&translator);
    ConceptBar bar; // built in this language
    bar.show(concepts().list().front(), names().front());
    bar.resize(460, bar.sizeHint().height()); // of the smallest window
    bar.QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QVERIFY2(bar.minimumSizeHint().width() <= 460,
             qPrintable(QString::number(bar.minimumSizeHint().width())));
    for (const auto* part : bar.findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
        QVERIFY2(bar.rect().contains(part->geometry()), part->metaObject()->className());
    for (const auto* label : bar.findChildren<QLabel*>())
        QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
    qApp->removeTranslator(&translator);
}

QTEST_MAIN(TestConcepts)
#include "tst_concepts.moc"
