// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/model_directory.h"
#include "core/encode/safetensors.h"
#include "core/encode/torch/torch_encoder.h"
#include "core/image/decoder.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <mutex>
#include <random>
#include <thread>

using namespace lookalike;
using lookalike::testing::TinyModel;
namespace fs = std::filesystem;

namespace {

constexpr EncoderOptions kOnCpu{DeviceKind::Cpu, 2};

double cosine(std::span<const float> a, std::span<const float> b)
{
    double dot = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        dot += static_cast<double>(a[i]) * static_cast<double>(b[i]);
        aa += static_cast<double>(a[i]) * static_cast<double>(a[i]);
        bb += static_cast<double>(b[i]) * static_cast<double>(b[i]);
    }
    return dot / std::sqrt(aa * bb);
}

std::vector<Image> randomImages(std::size_t count, int side)
{
    std::mt19937 random(7);
    std::vector<Image> images(count, Image(side, side));
    for (Image& image : images)
        for (std::uint8_t& byte : image.pixels)
            byte = static_cast<std::uint8_t>(random());
    return images;
}

Result<Image> decodeFile(const fs::path& path, int wantedShortSide)
{
    std::ifstream stream(path, std::ios::binary);
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(stream), {}};
    DecodeRequest request;
    request.wantedShortSide = wantedShortSide;
    auto decoded = makeInProcessDecoder()->decode(bytes, request);
    if (!decoded)
        return fail(decoded);
    return std::move(decoded->image);
}

} // namespace

// The encoder turns photos into what every search compares. If one of these fails, embeddings are
// wrong, or depend on how busy the machine is, or photos get lost where memory is short.
class tst_TorchEncoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theRealViTFromFileToEmbedding();
    void theRealViTFromTheReferenceCrop();
    void embeddingsAreNormalised();
    void batchesDoNotChangeTheResult();
    void manyThreadsGiveTheResultOfOne();
    void outOfMemoryHalvesTheBatch();
    void outOfMemoryForASinglePictureUsesTheCpu();
    void storageTypes();
    void infiniteEmbeddingsAreAnError();
    void refusesPicturesOfAnotherSize();
    void theSpaceFollowsWeightsAndPreprocessing();
    void parsesDevices();
    void aDeviceThatIsNotThereIsAnError();

private:
    [[nodiscard]] Result<std::shared_ptr<const Encoder>> load(const TinyModel& tiny,
                                                              PretendOutOfMemory pretend = {})
    {
        const fs::path folder = m_folder.filePath(QString("model%1").arg(m_models++)).toStdString();
        if (auto written = tiny.write(folder); !written)
            return fail(written);
        const auto model = openModelDirectory(folder);
        if (!model)
            return fail(model);
        return makeTorchEncoder(*model, kOnCpu, std::move(pretend));
    }

    QTemporaryDir m_folder;
    int m_models = 0;
    std::vector<Image> m_images = randomImages(21, 8);
    std::vector<float> m_expected; ///< of m_images, by the tiny model
};

void tst_TorchEncoder::initTestCase()
{
    const auto encoder = load(TinyModel());
    VERIFY_RESULT(encoder);
    m_expected.resize(m_images.size() * 8);
    // One by one: no batch has a say in what is expected.
    for (std::size_t i = 0; i < m_images.size(); ++i)
        VERIFY_RESULT((*encoder)->encode(std::span(m_images).subspan(i, 1),
                                         std::span(m_expected).subspan(8 * i, 8)));
    QVERIFY(cosine(std::span(m_expected).first(8), std::span(m_expected).last(8)) < 0.9999);
}

void tst_TorchEncoder::theRealViTFromFileToEmbedding()
{
    REQUIRE_SHARED("models/vit-tiny-patch16-224");
    const fs::path folder = lookalike::testing::sharedFolder() / "models" / "vit-tiny-patch16-224";
    const auto model = openModelDirectory(folder);
    VERIFY_RESULT(model);
    const auto encoder = makeTorchEncoder(*model, kOnCpu);
    VERIFY_RESULT(encoder);
    QCOMPARE((*encoder)->info().space.dim, 192);
    auto reference = SafetensorsFile::open(folder / "expected.safetensors");
    VERIFY_RESULT(reference);
    const auto expected = reference->readFloats("embedding");
    VERIFY_RESULT(expected);
    std::ifstream names(folder / "photos.json");
    const auto photos = nlohmann::json::parse(names).get<std::vector<std::string>>();
    QCOMPARE(expected->size(), photos.size() * 192);
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const PreprocessSpec& spec = (*encoder)->info().preprocess;
        const auto picture = decodeFile(folder / "photos" / photos[i], spec.wantedShortSide());
        VERIFY_RESULT(picture);
        const std::vector<Image> input{preprocess(*picture, spec)};
        std::vector<float> embedding(192);
        VERIFY_RESULT((*encoder)->encode(input, embedding));
        const double similarity = cosine(embedding, std::span(*expected).subspan(192 * i, 192));
        QVERIFY2(similarity > 0.999,
                 qPrintable(QString("%1: %2").arg(photos[i].c_str()).arg(similarity)));
    }
}

// From the reference's own 8-bit crop only float16 storage separates the two implementations.
void tst_TorchEncoder::theRealViTFromTheReferenceCrop()
{
    REQUIRE_SHARED("models/vit-tiny-patch16-224");
    const fs::path folder = lookalike::testing::sharedFolder() / "models" / "vit-tiny-patch16-224";
    const auto model = openModelDirectory(folder);
    VERIFY_RESULT(model);
    const auto encoder = makeTorchEncoder(*model, kOnCpu);
    VERIFY_RESULT(encoder);
    auto reference = SafetensorsFile::open(folder / "expected.safetensors");
    VERIFY_RESULT(reference);
    const auto expected = reference->readFloats("embedding");
    VERIFY_RESULT(expected);
    constexpr std::size_t kPlane = 224 * 224;
    const std::pair<const char*, std::size_t> crops[] = {{"crop_u8.cup.jpg", 0},
                                                         {"crop_u8.dog_portrait.jpg", 6}};
    for (const auto& [name, row] : crops) {
        const TensorInfo* info = reference->find(name);
        QVERIFY(info != nullptr);
        std::vector<std::uint8_t> planes(3 * kPlane);
        VERIFY_RESULT(reference->read(*info, std::as_writable_bytes(std::span(planes))));
        std::vector<Image> input{Image(224, 224)};
        for (std::size_t i = 0; i < kPlane; ++i)
            for (std::size_t channel = 0; channel < 3; ++channel)
                input[0].pixels[3 * i + channel] = planes[channel * kPlane + i];
        std::vector<float> embedding(192);
        VERIFY_RESULT((*encoder)->encode(input, embedding));
        QVERIFY(cosine(embedding, std::span(*expected).subspan(192 * row, 192)) > 0.99999);
    }
}

void tst_TorchEncoder::embeddingsAreNormalised()
{
    const auto encoder = load(TinyModel());
    VERIFY_RESULT(encoder);
    std::vector<float> out(m_expected.size());
    VERIFY_RESULT((*encoder)->encode(m_images, out));
    for (std::size_t row = 0; row < out.size(); row += 8) {
        double squares = 0;
        for (const float value : std::span(out).subspan(row, 8))
            squares += static_cast<double>(value) * static_cast<double>(value);
        QVERIFY(std::abs(squares - 1) < 1e-6);
    }
}

void tst_TorchEncoder::batchesDoNotChangeTheResult()
{
    const auto encoder = load(TinyModel());
    VERIFY_RESULT(encoder);
    std::vector<float> out(m_expected.size());
    VERIFY_RESULT((*encoder)->encode(m_images, out));
    for (std::size_t i = 0; i < out.size(); ++i)
        QVERIFY(std::abs(out[i] - m_expected[i]) < 1e-6F);
    VERIFY_RESULT((*encoder)->encode({}, {}));
}

void tst_TorchEncoder::manyThreadsGiveTheResultOfOne()
{
    const auto encoder = load(TinyModel());
    VERIFY_RESULT(encoder);
    std::vector<float> serial(m_expected.size());
    VERIFY_RESULT((*encoder)->encode(m_images, serial));
    constexpr int kRounds = 20;
    std::vector<std::vector<float>> results(4, std::vector<float>(serial.size()));
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (auto& result : results)
        threads.emplace_back([&] {
            for (int round = 0; round < kRounds; ++round) {
                std::fill(result.begin(), result.end(), 0.0F);
                if (!(*encoder)->encode(m_images, result) || result != serial)
                    ++wrong;
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

void tst_TorchEncoder::outOfMemoryHalvesTheBatch()
{
    std::vector<std::size_t> batches;
    const auto encoder = load(TinyModel(), [&](std::size_t batch) {
        batches.push_back(batch);
        return batch > 1;
    });
    VERIFY_RESULT(encoder);
    std::vector<float> out(m_expected.size());
    VERIFY_RESULT((*encoder)->encode(m_images, out));
    for (std::size_t i = 0; i < out.size(); ++i)
        QVERIFY(std::abs(out[i] - m_expected[i]) < 1e-6F);
    // Half as many each time until they fit, and what did not fit is not tried again.
    std::vector<std::size_t> expected;
    for (std::size_t batch = (*encoder)->info().batchSize; batch > 1; batch /= 2)
        expected.push_back(batch);
    QVERIFY(!expected.empty());
    expected.insert(expected.end(), m_images.size(), 1);
    QVERIFY(batches == expected);
}

void tst_TorchEncoder::outOfMemoryForASinglePictureUsesTheCpu()
{
    int asked = 0;
    const auto encoder = load(TinyModel(), [&](std::size_t) { return ++asked % 3 != 0; });
    VERIFY_RESULT(encoder);
    std::vector<float> out(m_expected.size());
    VERIFY_RESULT((*encoder)->encode(m_images, out));
    for (std::size_t i = 0; i < out.size(); ++i)
        QVERIFY(std::abs(out[i] - m_expected[i]) < 1e-6F);
    QVERIFY(asked > 20);
}

void tst_TorchEncoder::storageTypes()
{
    TinyModel tiny;
    for (TensorInfo& info : tiny.tensors)
        info.dtype = Dtype::BF16;
    const auto encoder = load(tiny);
    VERIFY_RESULT(encoder);
    std::vector<float> out(m_expected.size());
    VERIFY_RESULT((*encoder)->encode(m_images, out));
    // Seven bits of each weight are left: near the float32 result, and not it.
    QVERIFY(cosine(out, m_expected) > 0.999);
    QVERIFY(out != m_expected);
    // float16: theRealViTFromTheReferenceCrop()
}

void tst_TorchEncoder::infiniteEmbeddingsAreAnError()
{
    TinyModel tiny;
    tiny.scale = 3e38F; // finite weights whose products are not
    const auto encoder = load(tiny);
    VERIFY_RESULT(encoder);
    std::vector<float> out(8);
    VERIFY_ERROR((*encoder)->encode(std::span(m_images).first(1), out), ErrorCode::Broken);
}

void tst_TorchEncoder::refusesPicturesOfAnotherSize()
{
    const auto encoder = load(TinyModel());
    VERIFY_RESULT(encoder);
    std::vector<float> out(16);
    const std::vector<Image> images{Image(8, 8), Image(8, 9)};
    VERIFY_ERROR((*encoder)->encode(images, out), ErrorCode::InvalidArgument);
    VERIFY_ERROR((*encoder)->encode(std::span(m_images).first(1), out), ErrorCode::InvalidArgument);
    VERIFY_ERROR((*encoder)->encodePixelValues(out, 1, out), ErrorCode::InvalidArgument);
}

// Two models must never share a space, and the same model must always have the same.
void tst_TorchEncoder::theSpaceFollowsWeightsAndPreprocessing()
{
    const auto id = [&](const TinyModel& tiny) {
        const auto encoder = load(tiny);
        return encoder ? (*encoder)->info().space.id : std::string();
    };
    const std::string plain = id(TinyModel());
    QCOMPARE(plain.size(), std::size_t(64));
    QVERIFY(id(TinyModel()) == plain);
    TinyModel weights;
    weights.scale = 0.31F;
    QVERIFY(id(weights) != plain);
    TinyModel mean;
    mean.preprocessor["image_mean"] = {0.5, 0.5, 0.51};
    QVERIFY(id(mean) != plain);
    TinyModel activation;
    activation.config["hidden_act"] = "gelu_new";
    QVERIFY(id(activation) != plain);
}

void tst_TorchEncoder::parsesDevices()
{
    for (const DeviceKind device :
         {DeviceKind::Auto, DeviceKind::Cpu, DeviceKind::Cuda, DeviceKind::Mps}) {
        const auto parsed = parseDevice(deviceName(device));
        VERIFY_RESULT(parsed);
        QCOMPARE(static_cast<int>(*parsed), static_cast<int>(device));
    }
    VERIFY_ERROR(parseDevice("gpu"), ErrorCode::InvalidArgument);
    VERIFY_ERROR(parseDevice(""), ErrorCode::InvalidArgument);
    VERIFY_ERROR(parseDevice("CPU"), ErrorCode::InvalidArgument);
}

void tst_TorchEncoder::aDeviceThatIsNotThereIsAnError()
{
    const fs::path folder = m_folder.filePath("device").toStdString();
    VERIFY_RESULT(TinyModel().write(folder));
    const auto model = openModelDirectory(folder);
    VERIFY_RESULT(model);
    const auto automatic = makeTorchEncoder(*model, {DeviceKind::Auto, 0});
    VERIFY_RESULT(automatic);
    QVERIFY(!(*automatic)->info().deviceText.empty());
    QVERIFY((*automatic)->info().concurrency >= 1);
    for (const DeviceKind device : {DeviceKind::Cuda, DeviceKind::Mps}) {
        const auto encoder = makeTorchEncoder(*model, {device, 0});
        if (encoder)
            QCOMPARE(static_cast<int>((*encoder)->info().device), static_cast<int>(device));
        else
            QCOMPARE(static_cast<int>(encoder.error().code),
                     static_cast<int>(ErrorCode::Unsupported));
    }
}

QTEST_GUILESS_MAIN(tst_TorchEncoder)
#include "tst_torch_encoder.moc"
