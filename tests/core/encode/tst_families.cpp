// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/model_directory.h"
#include "core/encode/safetensors.h"
#include "core/encode/torch/torch_encoder.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <random>

using namespace lookalike;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr EncoderOptions kOnCpu{DeviceKind::Cpu, 1};

void writeText(const fs::path& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

/// A processor that gives `height` x `width` for every model.
json processorFor(int height, int width)
{
    return {{"image_processor_type", "SiglipImageProcessor"},
            {"size", {{"height", height}, {"width", width}}}};
}

Result<> writeModel(const fs::path& folder, const json& config, int height, int width)
{
    fs::create_directories(folder);
    writeText(folder / "config.json", config.dump());
    writeText(folder / "preprocessor_config.json", processorFor(height, width).dump());
    return writeRandomWeights(folder, 5);
}

Result<std::shared_ptr<const Encoder>> open(const fs::path& folder)
{
    const auto directory = openModelDirectory(folder);
    if (!directory)
        return fail(directory);
    return makeTorchEncoder(*directory, kOnCpu);
}

/// Normalised pixels of fixed noise pictures.
std::vector<float> noise(const Encoder& encoder, std::size_t pictures)
{
    const PreprocessSpec& spec = encoder.info().preprocess;
    std::vector<float> pixels(pictures *
                              static_cast<std::size_t>(3 * spec.inputWidth() * spec.inputHeight()));
    std::mt19937 random(3);
    for (float& value : pixels)
        value = static_cast<float>(random() % 2001) / 1000.0F - 1.0F;
    return pixels;
}

/// Not L2-normalised.
Result<std::vector<float>> embed(const Encoder& encoder, std::span<const float> pixels,
                                 std::size_t pictures)
{
    std::vector<float> out(pictures * static_cast<std::size_t>(encoder.info().space.dim));
    if (auto done = encoder.encodePixelValues(pixels, pictures, out); !done)
        return fail(done);
    return out;
}

Result<std::vector<float>> embed(const Encoder& encoder)
{
    return embed(encoder, noise(encoder, 1), 1);
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b)
{
    double largest = a.size() == b.size() ? 0 : 1e9;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, static_cast<double>(std::abs(a[i] - b[i])));
    return largest;
}

/// Copies a weight file; `change` may rename a tensor, give it other values, or leave it out by
/// clearing its name. All are F32.
template <class Change>
Result<> rewriteWeights(const fs::path& file, const Change& change)
{
    std::vector<TensorInfo> infos;
    std::vector<std::vector<float>> values;
    {
        auto source = SafetensorsFile::open(file);
        if (!source)
            return fail(source);
        for (TensorInfo info : source->tensors()) {
            std::vector<float> floats;
            if (info.dtype == Dtype::F32) {
                auto read = source->readFloats(info.name);
                if (!read)
                    return fail(read);
                floats = std::move(*read);
            } else {
                continue; // bookkeeping, which files may lack
            }
            change(info, floats);
            if (info.name.empty())
                continue;
            infos.push_back(std::move(info));
            values.push_back(std::move(floats));
        }
    }
    auto writer = SafetensorsWriter::create(file, infos);
    if (!writer)
        return fail(writer);
    for (const auto& floats : values)
        if (auto done = writer->write(std::as_bytes(std::span(floats))); !done)
            return done;
    return writer->commit();
}

const json kVit = {{"model_type", "vit"},      {"hidden_size", 8},        {"num_hidden_layers", 2},
                   {"num_attention_heads", 2}, {"intermediate_size", 12}, {"image_size", 16},
                   {"patch_size", 4}};
const json kDino = {{"model_type", "dinov2"},   {"hidden_size", 8}, {"num_hidden_layers", 2},
                    {"num_attention_heads", 2}, {"image_size", 16}, {"patch_size", 4}};
const json kClipVision = {{"hidden_size", 8},         {"num_hidden_layers", 2},
                          {"num_attention_heads", 2}, {"intermediate_size", 12},
                          {"image_size", 16},         {"patch_size", 4}};
const json kConvNext = {
    {"model_type", "convnext"}, {"hidden_sizes", {4, 6, 8}}, {"depths", {1, 2, 1}}};
const json kResNet = {
    {"model_type", "resnet"}, {"embedding_size", 4}, {"hidden_sizes", {8, 16}}, {"depths", {2, 1}}};
const json kRegNet = {{"model_type", "regnet"},
                      {"embedding_size", 6},
                      {"hidden_sizes", {8, 16}},
                      {"depths", {1, 2}},
                      {"groups_width", 4}};
const json kSwin = {{"model_type", "swin"}, {"embed_dim", 8},   {"depths", {2, 2}},
                    {"num_heads", {2, 4}},  {"window_size", 2}, {"image_size", 16},
                    {"patch_size", 2}};

json with(json base, const json& changes)
{
    base.update(changes);
    return base;
}

} // namespace

// Options of the families that the reference fixtures do not show. If one of these fails, a model
// that works elsewhere is refused here, or gives other embeddings.
class tst_Families : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void options_data();
    void options();
    void anOptionChangesTheResult_data();
    void anOptionChangesTheResult();
    void refused_data();
    void refused();
    void aPictureHasOneEmbeddingInAnyCompany_data();
    void aPictureHasOneEmbeddingInAnyCompany();
    void positionsAreInterpolatedLikeADirectComputation_data();
    void positionsAreInterpolatedLikeADirectComputation();
    void theNestedConfigurationTakesDefaults();
    void visionConfigDictReplacesVisionConfig();
    void aClipWithoutProjectionGivesTheClassToken();
    void theOldestNamesOfNormalisationsAreKnown();
    void thePrefixOfAClassifierIsIgnored();

private:
    QTemporaryDir m_scratch;
    [[nodiscard]] fs::path folder() const
    {
        const fs::path path = fs::path(m_scratch.path().toStdString()) / "model";
        fs::remove_all(path);
        return path;
    }
};

void tst_Families::options_data()
{
    QTest::addColumn<QString>("config");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("dim");
    const auto row = [](const char* name, const json& config, int height, int width, int dim) {
        QTest::newRow(name) << QString::fromStdString(config.dump()) << height << width << dim;
    };
    row("a ViT without biases in its attention", with(kVit, {{"qkv_bias", false}}), 16, 16, 8);
    row("a ViT for oblong pictures", with(kVit, {{"image_size", {16, 24}}}), 16, 24, 8);
    row("a ViT with oblong patches", with(kVit, {{"patch_size", {4, 8}}}), 16, 16, 8);
    row("a ViT with patches that do not divide the picture", with(kVit, {{"patch_size", 5}}), 16,
        16, 8);
    for (const char* name :
         {"gelu", "gelu_new", "gelu_fast", "gelu_python", "gelu_10", "gelu_accurate",
          "gelu_pytorch_tanh", "quick_gelu", "relu", "relu2", "relu6", "leaky_relu", "silu",
          "swish", "mish", "sigmoid", "tanh", "linear"})
        row((std::string("a ViT with the activation ") + name).c_str(),
            with(kVit, {{"hidden_act", name}}), 16, 16, 8);
    row("a DeiT", with(kVit, {{"model_type", "deit"}}), 16, 16, 8);
    row("DINOv2 for oblong pictures", with(kDino, {{"mlp_ratio", 2}}), 12, 28, 8);
    row("DINOv2 with SwiGLU and another ratio",
        with(kDino, {{"use_swiglu_ffn", true}, {"mlp_ratio", 2.5}}), 16, 16, 8);
    row("DINOv2 for pictures that patches do not divide", kDino, 18, 23, 8);
    row("registers in another number",
        with(kDino, {{"model_type", "dinov2_with_registers"}, {"num_register_tokens", 2}}), 20, 16,
        8);
    row("no registers in a model that may have some",
        with(kDino, {{"model_type", "dinov2_with_registers"}, {"num_register_tokens", 0}}), 16, 16,
        8);
    row("CLIP's image half",
        with(kClipVision, {{"model_type", "clip_vision_model"}, {"projection_dim", 6}}), 16, 16, 6);
    row("a whole CLIP with little in its nested configuration",
        {{"model_type", "clip"}, {"projection_dim", 6}, {"vision_config", kClipVision}}, 16, 16, 6);
    row("SigLIP's image half", with(kClipVision, {{"model_type", "siglip_vision_model"}}), 16, 16,
        8);
    row("ConvNeXt without layer scale", with(kConvNext, {{"layer_scale_init_value", 0}}), 40, 36,
        8);
    row("ConvNeXt V2 in five stages",
        {{"model_type", "convnextv2"},
         {"hidden_sizes", {4, 4, 6, 6, 8}},
         {"depths", {1, 1, 1, 1, 1}},
         {"num_stages", 5}},
        64, 64, 8);
    row("a ResNet that downsamples in its first stage",
        with(kResNet, {{"downsample_in_first_stage", true}}), 37, 41, 16);
    row("a ResNet that downsamples in front of its bottlenecks",
        with(kResNet, {{"downsample_in_bottleneck", true}}), 32, 32, 16);
    row("a basic ResNet with another activation",
        with(kResNet, {{"layer_type", "basic"}, {"hidden_act", "gelu"}}), 32, 32, 16);
    row("RegNet X", with(kRegNet, {{"layer_type", "x"}}), 32, 32, 16);
    row("a RegNet that does not downsample first",
        with(kRegNet, {{"downsample_in_first_stage", false}}), 16, 20, 16);
    row("a RegNet with groups wider than a stage", with(kRegNet, {{"groups_width", 64}}), 32, 32,
        16);
    row("Swin for another size than it was made for", kSwin, 24, 20, 16);
    row("Swin with patches that do not divide the picture", with(kSwin, {{"patch_size", 3}}), 16,
        17, 16);
    row("Swin with a window as large as the last grid", with(kSwin, {{"window_size", 4}}), 16, 16,
        16);
    row("Swin for oblong pictures", with(kSwin, {{"image_size", {16, 32}}}), 16, 32, 16);
    row("Swin without biases in its attention", with(kSwin, {{"qkv_bias", false}}), 16, 16, 16);
}

void tst_Families::options()
{
    QFETCH(QString, config);
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(int, dim);
    const fs::path path = folder();
    VERIFY_RESULT(writeModel(path, json::parse(config.toStdString()), height, width));
    const auto encoder = open(path);
    VERIFY_RESULT(encoder);
    QCOMPARE((*encoder)->info().space.dim, dim);
    const auto first = embed(**encoder);
    VERIFY_RESULT(first);
    const auto again = embed(**encoder);
    VERIFY_RESULT(again);
    QCOMPARE(largestDifference(*first, *again), 0.0);
    QVERIFY(
        std::any_of(first->begin(), first->end(), [&](float v) { return v != first->front(); }));
}

void tst_Families::anOptionChangesTheResult_data()
{
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("change");
    const auto row = [](const char* name, const json& config, const json& change) {
        QTest::newRow(name) << QString::fromStdString(config.dump())
                            << QString::fromStdString(change.dump());
    };
    row("the tanh form of GELU", kVit, {{"hidden_act", "gelu_new"}});
    row("a wide epsilon", kVit, {{"layer_norm_eps", 0.1}});
    row("a wide epsilon in DINOv2", kDino, {{"layer_norm_eps", 0.1}});
    row("a wide epsilon in Swin", kSwin, {{"layer_norm_eps", 0.1}});
    row("a wide epsilon in ConvNeXt", kConvNext, {{"layer_norm_eps", 0.1}});
    row("where a bottleneck downsamples", kResNet, {{"downsample_in_bottleneck", true}});
    row("the activation of a ResNet", kResNet, {{"hidden_act", "silu"}});
    row("the activation of a RegNet", kRegNet, {{"hidden_act", "silu"}});
    row("the activation of a Swin", kSwin, {{"hidden_act", "relu"}});
}

void tst_Families::anOptionChangesTheResult()
{
    QFETCH(QString, config);
    QFETCH(QString, change);
    const fs::path path = folder();
    const json base = json::parse(config.toStdString());
    const bool small = base["model_type"] == "vit" || base["model_type"] == "dinov2" ||
                       base["model_type"] == "swin";
    const int side = small ? 16 : 32;
    VERIFY_RESULT(writeModel(path, base, side, side));
    const auto before = open(path);
    VERIFY_RESULT(before);
    writeText(path / "config.json", with(base, json::parse(change.toStdString())).dump());
    const auto after = open(path); // the same weights
    VERIFY_RESULT(after);
    const auto plain = embed(**before);
    const auto changed = embed(**after);
    VERIFY_RESULT(plain);
    VERIFY_RESULT(changed);
    QVERIFY(largestDifference(*plain, *changed) > 1e-6);
}

void tst_Families::refused_data()
{
    QTest::addColumn<QString>("config");
    QTest::addColumn<int>("side");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const json& config, int side, const char* words) {
        QTest::newRow(name) << QString::fromStdString(config.dump()) << side << words;
    };
    row("Swin V2", with(kSwin, {{"model_type", "swinv2"}}), 16, "Supported are");
    row("Swin with absolute positions", with(kSwin, {{"use_absolute_embeddings", true}}), 16,
        "absolute position");
    row("Swin with windows larger than the last grid", with(kSwin, {{"window_size", 5}}), 16,
        "or more on each side");
    row("SigLIP 2 for any size", {{"model_type", "siglip2"}}, 16, "Supported are");
    row("SigLIP without its head",
        with(kClipVision, {{"model_type", "siglip_vision_model"}, {"vision_use_head", false}}), 16,
        "head");
    row("an activation that nobody knows", with(kVit, {{"hidden_act", "laplace"}}), 16, "laplace");
    row("a ViT for other pictures than the preprocessing gives", kVit, 24, "24 x 24");
    row("grey pictures", with(kResNet, {{"num_channels", 1}}), 16, "three colour channels");
    row("stages that contradict each other", with(kConvNext, {{"num_stages", 4}}), 32,
        "num_stages");
    row("a RegNet of another kind", with(kRegNet, {{"layer_type", "z"}}), 32, "layer_type");
}

void tst_Families::refused()
{
    QFETCH(QString, config);
    QFETCH(int, side);
    QFETCH(QString, words);
    const fs::path path = folder();
    if (writeModel(path, json::parse(config.toStdString()), side, side)) {
        const auto encoder = open(path);
        QVERIFY(!encoder);
        QVERIFY2(encoder.error().message.english().find(words.toStdString()) != std::string::npos,
                 encoder.error().message.english().c_str());
        return;
    }
    const auto written = writeRandomWeights(path, 5);
    QVERIFY2(written.error().message.english().find(words.toStdString()) != std::string::npos,
             written.error().message.english().c_str());
}

namespace {

/// One axis of a bicubic resize as PyTorch does it: A = -0.75 and borders repeated, or, where it
/// antialiases, A = -0.5, the filter widened when shrinking, and borders left out.
std::vector<std::vector<double>> bicubicWeights(int from, int to, bool antialias)
{
    const double a = antialias ? -0.5 : -0.75;
    const auto filter = [a](double x) {
        x = std::abs(x);
        if (x < 1)
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0.0;
    };
    const double scale = static_cast<double>(from) / to;
    const double spread = antialias ? std::max(scale, 1.0) : 1.0;
    std::vector<std::vector<double>> rows;
    for (int i = 0; i < to; ++i) {
        std::vector<double> row(static_cast<std::size_t>(from));
        const double center = (i + 0.5) * scale - 0.5;
        const int reach = static_cast<int>(std::ceil(2 * spread)) + 1;
        double sum = 0;
        const int middle = static_cast<int>(std::floor(center));
        for (int k = middle - reach; k <= middle + reach; ++k) {
            if (antialias && (k < 0 || k >= from))
                continue;
            const double weight = filter((k - center) / spread);
            row[static_cast<std::size_t>(std::clamp(k, 0, from - 1))] += weight;
            sum += weight;
        }
        for (double& weight : row)
            weight /= sum;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

// Widths that are no multiples of what a processor's registers hold: some builds of oneDNN compute
// those wrongly, another way for one picture than for several.
void tst_Families::aPictureHasOneEmbeddingInAnyCompany_data()
{
    QTest::addColumn<QString>("config");
    const auto row = [](const char* name, const json& config) {
        QTest::newRow(name) << QString::fromStdString(config.dump());
    };
    const json odd = {{"embedding_size", 20}, {"hidden_sizes", {24, 40}}};
    row("resnet, basic", with(with(kResNet, odd), {{"layer_type", "basic"}}));
    row("resnet, bottleneck", with(kResNet, odd));
    row("regnet", with(with(kRegNet, odd), {{"groups_width", 8}}));
    row("convnext", with(kConvNext, {{"hidden_sizes", {20, 24, 40}}}));
    row("vit", with(kVit, {{"hidden_size", 40}, {"patch_size", 1}}));
    row("dinov2", with(kDino, {{"hidden_size", 20}}));
    row("swin", with(kSwin, {{"embed_dim", 20}}));
}

void tst_Families::aPictureHasOneEmbeddingInAnyCompany()
{
    QFETCH(QString, config);
    const fs::path path = folder();
    VERIFY_RESULT(writeModel(path, json::parse(config.toStdString()), 16, 16));
    const auto encoder = open(path);
    VERIFY_RESULT(encoder);
    constexpr std::size_t kPictures = 5;
    const auto pixels = noise(**encoder, kPictures);
    const auto together = embed(**encoder, pixels, kPictures);
    VERIFY_RESULT(together);
    const std::size_t each = pixels.size() / kPictures;
    std::vector<float> alone;
    for (std::size_t i = 0; i < kPictures; ++i) {
        const auto one = embed(**encoder, std::span(pixels).subspan(i * each, each), 1);
        VERIFY_RESULT(one);
        alone.insert(alone.end(), one->begin(), one->end());
    }
    const auto largest = std::max_element(alone.begin(), alone.end());
    QVERIFY(largestDifference(*together, alone) <= 1e-5 * std::max(1.0, double(*largest)));
}

void tst_Families::positionsAreInterpolatedLikeADirectComputation_data()
{
    QTest::addColumn<bool>("registers");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("enlarged") << false << 7 << 7;
    QTest::newRow("made smaller") << false << 3 << 3;
    QTest::newRow("made oblong") << false << 3 << 9;
    QTest::newRow("as many patches in another shape") << false << 2 << 8;
    QTest::newRow("registers, enlarged") << true << 6 << 6;
    QTest::newRow("registers, made smaller with antialiasing") << true << 3 << 2;
    QTest::newRow("registers, made oblong") << true << 2 << 7;
}

void tst_Families::positionsAreInterpolatedLikeADirectComputation()
{
    QFETCH(bool, registers);
    QFETCH(int, rows);
    QFETCH(int, columns);
    constexpr int kOwn = 4; // patches a side
    constexpr int kPatch = 4;
    const fs::path path = folder();
    json config = kDino;
    if (registers)
        config["model_type"] = "dinov2_with_registers";
    VERIFY_RESULT(writeModel(path, config, rows * kPatch, columns * kPatch));
    const auto resizing = open(path);
    VERIFY_RESULT(resizing);
    const auto found = embed(**resizing);
    VERIFY_RESULT(found);

    // The same model with positions of the new grid, resized here.
    config["image_size"] = {rows * kPatch, columns * kPatch};
    writeText(path / "config.json", config.dump());
    const auto down = bicubicWeights(kOwn, rows, registers);
    const auto across = bicubicWeights(kOwn, columns, registers);
    VERIFY_RESULT(rewriteWeights(path / "model.safetensors", [&](TensorInfo& info, auto& values) {
        if (info.name != "embeddings.position_embeddings")
            return;
        const std::size_t hidden = 8;
        std::vector<float> resized(values.begin(), values.begin() + hidden);
        for (const auto& rowWeights : down)
            for (const auto& columnWeights : across)
                for (std::size_t c = 0; c < hidden; ++c) {
                    double sum = 0;
                    for (std::size_t y = 0; y < kOwn; ++y)
                        for (std::size_t x = 0; x < kOwn; ++x)
                            sum += rowWeights[y] * columnWeights[x] *
                                   static_cast<double>(values[(1 + y * kOwn + x) * hidden + c]);
                    resized.push_back(static_cast<float>(sum));
                }
        values = std::move(resized);
        info.shape = {1, 1 + rows * columns, static_cast<std::int64_t>(hidden)};
    }));
    const auto direct = open(path);
    VERIFY_RESULT(direct);
    const auto expected = embed(**direct);
    VERIFY_RESULT(expected);
    const double difference = largestDifference(*found, *expected);
    QVERIFY2(difference < 2e-5, qPrintable(QString::number(difference)));
}

void tst_Families::theNestedConfigurationTakesDefaults()
{
    const fs::path path = folder();
    VERIFY_RESULT(writeModel(
        path, {{"model_type", "clip"}, {"projection_dim", 6}, {"vision_config", kClipVision}}, 16,
        16));
    writeText(path / "config.json",
              json({{"model_type", "clip"},
                    {"projection_dim", 6},
                    {"vision_config",
                     with(kClipVision, {{"hidden_act", "quick_gelu"}, {"layer_norm_eps", 1e-5}})}})
                  .dump());
    const auto explicitly = open(path);
    VERIFY_RESULT(explicitly);
    const auto expected = embed(**explicitly);
    writeText(path / "config.json",
              json({{"model_type", "clip"}, {"projection_dim", 6}, {"vision_config", kClipVision}})
                  .dump());
    const auto byDefault = open(path);
    VERIFY_RESULT(byDefault);
    const auto found = embed(**byDefault);
    VERIFY_RESULT(found);
    VERIFY_RESULT(expected);
    QCOMPARE(largestDifference(*found, *expected), 0.0);
}

void tst_Families::visionConfigDictReplacesVisionConfig()
{
    const fs::path path = folder();
    // The dictionary says nothing of the activation: the default counts, not vision_config's.
    const json config = {{"model_type", "clip"},
                         {"projection_dim", 6},
                         {"vision_config", with(kClipVision, {{"hidden_act", "relu"}})},
                         {"vision_config_dict", kClipVision}};
    VERIFY_RESULT(writeModel(path, config, 16, 16));
    const auto both = open(path);
    VERIFY_RESULT(both);
    const auto found = embed(**both);
    json plain = config;
    plain.erase("vision_config_dict");
    plain["vision_config"] = kClipVision;
    writeText(path / "config.json", plain.dump());
    const auto one = open(path);
    VERIFY_RESULT(one);
    const auto expected = embed(**one);
    VERIFY_RESULT(found);
    VERIFY_RESULT(expected);
    QCOMPARE(largestDifference(*found, *expected), 0.0);
}

void tst_Families::aClipWithoutProjectionGivesTheClassToken()
{
    const fs::path path = folder();
    const json config = with(kClipVision, {{"model_type", "clip_vision_model"}});
    VERIFY_RESULT(writeModel(path, config, 16, 16));
    VERIFY_RESULT(rewriteWeights(path / "model.safetensors", [](TensorInfo& info, auto&) {
        if (info.name == "visual_projection.weight")
            info.name.clear();
    }));
    // Nothing names the class: what is stored tells.
    const auto encoder = open(path);
    VERIFY_RESULT(encoder);
    QCOMPARE((*encoder)->info().space.dim, 8);
    // The class that has a projection must bring it.
    writeText(path / "config.json",
              with(config, {{"architectures", {"CLIPVisionModelWithProjection"}}}).dump());
    VERIFY_ERROR(open(path), ErrorCode::Broken);
}

void tst_Families::theOldestNamesOfNormalisationsAreKnown()
{
    const fs::path path = folder();
    VERIFY_RESULT(writeModel(path, kVit, 16, 16));
    const auto before = open(path);
    VERIFY_RESULT(before);
    const auto expected = embed(**before);
    VERIFY_RESULT(rewriteWeights(path / "model.safetensors", [](TensorInfo& info, auto&) {
        if (info.name.find("layernorm") == std::string::npos)
            return;
        const bool weight = info.name.ends_with(".weight");
        info.name = info.name.substr(0, info.name.rfind('.')) + (weight ? ".gamma" : ".beta");
    }));
    const auto after = open(path);
    VERIFY_RESULT(after);
    const auto found = embed(**after);
    VERIFY_RESULT(found);
    VERIFY_RESULT(expected);
    QCOMPARE(largestDifference(*found, *expected), 0.0);
}

void tst_Families::thePrefixOfAClassifierIsIgnored()
{
    for (const auto& [config, prefix] : {std::pair{kVit, "vit."},
                                         {with(kVit, {{"model_type", "deit"}}), "deit."},
                                         {kDino, "dinov2."},
                                         {kConvNext, "convnext."},
                                         {kResNet, "resnet."},
                                         {kRegNet, "regnet."},
                                         {kSwin, "swin."}}) {
        const fs::path path = folder();
        VERIFY_RESULT(writeModel(path, config, 16, 16));
        const auto before = open(path);
        VERIFY_RESULT(before);
        const auto expected = embed(**before);
        VERIFY_RESULT(
            rewriteWeights(path / "model.safetensors", [&prefix = prefix](TensorInfo& info, auto&) {
                info.name = prefix + info.name;
            }));
        const auto after = open(path);
        VERIFY_RESULT(after);
        const auto found = embed(**after);
        VERIFY_RESULT(found);
        VERIFY_RESULT(expected);
        QCOMPARE(largestDifference(*found, *expected), 0.0);
    }
}

QTEST_GUILESS_MAIN(tst_Families)
#include "tst_families.moc"
