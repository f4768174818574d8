// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with selected photos of a real library, photos of plain colours. If these fail, the
// user does not learn where photos went, cannot bring them back, or gets a list of others.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "tests/ui/scratch.h"
#include "ui/models/folders_model.h"
#include "ui/models/groups_model.h"
#include "ui/models/results_model.h"
#include "ui/views/dialogs/failures_table.h"
#include "ui/views/dialogs/transfer_failures_dialog.h"
#include "ui/views/duplicates/duplicates_page.h"
#include "ui/views/duplicates/groups_list.h"
#include "ui/views/duplicates/only_with_bar.h"
#include "ui/views/list_command.h"
#include "ui/views/open_with_menu.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/photo_commands.h"
#include "ui/views/search/marks_button.h"
#include "ui/views/search/results_grid.h"
#include "ui/views/transfer_commands.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/selectable_text.h"

#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <fstream>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

} // namespace

class TestPhotoCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void movedPhotosAreShownInTheirNewPlace();
    void leavingTheLibraryIsAsked();
    void whatStayedIsListed();
    void theFolderIsAskedFor();
    void theKeysWorkInTheResults();
    void aListOfTheSelectedPhotosIsWritten();
    void duplicatesOfTheSelectedPhotosAreReviewed();
    void protectedPhotosSaySo();
    void theMenuOffersPrograms();
    void resultsAreMarkedByKeysAndUnmarked();

private:
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] TransferCommands& commands() const
    {
        return *window().findChild<TransferCommands*>();
    }
    [[nodiscard]] NoticeBar& notice() const { return *window().findChild<NoticeBar*>(); }
    [[nodiscard]] ResultsGrid& grid() const { return *window().findChild<ResultsGrid*>(); }
    [[nodiscard]] const ResultsModel& results() const
    {
        return static_cast<const ResultsModel&>(*grid().model());
    }
    [[nodiscard]] QList<fs::path> shown() const
    {
        QList<fs::path> paths;
        for (int row = 0; row < results().rowCount(); ++row)
            paths.append(results().hit(row).path);
        return paths;
    }
    [[nodiscard]] FileId idOf(const fs::path& path) const
    {
        const auto row = shown().indexOf(path);
        return row < 0 ? FileId() : results().hit(static_cast<int>(row)).file;
    }

    std::unique_ptr<Scratch> m_scratch;
    fs::path m_photos;
    fs::path m_sorted; ///< in the library
    fs::path m_far;    ///< outside
    std::unique_ptr<Program> m_program;
};

void TestPhotoCommands::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    m_photos = m_scratch->photos();
    m_sorted = m_photos / "sorted";
    m_far = m_scratch->folder() / "far";
    fs::create_directories(m_sorted);
    fs::create_directories(m_far);
    writePlainPhoto(m_photos / "red.bmp", 250, 10, 10);
    writePlainPhoto(m_photos / "pink.bmp", 250, 60, 60);
    m_program = std::make_unique<Program>(
        openerOf(m_scratch->folder() / "catalog.db", std::make_shared<ColourEncoder>()));
    window().openRequest({m_photos}, {m_photos / "red.bmp"});
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), 2, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
}

void TestPhotoCommands::cleanup()
{
    m_program.reset();
    m_scratch.reset();
}

void TestPhotoCommands::movedPhotosAreShownInTheirNewPlace()
{
    const fs::path pink = m_photos / "pink.bmp";
    commands().transfer({TransferKind::Move, {idOf(pink)}, {}, m_sorted});
    QTRY_VERIFY_WITH_TIMEOUT(shown().contains(m_sorted / "pink.bmp"), kDeadlineMs);
    QVERIFY(!shown().contains(pink) && !fs::exists(pink));
    QVERIFY2(notice().text().contains(QStringLiteral("sorted")), qPrintable(notice().text()));
    auto* undo = notice().findChild<QPushButton*>();
    QVERIFY(undo->isVisible());
    undo->click();
    QTRY_VERIFY_WITH_TIMEOUT(shown().contains(pink), kDeadlineMs);
    QVERIFY(fs::exists(pink));
}

void TestPhotoCommands::leavingTheLibraryIsAsked()
{
    const fs::path pink = m_photos / "pink.bmp";
    const TransferRequest request{TransferKind::Move, {idOf(pink)}, {}, m_far};
    commands().transfer(request);
    QTRY_VERIFY_WITH_TIMEOUT(window().findChild<QMessageBox*>() != nullptr, kDeadlineMs);
    QVERIFY(window().findChild<QMessageBox*>()->informativeText().contains(QStringLiteral("far")));
    window().findChild<QMessageBox*>()->reject();
    QTRY_VERIFY(window().findChild<QMessageBox*>() == nullptr);
    QVERIFY(fs::exists(pink) && !m_program->session.transfers().isBusy());

    commands().transfer(request);
    QTRY_VERIFY_WITH_TIMEOUT(window().findChild<QMessageBox*>() != nullptr, kDeadlineMs);
    auto* box = window().findChild<QMessageBox*>();
    for (QAbstractButton* button : box->buttons())
        if (box->buttonRole(button) == QMessageBox::AcceptRole)
            button->click();
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), 1, kDeadlineMs);
    QVERIFY(fs::exists(m_far / "pink.bmp"));

    QAction* const undo = m_program->action("duplicatesUndo"); // of the whole window
    QCOMPARE(undo->shortcut(), QKeySequence(QKeySequence::Undo));
    QTRY_VERIFY_WITH_TIMEOUT(undo->isEnabled(), kDeadlineMs);
    undo->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), 2, kDeadlineMs);
}

void TestPhotoCommands::whatStayedIsListed()
{
    const FileId pink = idOf(m_photos / "pink.bmp");
    fs::remove(m_photos / "pink.bmp");
    commands().transfer({TransferKind::Copy, {pink, idOf(m_photos / "red.bmp")}, {}, m_far});
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(m_far / "red.bmp"), kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(notice().text().contains(QStringLiteral("far")), kDeadlineMs);
    notice().findChild<QPushButton*>()->click();
    auto* dialog = window().findChild<TransferFailuresDialog*>();
    QVERIFY(dialog != nullptr);
    auto* table = dialog->findChild<FailuresTable*>();
    QCOMPARE(table->count(), 1);
    QCOMPARE(table->model()->index(0, FailuresModel::NameColumn).data().toString(),
             QStringLiteral("pink.bmp"));
    QVERIFY(!table->model()->index(0, FailuresModel::ReasonColumn).data().toString().isEmpty());
    dialog->reject();
}

void TestPhotoCommands::theFolderIsAskedFor()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    grid().setCurrentIndex(grid().model()->index(0, 0));
    QTRY_VERIFY(commands().moveTo().isEnabled());
    commands().moveTo().trigger();
    auto* dialog = window().findChild<QFileDialog*>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->fileMode(), QFileDialog::Directory);
    const fs::path current = results().hit(grid().currentIndex().row()).path;
    Q_EMIT dialog->fileSelected(QString::fromStdString(m_sorted.string()));
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(m_sorted / current.filename()), kDeadlineMs);
    dialog->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.transfers().isBusy(), kDeadlineMs);
    QCOMPARE(QSettings().value(QStringLiteral("photos/lastFolder")).toString(),
             QString::fromStdString(m_sorted.string()));
}

void TestPhotoCommands::theKeysWorkInTheResults()
{
    for (QAction* action : {&commands().copyTo(), &commands().moveTo()}) {
        QVERIFY(!action->shortcut().isEmpty());
        QVERIFY(grid().actions().contains(action));
    }
}

void TestPhotoCommands::aListOfTheSelectedPhotosIsWritten()
{
    auto* list = window().findChild<ListCommand*>();
    grid().setCurrentIndex(grid().model()->index(0, 0));
    QTRY_VERIFY(list->action().isEnabled());
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    list->action().trigger();
    auto* dialog = window().findChild<QFileDialog*>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
    const fs::path file = m_scratch->folder() / "list.json";
    Q_EMIT dialog->fileSelected(QString::fromStdString(file.string()));
    dialog->reject();
    QTRY_VERIFY_WITH_TIMEOUT(notice().text().contains(QStringLiteral("list.json")), kDeadlineMs);
    std::ifstream stream(file);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto photos = QJsonDocument::fromJson(QByteArray::fromStdString(text)).array();
    QCOMPARE(photos.size(), 1);
    QCOMPARE(photos.at(0).toObject().value(QStringLiteral("path")).toString(),
             QString::fromStdString(results().hit(0).path.string()));
    QVERIFY(photos.at(0).toObject().value(QStringLiteral("score")).toDouble() > 0.99);
}

void TestPhotoCommands::duplicatesOfTheSelectedPhotosAreReviewed()
{
    fs::copy_file(m_photos / "red.bmp", m_photos / "red copy.bmp");
    fs::copy_file(m_photos / "pink.bmp", m_photos / "pink copy.bmp");
    window().openRequest({m_photos}, {m_photos / "red.bmp"});
    m_program->action("rescan")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), std::uint64_t{4},
                              kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(results().rowCount() > 0 && !m_program->session.searches().isBusy(),
                             kDeadlineMs);
    for (int row = 0; row < results().rowCount(); ++row)
        if (results().hit(row).path.filename().string().starts_with("pink"))
            grid().setCurrentIndex(grid().model()->index(row, 0));
    m_program->action("duplicatesOf")->trigger();
    auto* page = window().findChild<DuplicatesPage*>();
    QVERIFY(page->isVisible());
    auto* groups = window().findChild<GroupsList*>();
    QTRY_COMPARE_WITH_TIMEOUT(groups->model()->rowCount(), 1, kDeadlineMs);
    const auto& model = static_cast<const GroupsModel&>(*groups->model());
    QVERIFY(model.group(0).members.front().file.path.filename().string().starts_with("pink"));
    QCOMPARE(model.all().size(), std::size_t{2});
    const Relation relation = model.group(0).relation;
    QCOMPARE(model.countOf(relation), 1);
    auto* bar = window().findChild<OnlyWithBar*>();
    QVERIFY(bar->isVisible());
    // What is not known yet of them is looked for.
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.duplicates().isRunning(), kDeadlineMs);
    QCOMPARE(m_program->session.duplicates().lastScope().photos.size(), std::size_t{1});
    bar->findChild<QPushButton*>()->click();
    QTRY_COMPARE_WITH_TIMEOUT(groups->model()->rowCount(), 2, kDeadlineMs);
    QVERIFY(!bar->isVisible());
    QCOMPARE(model.countOf(relation), 2);
}

void TestPhotoCommands::protectedPhotosSaySo()
{
    grid().setCurrentIndex(grid().model()->index(0, 0));
    const auto says = [this](const QString& text) {
        for (const auto* fact :
             window().findChild<DetailsPanel*>()->findChildren<SelectableText*>())
            if (fact->toPlainText() == text)
                return true;
        return false;
    };
    const QString sentence = QStringLiteral("Never goes to the trash");
    QTRY_VERIFY(m_program->action("protectPhotos")->isEnabled());
    m_program->action("protectPhotos")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(says(sentence), kDeadlineMs);
    notice().findChild<QPushButton*>()->click(); // undo
    QTRY_VERIFY_WITH_TIMEOUT(!says(sentence), kDeadlineMs);
    m_program->action("protectPhotos")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(says(sentence), kDeadlineMs);
    m_program->action("unprotectPhotos")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!says(sentence), kDeadlineMs);
}

void TestPhotoCommands::theMenuOffersPrograms()
{
    grid().setCurrentIndex(grid().model()->index(0, 0));
    QMenu menu;
    window().findChild<PhotoCommands*>()->fillMenu(menu);
    auto* programs = menu.findChild<OpenWithMenu*>();
    QVERIFY(programs != nullptr);
    const QString looking = programs->actions().front()->text();
    QTRY_VERIFY_WITH_TIMEOUT(programs->actions().front()->text() != looking, kDeadlineMs);
}

void TestPhotoCommands::resultsAreMarkedByKeysAndUnmarked()
{
    auto* count = window().findChild<MarksButton*>();
    QVERIFY(!count->isVisible());
    const auto select = [this](const char* name) {
        const auto row = shown().indexOf(m_photos / name);
        grid().setCurrentIndex(grid().model()->index(static_cast<int>(row), 0));
    };
    const auto markOf = [this](const char* name) {
        const auto row = static_cast<int>(shown().indexOf(m_photos / name));
        return results().data(results().index(row), ResultsModel::MarkRole);
    };
    select("pink.bmp");
    QTest::keyClick(&grid(), Qt::Key_Plus);
    QCOMPARE(markOf("pink.bmp"), QVariant(int(QueryMark::Kind::More)));
    QVERIFY(!markOf("red.bmp").isValid());
    QCOMPARE(count->text(), QStringLiteral("+1"));
    QVERIFY(count->isVisible() && m_program->action("moreLike")->isChecked());
    QVERIFY2(notice().text().contains(QStringLiteral("pink.bmp")), qPrintable(notice().text()));
    // The last mark wins, and undoing it brings back the one before.
    QTest::keyClick(&grid(), Qt::Key_Minus);
    QCOMPARE(markOf("pink.bmp"), QVariant(int(QueryMark::Kind::Less)));
    QVERIFY(!m_program->action("moreLike")->isChecked());
    notice().findChild<QPushButton*>()->click();
    QCOMPARE(markOf("pink.bmp"), QVariant(int(QueryMark::Kind::More)));
    // The same key again takes it away.
    QTest::keyClick(&grid(), Qt::Key_Plus);
    QVERIFY(!markOf("pink.bmp").isValid() && !count->isVisible());

    QTest::keyClick(&grid(), Qt::Key_Plus);
    select("red.bmp");
    QTest::keyClick(&grid(), Qt::Key_Minus);
    Q_EMIT count->menu()->aboutToShow();
    QStringList entries;
    for (const QAction* action : count->menu()->actions())
        if (!action->isSeparator())
            entries += action->text();
    QCOMPARE(entries, (QStringList{"More like pink.bmp", "Less like red.bmp", "Remove all marks"}));
    for (QAction* action : count->menu()->actions())
        if (action->text() == QStringLiteral("Less like red.bmp"))
            action->trigger();
    QVERIFY(!markOf("red.bmp").isValid() && markOf("pink.bmp").isValid());
    QTest::keyClick(&grid(), Qt::Key_Minus);
    QVERIFY(markOf("red.bmp").isValid());
    QTest::keySequence(&grid(), QKeySequence::Undo);
    QVERIFY(!markOf("red.bmp").isValid() && markOf("pink.bmp").isValid());
    QCOMPARE(m_program->window.history().current().terms.size(), std::size_t{1});
}

QTEST_MAIN(TestPhotoCommands)
#include "tst_photo_commands.moc"
