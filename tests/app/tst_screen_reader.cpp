// SPDX-License-Identifier: GPL-3.0-or-later
// The real window program, looked at from outside as a screen reader does. If one of these fails, a
// blind user meets something that has no name, does not know on which page they are, or moves
// through the window in an order that makes no sense.
#include "tests/app/accessibility_bus.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 60'000; // against hangs alone

constexpr int kResults = 2; // copies are one

using Tree = std::vector<AccessibleNode>;

/// A list is one stop of the Tab key, and so is a field with all that belongs to it.
bool isOneThing(const AccessibleNode& node)
{
    static const std::set<QString> kRoles{QStringLiteral("list"),   QStringLiteral("tree"),
                                          QStringLiteral("table"),  QStringLiteral("text"),
                                          QStringLiteral("slider"), QStringLiteral("combo box")};
    return kRoles.contains(node.role);
}

/// What a screen reader can announce so that its user knows what to do with it.
bool hasFittingRole(const AccessibleNode& node)
{
    static const std::set<QString> kRoles{
        QStringLiteral("push button"),   QStringLiteral("button menu"),
        QStringLiteral("check box"),     QStringLiteral("toggle button"),
        QStringLiteral("radio button"),  QStringLiteral("label"),
        QStringLiteral("page tab list"), QStringLiteral("page tab"),
        QStringLiteral("panel"),         QStringLiteral("spin button"),
        QStringLiteral("dialog"),        QStringLiteral("graphic")};
    return isOneThing(node) || kRoles.contains(node.role);
}

const AccessibleNode* find(const Tree& tree, const QString& role, const QString& name)
{
    const auto found = std::ranges::find_if(
        tree, [&](const AccessibleNode& node) { return node.role == role && node.name == name; });
    return found == tree.end() ? nullptr : &*found;
}

bool isStop(const AccessibleNode& node)
{
    // The arrow keys go to the other buttons of the set, and from tab to tab.
    const bool isReachedByArrows =
        node.role == QStringLiteral("page tab") ||
        (node.role == QStringLiteral("radio button") && !node.is(AccessibleState::Checked));
    return !isReachedByArrows && node.is(AccessibleState::Focusable) &&
           node.is(AccessibleState::Enabled) &&
           node.role != QStringLiteral("label"); // the mouse marks its text
}

std::vector<int> pathTo(const Tree& tree, int node)
{
    std::vector<int> path;
    for (; node >= 0; node = tree[static_cast<std::size_t>(node)].parent)
        path.insert(path.begin(), node);
    return path;
}

/// Whether a reader who goes from one to the other goes back in what holds them both.
bool isBackwards(const Tree& tree, int from, int to)
{
    const std::vector<int> a = pathTo(tree, from);
    const std::vector<int> b = pathTo(tree, to);
    const auto [first, second] = std::ranges::mismatch(a, b);
    if (first == a.end() || second == b.end())
        return false; // one is in the other
    const QRect before = tree[static_cast<std::size_t>(*first)].place;
    const QRect after = tree[static_cast<std::size_t>(*second)].place;
    const bool isAbove = after.bottom() < before.top();
    const bool isOnOneLine = after.bottom() >= before.top() && before.bottom() >= after.top();
    return isAbove || (isOnOneLine && after.right() < before.left());
}

} // namespace

class TestScreenReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void everythingHasANameAndARole_data() { addPages(); }
    void everythingHasANameAndARole();
    void oneTabIsSelected_data() { addPages(); }
    void oneTabIsSelected();
    void tabGoesAsTheEyeDoes_data() { addPages(); }
    void tabGoesAsTheEyeDoes();
    void thePreviewIsAnnounced();

private:
    static void addPages()
    {
        QTest::addColumn<QString>("page");
        QTest::newRow("search") << QStringLiteral("Search");
        QTest::newRow("duplicates") << QStringLiteral("Duplicates");
    }
    [[nodiscard]] Tree look() { return m_bus->tree(*m_program, isOneThing); }
    /// Waits until `wanted` holds for what is shown.
    bool see(Tree& tree, const std::function<bool(const Tree&)>& wanted);
    void turnTo(const QString& page, Tree& tree);
    /// What has the keyboard focus; -1: nothing, or more than one.
    [[nodiscard]] int focused(const Tree& tree, const std::vector<int>& stops);
    static bool xdotool(const QStringList& arguments)
    {
        return QProcess::execute(QStringLiteral("xdotool"), arguments) == 0;
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<QProcess> m_process;
    std::unique_ptr<AccessibilityBus> m_bus;
    std::optional<AccessibleObject> m_program;
};

void TestScreenReader::initTestCase()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    const fs::path root = fs::canonical(m_scratch->path().toStdString());
    const fs::path photos = root / "photos";
    fs::create_directories(photos);
    for (const char* name : {"red.bmp", "copy of red.bmp"})
        writePlainPhoto(photos / name, 250, 20, 20);
    writePlainPhoto(photos / "blue.bmp", 20, 20, 250);

    m_bus = std::make_unique<AccessibilityBus>();
    QVERIFY2(m_bus->problem().isEmpty(), qPrintable(m_bus->problem()));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("HOME", QString::fromStdString(root.string()));
    for (const char* folder : {"DATA", "CONFIG", "CACHE", "STATE"})
        environment.insert(QStringLiteral("XDG_%1_HOME").arg(QLatin1String(folder)),
                           QString::fromStdString((root / folder).string()));
    environment.insert("LC_ALL", "C.UTF-8");
    environment.insert("LOOKALIKE_DECODER", "in-process");
    environment.insert("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1");
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(environment);
    // Asked once, the registry is there before the program looks for it. Qt looks only at the
    // start.
    static_cast<void>(m_bus->program({}));
    constexpr int kTries = 3;
    for (int i = 0; i < kTries && !m_program; ++i) {
        m_process->kill();
        m_process->waitForFinished();
        m_process->start(QStringLiteral(LOOKALIKE_WINDOW),
                         {QString::fromStdString(photos.string()), QStringLiteral("--similar"),
                          QString::fromStdString((photos / "red.bmp").string())});
        const bool isSettled = QTest::qWaitFor(
            [this] {
                m_program = m_bus->program(QStringLiteral("lookalike"));
                return m_program || m_process->state() == QProcess::NotRunning;
            },
            kDeadlineMs / kTries);
        static_cast<void>(isSettled); // or there is another try
    }
    QVERIFY2(m_program, m_process->readAllStandardError().constData());
    Tree tree;
    QVERIFY(see(tree, [](const Tree& shown) {
        const AccessibleNode* results = find(shown, "list", "Results");
        const AccessibleNode* similar = find(shown, "push button", "Find similar");
        return results != nullptr && results->children == kResults && similar != nullptr &&
               std::ranges::find(shown, QStringLiteral("progress bar"), &AccessibleNode::role) ==
                   shown.end();
    }));
    // There is no window manager that would give the window the keyboard.
    QVERIFY(xdotool({"search", "--onlyvisible", "--name", "^Lookalike$", "windowfocus"}));
}

void TestScreenReader::cleanupTestCase()
{
    if (m_process) {
        m_process->kill();
        m_process->waitForFinished();
    }
    m_bus.reset();
}

bool TestScreenReader::see(Tree& tree, const std::function<bool(const Tree&)>& wanted)
{
    const bool seen = QTest::qWaitFor(
        [&] {
            tree = look();
            return wanted(tree);
        },
        kDeadlineMs);
    for (const AccessibleNode& node : seen ? Tree() : tree)
        qWarning() << node.text() << node.children;
    return seen;
}

void TestScreenReader::turnTo(const QString& page, Tree& tree)
{
    tree = look();
    const AccessibleNode* tab = find(tree, "page tab", page);
    QVERIFY(tab != nullptr);
    QVERIFY(m_bus->press(tab->object));
    const QString list = page == QStringLiteral("Search") ? QStringLiteral("Results")
                                                          : QStringLiteral("Groups of duplicates");
    QVERIFY(see(tree, [&](const Tree& shown) {
        const AccessibleNode* shownTab = find(shown, "page tab", page);
        const AccessibleNode* shownList = find(shown, "list", list);
        return shownTab != nullptr && shownTab->is(AccessibleState::Selected) &&
               shownList != nullptr && shownList->children > 0 &&
               shownList->is(AccessibleState::Focused);
    }));
}

void TestScreenReader::everythingHasANameAndARole()
{
    QFETCH(QString, page);
    Tree tree;
    turnTo(page, tree);
    QStringList problems;
    int checked = 0;
    for (const AccessibleNode& node : tree) {
        if (!node.is(AccessibleState::Focusable))
            continue;
        ++checked;
        // Qt gives a combo box the chosen text for a name; what it is for is its label.
        const bool isNamed = node.role == QStringLiteral("combo box")
                                 ? node.isLabelled || !node.description.isEmpty()
                                 : !node.name.isEmpty();
        if (!isNamed)
            problems += node.text() + QStringLiteral(" has no name");
        if (!hasFittingRole(node))
            problems += node.text() + QStringLiteral(" has no role");
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
    QVERIFY(checked > 15);
}

void TestScreenReader::oneTabIsSelected()
{
    QFETCH(QString, page);
    Tree tree;
    turnTo(page, tree);
    int lists = 0;
    QStringList selected;
    for (const AccessibleNode& node : tree) {
        lists += int(node.role == QStringLiteral("page tab list"));
        if (node.role != QStringLiteral("page tab"))
            continue;
        QCOMPARE(tree[static_cast<std::size_t>(node.parent)].role, QStringLiteral("page tab list"));
        QVERIFY2(!node.is(AccessibleState::Focused), "the keyboard is elsewhere");
        if (node.is(AccessibleState::Selected))
            selected += node.name;
    }
    QCOMPARE(lists, 1);
    QCOMPARE(selected, QStringList{page});
}

int TestScreenReader::focused(const Tree& tree, const std::vector<int>& stops)
{
    constexpr int kNone = -1;
    constexpr quint64 kFocus = quint64{1} << static_cast<int>(AccessibleState::Focused);
    int found = kNone;
    for (const int stop : stops) {
        if ((m_bus->states(tree[static_cast<std::size_t>(stop)].object) & kFocus) == 0)
            continue;
        if (found != kNone)
            return kNone; // it is moving
        found = stop;
    }
    return found;
}

void TestScreenReader::tabGoesAsTheEyeDoes()
{
    QFETCH(QString, page);
    Tree tree;
    turnTo(page, tree);
    std::vector<int> stops;
    for (std::size_t i = 0; i < tree.size(); ++i)
        if (isStop(tree[i]))
            stops.push_back(static_cast<int>(i));
    int at = -1;
    QTRY_VERIFY_WITH_TIMEOUT((at = focused(tree, stops)) >= 0, kDeadlineMs);
    const int start = at;
    std::vector<int> order;
    QStringList backwards;
    do {
        order.push_back(at);
        const int from = at;
        QVERIFY(xdotool({"key", "Tab"}));
        QTRY_VERIFY2_WITH_TIMEOUT(
            (at = focused(tree, stops)) >= 0 && at != from,
            qPrintable(tree[static_cast<std::size_t>(from)].text() + " is a trap"), kDeadlineMs);
        if (isBackwards(tree, from, at))
            backwards += tree[static_cast<std::size_t>(from)].text() + QStringLiteral(", then ") +
                         tree[static_cast<std::size_t>(at)].text();
    } while (at != start && order.size() <= stops.size());
    QVERIFY2(backwards.size() <= 1, // from the last to the first
             qPrintable(backwards.join(QLatin1Char('\n'))));
    std::ranges::sort(order);
    QStringList missed;
    for (const int stop : stops)
        if (!std::ranges::binary_search(order, stop))
            missed += tree[static_cast<std::size_t>(stop)].text();
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QLatin1Char('\n'))));
}

void TestScreenReader::thePreviewIsAnnounced()
{
    Tree tree;
    turnTo(QStringLiteral("Search"), tree);
    QVERIFY(xdotool({"key", "space"}));
    const auto preview = [](const Tree& shown) {
        return std::ranges::find(shown, QStringLiteral("dialog"), &AccessibleNode::role);
    };
    QVERIFY(see(tree, [&](const Tree& shown) { return preview(shown) != shown.end(); }));
    const AccessibleNode& node = *preview(tree);
    QVERIFY2(node.name.startsWith(QStringLiteral("Preview of ")) && node.name.endsWith("red.bmp"),
             qPrintable(node.name));
    QVERIFY2(node.description.contains(QStringLiteral("1 of 2")), qPrintable(node.description));
    QVERIFY(node.is(AccessibleState::Focused));
    QVERIFY(xdotool({"key", "Escape"}));
    QVERIFY(see(tree, [&](const Tree& shown) {
        const AccessibleNode* results = find(shown, "list", "Results");
        return preview(shown) == shown.end() && results->is(AccessibleState::Focused);
    }));
}

QTEST_GUILESS_MAIN(TestScreenReader)
#include "tst_screen_reader.moc"
