// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenizer files that lie. If one of these fails, a downloaded model can take the computer's
// memory or its time, or turns words into something else without a word about it.
#include "core/encode/model_directory.h"
#include "core/encode/text/byte_level.h"
#include "core/encode/text/tokenizer_files.h"
#include "tests/core/encode/text/text_fixtures.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <fstream>
#include <functional>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr std::int64_t kMostBytes = 200 << 20;
constexpr qint64 kMostMilliseconds = 1000;

/// A number of /proc/self/status, in bytes; 0 where there is no such file.
std::int64_t memoryBytes(const std::string& key)
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == key + ":") {
            std::int64_t kilobytes = 0;
            status >> kilobytes;
            return kilobytes * 1024;
        }
    return 0;
}

/// A small tokenizer.json of byte pairs that is in order.
Json soundBpe()
{
    return {{"added_tokens", {{{"id", 0}, {"content", "<pad>"}, {"normalized", false}}}},
            {"normalizer", {{"type", "Lowercase"}}},
            {"pre_tokenizer", {{"type", "WhitespaceSplit"}}},
            {"post_processor", nullptr},
            {"model",
             {{"type", "BPE"},
              {"unk_token", "<unk>"},
              {"vocab", {{"<pad>", 0}, {"<unk>", 1}, {"a", 2}, {"b", 3}, {"ab", 4}}},
              {"merges", {"a b"}}}}};
}

Json soundUnigram()
{
    Json json = soundBpe();
    json["added_tokens"] = Json::array();
    json["model"] = {{"type", "Unigram"},
                     {"unk_id", 0},
                     {"vocab", Json::parse(R"([["<unk>",0],["a",-1],["ab",-1.5]])")}};
    return json;
}

std::string varint(std::uint64_t value)
{
    std::string bytes;
    for (; value >= 0x80; value >>= 7U)
        bytes += static_cast<char>((value & 0x7FU) | 0x80U);
    return bytes + static_cast<char>(value);
}

std::string piece(const std::string& text, std::uint64_t kind)
{
    const std::string body = "\x0A" + varint(text.size()) + text + "\x15" +
                             std::string("\x00\x00\x80\xBF", 4) + "\x18" + varint(kind);
    return "\x0A" + varint(body.size()) + body;
}

/// <unk>, <s>, </s>, a
std::string soundModel()
{
    return piece("<unk>", 2) + piece("<s>", 3) + piece("</s>", 3) + piece("a", 1);
}

} // namespace

class tst_HostileTokenizers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void soundFilesAreRead();
    void refused_data();
    void refused();
    void vocabularyAndTableFit_data();
    void vocabularyAndTableFit();
    void unknownLettersAreTold_data();
    void unknownLettersAreTold();
};

void tst_HostileTokenizers::soundFilesAreRead()
{
    const QTemporaryDir scratch;
    const fs::path folder = scratch.path().toStdString();
    for (const Json& json : {soundBpe(), soundUnigram()}) {
        std::ofstream(folder / "tokenizer.json") << json;
        const auto tokenizer = openTokenizer(folder, "");
        VERIFY_RESULT(tokenizer);
        QCOMPARE((*tokenizer)->encode("ab", 9).ids.size(), std::size_t{1});
    }
    std::ofstream(folder / "spiece.model", std::ios::binary) << soundModel();
    VERIFY_RESULT(openTokenizer(folder, ""));
}

void tst_HostileTokenizers::refused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("field");
    const auto json = [](const char* name, const Json& base, const char* field,
                         const std::function<void(Json&)>& change) {
        Json changed = base;
        change(changed);
        QTest::newRow(name) << "tokenizer.json" << QByteArray::fromStdString(changed.dump())
                            << field;
    };
    json("an id below zero", soundBpe(), "vocab", [](Json& j) { j["model"]["vocab"]["a"] = -1; });
    json("an id beyond all", soundBpe(), "vocab",
         [](Json& j) { j["model"]["vocab"]["a"] = std::int64_t{1} << 40; });
    json("an id that is not whole", soundBpe(), "whole",
         [](Json& j) { j["model"]["vocab"]["a"] = 1.5; });
    json("an id twice", soundBpe(), "vocab", [](Json& j) { j["model"]["vocab"]["a"] = 3; });
    json("a token twice", soundUnigram(), "vocab", [](Json& j) {
        j["model"]["vocab"].push_back(Json::array({"a", -2.0}));
    });
    json("no vocabulary", soundBpe(), "vocab", [](Json& j) { j["model"].erase("vocab"); });
    json("a merge of unknown tokens", soundBpe(), "merges",
         [](Json& j) { j["model"]["merges"].push_back("a x"); });
    json("a merge of three", soundBpe(), "merges",
         [](Json& j) { j["model"]["merges"].push_back("a b a"); });
    json("bytes missing for byte fallback", soundBpe(), "vocab",
         [](Json& j) { j["model"]["byte_fallback"] = true; });
    json("bytes missing for byte level", soundBpe(), "vocab", [](Json& j) {
        j["pre_tokenizer"] = {{"type", "ByteLevel"}};
    });
    json("an unknown token that is none", soundBpe(), "unk_token",
         [](Json& j) { j["model"]["unk_token"] = "nothing"; });
    json("an unknown id beyond all", soundUnigram(), "unk_id",
         [](Json& j) { j["model"]["unk_id"] = 1000; });
    json("an added token with another's id", soundBpe(), "added_tokens", [](Json& j) {
        j["added_tokens"].push_back({{"id", 2}, {"content", "<x>"}});
    });
    json("an added token beyond all", soundBpe(), "added_tokens", [](Json& j) {
        j["added_tokens"].push_back({{"id", 1u << 31}, {"content", "<x>"}});
    });
    json("a normaliser nobody knows", soundBpe(), "normalizer", [](Json& j) {
        j["normalizer"] = {{"type", "Laplace"}};
    });
    json("a pattern nobody knows", soundBpe(), "regular expression", [](Json& j) {
        j["pre_tokenizer"] = {
            {"type", "Split"}, {"pattern", {{"Regex", "(?<=a)b"}}}, {"behavior", "Isolated"}};
    });
    json("a damaged character map", soundUnigram(), "precompiled_charsmap", [](Json& j) {
        j["normalizer"] = {{"type", "Precompiled"}, {"precompiled_charsmap", "/////w=="}};
    });
    json("an end token that is none", soundBpe(), "sep", [](Json& j) {
        j["post_processor"] = {{"type", "BertProcessing"}, {"cls", {"a", 2}}, {"sep", {"b", -3}}};
    });

    QByteArray merges = R"({"model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":[)";
    merges.reserve(61'000'000);
    for (int i = 0; i < 10'000'000; ++i)
        merges += R"("a b",)";
    merges += R"("a b"]}})";
    QTest::newRow("ten million merges") << "tokenizer.json" << merges << "merges";
    QTest::newRow("a depth of a hundred thousand")
        << "tokenizer.json" << QByteArray(R"({"version":)") + QByteArray(100'000, '[') << "nested";
    QTest::newRow("a depth of a hundred thousand in a part")
        << "tokenizer.json" << QByteArray(R"({"normalizer":)") + QByteArray(100'000, '[')
        << "nested";
    const QByteArray sound = QByteArray::fromStdString(soundBpe().dump());
    QTest::newRow("half a file") << "tokenizer.json" << sound.left(sound.size() / 2) << "JSON";
    QTest::newRow("no UTF-8") << "tokenizer.json" << QByteArray("{\"a\xFF\":1}") << "JSON";

    const auto model = [](const char* name, const std::string& bytes, const char* field) {
        QTest::newRow(name) << "spiece.model" << QByteArray::fromStdString(bytes) << field;
    };
    const std::string negative(9, '\xFF');
    model("a piece of negative size", soundModel() + "\x0A" + negative + "\x01", "pieces");
    model("a text of negative size", soundModel() + "\x0A\x0B\x0A" + negative + "\x01", "pieces");
    model("a character map of negative size", soundModel() + "\x1A\x0B\x12" + negative + "\x01",
          "normalizer_spec");
    model("a trainer of negative size", soundModel() + "\x12\x0B\x0A" + negative + "\x01",
          "trainer_spec");
    model("a piece twice", soundModel() + piece("a", 1), "pieces");
    model("an end that is none", soundModel() + "\x12\x03\xD0\x02\x7F", "eos_id");
    model("nothing", "", "unk_id");
}

void tst_HostileTokenizers::refused()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, field);
    const QTemporaryDir scratch;
    const fs::path folder = scratch.path().toStdString();
    std::ofstream(folder / file.toStdString(), std::ios::binary)
        << std::string_view(content.constData(), static_cast<std::size_t>(content.size()));
    std::ofstream("/proc/self/clear_refs") << 5; // the peak begins here
    const std::int64_t before = memoryBytes("VmRSS");
    QElapsedTimer timer;
    timer.start();
    const auto tokenizer = openTokenizer(folder, "");
    const qint64 milliseconds = timer.elapsed();
    const std::int64_t growth = memoryBytes("VmHWM") - before;
    QVERIFY(!tokenizer);
    const QString said = QString::fromStdString(tokenizer.error().text());
    QVERIFY2(said.contains(field) && said.contains(file), qPrintable(said));
    QVERIFY2(milliseconds <= kMostMilliseconds, qPrintable(QString::number(milliseconds)));
    QVERIFY2(growth <= kMostBytes, qPrintable(QString::number(growth)));
}

void tst_HostileTokenizers::vocabularyAndTableFit_data()
{
    QTest::addColumn<int>("more");
    QTest::addColumn<bool>("fits");
    QTest::newRow("as it is") << 0 << true;
    QTest::newRow("one token more than rows") << 1 << false;
    QTest::newRow("far fewer tokens than rows") << -1 << false;
}

void tst_HostileTokenizers::vocabularyAndTableFit()
{
    QFETCH(int, more);
    QFETCH(bool, fits);
    const fs::path fixture = textFixturesFolder() / "siglip2-text-a";
    if (textFixturesFolder().empty() || !fs::exists(fixture / "tokenizer.json"))
        QSKIP("needs the reference fixture siglip2-text-a");
    const QTemporaryDir scratch;
    const fs::path folder = fs::path(scratch.path().toStdString()) / "model";
    fs::copy(fixture, folder);
    auto json = readJsonFile(fixture / "tokenizer.json", kMaxTextsBytes);
    VERIFY_RESULT(json);
    if (more > 0)
        (*json)["model"]["vocab"]["one more"] = (*json)["model"]["vocab"].size();
    if (more < 0) {
        *json = soundBpe();
    }
    fs::remove(folder / "tokenizer.json");
    std::ofstream(folder / "tokenizer.json") << *json;
    const auto encoder = loadEncoder(folder.string(), {DeviceKind::Cpu, 1});
    VERIFY_RESULT(encoder);
    const auto words = (*encoder)->textEncoder();
    QCOMPARE(words.has_value(), fits);
    if (!fits) {
        const QString said = QString::fromStdString(words.error().text());
        QVERIFY2(said.contains("vocab") && said.contains("vocab_size"), qPrintable(said));
    }
}

void tst_HostileTokenizers::unknownLettersAreTold_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char* name, const char* file, const std::string& content) {
        QTest::newRow(name) << file << QByteArray::fromStdString(content);
    };
    const auto add = [](Json& json, const std::string& token) {
        json["model"]["vocab"][token] = json["model"]["vocab"].size();
    };
    Json characters = soundBpe();
    add(characters, "ж");
    row("pairs of characters", "tokenizer.json", characters.dump());
    Json fallback = characters;
    fallback["model"]["byte_fallback"] = true;
    for (int byte = 0; byte < 256; ++byte)
        add(fallback, QString::asprintf("<0x%02X>", byte).toStdString());
    row("pairs of characters, or else bytes", "tokenizer.json", fallback.dump());

    // A part of a letter's bytes is not the letter.
    Json bytes = soundBpe();
    bytes["pre_tokenizer"] = {{"type", "ByteLevel"}};
    bytes["model"]["end_of_word_suffix"] = "</w>";
    for (int byte = 0; byte < 256; ++byte)
        if (const auto token = toByteCharacters(std::string(1, static_cast<char>(byte)));
            !bytes["model"]["vocab"].contains(token))
            add(bytes, token);
    const std::string zhe = "ж";
    const std::string cat = "猫";
    for (const std::string& letter : {zhe, cat}) {
        const std::string first = toByteCharacters(letter.substr(0, 1));
        std::string second = toByteCharacters(letter.substr(1, 1));
        if (letter == zhe)
            second += "</w>"; // known at the end of a word alone
        if (!bytes["model"]["vocab"].contains(second))
            add(bytes, second);
        add(bytes, first + second);
        bytes["model"]["merges"].push_back(first + " " + second);
    }
    row("pairs of bytes", "tokenizer.json", bytes.dump());
    Json unigram = soundUnigram();
    unigram["model"]["vocab"].push_back({"ж", -2});
    row("unigrams", "tokenizer.json", unigram.dump());
    row("pieces of SentencePiece", "spiece.model", soundModel() + piece("ж", 1));
    row("pieces of words", "vocab.txt", "[UNK]\n[CLS]\n[SEP]\n[PAD]\na\n##ж\n");
}

void tst_HostileTokenizers::unknownLettersAreTold()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    const QTemporaryDir scratch;
    const fs::path folder = scratch.path().toStdString();
    std::ofstream(folder / file.toStdString(), std::ios::binary) << content.toStdString();
    const auto tokenizer = openTokenizer(folder, "");
    VERIFY_RESULT(tokenizer);
    QCOMPARE(QString::fromStdString((*tokenizer)->encode("a ж 猫 猫犬!", 99).unknownLetters),
             QStringLiteral("猫犬"));
    QVERIFY((*tokenizer)->encode("aж", 99).unknownLetters.empty());
}

QTEST_GUILESS_MAIN(tst_HostileTokenizers)
#include "tst_hostile_tokenizers.moc"
