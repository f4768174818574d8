// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, photos on a backup, or on a drive that others share, are suggested for the trash.
#include "core/files/trash/protection_reason.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#ifdef __linux__
#include <sys/mount.h>
#endif

using namespace lookalike;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(std::string)

class TestProtectionReason : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void backupsAreKnownByTheirNames_data();
    void backupsAreKnownByTheirNames();
    void aPlainFolderNeedsNoCare();
    void aMountedVolume_data();
    void aMountedVolume();
};

void TestProtectionReason::backupsAreKnownByTheirNames_data()
{
    QTest::addColumn<std::string>("folder");
    QTest::addColumn<std::string>("volume");
    QTest::addColumn<bool>("backup");
    const auto row = [](const char* folder, const char* volume, bool backup) {
        QTest::addRow("%s on \"%s\"", folder, volume)
            << std::string(folder) << std::string(volume) << backup;
    };
    row("/home/ada/Pictures", "", false);
    row("/home/ada/Pictures/backup", "", false); // a folder that a person named: theirs to protect
    row("/media/ada/Photos", "Photos", false);
    row("/media/ada/BACKUP/Pictures", "BACKUP", true);
    row("/media/ada/Backup of 2024", "Backup of 2024", true);
    row("/Volumes/Time Machine/x", "Time Machine", true);
    row("/Volumes/Disk/Backups.backupdb/Mac/Latest", "Disk", true);
    row("/home/.snapshots/12/snapshot/ada", "", true);
    row("/tank/photos/.zfs/snapshot/monday", "photos", true);
    row("/run/timeshift/backup", "", true);
    row("/home/ada/timeshifts", "", false);
}

void TestProtectionReason::backupsAreKnownByTheirNames()
{
    QFETCH(std::string, folder);
    QFETCH(std::string, volume);
    QFETCH(bool, backup);
    QCOMPARE(isBackup(folder, volume), backup);
}

void TestProtectionReason::aPlainFolderNeedsNoCare()
{
    const QTemporaryDir folder;
    QCOMPARE(protectionReason(folder.path().toStdString()), ProtectionReason::None);
    QCOMPARE(protectionReason(folder.filePath("gone").toStdString()), ProtectionReason::None);
}

void TestProtectionReason::aMountedVolume_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<ProtectionReason>("reason");
    QTest::newRow("a stick") << "stick" << false << ProtectionReason::None;
    QTest::newRow("a read-only one") << "card" << true << ProtectionReason::ReadOnly;
    QTest::newRow("a backup") << "My Backup" << false << ProtectionReason::Backup;
}

void TestProtectionReason::aMountedVolume()
{
    QFETCH(QString, name);
    QFETCH(bool, readOnly);
    QFETCH(ProtectionReason, reason);
    const QTemporaryDir folder;
    const fs::path place = folder.filePath(name).toStdString();
    fs::create_directories(place);
#ifdef __linux__
    if (::mount("none", place.c_str(), "tmpfs", readOnly ? MS_RDONLY : 0, "size=1m") != 0)
        QSKIP("nothing can be mounted here");
    if (!readOnly)
        fs::create_directories(place / "Pictures");
    const ProtectionReason found = protectionReason(readOnly ? place : place / "Pictures");
    QCOMPARE(::umount2(place.c_str(), MNT_DETACH), 0);
    QCOMPARE(found, reason);
#else
    QSKIP("nothing can be mounted here");
#endif
}

QTEST_GUILESS_MAIN(TestProtectionReason)
#include "tst_protection_reason.moc"
