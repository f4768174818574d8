// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/model_directory.h"
#include "core/encode/safetensors.h"
#include "tests/core/encode/text/text_fixtures.h"

#include <QRegularExpression>
#include <cmath>
#include <fstream>
#include <map>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

constexpr double kUsualTolerance = 1e-4; ///< of fixtures that the README does not list

double largestDifference(std::span<const float> a, std::span<const float> b)
{
    double largest = a.size() == b.size() ? 0 : 1e9;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, static_cast<double>(std::abs(a[i] - b[i])));
    return largest;
}

/// A tensor of whole numbers, whatever their width.
std::vector<std::int64_t> readIntegers(SafetensorsFile& file, const char* name)
{
    const TensorInfo* info = file.find(name);
    std::vector<std::int64_t> values;
    if (info == nullptr)
        return values;
    std::vector<std::byte> bytes(static_cast<std::size_t>(info->bytes));
    if (!file.read(*info, bytes))
        return values;
    const std::size_t width = dtypeBytes(info->dtype);
    for (std::size_t at = 0; at < bytes.size(); at += width) {
        std::int64_t value = 0;
        std::memcpy(&value, bytes.data() + at, width);
        values.push_back(value);
    }
    return values;
}

/// The tolerances of text_embeds, by directory, from the table in the fixtures' README.
std::map<std::string, double> readTolerances()
{
    std::map<std::string, double> tolerances;
    std::ifstream readme(textFixturesFolder() / "README.md");
    const QRegularExpression tolerance("^\\s*([0-9.]+e-[0-9]+)\\s*/");
    for (std::string line; std::getline(readme, line);) {
        const QStringList cells = QString::fromStdString(line).split('|');
        for (const QString& cell : cells)
            if (const auto match = tolerance.match(cell); match.hasMatch())
                tolerances[cells[1].trimmed().remove('`').toStdString()] =
                    match.captured(1).toDouble();
    }
    return tolerances;
}

std::vector<float> normalised(std::span<const float> values)
{
    double squares = 0;
    for (const float value : values)
        squares += static_cast<double>(value) * static_cast<double>(value);
    std::vector<float> result;
    for (const float value : values)
        result.push_back(static_cast<float>(static_cast<double>(value) / std::sqrt(squares)));
    return result;
}

} // namespace

// Compares the embeddings of words with the reference implementation's. If a row fails, words find
// other photos than the model would.
class tst_TextFixturesTowers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void embeddings_data() { rows(); }
    void embeddings();
    void pictures_data() { rows(); }
    void pictures();

private:
    static void rows();
    void compareIds(SafetensorsFile& reference, const char* ids, const char* embeddings,
                    const TextEncoder& encoder, double tolerance) const;

    std::map<std::string, double> m_tolerances;
};

void tst_TextFixturesTowers::initTestCase()
{
    if (textFixturesFolder().empty())
        QSKIP("needs the reference fixtures: set LOOKALIKE_TEXT_FIXTURES to their folder");
    m_tolerances = readTolerances();
}

void tst_TextFixturesTowers::rows()
{
    QTest::addColumn<QString>("folder");
    for (const auto& fixture : textFixtures("expected.safetensors"))
        QTest::newRow(fixture.filename().c_str()) << QString::fromStdString(fixture.string());
}

void tst_TextFixturesTowers::compareIds(SafetensorsFile& reference, const char* ids,
                                        const char* embeddings, const TextEncoder& encoder,
                                        double tolerance) const
{
    const auto all = readIntegers(reference, ids);
    const auto expected = reference.readFloats(embeddings);
    VERIFY_RESULT(expected);
    const auto count = static_cast<std::size_t>(reference.find(ids)->shape[0]);
    const auto dim = static_cast<std::size_t>(encoder.dim());
    QCOMPARE(expected->size(), count * dim);
    double largest = 0;
    for (std::size_t row = 0; row < count; ++row) {
        const std::size_t length = all.size() / count;
        const std::vector<std::uint32_t> text(
            all.begin() + static_cast<std::ptrdiff_t>(row * length),
            all.begin() + static_cast<std::ptrdiff_t>((row + 1) * length));
        const auto embedding = encoder.encodeIds(text);
        VERIFY_RESULT(embedding);
        largest = std::max(
            largest, largestDifference(*embedding, std::span(*expected).subspan(row * dim, dim)));
    }
    QVERIFY2(
        largest <= tolerance,
        qPrintable(QString("%1 differ by %2, tolerance %3").arg(ids).arg(largest).arg(tolerance)));
}

void tst_TextFixturesTowers::embeddings()
{
    QFETCH(QString, folder);
    const std::filesystem::path fixture = folder.toStdString();
    const auto pictures = loadEncoder(fixture.string(), {DeviceKind::Cpu, 1});
    VERIFY_RESULT(pictures);
    const auto encoder = (*pictures)->textEncoder();
    VERIFY_RESULT(encoder);
    QCOMPARE((*encoder)->dim(), (*pictures)->info().space.dim);
    auto reference = SafetensorsFile::open(fixture / "expected.safetensors");
    VERIFY_RESULT(reference);
    const auto listed = m_tolerances.find(fixture.filename().string());
    const double tolerance = listed == m_tolerances.end() ? kUsualTolerance : listed->second;
    compareIds(*reference, "input_ids", "text_embeds", **encoder, tolerance);
    if (QTest::currentTestFailed())
        return;
    // Ids behind the end token and before it that are larger than it.
    if (reference->find("extra_input_ids") != nullptr)
        compareIds(*reference, "extra_input_ids", "extra_text_embeds", **encoder, tolerance);
    if (QTest::currentTestFailed())
        return;

    // From the words on, L2-normalised.
    const auto texts = readJsonFile(fixture / "texts.json", kMaxTextsBytes);
    VERIFY_RESULT(texts);
    const auto expected = reference->readFloats("text_embeds");
    VERIFY_RESULT(expected);
    const auto indices = readIntegers(*reference, "text_index");
    const auto dim = static_cast<std::size_t>((*encoder)->dim());
    for (std::size_t row = 0; row < indices.size(); ++row) {
        const auto& entry = (*texts)["texts"][static_cast<std::size_t>(indices[row])];
        if (entry.contains("ids_fast"))
            continue; // the reference's embedding is that of other ids
        const auto embedding = (*encoder)->encode(entry["text"].get<std::string>());
        VERIFY_RESULT(embedding);
        const auto wanted = normalised(std::span(*expected).subspan(row * dim, dim));
        const double difference = largestDifference(embedding->values, wanted);
        QVERIFY2(difference <= tolerance,
                 qPrintable(QString::fromStdString(entry["note"].get<std::string>()) +
                            QString(" differs by %1").arg(difference)));
    }
}

void tst_TextFixturesTowers::pictures()
{
    QFETCH(QString, folder);
    const std::filesystem::path fixture = folder.toStdString();
    const auto encoder = loadEncoder(fixture.string(), {DeviceKind::Cpu, 1});
    VERIFY_RESULT(encoder);
    auto reference = SafetensorsFile::open(fixture / "expected.safetensors");
    VERIFY_RESULT(reference);
    const auto pixels = reference->readFloats("pixel_values");
    const auto expected = reference->readFloats("image_embeds");
    VERIFY_RESULT(pixels);
    VERIFY_RESULT(expected);
    const auto count = static_cast<std::size_t>(reference->find("pixel_values")->shape[0]);
    std::vector<float> embeddings(expected->size());
    VERIFY_RESULT((*encoder)->encodePixelValues(*pixels, count, embeddings));
    const auto listed = m_tolerances.find(fixture.filename().string());
    const double tolerance = listed == m_tolerances.end() ? kUsualTolerance : listed->second;
    QVERIFY(largestDifference(embeddings, *expected) <= tolerance);
}

QTEST_GUILESS_MAIN(tst_TextFixturesTowers)
#include "tst_text_fixtures_towers.moc"
