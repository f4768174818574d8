// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path_bytes.h"
#include "core/base/result.h"
#include "core/base/system_error.h"
#include "tests/testing.h"

#include <set>

using namespace lookalike;

// If this fails, a file name can hide what it is, or forge lines of a list, a log or JSON output.
class TestResult : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textIsSafeToShow_data();
    void textIsSafeToShow();
    void errorTextNamesTheFile();
    void errorCodesHaveNamesOfTheirOwn();
    void systemErrorsBecomeCodes_data();
    void systemErrorsBecomeCodes();
    void pathBytesComeBackUnchanged();
};

void TestResult::textIsSafeToShow_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char* name, QByteArray bytes, QByteArray shown) {
        QTest::addRow("%s", name) << bytes << shown;
    };
    row("plain text stays", "IMG_1234.JPG", "IMG_1234.JPG");
    row("nothing stays nothing", "", "");
    row("umlauts and Chinese stay", "Köln 北京.jpg", "Köln 北京.jpg");
    row("an emoji stays", "\xF0\x9F\x98\x80.png", "\xF0\x9F\x98\x80.png");
    row("a joined family of emoji stays", "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9.png",
        "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9.png");
    row("the last code point stays", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF");
    row("Latin-1 becomes percent", "caf\xE9.jpg", "caf%E9.jpg");
    row("a sequence cut at the end becomes percent", "a\xE2\x82", "a%E2%82");
    row("a sequence cut in the middle spares what follows", "\xE2\x82z", "%E2%82z");
    row("a lonely continuation byte becomes percent", "\x80", "%80");
    row("an overlong slash becomes percent", "\xC0\xAF", "%C0%AF");
    row("an overlong three-byte form becomes percent", "\xE0\x80\xAF", "%E0%80%AF");
    row("a surrogate becomes percent", "\xED\xA0\x80", "%ED%A0%80");
    row("beyond Unicode becomes percent", "\xF4\x90\x80\x80", "%F4%90%80%80");
    row("a newline is shown", "a\nb", "a\\u{000A}b");
    row("a tab and an escape are shown", "\t\x1B[31m", "\\u{0009}\\u{001B}[31m");
    row("NUL is shown", QByteArray("a\0b", 3), "a\\u{0000}b");
    row("delete and C1 controls are shown", "\x7F\xC2\x85", "\\u{007F}\\u{0085}");
    row("right-to-left override is shown", "photo\xE2\x80\xAEgpj.exe", "photo\\u{202E}gpj.exe");
    row("isolates are shown", "\xE2\x81\xA6x\xE2\x81\xA9", "\\u{2066}x\\u{2069}");
    row("marks of direction are shown", "\xE2\x80\x8F\xD8\x9C", "\\u{200F}\\u{061C}");
    row("a line separator is shown",
        "a\xE2\x80\xA8"
        "b",
        "a\\u{2028}b");
    row("Hebrew itself stays", "שלום", "שלום");
}

void TestResult::textIsSafeToShow()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, shown);
    const std::string_view view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    QCOMPARE(QByteArray::fromStdString(displayText(view)), shown);
    QVERIFY(QString::fromUtf8(shown).toUtf8() == shown); // always valid UTF-8
    QCOMPARE(QByteArray::fromStdString(displayPath(pathFromBytes(view))), shown);
}

void TestResult::errorTextNamesTheFile()
{
    QCOMPARE(Error({ErrorCode::Broken, "It ends too early"_msg, "/p/a\nb.jpg"}).text(),
             std::string("It ends too early: /p/a\\u{000A}b.jpg"));
    QCOMPARE(Error({ErrorCode::Broken, "It ends too early"_msg, {}}).text(),
             std::string("It ends too early"));
}

void TestResult::errorCodesHaveNamesOfTheirOwn()
{
    std::set<std::string> names;
    constexpr int kCount = static_cast<int>(ErrorCode::Internal) + 1;
    for (int i = 0; i < kCount; ++i)
        names.insert(errorCodeName(static_cast<ErrorCode>(i)));
    QCOMPARE(names.size(), std::size_t{kCount});
    QVERIFY(names.contains("not_found"));
}

void TestResult::systemErrorsBecomeCodes_data()
{
    QTest::addColumn<int>("condition");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, std::errc condition, ErrorCode code) {
        QTest::addRow("%s", name) << static_cast<int>(condition) << static_cast<int>(code);
    };
    row("a missing file", std::errc::no_such_file_or_directory, ErrorCode::NotFound);
    row("a refused one", std::errc::permission_denied, ErrorCode::PermissionDenied);
    row("a read-only disk", std::errc::read_only_file_system, ErrorCode::PermissionDenied);
    row("a full disk", std::errc::no_space_on_device, ErrorCode::NoSpace);
    row("a broken disk", std::errc::io_error, ErrorCode::IoError);
    row("a loop of links", std::errc::too_many_symbolic_link_levels, ErrorCode::InvalidArgument);
}

void TestResult::systemErrorsBecomeCodes()
{
    QFETCH(int, condition);
    QFETCH(int, code);
    const Result<> failed = failSystem(std::make_error_code(static_cast<std::errc>(condition)),
                                       "Cannot do it"_msg, "/x");
    VERIFY_ERROR(failed, static_cast<ErrorCode>(code));
    QVERIFY(failed.error().text().starts_with("Cannot do it: "));
}

// If this fails, files whose names are not UTF-8 are lost from the catalog.
void TestResult::pathBytesComeBackUnchanged()
{
    std::string every;
    for (int byte = 1; byte < 256; ++byte)
        every.push_back(static_cast<char>(byte));
#ifdef _WIN32
    every = "caf\xC3\xA9 \xF0\x9F\x98\x80 \xED\xA0\x80"; // a lone surrogate in WTF-8
#endif
    QCOMPARE(pathToBytes(pathFromBytes(every)), every);
}

QTEST_GUILESS_MAIN(TestResult)
#include "tst_result.moc"
