// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/tokenizer_files.h"
#include "tests/core/encode/text/text_fixtures.h"

using namespace lookalike;
using namespace lookalike::testing;

namespace {

QString listed(const std::vector<TokenId>& ids)
{
    QStringList texts;
    for (const TokenId id : ids)
        texts << QString::number(id);
    return texts.join(' ');
}

/// The reference's ids without padding.
std::vector<TokenId> expectedIds(const nlohmann::json& entry)
{
    // Of BERT, the tokenizers library counts where it differs: it is what users of the model get.
    if (entry.contains("ids_fast"))
        return entry["ids_fast"].get<std::vector<TokenId>>();
    auto ids = entry["input_ids"].get<std::vector<TokenId>>();
    ids.resize(entry["length"].get<std::size_t>());
    return ids;
}

} // namespace

// Compares the ids of every text with those of the reference implementation. If a row fails, the
// words that the user types are not those that the model was trained on.
class tst_TextFixturesTokenizers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ids_data();
    void ids();
};

void tst_TextFixturesTokenizers::initTestCase()
{
    if (textFixturesFolder().empty())
        QSKIP("needs the reference fixtures: set LOOKALIKE_TEXT_FIXTURES to their folder");
    QVERIFY2(!textFixtures("texts.json").empty(), "there is no model among the fixtures");
}

void tst_TextFixturesTokenizers::ids_data()
{
    QTest::addColumn<QString>("folder");
    for (const auto& fixture : textFixtures("texts.json"))
        QTest::newRow(fixture.filename().c_str()) << QString::fromStdString(fixture.string());
}

void tst_TextFixturesTokenizers::ids()
{
    QFETCH(QString, folder);
    const std::filesystem::path fixture = folder.toStdString();
    const auto tokenizer = openTokenizer(fixture, modelTypeOf(fixture));
    VERIFY_RESULT(tokenizer);
    const auto texts = readJsonFile(fixture / "texts.json", kMaxTextsBytes);
    VERIFY_RESULT(texts);
    QVERIFY(!(*texts)["texts"].empty());
    QStringList wrong;
    for (const auto& entry : (*texts)["texts"]) {
        const auto padded = entry["input_ids"].get<std::vector<TokenId>>();
        const auto expected = expectedIds(entry);
        const TokenizedText text =
            (*tokenizer)->encode(entry["text"].get<std::string>(), padded.size());
        if (text.ids != expected)
            wrong << QString::fromStdString(entry["note"].get<std::string>()) + ": " +
                         listed(text.ids) + " instead of " + listed(expected);
        if (expected.size() < padded.size() && (*tokenizer)->padding() != padded.back())
            wrong << "padding " + QString::number((*tokenizer)->padding());
    }
    QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join("\n")));
}

QTEST_GUILESS_MAIN(tst_TextFixturesTokenizers)
#include "tst_text_fixtures_tokenizers.moc"
