// SPDX-License-Identifier: GPL-3.0-or-later
// Fitting searches to labels in the window, with photos of which red alone says in which folder
// they are. If these fail, a search changes without the user's word, does not come back, or the
// user does not learn why.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "tests/ui/scratch.h"
#include "ui/models/results_model.h"
#include "ui/translations.h"
#include "ui/views/dialogs/fit_dialog.h"
#include "ui/views/dialogs/fit_source_box.h"
#include "ui/views/search/fit_sign.h"
#include "ui/views/search/results_grid.h"
#include "ui/widgets/notice_bar.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QTranslator>
#include <memory>
#include <random>
#include <semaphore>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;
constexpr int kPhotosOfFolder = 30;

} // namespace

class TestFitDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aFitIsUsedRemovedAndBroughtBackByKeys();
    void notNowChangesNothing();
    void aRefusalSaysWhatIsMissing();
    void aCheckIsCancelled();
    void anIgnoredFitIsNamed();
    void aChoiceForgetsTheReportBefore();
    void theDialogFits_data();
    void theDialogFits();
    void theBuiltInModelIsFittedToRealPhotos();

private:
    void start(std::shared_ptr<const Encoder> encoder);
    void paint(const fs::path& folder, int least);
    FitDialog& open() const;
    static FitDialog& opened();
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] NoticeBar& notice() const { return *window().findChild<NoticeBar*>(); }
    [[nodiscard]] FitSign& sign() const { return *window().findChild<FitSign*>(); }
    /// What is found, with its scores.
    [[nodiscard]] QList<std::pair<fs::path, float>> shown() const
    {
        QList<std::pair<fs::path, float>> photos;
        const auto* results =
            static_cast<ResultsModel*>(window().findChild<ResultsGrid*>()->model());
        for (int row = 0; row < results->rowCount(); ++row)
            photos.append({results->hit(row).path, results->hit(row).score});
        return photos;
    }
    [[nodiscard]] static QPushButton& button(const QWidget& widget, const QString& text)
    {
        for (auto* candidate : widget.findChildren<QPushButton*>())
            if (candidate->text().remove('&') == text)
                return *candidate;
        qFatal("no button \"%s\"", qPrintable(text));
    }
    [[nodiscard]] static QString texts(const QWidget& widget)
    {
        QStringList all;
        for (const auto* label : widget.findChildren<QLabel*>())
            if (label->isVisibleTo(&widget))
                all += label->text();
        return all.join('\n');
    }
    [[nodiscard]] static bool hasChecked(const FitDialog& dialog)
    {
        return button(dialog, "Check").isVisible() && !texts(dialog).contains("…");
    }

    std::unique_ptr<Scratch> m_scratch;
    fs::path m_photos;
    std::mt19937 m_random;
    std::shared_ptr<ColourEncoder> m_encoder;
    std::unique_ptr<Program> m_program;
};

void TestFitDialog::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    m_photos = m_scratch->photos();
    m_random.seed(3);
    paint(m_photos / "warm", 150);
    paint(m_photos / "cold", 50);
    m_encoder = std::make_shared<ColourEncoder>();
    start(m_encoder);
}

void TestFitDialog::start(std::shared_ptr<const Encoder> encoder)
{
    m_program.reset();
    m_program =
        std::make_unique<Program>(openerOf(m_scratch->folder() / "catalog.db", std::move(encoder)));
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    window().openRequest({m_photos}, {m_photos / "warm" / "0.bmp"});
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), 2 * kPhotosOfFolder, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
}

void TestFitDialog::paint(const fs::path& folder, int least)
{
    fs::create_directories(folder);
    const auto random = [this](int most) { return static_cast<int>(m_random() % unsigned(most)); };
    for (int i = 0; i < kPhotosOfFolder; ++i)
        writePlainPhoto(folder / (std::to_string(i) + ".bmp"), least + random(60), random(256),
                        random(256));
}

void TestFitDialog::cleanup()
{
    m_program.reset();
    m_scratch.reset();
}

FitDialog& TestFitDialog::open() const
{
    m_program->action("fit")->trigger();
    return opened();
}

FitDialog& TestFitDialog::opened()
{
    auto* dialog = qobject_cast<FitDialog*>(QApplication::activeModalWidget());
    if (dialog == nullptr)
        qFatal("no dialog");
    dialog->activateWindow();
    if (!QTest::qWaitFor([dialog] { return dialog->isActiveWindow(); }, kDeadlineMs))
        qFatal("the dialog is not active");
    return *dialog;
}

void TestFitDialog::aFitIsUsedRemovedAndBroughtBackByKeys()
{
    const auto before = shown();
    QVERIFY(!sign().isVisible());
    FitDialog* dialog = &open();
    QVERIFY(!button(*dialog, "Check").isEnabled());
    QVERIFY(!button(*dialog, "Use it").isVisible());
    QVERIFY(texts(*dialog).contains("not fitted"));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Space); // the first choice
    QVERIFY(button(*dialog, "Check").isEnabled());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(button(*dialog, "Use it").isVisible(), kDeadlineMs);
    QVERIFY2(texts(*dialog).contains("percentage points"), qPrintable(texts(*dialog)));
    const auto rows = dialog->findChildren<QListView*>("fitResults");
    QCOMPARE(rows.size(), 9); // of each search the photo, and what is found without and with
    for (const QListView* row : rows)
        QVERIFY(!row->accessibleName().isEmpty());
    QCOMPARE(shown(), before);
    QCOMPARE(dialog->focusWidget(), &button(*dialog, "Use it"));

    const QPointer<FitDialog> gone(dialog);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(gone.isNull(), kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(shown() != before, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(sign().isVisible(), kDeadlineMs);
    QVERIFY2(sign().toolTip().contains("2 label(s) from folder names"),
             qPrintable(sign().toolTip()));
    const auto fitted = shown();
    QVERIFY(notice().text().contains("2 label(s)"));

    sign().click();
    dialog = &opened();
    QVERIFY(texts(*dialog).contains("fitted to 2 label(s) from folder names since"));
    button(*dialog, "Remove fit").setFocus();
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(shown(), before, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!sign().isVisible(), kDeadlineMs);

    QTest::mouseClick(&button(notice(), "Undo"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(shown(), fitted, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(sign().isVisible(), kDeadlineMs);
}

void TestFitDialog::notNowChangesNothing()
{
    const auto before = shown();
    FitDialog& dialog = open();
    dialog.findChild<FitSourceBox*>()->choose(FitSource::Kind::Folders);
    button(dialog, "Check").click();
    QTRY_VERIFY_WITH_TIMEOUT(button(dialog, "Use it").isVisible(), kDeadlineMs);
    const QPointer<FitDialog> gone(&dialog);
    button(dialog, "Not now").click();
    QTRY_VERIFY(gone.isNull());
    bool isRemoved = true;
    m_program->session.run(
        this, [](PhotoLibrary& library) { return library.fits().remove(); },
        [&](const Result<bool>& removed) { isRemoved = removed.value_or(true); });
    QTRY_VERIFY_WITH_TIMEOUT(!isRemoved, kDeadlineMs); // there was none
    QCOMPARE(shown(), before);
}

void TestFitDialog::aRefusalSaysWhatIsMissing()
{
    FitDialog& dialog = open();
    dialog.findChild<FitSourceBox*>()->choose(FitSource::Kind::Keywords);
    button(dialog, "Check").click();
    QTRY_VERIFY_WITH_TIMEOUT(hasChecked(dialog), kDeadlineMs);
    QVERIFY2(texts(dialog).contains("at least two labels with 5 different photos each"),
             qPrintable(texts(dialog)));
    QVERIFY(!button(dialog, "Use it").isVisible());
    QVERIFY(dialog.findChildren<QListView*>("fitResults").isEmpty());
    QCOMPARE(dialog.focusWidget(), &button(dialog, "Check"));
    QVERIFY(button(dialog, "Close").isVisible());
}

void TestFitDialog::aCheckIsCancelled()
{
    const auto before = shown();
    const fs::path examples = m_scratch->folder() / "examples";
    paint(examples / "warm", 150);
    paint(examples / "cold", 50);
    std::binary_semaphore isRead(0);
    std::counting_semaphore<2> mayGoOn(0);
    const auto never = qScopeGuard([&] { mayGoOn.release(); }); // block for good
    std::atomic<bool> isFirst{true};
    m_encoder->refuses = [&](std::span<const float>) {
        if (isFirst.exchange(false)) {
            isRead.release();
            mayGoOn.acquire();
        }
        return false;
    };
    FitDialog& dialog = open();
    dialog.findChild<FitSourceBox*>()->setFolder(examples);
    button(dialog, "Check").click();
    isRead.acquire();
    QVERIFY(button(dialog, "Cancel").isVisible());
    QCOMPARE(dialog.focusWidget(), &button(dialog, "Cancel"));
    QTest::keyClick(dialog.focusWidget(), Qt::Key_Return);
    mayGoOn.release();
    QTRY_VERIFY_WITH_TIMEOUT(hasChecked(dialog), kDeadlineMs);
    QVERIFY2(texts(dialog).contains("Stopped. Nothing was changed."), qPrintable(texts(dialog)));
    QVERIFY(!button(dialog, "Use it").isVisible());
    QCOMPARE(shown(), before);
}

void TestFitDialog::anIgnoredFitIsNamed()
{
    m_program->session.fits().use({});
    QTRY_VERIFY_WITH_TIMEOUT(m_program->session.fits().status().isOn, kDeadlineMs);
    m_encoder = std::make_shared<ColourEncoder>("another");
    start(m_encoder);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.fits().status().problem.empty(), kDeadlineMs);
    QTRY_VERIFY(sign().isVisible());
    QCOMPARE(sign().accessibleName(), QString("Fit not used"));
    FitDialog& dialog = open();
    QVERIFY2(texts(dialog).contains("belongs to another model"), qPrintable(texts(dialog)));
    QVERIFY(!button(dialog, "Remove fit").isVisible());
}

void TestFitDialog::aChoiceForgetsTheReportBefore()
{
    FitDialog& dialog = open();
    auto& source = *dialog.findChild<FitSourceBox*>();
    QVERIFY(!source.source());
    source.choose(FitSource::Kind::Folder);
    QVERIFY(!source.source()); // no folder yet
    QVERIFY(!button(dialog, "Check").isEnabled());
    source.choose(FitSource::Kind::Folders);
    button(dialog, "Check").click();
    QTRY_VERIFY_WITH_TIMEOUT(button(dialog, "Use it").isVisible(), kDeadlineMs);
    source.choose(FitSource::Kind::Keywords);
    QVERIFY(!button(dialog, "Use it").isVisible());
    QVERIFY(!texts(dialog).contains("percentage points"));
    QVERIFY(!dialog.findChild<QScrollArea*>()->isVisible());
}

void TestFitDialog::theDialogFits_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const char* language : {"en", "de"})
        for (const QSize size : {QSize(640, 600), QSize(1024, 640)})
            QTest::addRow("%s %d", language, size.width()) << language << size;
}

void TestFitDialog::theDialogFits()
{
    QFETCH(const QString, language);
    QFETCH(const QSize, size);
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/i18n/lookalike_") + language));
    qApp->installTranslator(&translator);
    m_program->session.fits().use({});
    QTRY_VERIFY_WITH_TIMEOUT(m_program->session.fits().status().isOn, kDeadlineMs);
    auto* dialog = new FitDialog(m_program->session, &window());
    dialog->show();
    dialog->findChild<FitSourceBox*>()->choose(FitSource::Kind::Folders);
    m_program->session.fits().check({});
    QTRY_COMPARE_WITH_TIMEOUT(dialog->findChildren<QListView*>("fitResults").size(), 9,
                              kDeadlineMs);
    dialog->resize(size);
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    QTRY_VERIFY(dialog->layout()->geometry().width() <= size.width());
    QCOMPARE(dialog->size(), size);
    for (const auto* label : dialog->findChildren<QLabel*>()) {
        if (!label->isVisible())
            continue;
        const int needed =
            label->wordWrap() ? label->minimumSizeHint().width() : label->sizeHint().width();
        QVERIFY2(label->width() >= needed, qPrintable(label->text()));
        if (label->wordWrap())
            QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                     qPrintable(label->text()));
    }
    for (const auto* candidate : dialog->findChildren<QAbstractButton*>())
        if (candidate->isVisible() && !candidate->text().isEmpty())
            QVERIFY2(candidate->width() >= candidate->sizeHint().width(),
                     qPrintable(candidate->text()));
    delete dialog;
    qApp->removeTranslator(&translator);
}

void TestFitDialog::theBuiltInModelIsFittedToRealPhotos()
{
    REQUIRE_SHARED("data/labelled/pacs-photo");
    m_program.reset();
    const fs::path photos = sharedFolder() / "data" / "labelled" / "pacs-photo";
    const fs::path catalog = m_scratch->folder() / "real.db";
    m_program = std::make_unique<Program>([catalog]() -> Result<std::unique_ptr<PhotoLibrary>> {
        LibraryOptions options;
        options.catalog = catalog;
        options.model = (resourcesFolder() / "models" / "lookalike-small").string();
        options.device = DeviceKind::Cpu;
        return PhotoLibrary::open(options);
    });
    fs::path query;
    for (const auto& entry : fs::recursive_directory_iterator(photos))
        if (entry.is_regular_file() && (query.empty() || entry.path() < query))
            query = entry.path();
    window().openRequest({photos}, {query});
    constexpr int kReadingMs = 120'000;
    QTRY_VERIFY_WITH_TIMEOUT(shown().size() > 10, kReadingMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kReadingMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.searches().isBusy(), kReadingMs);
    const auto before = shown();
    FitDialog& dialog = open();
    dialog.findChild<FitSourceBox*>()->choose(FitSource::Kind::Folders);
    button(dialog, "Check").click();
    QTRY_VERIFY_WITH_TIMEOUT(button(dialog, "Use it").isVisible(), kReadingMs);
    QCOMPARE(dialog.findChildren<QListView*>("fitResults").size(), 9);
    button(dialog, "Use it").click();
    QTRY_VERIFY_WITH_TIMEOUT(shown() != before, kReadingMs);
    m_program->session.fits().remove();
    QTRY_COMPARE_WITH_TIMEOUT(shown(), before, kReadingMs);
}

QTEST_MAIN(TestFitDialog)
#include "tst_fit_dialog.moc"
