// SPDX-License-Identifier: GPL-3.0-or-later
// What the user sets is what the program does, now or from the next start on, and the window comes
// back as it was left. If one of these fails, a setting lies or a window is lost off the screen.
#include "core/library/data_folder.h"
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"
#include "tests/ui/program.h"
#include "ui/bridge/conversions.h"
#include "ui/models/folders_model.h"
#include "ui/translations.h"
#include "ui/views/dialogs/about_dialog.h"
#include "ui/views/dialogs/shortcuts_dialog.h"
#include "ui/views/preferences/data_section.h"
#include "ui/views/preferences/preferences_dialog.h"
#include "ui/views/search/results_grid.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QSemaphore>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSplitter>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

/// The usual catalog, with the encoder that is chosen at that moment.
LibrarySession::Opener openerOf(std::shared_ptr<std::shared_ptr<ColourEncoder>> encoder)
{
    return [=]() -> Result<std::unique_ptr<PhotoLibrary>> {
        auto opened = openLibrary({}, *encoder);
        if (!opened)
            return fail(opened);
        return std::unique_ptr<PhotoLibrary>(std::move(*opened));
    };
}

QKeySequence keys(const char* text)
{
    return QKeySequence::fromString(QString::fromLatin1(text), QKeySequence::PortableText);
}

} // namespace

class TestPreferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#if !defined(Q_OS_UNIX) || defined(Q_OS_MACOS)
        QSKIP("the places are moved with the XDG variables");
#endif
    }
    void init();
    void cleanup();

    void everyControlIsNamedAndReached();
    void theThemeActsAtOnce();
    void theLanguageWaitsForTheNextStart();
    void limitsReopenTheLibrary();
    void theCatalogMovesWhileTheWindowIsOpen();
    void anotherModelReadsWithoutARestart();
    void whatTheLibraryBeforeSaysIsNotHeard();
    void theWindowComesBackAsItWas();
    void aWindowOffTheScreenIsBroughtBack();
    void shortcutsAreChangedWithTheKeyboard();
    void theReportNamesNoFolder();

private:
    void start()
    {
        m_program = std::make_unique<Program>(openerOf(m_encoder));
        QTRY_VERIFY_WITH_TIMEOUT(m_program->session.encoder().has_value(), kDeadlineMs);
    }
    void restart()
    {
        m_program->window.close();
        QVERIFY(m_program->session.shutDown(std::chrono::seconds(20)));
        m_program.reset();
        start();
    }
    [[nodiscard]] MainWindow& window() const
    {
        return m_program->window;
    }
    void addPhotos()
    {
        writePlainPhoto(m_photos / "red.bmp", 250, 20, 20);
        writePlainPhoto(m_photos / "blue.bmp", 20, 20, 250);
        window().openRequest({m_photos}, {});
        QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), std::uint64_t{2},
                                  kDeadlineMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    }
    [[nodiscard]] QAction* action(const QString& id) const
    {
        return m_program->action(id);
    }
    PreferencesDialog* openPreferences()
    {
        action("preferences")->trigger();
        return window().findChild<PreferencesDialog*>();
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    fs::path m_root;
    fs::path m_photos;
    std::shared_ptr<std::shared_ptr<ColourEncoder>> m_encoder;
    std::unique_ptr<Program> m_program;
};

void TestPreferences::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    m_root = fs::canonical(m_scratch->path().toStdString());
    m_photos = m_root / "photos";
    fs::create_directories(m_photos);
    qputenv("XDG_DATA_HOME", QByteArray::fromStdString((m_root / "data").string()));
    qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString((m_root / "config").string()));
    qputenv("XDG_CACHE_HOME", QByteArray::fromStdString((m_root / "cache").string()));
    qputenv("LOOKALIKE_DECODER", "in-process");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_scratch->path());
    m_encoder = std::make_shared<std::shared_ptr<ColourEncoder>>(std::make_shared<ColourEncoder>());
    start();
}

void TestPreferences::cleanup()
{
    m_program.reset();
    m_scratch.reset();
}

void TestPreferences::everyControlIsNamedAndReached()
{
    auto* dialog = openPreferences();
    QVERIFY(dialog != nullptr);
    QStringList mnemonics; // each leads to one control
    for (const auto* button : dialog->findChildren<QAbstractButton*>())
        mnemonics += QKeySequence::mnemonic(button->text()).toString();
    for (const auto* label : dialog->findChildren<QLabel*>())
        mnemonics += QKeySequence::mnemonic(label->buddy() != nullptr ? label->text() : QString())
                         .toString();
    mnemonics.removeAll(QString());
    const auto count = mnemonics.size();
    QCOMPARE(mnemonics.removeDuplicates(), 0);
    QVERIFY(count > 8);
    QSet<QWidget*> reached;
    QWidget* widget = dialog;
    do {
        reached += widget;
        widget = widget->nextInFocusChain();
    } while (widget != dialog);
    for (auto* control : dialog->findChildren<QWidget*>()) {
        const bool acts = qobject_cast<QAbstractButton*>(control) != nullptr ||
                          qobject_cast<QComboBox*>(control) != nullptr ||
                          qobject_cast<QSpinBox*>(control) != nullptr;
        if (!acts || !control->isVisibleTo(dialog))
            continue;
        QVERIFY(reached.contains(control));
        QVERIFY((control->focusPolicy() & Qt::TabFocus) != 0);
        bool named = !control->accessibleName().isEmpty();
        if (const auto* button = qobject_cast<QAbstractButton*>(control))
            named = named || !button->text().isEmpty();
        for (const auto* label : dialog->findChildren<QLabel*>())
            named = named || (label->buddy() == control && !label->text().isEmpty());
        QVERIFY2(named, control->metaObject()->className());
    }
}

void TestPreferences::theThemeActsAtOnce()
{
    auto* dialog = openPreferences();
    QComboBox* colours = nullptr;
    for (auto* box : dialog->findChildren<QComboBox*>())
        if (box->currentData().metaType() == QMetaType::fromType<Theme::Choice>())
            colours = box;
    QVERIFY(colours != nullptr);
    colours->setCurrentIndex(2);
    QCOMPARE(m_program->theme.choice(), Theme::Choice::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Colors::dark().window);
    colours->setCurrentIndex(1);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Colors::light().window);
}

void TestPreferences::theLanguageWaitsForTheNextStart()
{
    auto* dialog = openPreferences();
    auto* language = dialog->findChild<QComboBox*>();
    QCOMPARE(language->count(), 1 + languages().size());
    QSignalSpy restarts(&window(), &MainWindow::restartRequested);
    language->setCurrentIndex(language->findData("de"));
    QCOMPARE(preferences::language(), QStringLiteral("de"));
    QPushButton* now = nullptr;
    for (auto* button : dialog->findChildren<QPushButton*>())
        if (button->parentWidget() == language->parentWidget())
            now = button;
    QVERIFY(now != nullptr && now->isVisible());
    now->click();
    QTRY_COMPARE(restarts.count(), 1);
}

void TestPreferences::limitsReopenTheLibrary()
{
    auto* dialog = openPreferences();
    QSignalSpy opened(&m_program->session, &LibrarySession::opened);
    dialog->findChild<QSpinBox*>()->setValue(600);
    QCOMPARE(preferences::maxMegapixels(), 600);
    dialog->accept();
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kDeadlineMs);
}

void TestPreferences::theCatalogMovesWhileTheWindowIsOpen()
{
    addPhotos();
    QSignalSpy prepared(&m_program->session, &LibrarySession::prepared);
    const fs::path target = m_root / "elsewhere";
    m_program->session.reopen([target] { return moveData(target, {}, {}); });
    QVERIFY(!m_program->session.isOpen());
    QTRY_COMPARE_WITH_TIMEOUT(prepared.count(), 1, kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->session.status().catalog, target / "catalog.db",
                              kDeadlineMs);
    QCOMPARE(indexedPhotos(m_program->session.status()), std::uint64_t{2});
    QVERIFY(!fs::exists(m_root / "data" / "lookalike" / "catalog.db"));
    // A move that is refused leaves everything as it was, and says why.
    QSignalSpy problems(&m_program->session, &LibrarySession::problem);
    m_program->session.reopen([] { return moveData("/proc/nowhere", {}, {}); });
    QTRY_COMPARE_WITH_TIMEOUT(prepared.count(), 2, kDeadlineMs);
    QCOMPARE(problems.count(), 1);
    QCOMPARE(m_program->session.status().catalog, target / "catalog.db");
}

void TestPreferences::anotherModelReadsWithoutARestart()
{
    addPhotos();
    const auto before = *m_encoder;
    *m_encoder = std::make_shared<ColourEncoder>("other");
    m_program->session.reopen({});
    QTRY_COMPARE_WITH_TIMEOUT((*m_encoder)->encoded.load(), std::size_t{2}, kDeadlineMs);
    const auto current = [this] {
        for (const SpaceRow& row : m_program->session.status().spaces)
            if (row.current)
                return row.space.model;
        return std::string();
    };
    QTRY_COMPARE_WITH_TIMEOUT(current(), std::string("other"), kDeadlineMs);
    // And back: nothing is read again.
    const auto encoded = before->encoded.load();
    *m_encoder = before;
    m_program->session.reopen({});
    QTRY_COMPARE_WITH_TIMEOUT(current(), std::string("colours"), kDeadlineMs);
    QCOMPARE(before->encoded.load(), encoded);
}

// Its status would pass for the first one of the new library, which then is never read.
void TestPreferences::whatTheLibraryBeforeSaysIsNotHeard()
{
    addPhotos();
    LibrarySession& session = m_program->session;
    constexpr int kThreads = 3; // of the session
    QSemaphore arrived;
    QSemaphore go;
    for (int i = 1; i < kThreads; ++i)
        session.run(
            &session,
            [&](PhotoLibrary&) -> Result<> {
                arrived.release();
                go.acquire();
                return {};
            },
            [](const Result<>&) {});
    // What ran before must end first, which takes the event loop.
    QTRY_COMPARE_WITH_TIMEOUT(arrived.available(), kThreads - 1, kDeadlineMs);
    session.refreshStatus(); // its answer is on its way, or will be
    for (int i = 0; i < kThreads; ++i)
        session.refreshStatus(); // waits for a thread
    QSignalSpy statuses(&session, &LibrarySession::statusChanged);
    qsizetype early = -1;
    connect(&session, &LibrarySession::opened, &window(), [&] { early = statuses.count(); });
    session.reopen({});
    go.release(kThreads - 1);
    QTRY_VERIFY_WITH_TIMEOUT(early >= 0, kDeadlineMs);
    QCOMPARE(early, 0);
    QTRY_VERIFY_WITH_TIMEOUT(!statuses.isEmpty(), kDeadlineMs);
}

void TestPreferences::theWindowComesBackAsItWas()
{
    addPhotos();
    action("duplicatesPage")->trigger();
    action("searchPage")->trigger();
    window().resize(1100, 700);
    window().findChild<ResultsGrid*>()->setCellSize(ResultsGrid::kLargestCell);
    action("details")->trigger(); // away
    auto* splitter = window().findChild<QSplitter*>();
    splitter->setSizes({300, 800, 0});
    const QList<int> sizes = splitter->sizes();
    action("duplicatesPage")->trigger();
    restart();
    QCOMPARE(window().size(), QSize(1100, 700));
    QVERIFY(action("duplicatesPage")->isChecked());
    action("searchPage")->trigger();
    QCOMPARE(window().findChild<ResultsGrid*>()->cellSize(), int(ResultsGrid::kLargestCell));
    QVERIFY(!action("details")->isChecked());
    QTRY_VERIFY(std::abs(window().findChild<QSplitter*>()->sizes()[0] - sizes[0]) <= 2);
    window().showMaximized();
    restart();
    QVERIFY(window().isMaximized());
    QCOMPARE(window().normalGeometry().size(), QSize(1100, 700));
}

void TestPreferences::aWindowOffTheScreenIsBroughtBack()
{
    window().setGeometry(9000, -4000, 2000, 600); // of a screen that is no longer there
    restart();
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    QVERIFY(screen.contains(window().geometry().topLeft()));
    QVERIFY(window().width() <= screen.width());
}

void TestPreferences::shortcutsAreChangedWithTheKeyboard()
{
    ActionRegistry& actions = window().actions();
    ShortcutsDialog dialog(actions, &window());
    dialog.open();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto* list = dialog.findChild<QTreeWidget*>();
    auto* edit = dialog.findChild<QKeySequenceEdit*>();
    const auto button = [&](const QString& text) {
        for (auto* candidate : dialog.findChildren<QPushButton*>())
            if (candidate->text().remove('&') == text)
                return candidate;
        return static_cast<QPushButton*>(nullptr);
    };
    const auto select = [&](const QString& id) {
        QAction* wanted = action(id);
        for (QTreeWidgetItemIterator it(list); *it != nullptr; ++it)
            if ((*it)->data(0, Qt::UserRole).value<QAction*>() == wanted)
                list->setCurrentItem(*it);
        return wanted;
    };
    QAction* rescan = select("rescan");
    QVERIFY(!button("Reset")->isEnabled());
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_B, Qt::ControlModifier); // which the folders have
    QTRY_VERIFY(button("Assign")->isEnabled());
    bool named = false;
    for (const auto* label : dialog.findChildren<QLabel*>())
        named = named || label->text().contains("Folders");
    QVERIFY(named);
    button("Assign")->click();
    QCOMPARE(rescan->shortcut(), keys("Ctrl+B"));
    QAction* folders = action("folders");
    QVERIFY(folders->shortcut().isEmpty());
    QCOMPARE(QSettings().value("shortcuts/rescan").toString(), QStringLiteral("Ctrl+B"));
    // What buttons say follows.
    for (const auto* tool : window().findChildren<QToolButton*>())
        if (tool->defaultAction() == folders)
            QVERIFY(!tool->toolTip().contains("Ctrl"));
    select("rescan");
    button("Reset")->click();
    QCOMPARE(rescan->shortcut(), keys("F5"));
    select("folders");
    button("Reset")->click();
    QCOMPARE(folders->shortcut(), keys("Ctrl+B"));
    select("rescan");
    button("No shortcut")->click();
    button("Reset all")->click();
    for (const auto& entry : actions.entries())
        QCOMPARE(entry.action->shortcut(), entry.standard);
    QVERIFY(!QSettings().contains("shortcuts/rescan"));
}

void TestPreferences::theReportNamesNoFolder()
{
    const AboutDialog about(m_program->session);
    const QString report = about.report();
    for (const char* part : {"Lookalike", "Qt ", "LibTorch ", "OpenCV ", "SQLite ", "colours"})
        QVERIFY2(report.contains(QLatin1String(part)), part);
    QVERIFY(!report.contains(QString::fromStdString(m_root.string())));
}

int main(int argc, char** argv)
{
    // Large enough for both side panels; Qt's own offscreen screen is not.
    QTemporaryDir scratch;
    QFile screens(scratch.filePath("screens.json"));
    if (qgetenv("QT_QPA_PLATFORM") == "offscreen" && screens.open(QIODevice::WriteOnly)) {
        screens.write(R"({"screens": [{"name": "one", "x": 0, "y": 0, "width": 1400,
                          "height": 900, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})");
        screens.close();
        qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + screens.fileName().toUtf8());
    }
    QApplication application(argc, argv);
    TestPreferences test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_preferences.moc"
