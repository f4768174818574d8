// SPDX-License-Identifier: GPL-3.0-or-later
// Searching with words on the command line, with an aligned toy: a reference model whose words all
// mean one photo. If these fail, words and pictures do not meet in one space.
#include "core/encode/safetensors.h"
#include "tests/app/cli_outcome.h"
#include "tests/core/encode/text/text_fixtures.h"
#include "tests/core/image/test_pictures.h"

#include <QTemporaryDir>
#include <cstring>
#include <fstream>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

class TestCliWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wordsFindTheirPhoto();
    void unwantedWordsPutItLast();
    void wordsAndPicturesMix();
    void embedWritesWordsFirst();
    void aModelWithoutWordsSaysSo();

private:
    static QString text(const fs::path& path) { return QString::fromStdString(path.string()); }
    [[nodiscard]] Outcome run(const QStringList& arguments, const fs::path& model) const
    {
        QProcess process;
        process.start(
            QStringLiteral(LOOKALIKE_CLI),
            QStringList{"--catalog", text(m_folder / "catalog.db"), "--model", text(model)} +
                arguments);
        return finish(process);
    }
    [[nodiscard]] std::vector<float> embedding(const QStringList& what) const;
    [[nodiscard]] std::vector<nlohmann::json> search(const QStringList& what) const
    {
        const Outcome outcome = run(QStringList{"--json", "search"} + what, m_model);
        return outcome.exit == Done ? outcome.json() : std::vector<nlohmann::json>();
    }
    void align(const std::vector<float>& meaning) const;

    QTemporaryDir m_dir;
    fs::path m_folder, m_model, m_meant, m_other;
};

std::vector<float> TestCliWords::embedding(const QStringList& what) const
{
    const fs::path file = m_folder / "rows.safetensors";
    const Outcome outcome = run(QStringList{"embed", "-o", text(file)} + what, m_model);
    auto written = SafetensorsFile::open(file);
    if (outcome.exit != Done || !written)
        return {};
    return written->readFloats("embeddings").value_or(std::vector<float>());
}

/// Writes the model's weights again, with a last layer that gives `meaning` whatever the words.
void TestCliWords::align(const std::vector<float>& meaning) const
{
    const fs::path weights = m_model / "model.safetensors";
    auto file = SafetensorsFile::open(weights);
    VERIFY_RESULT(file);
    auto writer = SafetensorsWriter::create(m_folder / "aligned.safetensors", file->tensors(), {});
    VERIFY_RESULT(writer);
    for (const TensorInfo& info : file->tensors()) {
        std::vector<std::byte> bytes(static_cast<std::size_t>(info.bytes));
        VERIFY_RESULT(file->read(info, bytes));
        if (info.name == "text_model.head.weight")
            std::fill(bytes.begin(), bytes.end(), std::byte{0});
        if (info.name == "text_model.head.bias") {
            QCOMPARE(bytes.size(), meaning.size() * sizeof(float));
            std::memcpy(bytes.data(), meaning.data(), bytes.size());
        }
        VERIFY_RESULT(writer->write(bytes));
    }
    VERIFY_RESULT(writer->commit());
    fs::remove(weights);
    fs::rename(m_folder / "aligned.safetensors", weights);
}

void TestCliWords::initTestCase()
{
    const fs::path fixture = textFixturesFolder() / "siglip-text-a";
    if (textFixturesFolder().empty() || !fs::exists(fixture))
        QSKIP("needs the reference fixture siglip-text-a");
    m_folder = fs::canonical(m_dir.path().toStdString());
    m_model = m_folder / "aligned";
    fs::copy(fixture, m_model);
    fs::create_directories(m_folder / "photos");
    for (int i = 0; i < 12; ++i)
        writePlainPhoto(m_folder / "photos" / (std::to_string(i) + ".bmp"), i * 20, 255 - i * 20,
                        (i * 90) % 256);
    m_meant = m_folder / "photos" / "4.bmp";
    m_other = m_folder / "photos" / "9.bmp";
    const auto meaning = embedding({text(m_meant)});
    QVERIFY(!meaning.empty());
    align(meaning);
    QCOMPARE(run({"index", text(m_folder / "photos")}, m_model).exit, Done);
}

void TestCliWords::wordsFindTheirPhoto()
{
    const auto hits = search({"--text", "a red bicycle"});
    QCOMPARE(hits.size(), std::size_t{10});
    QCOMPARE(hits[0]["path"], m_meant.string());
    QVERIFY(hits[0]["score"].get<double>() > 0.999);
    QVERIFY(hits[0].contains("band") && !hits[0].contains("query"));
    QCOMPARE(hits[0]["texts"][0], "a red bicycle");
}

void TestCliWords::unwantedWordsPutItLast()
{
    const auto hits = search({"--text", "a red bicycle", "--weight", "-1", "-k", "20"});
    QCOMPARE(hits.size(), std::size_t{12});
    QCOMPARE(hits.back()["path"], m_meant.string());
}

void TestCliWords::wordsAndPicturesMix()
{
    // Words that mean a photo count as the photo does: what counts more comes first.
    const auto first = search({"--text", "x", "--weight", "1,0.001", text(m_other), "-k", "20"});
    const auto words = search({"--text", "x", text(m_other), "--weight", "0.001,1", "-k", "20"});
    QCOMPARE(first.size(), std::size_t{12});
    QCOMPARE(words.size(), std::size_t{12});
    QCOMPARE(first[0]["path"], m_meant.string());
    QCOMPARE(words[0]["path"], m_other.string());
    QVERIFY(words[0].contains("band"));
    QVERIFY(!search({text(m_other)})[0].contains("band"));
    QCOMPARE(words[0]["queries"], 2);
    double last = 1e9;
    for (const auto& hit : words) {
        QVERIFY(hit["score"].get<double>() <= last);
        last = hit["score"].get<double>();
    }
}

void TestCliWords::embedWritesWordsFirst()
{
    const auto rows = embedding({"--text", "a", text(m_other), "--text", "b"});
    const auto meant = embedding({text(m_meant)});
    QCOMPARE(rows.size(), 3 * meant.size());
    for (std::size_t i = 0; i < meant.size(); ++i) {
        QVERIFY(std::abs(rows[i] - meant[i]) < 1e-4F);
        QVERIFY(std::abs(rows[meant.size() + i] - meant[i]) < 1e-4F);
    }
}

void TestCliWords::aModelWithoutWordsSaysSo()
{
    const fs::path model = resourcesFolder() / "models" / "lookalike-small";
    if (!fs::exists(model))
        QSKIP("needs the built-in model");
    const Outcome outcome =
        run({"embed", "--text", "a", "-o", text(m_folder / "none.safetensors")}, model);
    QCOMPARE(outcome.exit, CouldNotRun);
    QVERIFY2(outcome.errors.contains("siglip2"), outcome.errors.constData());
    QVERIFY(!fs::exists(m_folder / "none.safetensors"));
}

QTEST_GUILESS_MAIN(TestCliWords)
#include "tst_cli_words.moc"
