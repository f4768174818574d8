// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/paths.h"
#include "tests/testing.h"

#include <QTemporaryDir>

using namespace lookalike;
namespace fs = std::filesystem;

// If this fails, the catalog lands where the user does not look for it, or where others can read.
class TestPaths : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void xdgVariablesAreFollowed();
    void relativeVariablesAreIgnored();
    void foldersArePrivate();
    void foldersThatAreThereStayAsTheyAre();
    void aFileInTheWayIsAnError();
};

void TestPaths::xdgVariablesAreFollowed()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    qputenv("HOME", "/home/somebody");
    qputenv("XDG_DATA_HOME", "/elsewhere/data");
    qputenv("XDG_STATE_HOME", "");
    qunsetenv("XDG_CACHE_HOME");
    qunsetenv("XDG_CONFIG_HOME");
    QCOMPARE(userFolder(UserFolder::Data), fs::path("/elsewhere/data/lookalike"));
    QCOMPARE(userFolder(UserFolder::State), fs::path("/home/somebody/.local/state/lookalike"));
    QCOMPARE(userFolder(UserFolder::Cache), fs::path("/home/somebody/.cache/lookalike"));
    QCOMPARE(userFolder(UserFolder::Config), fs::path("/home/somebody/.config/lookalike"));
#else
    QSKIP("the XDG specification is for free desktops");
#endif
}

void TestPaths::relativeVariablesAreIgnored()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    qputenv("HOME", "/home/somebody");
    qputenv("XDG_DATA_HOME", "data");
    QCOMPARE(userFolder(UserFolder::Data), fs::path("/home/somebody/.local/share/lookalike"));
#else
    QSKIP("the XDG specification is for free desktops");
#endif
}

void TestPaths::foldersArePrivate()
{
    QTemporaryDir dir;
    const fs::path folder = fs::path(dir.path().toStdString()) / "a" / "b" / "";
    VERIFY_RESULT(makePrivateFolder(folder));
    QVERIFY(fs::is_directory(folder));
#ifdef Q_OS_UNIX
    QCOMPARE(fs::status(folder).permissions(), fs::perms::owner_all);
    QCOMPARE(fs::status(folder.parent_path().parent_path()).permissions(), fs::perms::owner_all);
#endif
    VERIFY_RESULT(makePrivateFolder(folder));
}

void TestPaths::foldersThatAreThereStayAsTheyAre()
{
    QTemporaryDir dir;
    const fs::path folder = fs::path(dir.path().toStdString()) / "open";
    fs::create_directory(folder);
    const fs::perms before = fs::status(folder).permissions();
    VERIFY_RESULT(makePrivateFolder(folder));
    QCOMPARE(fs::status(folder).permissions(), before);
}

void TestPaths::aFileInTheWayIsAnError()
{
    QTemporaryDir dir;
    QFile file(dir.filePath("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const fs::path path = dir.filePath("file").toStdString();
    QVERIFY(!makePrivateFolder(path).has_value());
    QVERIFY(!makePrivateFolder(path / "below").has_value());
}

QTEST_GUILESS_MAIN(TestPaths)
#include "tst_paths.moc"
