// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path_within.h"
#include "tests/testing.h"

using namespace lookalike;

// If this fails, a filter shows photos of another folder, or a protected folder is not protected.
class TestPathWithin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void within_data();
    void within();
    void theRestBelowAFolder();
    void separatorsAtTheEnd();
};

void TestPathWithin::within_data()
{
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* name, const char* folder, const char* path, bool expected) {
        QTest::newRow(name) << QByteArray(folder) << QByteArray(path) << expected;
    };
    row("below", "/photos", "/photos/a.jpg", true);
    row("far below", "/photos", "/photos/2020/05/a.jpg", true);
    row("the folder itself", "/photos", "/photos", true);
    row("a longer name", "/photos", "/photos2/a.jpg", false);
    row("beside", "/photos/a", "/photos/b", false);
    row("above", "/photos/a", "/photos", false);
    row("a separator at the folder's end", "/photos/", "/photos/a.jpg", true);
    row("a separator at the path's end", "/photos", "/photos/", true);
    row("the root", "/", "/photos", true);
    row("the root in itself", "/", "/", true);
    row("no folder at all", "", "/photos", false);
    row("bytes that are no UTF-8", "/\xff", "/\xff/a", true);
}

void TestPathWithin::within()
{
    QFETCH(QByteArray, folder);
    QFETCH(QByteArray, path);
    QFETCH(bool, expected);
    QCOMPARE(isPathWithin(folder.toStdString(), path.toStdString()), expected);
}

void TestPathWithin::theRestBelowAFolder()
{
    QCOMPARE(pathBelow("/photos", "/photos/b/a.jpg").value_or("-"), std::string_view("b/a.jpg"));
    QCOMPARE(pathBelow("/", "/a").value_or("-"), std::string_view("a"));
    QVERIFY(!pathBelow("/photos", "/photos"));
    QVERIFY(!pathBelow("/photos", "/photos/"));
    QVERIFY(!pathBelow("/photos", "/photoset/a"));
    QVERIFY(!pathBelow("", "/a"));
}

void TestPathWithin::separatorsAtTheEnd()
{
    QCOMPARE(trimSeparators("/photos//"), std::string_view("/photos"));
    QCOMPARE(trimSeparators("/"), std::string_view("/"));
    QCOMPARE(trimSeparators("C:/"), std::string_view("C:/"));
    QCOMPARE(trimSeparators(""), std::string_view(""));
}

QTEST_GUILESS_MAIN(TestPathWithin)
#include "tst_path_within.moc"
