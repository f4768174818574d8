// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/mounted_path.h"
#include "tests/testing.h"

using namespace lookalike;

// If this fails, a protected folder is not recognised through a bind mount, and its photos go to
// the trash.
class TestMountedPath : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whereItLies_data();
    void whereItLies();
};

void TestMountedPath::whereItLies_data()
{
    QTest::addColumn<std::uint64_t>("mount");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, std::uint64_t mount, const char* path,
                        const char* expected) {
        QTest::newRow(name) << mount << QByteArray(path) << QByteArray(expected);
    };
    row("on the root", 1, "/home/photos", "/home/photos");
    row("the root itself", 1, "/", "/");
    row("below a mount", 2, "/mnt/disk/photos", "/photos");
    row("a mount's own folder", 2, "/mnt/disk", "/");
    row("below a bind mount", 3, "/srv/album/a", "/home/photos/a");
    row("a bind mount's own folder", 3, "/srv/album", "/home/photos");
    row("a name with a space", 4, "/mnt/my disk/a", "/a");
    row("not below the mount", 2, "/mnt/disk2/a", "");
    row("a mount that is not there", 9, "/mnt/disk/a", "");
}

void TestMountedPath::whereItLies()
{
    constexpr std::string_view kMounts = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"
                                         "2 1 8:2 / /mnt/disk rw - ext4 /dev/sdb1 rw\n"
                                         "3 1 8:1 /home/photos /srv/album rw - ext4 /dev/sda1 rw\n"
                                         "4 1 8:3 / /mnt/my\\040disk rw - ext4 /dev/sdc1 rw\n";
    QFETCH(std::uint64_t, mount);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, expected);
    const auto inside = pathInFileSystem(kMounts, mount, path.toStdString());
    QCOMPARE(inside.value_or(""), expected.toStdString());
}

QTEST_GUILESS_MAIN(TestMountedPath)
#include "tst_mounted_path.moc"
