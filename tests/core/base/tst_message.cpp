// SPDX-License-Identifier: GPL-3.0-or-later
// What the program says, as data. If one of these fails, a message loses its translation on the way
// through the catalog or a decoder process, or what others wrote passes for our own words.
#include "core/base/message.h"
#include "tests/testing.h"

#include <algorithm>
#include <filesystem>

using namespace lookalike;

namespace {

const Message kNested = "%1: %2"_msg("Cannot open the file"_msg, "Permission denied"_msg);

std::string shouted(std::string_view english)
{
    return english == "Cannot open the file" ? "CANNOT OPEN" : std::string(english);
}

} // namespace

class TestMessage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gapsAreFilledAllAtOnce();
    void onlyTemplatesAreTranslated();
    void textOfOthersIsSafeToShow();
    void templatesAreListed();
    void encodedMessagesComeBack_data();
    void encodedMessagesComeBack();
    void whatIsStoredOtherwiseIsTextOfOthers_data();
    void whatIsStoredOtherwiseIsTextOfOthers();
};

void TestMessage::gapsAreFilledAllAtOnce()
{
    QCOMPARE("The file has %1 bytes, more than the limit of %2"_msg(-7, "%1").english(),
             std::string("The file has -7 bytes, more than the limit of %1"));
    QCOMPARE(
        "%2 before %1, 100 % of %2"_msg(std::filesystem::path("/a"), std::string("b")).english(),
        std::string("b before /a, 100 % of b"));
    QCOMPARE(kNested.english(), std::string("Cannot open the file: Permission denied"));
    QVERIFY(Message().empty() && Message().english().empty());
    QVERIFY(!kNested.empty());
}

void TestMessage::onlyTemplatesAreTranslated()
{
    QCOMPARE(kNested.translated(shouted), std::string("CANNOT OPEN: Permission denied"));
    const Message named = "%1: %2"_msg("Cannot open the file", "x");
    QCOMPARE(named.translated(shouted), std::string("Cannot open the file: x"));
}

void TestMessage::textOfOthersIsSafeToShow()
{
    QCOMPARE("Cannot write the log: %1"_msg("a\nb\xFF").english(),
             std::string("Cannot write the log: a\\u{000A}b%FF"));
    QCOMPARE(Message::verbatim("\x1B[31m").english(), std::string("\\u{001B}[31m"));
}

void TestMessage::templatesAreListed()
{
    const auto has = [](std::string_view english) {
        return std::ranges::count(messageTemplates(), english) == 1;
    };
    QVERIFY(messageTemplates().size() > 400);
    QVERIFY(has("Cannot open the file"));
    QVERIFY(has("\"%1\" is not the name of a model on the hub, which is OWNER/NAME or "
                "OWNER/NAME@REVISION"));
    QVERIFY(has("Another Lookalike is using this catalog; close it first"));
    QVERIFY(!has("It ends too early"));
}

void TestMessage::encodedMessagesComeBack_data()
{
    QTest::addColumn<QByteArray>("encoded");
    const auto row = [](const char* name, const Message& message) {
        QTest::addRow("%s", name) << QByteArray::fromStdString(message.encoded());
        QVERIFY(Message::decoded(message.encoded()) == message);
    };
    row("nothing", {});
    row("a sentence", "The file is empty"_msg);
    row("a nested one", kNested);
    row("text of others", Message::verbatim("Corrupt JPEG data: 2 extraneous bytes"));
    row("empty text of others", "%1: %2"_msg("Cannot open the file"_msg, ""));
}

void TestMessage::encodedMessagesComeBack()
{
    QFETCH(QByteArray, encoded);
    const Message message = Message::decoded(encoded.toStdString());
    QCOMPARE(QByteArray::fromStdString(message.encoded()), encoded);
}

// Old rows of the catalog, rows of other versions, and a decoder process that has been taken over.
void TestMessage::whatIsStoredOtherwiseIsTextOfOthers_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char* name, const QByteArray& stored, const QByteArray& shown) {
        QTest::addRow("%s", name) << stored << shown;
    };
    row("plain text", "Cannot open the file", "Cannot open the file");
    row("a template that is not ours", "\x02Send %1 your photos\x1Fthe server\x03",
        "Send the server your photos");
    row("an argument too few", "\x02%1: %2\x1Fone\x03", "\\u{0002}%1: %2\\u{001F}one\\u{0003}");
    row("an argument too many", "\x02The file is empty\x1Fone\x03",
        "\\u{0002}The file is empty\\u{001F}one\\u{0003}");
    row("no end", "\x02The file is empty", "\\u{0002}The file is empty");
    row("more behind the end",
        "\x02The file is empty\x03"
        "\n",
        "\\u{0002}The file is empty\\u{0003}\\u{000A}");
    row("no template", "\x02\x03", "\\u{0002}\\u{0003}");
    row("nested very deeply", QByteArray("\x02%1: %2\x1F").repeated(100'000), {});
}

void TestMessage::whatIsStoredOtherwiseIsTextOfOthers()
{
    QFETCH(QByteArray, stored);
    QFETCH(QByteArray, shown);
    const Message message = Message::decoded(stored.toStdString());
    if (!shown.isEmpty())
        QCOMPARE(QByteArray::fromStdString(message.english()), shown);
    QCOMPARE(message.translated(shouted), message.english());
    QVERIFY(Message::decoded(message.encoded()).english() == message.english());
}

QTEST_GUILESS_MAIN(TestMessage)
#include "tst_message.moc"
