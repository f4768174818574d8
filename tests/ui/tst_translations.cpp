// SPDX-License-Identifier: GPL-3.0-or-later
// Every word of the window in every language. If one of these fails, the user reads two languages
// at once, or a number is missing in a sentence.
#include "core/base/system_error.h"
#include "core/image/worker/sandbox.h"
#include "tests/testing.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/keeper_text.h"
#include "ui/text/loss_text.h"
#include "ui/text/relation_text.h"
#include "ui/text/translated.h"
#include "ui/translations.h"

#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace lookalike;

namespace {

struct Entry {
    QString context;
    QString source;
    QStringList forms; ///< of the translation
    bool plural = false;
    bool unfinished = false;
};

QList<Entry> readEntries(const QString& path)
{
    QFile file(path);
    QList<Entry> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            Entry message;
            message.context = context;
            message.plural = xml.attributes().value("numerus") == QLatin1String("yes");
            messages += message;
        } else if (xml.name() == QLatin1String("source")) {
            messages.back().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            messages.back().unfinished = xml.attributes().hasAttribute("type");
            if (!messages.back().plural)
                messages.back().forms += xml.readElementText();
        } else if (xml.name() == QLatin1String("numerusform")) {
            messages.back().forms += xml.readElementText();
        }
    }
    return messages;
}

QStringList placeholders(const QString& text)
{
    static const QRegularExpression one(QStringLiteral("%L?n|%\\d"));
    QStringList found;
    for (auto it = one.globalMatch(text); it.hasNext();)
        found += it.next().captured();
    found.removeDuplicates();
    found.sort();
    return found;
}

qsizetype mnemonics(const QString& text)
{
    static const QRegularExpression one(QStringLiteral("&[^&\\s]"));
    qsizetype count = 0;
    for (auto it = one.globalMatch(text); it.hasNext(); it.next())
        ++count;
    return count;
}

QString sourceTree(const char* part)
{
    return QStringLiteral(LOOKALIKE_SOURCE_DIR "/") + QLatin1String(part);
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void germanIsWholeAndFits();
    void nothingOfTheSourcesIsMissing();
    void allThatCoreSaysIsInGerman();
    void germanIsSpoken();
};

void TestTranslations::germanIsWholeAndFits()
{
    const auto messages = readEntries(sourceTree("resources/translations/lookalike_de.ts"));
    QVERIFY(messages.size() > 600);
    for (const Entry& message : messages) {
        const QByteArray where = (message.context + ": " + message.source).toUtf8();
        QVERIFY2(!message.unfinished, where);
        QCOMPARE(message.forms.size(), message.plural ? 2 : 1);
        for (const QString& form : message.forms) {
            QVERIFY2(!form.isEmpty(), where);
            QVERIFY2(placeholders(form) == placeholders(message.source), where);
            QVERIFY2(mnemonics(form) == mnemonics(message.source), where);
            QVERIFY2(form.endsWith(QChar(0x2026)) == message.source.endsWith(QChar(0x2026)), where);
            QVERIFY2(form.count('\n') == message.source.count('\n'), where);
        }
    }
}

void TestTranslations::nothingOfTheSourcesIsMissing()
{
    const QString lupdate = QStringLiteral(LOOKALIKE_LUPDATE);
    if (!QFile::exists(lupdate))
        QSKIP("lupdate, which reads the sources, is not installed");
    const QTemporaryDir scratch;
    for (const QString language : {"de", "en"}) {
        const QString name = "lookalike_" + language + ".ts";
        const QString copy = scratch.filePath(name);
        QVERIFY(QFile::copy(sourceTree("resources/translations/") + name, copy));
        QStringList arguments{"-silent",
                              "-no-obsolete",
                              "-locations",
                              "none",
                              "-I",
                              sourceTree(""),
                              sourceTree("ui"),
                              sourceTree("app/lookalike"),
                              QStringLiteral(LOOKALIKE_MESSAGE_LIST)};
        if (language == QLatin1String("en"))
            arguments += "-pluralonly";
        QCOMPARE(QProcess::execute(lupdate, arguments + QStringList{"-ts", copy}), 0);
        const auto now = readEntries(copy);
        for (const Entry& message : now)
            QVERIFY2(!message.unfinished,
                     qPrintable("run the target lookalike_update_translations and translate: " +
                                language + ", " + message.context + ": " + message.source));
        QCOMPARE(now.size(), readEntries(sourceTree("resources/translations/") + name).size());
    }
}

void TestTranslations::allThatCoreSaysIsInGerman()
{
    QSet<QString> german;
    for (const Entry& entry : readEntries(sourceTree("resources/translations/lookalike_de.ts")))
        if (entry.context == QLatin1String("lookalike::Core") && !entry.unfinished)
            german += entry.source;
    for (const std::string_view english : messageTemplates()) {
        const QString source = QString::fromUtf8(english.data(), qsizetype(english.size()));
        QVERIFY2(german.remove(source), qPrintable(source));
    }
    QVERIFY2(german.isEmpty(), qPrintable(QStringList(german.values()).join('\n')));
}

void TestTranslations::germanIsSpoken()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    installTranslations(*qApp, QStringLiteral("de"));
    QCOMPARE(QCoreApplication::translate("lookalike::MainWindow", "&Library"),
             QStringLiteral("&Bibliothek"));
    QCOMPARE(text::photos(1), QStringLiteral("1 Foto"));
    QCOMPARE(text::photos(1234), QStringLiteral("1.234 Fotos"));
    const auto denied = failSystem(std::make_error_code(std::errc::permission_denied),
                                   "Cannot read the file"_msg, "/a/b.jpg");
    QCOMPARE(displayError(denied.value()),
             QStringLiteral("Die Datei lässt sich nicht lesen: Keine Berechtigung: /a/b.jpg"));
    QCOMPARE(
        translated("The picture is too large: %1 x %2 pixels, the limit is %3 megapixels"_msg(
            70000, 9, 250)),
        QStringLiteral("Das Bild ist zu groß: 70000 x 9 Pixel, die Grenze sind 250 Megapixel"));
    QCOMPARE(translated("Cannot find the folder (%1)"_msg("%1 is no %2")),
             QStringLiteral("Der Ordner ist nicht zu finden (%1 is no %2)"));
    Protections protections;
    protections.limits = true;
    protections.landlock = 3;
    QCOMPARE(translated("separate processes (%1)"_msg(protectionText(protections))),
             QStringLiteral("eigenen Prozessen (Grenzen für Speicher und Zeit, Landlock 3)"));
    QCOMPARE(translated(Message::verbatim("Stopped")), QStringLiteral("Stopped"));
    QCOMPARE(displayError({ErrorCode::Broken, "The file is empty"_msg, "/a/b.jpg"}),
             QStringLiteral("Die Datei ist leer: /a/b.jpg"));

    DuplicateGroup group;
    group.members.resize(1);
    group.members[0].content.width = 4000;
    group.members[0].content.height = 3000;
    group.members[0].content.metadata.takenAt = 1;
    group.members[0].content.metadata.camera = "Canon";
    group.reasons = {KeeperRule::MorePixels, KeeperRule::MoreMetadata};
    group.losses = {{KeeperLossKind::Rating, "/photos/b.jpg"}};
    group.members[0].isKeeper = true;
    QCOMPARE(text::keeper(group, 0),
             QStringLiteral("Vorschlag: meiste Pixel (4000 × 3000), mit Datum und Kamera."));
    QCOMPARE(text::losses(group.losses, "/photos/a.jpg"),
             QStringLiteral("Mit b.jpg geht verloren: Bewertung."));
    QCOMPARE(text::relation(Relation::Cropped), QStringLiteral("Beschnitten"));
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
