// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "tests/testing.h"

#include <QTemporaryDir>

using namespace lookalike;
namespace fs = std::filesystem;

namespace {

QByteArray contentOf(const fs::path& path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// If this fails, a hostile file name forges log lines, or a fault leaves no trace.
class TestLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void messagesReachTheFile();
    void oneMessageIsOneLine();
    void percentAndBracesAreOnlyText();
    void anUnwritableFolderIsToldAndLoggingGoesOn();
};

void TestLog::messagesReachTheFile()
{
    QTemporaryDir dir;
    const fs::path folder = fs::path(dir.path().toStdString()) / "state";
    VERIFY_RESULT(startLog({folder, "unit", LogLevel::Info, LogLevel::Off}));
    logDebug("too fine");
    logInfo("catalog opened");
    logWarning("slow BLAS");
    const QByteArray text = contentOf(folder / "unit.log");
    QVERIFY(text.contains(" info ") && text.contains("catalog opened"));
    QVERIFY(text.contains(" warning ") && text.contains("slow BLAS"));
    QVERIFY(!text.contains("too fine"));
    VERIFY_RESULT(startLog({}));
}

void TestLog::oneMessageIsOneLine()
{
    QTemporaryDir dir;
    const fs::path folder = dir.path().toStdString();
    VERIFY_RESULT(startLog({folder, "unit", LogLevel::Info, LogLevel::Off}));
    logError("cannot read a\n2026-01-01 info forged\xE2\x80\xAE.jpg");
    const QByteArray text = contentOf(folder / "unit.log");
    QCOMPARE(text.count('\n'), 1);
    QVERIFY(text.contains("a\\u{000A}2026-01-01 info forged\\u{202E}.jpg"));
    VERIFY_RESULT(startLog({}));
}

void TestLog::percentAndBracesAreOnlyText()
{
    QTemporaryDir dir;
    const fs::path folder = dir.path().toStdString();
    VERIFY_RESULT(startLog({folder, "unit", LogLevel::Info, LogLevel::Off}));
    logInfo("%n {} {0} %s");
    QVERIFY(contentOf(folder / "unit.log").contains("%n {} {0} %s"));
    VERIFY_RESULT(startLog({}));
}

void TestLog::anUnwritableFolderIsToldAndLoggingGoesOn()
{
    QTemporaryDir dir;
    QFile file(dir.filePath("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Result<> started =
        startLog({dir.filePath("file").toStdString(), "unit", LogLevel::Info, LogLevel::Off});
    QVERIFY(!started.has_value());
    logInfo("goes nowhere, and does no harm");
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
