// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/json_file.h"
#include "core/encode/model_directory.h"
#include "core/encode/safetensors.h"
#include "core/encode/torch/torch_encoder.h"
#include "core/image/decoder.h"
#include "tests/testing.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

using namespace lookalike;
namespace fs = std::filesystem;

namespace {

struct DecodedPhoto {
    Image image;
    bool exact = false; ///< the bytes are those that the reference saw
    bool alpha = false; ///< transparent parts lie on a ground, which the reference left out
};

std::vector<float> normalised(const Image& image, const PreprocessSpec& spec)
{
    const auto plane =
        static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
    std::vector<float> values(3 * plane);
    for (std::size_t i = 0; i < plane; ++i)
        for (std::size_t channel = 0; channel < 3; ++channel)
            values[channel * plane + i] =
                (static_cast<float>(image.pixels[3 * i + channel]) * spec.rescaleFactor -
                 spec.mean[channel]) /
                spec.std[channel];
    return values;
}

double largestDifference(std::span<const float> a, std::span<const float> b)
{
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, static_cast<double>(std::abs(a[i] - b[i])));
    return largest;
}

/// From the same bytes rounding alone is left. Other decoders may differ by some 8-bit steps.
double pixelTolerance(const DecodedPhoto& photo, const PreprocessSpec& spec)
{
    const float smallest = *std::min_element(spec.std.begin(), spec.std.end());
    return photo.exact ? 5e-6 : 4.0 * static_cast<double>(spec.rescaleFactor / smallest);
}

} // namespace

// Compares every family with the reference implementation's own outputs. If a row fails, photos
// get embeddings that are not those of the model the user chose.
class tst_Fixtures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void model_data();
    void model();
    void preprocessing_data();
    void preprocessing();

private:
    [[nodiscard]] Result<DecodedPhoto> photo(const std::string& name) const;
    void readTolerances();

    fs::path m_folder;
    fs::path m_photoFolder;
    std::map<std::string, double> m_tolerances;  ///< of the embedding, by directory
    std::map<std::string, std::string> m_photos; ///< of pixel_values[2], by directory
    std::map<std::string, std::string> m_photoHashes;
};

void tst_Fixtures::initTestCase()
{
    if (const char* folder = std::getenv("LOOKALIKE_FIXTURES"); folder != nullptr)
        m_folder = folder;
    else if (const fs::path shared = lookalike::testing::sharedFolder(); !shared.empty())
        m_folder = shared / "fixtures";
    if (m_folder.empty() || !fs::is_directory(m_folder))
        QSKIP("needs the reference fixtures: set LOOKALIKE_FIXTURES to their folder");
    readTolerances();
    // A folder of models alone refers to the photos of the shared one.
    m_photoFolder = m_folder / "preprocess" / "photos";
    if (!fs::is_directory(m_photoFolder) && !lookalike::testing::sharedFolder().empty())
        m_photoFolder = lookalike::testing::sharedFolder() / "fixtures" / "preprocess" / "photos";
    if (const auto photos = readJsonFile(m_photoFolder.parent_path() / "photos.json", 1 << 20))
        for (const auto& entry : (*photos)["photos"])
            m_photoHashes[entry["file"].get<std::string>()] =
                entry["rgb_sha256"].get<std::string>();
}

/// The table in the fixtures' README: `name` first, "embedding / hidden state" last but one, notes
/// with the photo at the end.
void tst_Fixtures::readTolerances()
{
    std::ifstream readme(m_folder / "README.md");
    const QRegularExpression tolerance("^\\s*([0-9.]+e-[0-9]+)\\s*/");
    const QRegularExpression photoName("photo: (\\S+\\.(?:jpg|png))");
    for (std::string line; std::getline(readme, line);) {
        const QStringList cells = QString::fromStdString(line).split('|');
        if (cells.size() < 4)
            continue;
        const std::string name = cells[1].trimmed().remove('`').toStdString();
        for (const QString& cell : cells)
            if (const auto match = tolerance.match(cell); match.hasMatch())
                m_tolerances[name] = match.captured(1).toDouble();
        if (const auto match = photoName.match(cells[cells.size() - 2]); match.hasMatch())
            m_photos[name] = match.captured(1).toStdString();
    }
}

Result<DecodedPhoto> tst_Fixtures::photo(const std::string& name) const
{
    std::ifstream stream(m_photoFolder / name, std::ios::binary);
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(stream), {}};
    auto decoded = makeInProcessDecoder()->decode(bytes, {});
    if (!decoded)
        return fail(decoded);
    DecodedPhoto photo;
    photo.image = std::move(decoded->image);
    photo.alpha = decoded->facts.alpha;
    const QByteArray pixels(reinterpret_cast<const char*>(photo.image.pixels.data()),
                            static_cast<qsizetype>(photo.image.bytes()));
    const auto hash = m_photoHashes.find(name);
    photo.exact =
        hash != m_photoHashes.end() &&
        QCryptographicHash::hash(pixels, QCryptographicHash::Sha256).toHex().toStdString() ==
            hash->second;
    return photo;
}

void tst_Fixtures::model_data()
{
    QTest::addColumn<QString>("name");
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(m_folder))
        if (entry.is_directory() && entry.path().filename() != "preprocess")
            names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    QVERIFY2(!names.empty(), "there is no model among the fixtures");
    for (const std::string& name : names)
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void tst_Fixtures::model()
{
    QFETCH(QString, name);
    const fs::path folder = m_folder / name.toStdString();
    auto directory = openModelDirectory(folder);
    VERIFY_RESULT(directory);
    if (!fs::exists(folder / "expected.safetensors")) {
        // Nothing to compare with: it must load and give numbers.
        const auto encoder = loadEncoder(*directory, {DeviceKind::Cpu, 1});
        VERIFY_RESULT(encoder);
        const PreprocessSpec& spec = (*encoder)->info().preprocess;
        const std::vector<Image> grey{Image(spec.inputWidth(), spec.inputHeight())};
        std::vector<float> embedding(static_cast<std::size_t>((*encoder)->info().space.dim));
        VERIFY_RESULT((*encoder)->encode(grey, embedding));
        return;
    }
    auto reference = SafetensorsFile::open(folder / "expected.safetensors");
    VERIFY_RESULT(reference);
    const auto listed = m_tolerances.find(name.toStdString());
    const double tolerance = listed == m_tolerances.end() ? 1e-4 : listed->second;

    for (const std::string prefix : {"", "native_"}) {
        const TensorInfo* pixelInfo = reference->find(prefix + "pixel_values");
        if (pixelInfo == nullptr && prefix == "native_")
            continue;
        QVERIFY(pixelInfo != nullptr && pixelInfo->shape.size() == 4);
        const auto count = static_cast<std::size_t>(pixelInfo->shape[0]);
        ModelDirectory sized = *directory;
        if (prefix == "native_") {
            // The size that the model was trained with instead of the preprocessing's.
            sized.preprocess.resizeMode = PreprocessSpec::ResizeMode::Exact;
            sized.preprocess.centerCrop = false;
            sized.preprocess.resizeHeight = static_cast<int>(pixelInfo->shape[2]);
            sized.preprocess.resizeWidth = static_cast<int>(pixelInfo->shape[3]);
        }
        const auto encoder = prefix.empty() ? loadEncoder(*directory, {DeviceKind::Cpu, 1})
                                            : makeTorchEncoder(sized, {DeviceKind::Cpu, 1});
        VERIFY_RESULT(encoder);
        const auto pixels = reference->readFloats(prefix + "pixel_values");
        VERIFY_RESULT(pixels);
        const auto expected = reference->readFloats(prefix + "embedding");
        VERIFY_RESULT(expected);
        const auto dim = static_cast<std::size_t>((*encoder)->info().space.dim);
        QCOMPARE(expected->size(), count * dim);
        std::vector<float> embeddings(count * dim);
        VERIFY_RESULT((*encoder)->encodePixelValues(*pixels, count, embeddings));
        const double difference = largestDifference(embeddings, *expected);
        QVERIFY2(difference <= tolerance,
                 qPrintable(QString("differs by %1, tolerance %2").arg(difference).arg(tolerance)));
        if (prefix == "native_")
            continue;

        // The photo, from its file to its embedding.
        const auto photoName = m_photos.find(name.toStdString());
        if (photoName == m_photos.end() || count < 3 ||
            !fs::exists(m_photoFolder / photoName->second))
            continue;
        const auto decoded = photo(photoName->second);
        VERIFY_RESULT(decoded);
        const PreprocessSpec& spec = (*encoder)->info().preprocess;
        const std::vector<Image> input{preprocess(decoded->image, spec)};
        const auto values = normalised(input.front(), spec);
        QCOMPARE(values.size() * count, pixels->size());
        const double pixelDifference =
            largestDifference(values, std::span(*pixels).subspan(2 * values.size()));
        QVERIFY2(pixelDifference <= pixelTolerance(*decoded, spec),
                 qPrintable(QString("the photo's pixels differ by %1").arg(pixelDifference)));
        std::vector<float> embedding(dim);
        VERIFY_RESULT((*encoder)->encode(input, embedding));
        double dot = 0, squares = 0;
        for (std::size_t i = 0; i < dim; ++i) {
            const auto value = static_cast<double>((*expected)[2 * dim + i]);
            dot += value * static_cast<double>(embedding[i]);
            squares += value * value;
        }
        QVERIFY2(dot / std::sqrt(squares) > 0.999,
                 qPrintable(QString("the photo's cosine is %1").arg(dot / std::sqrt(squares))));
    }
}

void tst_Fixtures::preprocessing_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("file");
    if (!fs::is_directory(m_folder / "preprocess"))
        QSKIP("the folder holds models alone");
    std::size_t rows = 0;
    for (const auto& entry : fs::directory_iterator(m_folder / "preprocess")) {
        if (!fs::exists(entry.path() / "preprocessor_config.json"))
            continue;
        const auto expected = SafetensorsFile::open(entry.path() / "expected.safetensors");
        VERIFY_RESULT(expected);
        for (const TensorInfo& info : expected->tensors()) {
            const std::string folder = entry.path().filename().string();
            QTest::newRow((folder + ", " + info.name).c_str())
                << QString::fromStdString(folder) << QString::fromStdString(info.name);
            ++rows;
        }
    }
    QVERIFY2(rows > 0, "there is no preprocessing reference among the fixtures");
}

void tst_Fixtures::preprocessing()
{
    QFETCH(QString, folder);
    QFETCH(QString, file);
    const fs::path directory = m_folder / "preprocess" / folder.toStdString();
    const fs::path configPath = directory / "preprocessor_config.json";
    const auto config = readJsonFile(configPath, 1 << 20);
    VERIFY_RESULT(config);
    const auto spec = parsePreprocessor(*config, {}, configPath);
    VERIFY_RESULT(spec);
    const auto decoded = photo(file.toStdString());
    VERIFY_RESULT(decoded);
    if (decoded->alpha)
        QSKIP("the reference shows what is hidden under transparent parts");
    if (file.endsWith(".png"))
        QVERIFY2(decoded->exact, "PNG is lossless");
    const auto values = normalised(preprocess(decoded->image, *spec), *spec);
    auto reference = SafetensorsFile::open(directory / "expected.safetensors");
    VERIFY_RESULT(reference);
    const auto expected = reference->readFloats(file.toStdString());
    VERIFY_RESULT(expected);
    QCOMPARE(values.size(), expected->size());
    const double difference = largestDifference(values, *expected);
    QVERIFY2(difference <= pixelTolerance(*decoded, *spec),
             qPrintable(QString("differs by %1").arg(difference)));
}

QTEST_GUILESS_MAIN(tst_Fixtures)
#include "tst_fixtures.moc"
