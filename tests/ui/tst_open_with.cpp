// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing.h"
#include "ui/bridge/desktop_entries.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace lookalike;

namespace {

const QString kJpeg = QStringLiteral("image/jpeg");

QString entry(const char* name, const char* exec, const char* more = "")
{
    return QStringLiteral("[Desktop Entry]\nType=Application\nName=%1\nExec=%2\n%3\n"
                          "[Desktop Action new]\nName=New\nExec=sh %f\n")
        .arg(QLatin1String(name), QLatin1String(exec), QLatin1String(more));
}

} // namespace

// If this fails, the menu offers a program that cannot open the photo, or hands it something else.
class TestOpenWith : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theUsualProgramComesFirst();
    void whatWasRemovedIsNotOffered();
    void theUsersOwnFileHidesTheSystems();
    void moreGeneralTypesComeLast();
    void onlyProgramsThatOpenFiles_data();
    void onlyProgramsThatOpenFiles();
    void commandsAreNeverGivenToAShell_data();
    void commandsAreNeverGivenToAShell();

private:
    void write(const QString& name, const QString& text) const
    {
        const QString path = m_folder->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
    }
    [[nodiscard]] QStringList names(const QStringList& types = {kJpeg}) const
    {
        QStringList names;
        for (const OpeningProgram& program : desktop::programs(types, m_places))
            names += program.name;
        return names;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    desktop::Places m_places;
};

void TestOpenWith::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_places = {{m_folder->filePath("config"), m_folder->filePath("etc")},
                {m_folder->filePath("own"), m_folder->filePath("system")},
                {QStringLiteral("gnome")}};
    write("system/a.desktop", entry("A", "sh %f"));
    write("system/b.desktop", entry("B", "sh %U"));
    write("system/kde/c.desktop", entry("C", "sh %F"));
    write("system/mimeinfo.cache",
          "[MIME Cache]\nimage/jpeg=a.desktop;b.desktop;kde-c.desktop;gone.desktop;\n"
          "image/png=a.desktop;\n");
}

void TestOpenWith::theUsualProgramComesFirst()
{
    QCOMPARE(names(), (QStringList{"A", "B", "C"}));
    write("etc/mimeapps.list", "[Default Applications]\nimage/jpeg=b.desktop\n");
    QCOMPARE(names(), (QStringList{"B", "A", "C"}));
    write("config/mimeapps.list", "[Default Applications]\nimage/jpeg=kde-c.desktop;\n");
    QCOMPARE(names(), (QStringList{"C", "B", "A"}));
    write("config/gnome-mimeapps.list", "[Default Applications]\nimage/jpeg=a.desktop;\n");
    QCOMPARE(names(), (QStringList{"A", "C", "B"}));
}

void TestOpenWith::whatWasRemovedIsNotOffered()
{
    write("config/mimeapps.list",
          "[Removed Associations]\nimage/jpeg=b.desktop;\n[Added Associations]\n# no\n");
    QCOMPARE(names(), (QStringList{"A", "C"}));
}

void TestOpenWith::theUsersOwnFileHidesTheSystems()
{
    write("own/a.desktop", entry("My A", "sh %f"));
    write("own/b.desktop", entry("B", "sh %f", "Hidden=true"));
    QCOMPARE(names(), (QStringList{"My A", "C"}));
}

void TestOpenWith::moreGeneralTypesComeLast()
{
    QCOMPARE(names({QStringLiteral("image/png"), kJpeg}), (QStringList{"A", "B", "C"}));
    QVERIFY(names({QStringLiteral("image/x-unknown")}).isEmpty());
}

void TestOpenWith::onlyProgramsThatOpenFiles_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("opens");
    QTest::newRow("usual") << entry("X", "sh %f") << true;
    QTest::newRow("no file") << entry("X", "sh") << false;
    QTest::newRow("hidden") << entry("X", "sh %f", "Hidden=true") << false;
    QTest::newRow("in a terminal") << entry("X", "sh %f", "Terminal=true") << false;
    QTest::newRow("not there") << entry("X", "no-such-program %f") << false;
    QTest::newRow("tried and not there") << entry("X", "sh %f", "TryExec=no-such-program") << false;
    QTest::newRow("a link") << QStringLiteral("[Desktop Entry]\nType=Link\nName=X\nExec=sh %f\n")
                            << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestOpenWith::onlyProgramsThatOpenFiles()
{
    QFETCH(QString, text);
    QFETCH(bool, opens);
    QCOMPARE(desktop::program(QStringLiteral("x.desktop"), text).has_value(), opens);
}

void TestOpenWith::commandsAreNeverGivenToAShell_data()
{
    QTest::addColumn<QString>("exec");
    QTest::addColumn<QStringList>("command");
    const QString file = QStringLiteral("/a b/$(x);\"y\".jpg");
    const QString uri = QStringLiteral("file:///uri");
    QTest::newRow("file") << "sh %f" << QStringList{"sh", file};
    QTest::newRow("address") << "sh -c %u" << QStringList{"sh", "-c", uri};
    QTest::newRow("quoted") << "\"/opt/my \\\"tool\\\"\" --x=\"a b\" %F"
                            << QStringList{"/opt/my \"tool\"", "--x=a b", file};
    QTest::newRow("codes") << "sh %i %c %k 100%% %U"
                           << QStringList{"sh", "--icon", "icon", "X", "100%", uri};
    QTest::newRow("none") << "sh" << QStringList{"sh", file};
}

void TestOpenWith::commandsAreNeverGivenToAShell()
{
    QFETCH(QString, exec);
    QFETCH(QStringList, command);
    const OpeningProgram program{QStringLiteral("x.desktop"), QStringLiteral("X"),
                                 QStringLiteral("icon"), desktop::splitExec(exec)};
    QCOMPARE(desktop::commandFor(program, QStringLiteral("/a b/$(x);\"y\".jpg"),
                                 QStringLiteral("file:///uri")),
             command);
}

QTEST_GUILESS_MAIN(TestOpenWith)
#include "tst_open_with.moc"
