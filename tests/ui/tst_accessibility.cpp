// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a screen reader and the Tab key see it. If this fails, a blind user meets a control
// without a name, or one who uses the keyboard jumps about.
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_words.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "tests/ui/scratch.h"
#include "ui/models/folders_model.h"
#include "ui/views/library/library_grid.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTextEdit>
#include <memory>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

QString nameOf(QWidget& widget)
{
    // On Linux, Qt gives a list the chosen text for a name, and its label as a relation.
    if (qobject_cast<const QComboBox*>(&widget) != nullptr)
        return widget.accessibleName();
    QAccessibleInterface* const accessible = QAccessible::queryAccessibleInterface(&widget);
    return accessible == nullptr ? QString() : accessible->text(QAccessible::Name);
}

bool needsName(const QWidget& widget)
{
    if (qobject_cast<const QScrollBar*>(&widget) != nullptr)
        return false;
    return (widget.focusPolicy() & Qt::TabFocus) != 0 || widget.inherits("QComboBox") ||
           widget.inherits("QLineEdit") || widget.inherits("QTextEdit") ||
           widget.inherits("QAbstractSpinBox") || widget.inherits("QAbstractSlider") ||
           widget.inherits("QKeySequenceEdit");
}

/// The field inside a list or a spin box is the same control as what it is in.
bool isPartOfAnother(const QWidget& widget)
{
    return widget.focusProxy() != nullptr && widget.focusProxy()->isAncestorOf(&widget);
}

/// Where both lie in what holds them both.
std::pair<QRect, QRect> placesInCommon(const QWidget& a, const QWidget& b)
{
    const QWidget* first = &a;
    while (!first->parentWidget()->isAncestorOf(&b))
        first = first->parentWidget();
    const QWidget* second = &b;
    while (second->parentWidget() != first->parentWidget())
        second = second->parentWidget();
    return {first->geometry(), second->geometry()};
}

} // namespace

class TestAccessibility : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyFieldHasANameOfItsOwn();
    void pagesAreTabs();
    void arrowKeysGoFromTabToTab();
    void tabGoesAsTheEyeDoes();
    void aScreenReaderReadsAsTheEyeDoes();

private:
    void fill();
    void inspect(QWidget& window, const char* place);
    void walk(const char* place);
    void read(const char* place);
    [[nodiscard]] QAction& action(const char* name) const { return *m_program->action(name); }
    [[nodiscard]] MainWindow& window() const { return m_program->window; }

    std::unique_ptr<Scratch> m_scratch;
    fs::path m_photos;
    std::unique_ptr<Program> m_program;
    QStringList m_problems;
};

void TestAccessibility::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    m_photos = m_scratch->photos();
    m_program = std::make_unique<Program>(
        openerOf(m_scratch->folder() / "catalog.db", std::make_shared<SpeakingEncoder>()));
    m_problems.clear();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
}

void TestAccessibility::cleanup()
{
    m_program.reset();
    m_scratch.reset();
}

/// Results, filters, details and groups.
void TestAccessibility::fill()
{
    for (const char* name : {"red.bmp", "copy of red.bmp"})
        writePlainPhoto(m_photos / name, 250, 20, 20);
    writePlainPhoto(m_photos / "blue.bmp", 20, 20, 250);
    window().openRequest({m_photos}, {m_photos / "red.bmp", m_photos / "blue.bmp"});
    window().history().addTerms(parseWords(QStringLiteral("red -green")));
    QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), std::uint64_t{3},
                              kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        !m_program->session.indexing().isRunning() && action("similar").isEnabled(), kDeadlineMs);
    action("filters").trigger();
    action("duplicatesPage").trigger();
    action("duplicatesScan").trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.duplicates().isRunning() &&
                                 action("duplicatesApply").isEnabled(),
                             kDeadlineMs);
    action("searchPage").trigger();
    QCoreApplication::processEvents();
}

void TestAccessibility::inspect(QWidget& window, const char* place)
{
    QMap<QString, const QWidget*> seen;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (!needsName(*widget) || isPartOfAnother(*widget) || !widget->isVisibleTo(&window))
            continue;
        const QString name = nameOf(*widget);
        const QString what =
            QStringLiteral("%1: %2 %3")
                .arg(QLatin1String(place), QLatin1String(widget->metaObject()->className()),
                     widget->objectName());
        if (name.isEmpty())
            m_problems += what + QStringLiteral(" has no name");
        else if (seen.contains(name))
            m_problems += what + QStringLiteral(" has the name of another, ") + name;
        seen.insert(name, widget);
    }
}

void TestAccessibility::everyFieldHasANameOfItsOwn()
{
    inspect(window(), "an empty library");
    fill();
    inspect(window(), "results");
    action("duplicatesPage").trigger();
    QCoreApplication::processEvents();
    inspect(window(), "groups");
    action("libraryPage").trigger();
    auto* photos = window().findChild<LibraryGrid*>();
    QTRY_VERIFY_WITH_TIMEOUT(photos->isVisible(), kDeadlineMs);
    inspect(window(), "all photos");
    for (const char* dialog :
         {"preferences", "models", "shortcuts", "about", "failures", "duplicatesRules",
          "duplicatesDecisions", "duplicatesApplyAll", "backups", "fit", "keepConcept"}) {
        action(dialog).trigger();
        QTRY_VERIFY2_WITH_TIMEOUT(QApplication::activeModalWidget() != nullptr, dialog,
                                  kDeadlineMs);
        inspect(*QApplication::activeModalWidget(), dialog);
        while (auto* open = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            open->reject();
            QCoreApplication::processEvents();
        }
    }
    m_problems.removeDuplicates();
    QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems.join(QLatin1Char('\n'))));
}

void TestAccessibility::pagesAreTabs()
{
    auto* tabs = window().findChild<QTabBar*>(QStringLiteral("pageSwitch"));
    QAccessibleInterface* const list = QAccessible::queryAccessibleInterface(tabs);
    QCOMPARE(list->role(), QAccessible::PageTabList);
    const auto isSelected = [&](int index) { return bool(list->child(index)->state().selected); };
    for (int i = 0; i < 4; ++i)
        QCOMPARE(list->child(i)->role(), QAccessible::PageTab);
    QCOMPARE(list->child(1)->text(QAccessible::Name), QStringLiteral("Search"));
    QCOMPARE(list->child(2)->text(QAccessible::Name), QStringLiteral("Duplicates"));
    QVERIFY(isSelected(1) && !isSelected(2));
    QVERIFY(!list->child(1)->state().focused);
    tabs->setFocus();
    QVERIFY(list->child(1)->state().focused && list->focusChild() == list->child(1));
    action("duplicatesPage").trigger();
    QVERIFY(!isSelected(1) && isSelected(2));
    list->child(1)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(action("searchPage").isChecked());
}

void TestAccessibility::arrowKeysGoFromTabToTab()
{
    auto* tabs = window().findChild<QTabBar*>(QStringLiteral("pageSwitch"));
    tabs->setFocus();
    QTest::keyClick(tabs, Qt::Key_Right);
    QVERIFY(action("duplicatesPage").isChecked() && tabs->hasFocus());
    QTest::keyClick(tabs, Qt::Key_Left);
    QVERIFY(action("searchPage").isChecked() && tabs->hasFocus());
}

void TestAccessibility::walk(const char* place)
{
    QCoreApplication::processEvents();
    std::set<QWidget*> expected;
    for (QWidget* widget : window().findChildren<QWidget*>())
        if (widget->isVisible() && widget->window() == &window() && widget->isEnabled() &&
            (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr &&
            !widget->size().isEmpty())
            expected.insert(widget);
    QWidget* const start = QApplication::focusWidget();
    std::set<QWidget*> reached;
    int backwards = 0;
    for (QWidget* at = start; reached.insert(at).second;) {
        QTest::keyClick(at, Qt::Key_Tab);
        QWidget* const next = QApplication::focusWidget();
        const auto [from, to] = placesInCommon(*at, *next);
        const bool above = to.bottom() < from.top();
        const bool before =
            to.right() < from.left() && to.bottom() >= from.top() && from.bottom() >= to.top();
        backwards += int(above || before); // once: from the last to the first
        QTest::keyClick(next, Qt::Key_Backtab);
        QVERIFY2(QApplication::focusWidget() == at, place);
        QTest::keyClick(at, Qt::Key_Tab);
        at = next;
    }
    QVERIFY2(reached == expected, place);
    QVERIFY2(backwards <= 1, place);
}

void TestAccessibility::tabGoesAsTheEyeDoes()
{
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::focusWidget() != nullptr &&
                                 QApplication::focusWidget()->isVisible(),
                             kDeadlineMs);
    walk("an empty library");
    fill();
    walk("results");
    window().resize(1024, 640);
    walk("results in a small window");
    action("duplicatesPage").trigger();
    walk("groups");
}

void TestAccessibility::read(const char* place)
{
    QCoreApplication::processEvents();
    int compared = 0;
    for (QWidget* widget : window().findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        QAccessibleInterface* const parent = QAccessible::queryAccessibleInterface(widget);
        const QWidget* before = nullptr;
        for (int i = 0; i < parent->childCount(); ++i) {
            QAccessibleInterface* const child = parent->child(i);
            QVERIFY2(child != nullptr && parent->indexOfChild(child) == i, place);
            const auto* part = qobject_cast<const QWidget*>(child->object());
            if (part == nullptr || !part->isVisible() || part->size().isEmpty() ||
                part->parentWidget() != widget)
                continue;
            if (before != nullptr) {
                const QRect from = before->geometry();
                const QRect to = part->geometry();
                const bool backwards = to.bottom() < from.top() ||
                                       (to.right() < from.left() && to.bottom() >= from.top() &&
                                        from.bottom() >= to.top());
                QVERIFY2(!backwards,
                         qPrintable(QStringLiteral("%1: %2 before %3 in %4")
                                        .arg(QLatin1String(place),
                                             QLatin1String(before->metaObject()->className()),
                                             QLatin1String(part->metaObject()->className()),
                                             QLatin1String(widget->metaObject()->className()))));
                ++compared;
            }
            before = part;
        }
    }
    QVERIFY2(compared >= 5, place);
}

void TestAccessibility::aScreenReaderReadsAsTheEyeDoes()
{
    read("an empty library");
    fill();
    read("results");
    action("duplicatesPage").trigger();
    read("groups");
    action("libraryPage").trigger();
    read("all photos");
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
