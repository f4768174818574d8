// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, photos that the user left out come back, or others leave the library.
#include "core/files/exclusions.h"
#include "tests/testing.h"

using namespace lookalike;

class TestExclusions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void patternsNameFiles_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("excluded");
        const auto row = [](const char* pattern, const char* path, bool excluded) {
            QTest::addRow("%s for %s", pattern, path) << pattern << path << excluded;
        };
        row("raw", "raw/a.jpg", true);
        row("raw", "2019/raw/deep/a.jpg", true);
        row("raw", "2019/Raw/a.jpg", true);
        row("raw", "raw", true);
        row("raw", "raws/a.jpg", false);
        row("raw", "draw/a.jpg", false);
        row("raw/", "2019/raw/a.jpg", true);
        row("*.gif", "x/a.GIF", true);
        row("*.gif", "a.gif.jpg", false);
        row("IMG_????.jpg", "img_0001.jpg", true);
        row("IMG_????.jpg", "img_00012.jpg", false);
        row("?.jpg", "\xC3\xA9.jpg", true); // one character of two bytes
        row("*/screenshots/*", "screenshots/a.png", true);
        row("*/screenshots/*", "Phone/Screenshots/2024/a.png", true);
        row("*/screenshots/*", "Phone/Screenshots", false);
        row("*/screenshots/*", "Phone/my screenshots/a.png", false);
        row("2019/raw", "2019/raw/a.jpg", true);
        row("/2019/raw", "2019/raw/a.jpg", true);
        row("2019/raw", "old/2019/raw/a.jpg", false);
        row("2019/*.png", "2019/x/a.png", true);
        row("a?b", "a/b", false);
        row("[x]", "[x]/a.jpg", true); // names have brackets
        row("[x]", "x/a.jpg", false);
        row("*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false);
    }

    void patternsNameFiles()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, path);
        QFETCH(bool, excluded);
        QCOMPARE(Exclusions({pattern.toStdString()}).excludes(path.toStdString()), excluded);
    }

    void oneFolderIsLeftOutAlone()
    {
        const std::string pattern = Exclusions::patternOf("2019/a*b [x]?");
        VERIFY_RESULT(Exclusions::check(pattern));
        const Exclusions exclusions({pattern});
        QVERIFY(exclusions.excludesFolder("2019/a*b [x]?"));
        QVERIFY(exclusions.excludes("2019/a*b [x]?/deep/1.jpg"));
        QVERIFY(!exclusions.excludes("2019/a and b [x]?/1.jpg"));
        QVERIFY(!exclusions.excludes("2018/2019/a*b [x]?/1.jpg"));
        QVERIFY(!Exclusions({Exclusions::patternOf("raw")}).excludes("2019/raw/1.jpg"));
    }

    void aFolderIsLeftOutIfAllThatIsInItIs()
    {
        QVERIFY(Exclusions({"*/screenshots/*"}).excludesFolder("Phone/Screenshots"));
        QVERIFY(Exclusions({"raw"}).excludesFolder("2019/raw"));
        QVERIFY(!Exclusions({"*/screenshots/*.png"}).excludesFolder("Phone/Screenshots"));
        QVERIFY(!Exclusions({"*/screenshots/*"}).excludesFolder("Phone"));
        QVERIFY(!Exclusions().excludesFolder("Phone"));
    }

    void patternsForNothingOrEverythingAreRefused()
    {
        for (const char* pattern : {"", "/", "*", "**", "*/*", "//"})
            VERIFY_ERROR(Exclusions::check(pattern), ErrorCode::InvalidArgument);
        for (const char* pattern : {"raw", "*.gif", "*/x/*", "?"})
            VERIFY_RESULT(Exclusions::check(pattern));
    }
};

QTEST_GUILESS_MAIN(TestExclusions)
#include "tst_exclusions.moc"
