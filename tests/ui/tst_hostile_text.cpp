// SPDX-License-Identifier: GPL-3.0-or-later
// Names that pretend to be HTML, turn the text around or break the line, in every place of the real
// window that shows a name. If this fails, a file can draw into the window or hide what it is.
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"
#include "tests/ui/program.h"
#include "ui/models/folders_model.h"
#include "ui/text/display_text.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextDocumentFragment>
#include <QTextEdit>
#include <algorithm>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;
const QString kTag = QStringLiteral("<b>bold");
const QString kOverride(QChar(0x202E));
const QString kBrokenLine = QStringLiteral("new\nline");

/// What is wrong with a text that is shown as it is.
QString wrongWith(const QString& text)
{
    if (text.contains(kOverride))
        return QStringLiteral("a right-to-left override");
    if (text.contains(kBrokenLine))
        return QStringLiteral("a line break of a name");
    const bool controls = std::any_of(text.begin(), text.end(), [](QChar c) {
        return (c.unicode() < 0x20 && c != QLatin1Char('\n') && c != QLatin1Char('\t')) ||
               c.unicode() == 0x7F;
    });
    return controls ? QStringLiteral("a control character") : QString();
}

/// The same for what Qt may take for HTML.
QString wrongWithTip(const QString& tip)
{
    if (Qt::mightBeRichText(tip) && tip.contains(kTag))
        return QStringLiteral("a tag of a name");
    return wrongWith(tip);
}

} // namespace

class TestHostileText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void helpersKeepEveryCharacter();
    void everyPlaceShowsNamesAsTheyAre();

private:
    void inspect(const char* place);
    void see(const QString& text, const QString& wrong, const char* place, const QObject& where);
    void inspectModel(const QAbstractItemModel& model, const char* place);
    void trigger(const char* action);
    void closeDialogs();

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_photos;
    std::unique_ptr<Program> m_program;
    QStringList m_problems;
    int m_seen = 0; ///< texts with a hostile name in them
};

void TestHostileText::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    const fs::path folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = folder / "<b>bold & R\xE2\x80\xAE";
    fs::create_directories(m_photos);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_temporary->path());
    const auto encoder = std::make_shared<ColourEncoder>();
    m_program = std::make_unique<Program>(
        [=, path = folder / "catalog.db"]() -> Result<std::unique_ptr<PhotoLibrary>> {
            LibraryOptions options;
            options.catalog = path;
            auto opened = openLibrary(options, encoder);
            if (!opened)
                return fail(opened);
            return std::unique_ptr<PhotoLibrary>(std::move(*opened));
        });
}

void TestHostileText::cleanup()
{
    m_program.reset();
    std::error_code error;
    fs::remove_all(m_photos, error); // names that are no text
    m_temporary.reset();
}

void TestHostileText::helpersKeepEveryCharacter()
{
    const QString name = QStringLiteral("<img src=x onerror=y> & <b>\n2 &amp; 3");
    QCOMPARE(QTextDocumentFragment::fromHtml(plainToolTip(name)).toPlainText(), name);
    QVERIFY(Qt::mightBeRichText(plainToolTip(name))); // so Qt never takes it for anything else
    QVERIFY(plainToolTip({}).isEmpty());              // no empty tooltip
    QCOMPARE(plainButtonText(QStringLiteral("R&B")), QStringLiteral("R&&B"));
}

void TestHostileText::see(const QString& text, const QString& wrong, const char* place,
                          const QObject& where)
{
    m_seen += text.contains(QStringLiteral("bold")) || text.contains(QStringLiteral("\\u{"));
    if (!wrong.isEmpty())
        m_problems.append(QStringLiteral("%1, %2 %3: %4 in \"%5\"")
                              .arg(QLatin1String(place),
                                   QLatin1String(where.metaObject()->className()),
                                   where.objectName(), wrong, text));
}

void TestHostileText::inspectModel(const QAbstractItemModel& model, const char* place)
{
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            for (const int role : {Qt::DisplayRole, Qt::AccessibleTextRole}) {
                const QString text = index.data(role).toString();
                see(text, wrongWith(text), place, model);
            }
            const QString tip = index.data(Qt::ToolTipRole).toString();
            see(tip, wrongWithTip(tip), place, model);
        }
}

void TestHostileText::inspect(const char* place)
{
    QApplication::processEvents();
    for (const QWidget* widget : QApplication::allWidgets()) {
        for (const QString& text : {widget->windowTitle(), widget->accessibleName(),
                                    widget->accessibleDescription(), widget->statusTip()})
            see(text, wrongWith(text), place, *widget);
        see(widget->toolTip(), wrongWithTip(widget->toolTip()), place, *widget);
        for (const QAction* action : widget->actions()) {
            see(action->text(), wrongWith(action->text()), place, *action);
            see(action->toolTip(), wrongWithTip(action->toolTip()), place, *action);
        }
        if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            const bool plain = label->textFormat() == Qt::PlainText || label->text().isEmpty();
            see(label->text(), plain ? wrongWith(label->text()) : QStringLiteral("rich text"),
                place, *label);
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            see(button->text(), wrongWith(button->text()), place, *button);
        } else if (const auto* edit = qobject_cast<const QLineEdit*>(widget)) {
            see(edit->text(), wrongWith(edit->text()), place, *edit);
        } else if (const auto* text = qobject_cast<const QTextEdit*>(widget)) {
            see(text->toPlainText(), wrongWith(text->toPlainText()), place, *text);
        } else if (const auto* view = qobject_cast<const QAbstractItemView*>(widget)) {
            if (view->model() != nullptr)
                inspectModel(*view->model(), place);
        }
    }
}

void TestHostileText::trigger(const char* name)
{
    QAction* const action = m_program->action(name);
    QVERIFY2(action != nullptr && action->isEnabled(), name);
    action->trigger();
}

void TestHostileText::closeDialogs()
{
    while (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
        dialog->reject();
        QApplication::processEvents();
    }
}

void TestHostileText::everyPlaceShowsNamesAsTheyAre()
{
    MainWindow& window = m_program->window;
    const std::vector<std::string> names{"<b>bold one.bmp", "<b>bold & copy.bmp", "new\nline.bmp",
                                         "\xE2\x80\xAEpmb.<img src=x>.bmp", "caf\xE9\x07.bmp"};
    for (const std::string& name : names)
        writePlainPhoto(m_photos / name, 200, 40, 90);
    writePlainPhoto(m_photos / "other.bmp", 20, 240, 90);
    const FileBytes whole = readFile(m_photos / names[0]);
    std::ofstream(m_photos / "broken <b>bold\xE2\x80\xAE.bmp", std::ios::binary)
        .write(reinterpret_cast<const char*>(whole.data()),
               static_cast<std::streamsize>(whole.size() / 2));

    window.openRequest({m_photos}, {});
    QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), std::uint64_t{6},
                              kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    inspect("the library is read");

    window.openRequest({}, {m_photos / names[1], m_photos / names[3]});
    QTRY_VERIFY_WITH_TIMEOUT(!window.history().current().isEmpty(), kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.searches().isBusy(), kDeadlineMs);
    QApplication::processEvents();
    trigger("filters");
    inspect("results");
    trigger("preview");
    inspect("the preview");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);

    trigger("failures");
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget() != nullptr, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT((inspect("failures"), m_seen > 0), kDeadlineMs);
    closeDialogs();

    trigger("duplicatesPage");
    inspect("the duplicates page");
    trigger("duplicatesScan");
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.duplicates().isRunning(), kDeadlineMs);
    QApplication::processEvents();
    inspect("groups of duplicates");
    trigger("duplicatesApply");
    QTRY_VERIFY_WITH_TIMEOUT((QApplication::processEvents(), true), kDeadlineMs);
    trigger("duplicatesTrash");
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget() != nullptr, kDeadlineMs);
    inspect("before the trash");
    closeDialogs();
    for (const char* dialog : {"duplicatesRules", "duplicatesDecisions", "about", "shortcuts"}) {
        trigger(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget() != nullptr, kDeadlineMs);
        inspect(dialog);
        closeDialogs();
    }

    m_problems.removeDuplicates();
    QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems.join(QLatin1Char('\n'))));
    QVERIFY2(m_seen > 100, "the names were shown nowhere");
}

QTEST_MAIN(TestHostileText)
#include "tst_hostile_text.moc"
