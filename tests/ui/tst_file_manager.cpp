// SPDX-License-Identifier: GPL-3.0-or-later
// Files that the window hands to other programs. If one of these fails, a photo from a stranger
// that is called photo.html or photo.desktop runs as what its name says.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "ui/bridge/file_manager.h"

#include <QDesktopServices>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QUrl>
#include <fstream>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

/// Stands for the desktop.
class Desktop : public QObject {
    Q_OBJECT

public Q_SLOTS:
    void open(const QUrl& url) { opened += url; }

public:
    QList<QUrl> opened;
};

class TestFileManager : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QDesktopServices::setUrlHandler("file", &m_desktop, "open"); }
    void init() { m_desktop.opened.clear(); }
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler("file"); }

    void onlyPicturesAreOpened_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("opened");
        const FileBytes bmp = bmpBytes(smoothPicture(8, 8));
        const QByteArray picture(reinterpret_cast<const char*>(bmp.data()),
                                 static_cast<qsizetype>(bmp.size()));
        const QByteArray jpeg("\xFF\xD8\xFF\xE0<script>alert(1)</script>");
        for (const char* name : {"a.jpg", "a.JPG", "a.html.png", "a.bmp", "a b \xC3\xA4.heic"})
            QTest::newRow(name) << QByteArray(name) << picture << true;
        for (const char* name :
             {"a.html", "a.jpg.html", "a.htm",  "a.xhtml", "a.mht",    "a.svg",      "a.desktop",
              "a.hta",  "a.js",       "a.jse",  "a.vbs",   "a.wsf",    "a.lnk",      "a.url",
              "a.scf",  "a.exe",      "a.com",  "a.scr",   "a.pif",    "a.bat",      "a.cmd",
              "a.ps1",  "a.msi",      "a.jar",  "a.py",    "a.sh",     "a.app",      "a.command",
              "a.pdf",  "a.docm",     "a.xml",  "a.zip",   "a.iso",    "a.appimage", "a",
              ".jpg",   "a.jpg.",     "a.jpg ", "a.jpg\n", "a.webloc", "a.inetloc"}) {
            QTest::addRow("a picture called %s", name) << QByteArray(name) << picture << false;
            QTest::addRow("a JPEG called %s", name) << QByteArray(name) << jpeg << false;
        }
        QTest::newRow("a web page") << QByteArray("b.jpg") << QByteArray("<html></html>") << false;
        QTest::newRow("a starter")
            << QByteArray("b.png") << QByteArray("[Desktop Entry]\nExec=x") << false;
        QTest::newRow("a drawing") << QByteArray("b.gif") << QByteArray("<svg/>") << false;
        QTest::newRow("nothing") << QByteArray("b.bmp") << QByteArray() << false;
    }
    void onlyPicturesAreOpened()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, content);
        QFETCH(bool, opened);
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / name.toStdString();
        std::ofstream(path, std::ios::binary).write(content.constData(), content.size());
        QCOMPARE(isPictureFile(path), opened);
        QVERIFY(openFile(path) == (opened ? OpenOutcome::Opened : OpenOutcome::NotAPicture));
        QCOMPARE(m_desktop.opened.size(), opened ? 1 : 0);
        if (opened)
            QCOMPARE(m_desktop.opened.front().toLocalFile(), QString::fromStdString(path.string()));
    }

    void linksAndFoldersAreLookedBehind()
    {
        const QTemporaryDir scratch;
        const fs::path folder = scratch.path().toStdString();
        const FileBytes bmp = bmpBytes(smoothPicture(8, 8));
        for (const char* name : {"page.html", "photo.bmp"})
            std::ofstream(folder / name, std::ios::binary)
                .write(reinterpret_cast<const char*>(bmp.data()),
                       static_cast<std::streamsize>(bmp.size()));
        fs::create_symlink("page.html", folder / "link.jpg");
        fs::create_symlink("photo.bmp", folder / "link.bmp");
        fs::create_symlink("nowhere.jpg", folder / "dangling.jpg");
        fs::create_directory(folder / "folder.jpg");
        QVERIFY(isPictureFile(folder / "link.bmp"));
        for (const char* name : {"link.jpg", "folder.jpg"})
            QVERIFY2(openFile(folder / name) == OpenOutcome::NotAPicture, name);
        for (const char* name : {"dangling.jpg", "missing.jpg"})
            QVERIFY2(openFile(folder / name) == OpenOutcome::Missing, name);
        QVERIFY(m_desktop.opened.isEmpty());
    }

private:
    Desktop m_desktop;
};

QTEST_MAIN(TestFileManager)
#include "tst_file_manager.moc"
