// SPDX-License-Identifier: GPL-3.0-or-later
// Backups in the window: on a good day, and when the catalog cannot be opened. If one of these
// fails, the user stands before a damaged catalog without a way out.
#include "core/library/library_backups.h"
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"
#include "tests/ui/program.h"
#include "ui/views/dialogs/backups_dialog.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeWidget>
#include <fstream>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

} // namespace

class TestBackupsDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void aDamagedCatalogIsRestoredWithTheReturnKey();
    void aDamagedCatalogIsSetAside();
    void anOpenCatalogIsBackedUpAndRestoredAtTheNextStart();
    void whatIsDamagedCannotBeChosen();

private:
    Result<std::unique_ptr<PhotoLibrary>> open() const
    {
        LibraryOptions options;
        options.catalog = m_catalog;
        options.decoder.inProcess = true;
        return openLibrary(options, m_encoder);
    }
    void damage() const
    {
        std::fstream file(m_catalog, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(100);
        file << std::string(4000, '\xFF');
    }
    static QPushButton* button(const QWidget& widget, const QString& text)
    {
        for (auto* candidate : widget.findChildren<QPushButton*>())
            if (candidate->text().remove('&') == text)
                return candidate;
        return nullptr;
    }
    /// Answers the question that comes with its default button.
    static void agreeToWhatComes()
    {
        auto* timer = new QTimer(qApp);
        connect(timer, &QTimer::timeout, timer, [timer] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (box == nullptr)
                return;
            timer->deleteLater();
            QTest::keyClick(box, Qt::Key_Return);
        });
        timer->start(10);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_catalog;
    std::shared_ptr<ColourEncoder> m_encoder;
};

void TestBackupsDialog::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("lookalike-tests");
    QCoreApplication::setApplicationName("tst_backups_dialog");
    QSettings().clear();
}

void TestBackupsDialog::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    const fs::path folder = fs::canonical(m_temporary->path().toStdString());
    m_catalog = folder / "data" / "catalog.db";
    m_encoder = std::make_shared<ColourEncoder>();
    fs::create_directories(folder / "photos");
    for (int i = 0; i < 3; ++i)
        writePlainPhoto(folder / "photos" / (std::to_string(i) + ".bmp"), 80 * i, 20, 30);
    const auto library = open();
    VERIFY_RESULT(library);
    VERIFY_RESULT((*library)->addFolder(folder / "photos"));
    VERIFY_RESULT((*library)->index({}, {}));
    VERIFY_RESULT(makeBackup(m_catalog, {}));
}

void TestBackupsDialog::aDamagedCatalogIsRestoredWithTheReturnKey()
{
    damage();
    Program program([this] { return open(); });
    LibrarySession& session = program.session;
    BackupsDialog* dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((dialog = program.window.findChild<BackupsDialog*>()) != nullptr,
                             kDeadlineMs);
    auto* list = dialog->findChild<QTreeWidget*>();
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 2, kDeadlineMs);
    QVERIFY(!list->selectedItems().isEmpty());
    QVERIFY(!session.isOpen());
    agreeToWhatComes();
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(session.isOpen(), kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(session.status().folders.size(), std::size_t{1}, kDeadlineMs);
}

void TestBackupsDialog::aDamagedCatalogIsSetAside()
{
    damage();
    Background background;
    BackupsDialog dialog(background, m_catalog, false, "damaged");
    const QSignalSpy replaced(&dialog, &BackupsDialog::replaced);
    dialog.show();
    QPushButton* const anew = button(dialog, "Start over…");
    QTRY_VERIFY_WITH_TIMEOUT(anew->isEnabled(), kDeadlineMs);
    agreeToWhatComes();
    QTest::mouseClick(anew, Qt::LeftButton);
    // To be seen to its end: what the window does next depends on it.
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(dialog.isVisible() || replaced.count() == 1);
    QTRY_COMPARE_WITH_TIMEOUT(replaced.count(), 1, kDeadlineMs);
    QVERIFY(!dialog.isVisible());
    const auto library = open();
    VERIFY_RESULT(library);
    QVERIFY((*library)->status()->folders.empty());
}

void TestBackupsDialog::anOpenCatalogIsBackedUpAndRestoredAtTheNextStart()
{
    auto library = open();
    VERIFY_RESULT(library);
    Background background;
    BackupsDialog dialog(background, m_catalog, true, {});
    dialog.show();
    auto* list = dialog.findChild<QTreeWidget*>();
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 2, kDeadlineMs);
    QVERIFY(!button(dialog, "Start over…")->isVisible());
    QTest::mouseClick(button(dialog, "Back up now"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 3, kDeadlineMs);
    VERIFY_RESULT((*library)->removeFolder((*library)->status()->folders.front().id));
    agreeToWhatComes();
    QTest::mouseClick(button(dialog, "Restore…"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(m_catalog.string() + ".restored"), kDeadlineMs);
    QVERIFY((*library)->status()->folders.empty());
    library->reset();
    const auto next = open();
    VERIFY_RESULT(next);
    QCOMPARE((*next)->status()->folders.size(), std::size_t{1});
}

void TestBackupsDialog::whatIsDamagedCannotBeChosen()
{
    const auto backups = findBackups(m_catalog);
    VERIFY_RESULT(backups);
    for (const CatalogBackup& backup : *backups)
        std::ofstream(backup.file) << "no database any more";
    Background background;
    BackupsDialog dialog(background, m_catalog, false, "damaged");
    dialog.show();
    auto* list = dialog.findChild<QTreeWidget*>();
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 2, kDeadlineMs);
    list->setCurrentItem(list->topLevelItem(0));
    QVERIFY(!button(dialog, "Restore…")->isEnabled());
    QVERIFY(button(dialog, "Start over…")->isEnabled());
}

QTEST_MAIN(TestBackupsDialog)
#include "tst_backups_dialog.moc"
