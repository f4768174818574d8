// SPDX-License-Identifier: GPL-3.0-or-later
// The real window over a real library, with real decoder processes and a real trash, in the hands
// of a monkey. After each of its steps every content must still be in the tree or in the trash, and
// no file may have changed. LOOKALIKE_MONKEY_SECONDS and LOOKALIKE_MONKEY_SEED say how long and
// which.
#include "core/library/library_core.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/monkey/monkey.h"
#include "tests/testing.h"
#include "tests/ui/program.h"

#include <unistd.h>

#include <QElapsedTimer>
#include <QSettings>
#include <QStringList>
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <memory>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

using namespace lookalike;
using namespace lookalike::testing;

namespace {

constexpr int kDefaultSeconds = 20;
constexpr int kDefaultSeed = 2026;
constexpr int kKeptSteps = 40;
constexpr int kStepsOfAWindow = 250; ///< before it is closed and opened again, about

/// The last steps, readable even for a signal handler.
std::array<char, 8192> lastSteps{};

void printLastSteps()
{
    static_cast<void>(::write(STDERR_FILENO, lastSteps.data(), std::strlen(lastSteps.data())));
}

extern "C" void diedOf(int signal)
{
    printLastSteps();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

QtMessageHandler testMessages = nullptr;

/// What Qt's offscreen platform cannot do is nobody's fault.
void withoutThePlatform(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (!text.startsWith(QLatin1String("This plugin does not support")) &&
        text != QLatin1String("Unimplemented code."))
        testMessages(type, context, text);
}

int number(const char* variable, int fallback)
{
    bool valid = false;
    const int value = qEnvironmentVariableIntValue(variable, &valid);
    return valid ? value : fallback;
}

} // namespace

class TestMonkey : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void noStepLosesOrChangesAPhoto();
    void cleanupTestCase() { qInstallMessageHandler(testMessages); }

private:
    void note(const QString& step);
    [[nodiscard]] std::unique_ptr<Program> open(Monkey& monkey) const;
    [[nodiscard]] bool close(std::unique_ptr<Program>& program, Monkey& monkey) const;

    const int m_seed = number("LOOKALIKE_MONKEY_SEED", kDefaultSeed);
    const bool m_tellsAll = qEnvironmentVariableIsSet("LOOKALIKE_MONKEY_VERBOSE");
    std::unique_ptr<Sandbox> m_sandbox;
    QStringList m_steps;
    int m_count = 0;
};

void TestMonkey::initTestCase()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    m_sandbox = std::make_unique<Sandbox>(static_cast<std::uint32_t>(m_seed));
    QVERIFY(m_sandbox->isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, qEnvironmentVariable("HOME"));
    QApplication::setQuitOnLastWindowClosed(false);
    testMessages = qInstallMessageHandler(withoutThePlatform);
    std::signal(SIGABRT, diedOf);
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_set_death_callback(printLastSteps);
#else
    std::signal(SIGSEGV, diedOf);
#endif
}

void TestMonkey::note(const QString& step)
{
    m_steps.append(QStringLiteral("%1 %2").arg(++m_count).arg(step));
    if (m_tellsAll)
        std::fprintf(stderr, "%s\n", qPrintable(m_steps.last()));
    if (m_steps.size() > kKeptSteps)
        m_steps.removeFirst();
    const QByteArray text = QStringLiteral("LOOKALIKE_MONKEY_SEED=%1\n").arg(m_seed).toUtf8() +
                            m_steps.join(QLatin1Char('\n')).toUtf8() + '\n';
    const auto shown =
        std::min<std::size_t>(static_cast<std::size_t>(text.size()), lastSteps.size() - 1);
    std::copy_n(text.end() - static_cast<std::ptrdiff_t>(shown), shown, lastSteps.begin());
    lastSteps[shown] = '\0';
}

std::unique_ptr<Program> TestMonkey::open(Monkey& monkey) const
{
    auto program = std::make_unique<Program>([path = m_sandbox->catalog()] {
        LibraryOptions options;
        options.catalog = path;
        auto opened = openLibrary(options, std::make_shared<ColourEncoder>());
        return opened ? Result<std::unique_ptr<PhotoLibrary>>(std::move(*opened))
                      : Result<std::unique_ptr<PhotoLibrary>>(fail(opened));
    });
    program->window.openRequest({m_sandbox->photos()}, {});
    monkey.setWindow(&program->window, &program->session);
    return program;
}

bool TestMonkey::close(std::unique_ptr<Program>& program, Monkey& monkey) const
{
    monkey.setWindow(nullptr, nullptr);
    program->window.close();
    const bool ended = program->session.shutDown(std::chrono::seconds(20));
    program.reset();
    return ended;
}

void TestMonkey::noStepLosesOrChangesAPhoto()
{
    const qint64 deadline = qint64{1000} * number("LOOKALIKE_MONKEY_SECONDS", kDefaultSeconds);
    m_sandbox->plant();
    QCOMPARE(m_sandbox->complaint(), QString());
    Monkey monkey(*m_sandbox, static_cast<std::uint32_t>(m_seed));
    auto program = open(monkey);
    QElapsedTimer timer;
    timer.start();
    std::size_t mostInTrash = 0;
    int windows = 1;
    while (timer.elapsed() < deadline) {
        if (!program->window.isVisible() || (m_count + 1) % kStepsOfAWindow == 0) {
            note(QStringLiteral("close and open the window"));
            QVERIFY2(close(program, monkey), lastSteps.data());
            program = open(monkey);
            ++windows;
        } else {
            note(monkey.act());
        }
        const QString complaint = m_sandbox->complaint();
        mostInTrash = std::max(mostInTrash, m_sandbox->inTrash());
        QVERIFY2(complaint.isEmpty(), (complaint.toUtf8() + '\n' + lastSteps.data()).constData());
    }
    QVERIFY2(close(program, monkey), lastSteps.data());
    QCOMPARE(m_sandbox->complaint(), QString());
    qInfo("seed %d: %d steps, %d windows, %zu files, up to %zu in the trash", m_seed, m_count,
          windows, m_sandbox->files(), mostInTrash);
}

QTEST_MAIN(TestMonkey)
#include "tst_monkey.moc"
