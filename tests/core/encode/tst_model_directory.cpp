// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/encoder.h"
#include "core/encode/model_directory.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/testing.h"

#include <QTemporaryDir>

using namespace lookalike;
using lookalike::testing::TinyModel;
namespace fs = std::filesystem;

// People point the program at whatever they downloaded. If one of these fails, they either get a
// crash, or embeddings of a model that was not read as its makers meant it.
class tst_ModelDirectory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void loadsATinyModel();
    void refusesWhatIsNoModel_data();
    void refusesWhatIsNoModel();
    void refusesWrongTensors_data();
    void refusesWrongTensors();
    void loadsShards();
    void refusesHostileShardNames_data();
    void refusesHostileShardNames();
    void refusesATensorInTwoShards();
    void refusesHostileConfigurations_data();
    void refusesHostileConfigurations();
    void anUnknownTypeListsWhatIsSupported();
    void readsPreprocessors_data();
    void readsPreprocessors();
    void refusesPreprocessors_data();
    void refusesPreprocessors();
    void findsModelsByNameAndFolder();

private:
    [[nodiscard]] Result<std::shared_ptr<const Encoder>> load() const
    {
        const auto model = openModelDirectory(m_model);
        if (!model)
            return fail(model);
        return loadEncoder(*model, {DeviceKind::Cpu, 1});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_model;
};

void tst_ModelDirectory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_model = fs::path(m_folder->path().toStdString()) / "tiny";
}

void tst_ModelDirectory::loadsATinyModel()
{
    VERIFY_RESULT(TinyModel().write(m_model));
    const auto encoder = load();
    VERIFY_RESULT(encoder);
    QCOMPARE((*encoder)->info().space.dim, 8);
    QCOMPARE(QString::fromStdString((*encoder)->info().space.model), "tiny");
    QCOMPARE((*encoder)->info().space.id.size(), std::size_t(64));
    QCOMPARE(QString(deviceName((*encoder)->info().device)), "cpu");
    // The folder with a slash at its end is the same model.
    const auto again = openModelDirectory(m_model / "");
    VERIFY_RESULT(again);
    QCOMPARE(QString::fromStdString(again->name), "tiny");
}

void tst_ModelDirectory::refusesWhatIsNoModel_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const char* kind, ErrorCode code, const char* words) {
        QTest::newRow(name) << kind << static_cast<int>(code) << words;
    };
    row("a folder that does not exist", "absent", ErrorCode::NotFound, "no such model folder");
    row("an empty folder", "empty", ErrorCode::NotFound, "config.json");
    row("no weights", "no weights", ErrorCode::NotFound, "model.safetensors");
    row("pickled weights only", "bin", ErrorCode::Unsupported, "safe_serialization=True");
    row("a .pt file instead of a folder", "pt file", ErrorCode::Unsupported, "save_pretrained");
    row("a photo instead of a folder", "photo", ErrorCode::InvalidArgument, "not a single file");
    row("a pickle called model.safetensors", "disguised", ErrorCode::Unsupported, "pickle");
    row("no preprocessor file", "no preprocessor", ErrorCode::NotFound, "preprocessor_config.json");
    row("a configuration that is no JSON", "bad json", ErrorCode::Broken, "not valid JSON");
    row("a configuration that is a list", "list", ErrorCode::Broken, "JSON object");
    row("a configuration nested a thousand deep", "deep", ErrorCode::Broken, "nested");
    row("a configuration of nine megabytes", "large", ErrorCode::TooLarge, "too large");
    row("SigLIP 2 for any size", "naflex", ErrorCode::Unsupported,
        "google/siglip2-base-patch16-224");
    row("SigLIP 2 of open_clip", "open_clip siglip2", ErrorCode::Unsupported,
        "google/siglip2-base-patch16-224");
    row("CLIP of open_clip", "open_clip", ErrorCode::Unsupported, "laion/CLIP-ViT-B-32");
    row("a configuration of open_clip that is no JSON", "open_clip bad json",
        ErrorCode::Unsupported, "laion/CLIP-ViT-B-32");
    row("a configuration without a type", "no type", ErrorCode::Broken, "model_type");
}

void tst_ModelDirectory::refusesWhatIsNoModel()
{
    QFETCH(QString, kind);
    QFETCH(int, code);
    QFETCH(QString, words);
    if (kind != "absent")
        VERIFY_RESULT(TinyModel().write(m_model));
    const fs::path weights = m_model / "model.safetensors";
    const fs::path config = m_model / "config.json";
    const std::string pickle = std::string("\x80\x02}q", 4) + std::string(50, 'x');
    if (kind == "empty")
        fs::remove(config);
    if (kind == "no weights")
        fs::remove(weights);
    if (kind == "bin")
        fs::rename(weights, m_model / "pytorch_model.bin");
    if (kind == "pt file" || kind == "photo") {
        m_model /= "file.pt";
        TinyModel::writeText(m_model, kind == "photo" ? "\xff\xd8\xff\xe0 JFIF picture" : pickle);
    }
    if (kind == "disguised")
        TinyModel::writeText(weights, pickle);
    if (kind == "no preprocessor")
        fs::remove(m_model / "preprocessor_config.json");
    if (kind == "bad json")
        TinyModel::writeText(config, "{\"model_type\": vit}");
    if (kind == "list")
        TinyModel::writeText(config, "[1]");
    if (kind == "deep")
        TinyModel::writeText(config, std::string(1000, '[') + std::string(1000, ']'));
    if (kind == "large")
        TinyModel::writeText(config, "{}" + std::string(9 << 20, ' '));
    if (kind == "naflex")
        TinyModel::writeText(config, R"({"model_type": "siglip2"})");
    if (kind.startsWith("open_clip")) {
        fs::remove(config);
        TinyModel::writeText(m_model / "open_clip_config.json",
                             kind.endsWith("siglip2") ? R"({"model_cfg": {"text_cfg":
                                      {"hf_tokenizer_name": "timm/ViT-B-16-SigLIP2"}}})"
                             : kind.endsWith("json")  ? "no"
                                                      : R"({"model_cfg": {"embed_dim": 512}})");
    }
    if (kind == "no type")
        TinyModel::writeText(config, "{}");
    const auto model = openModelDirectory(m_model);
    VERIFY_ERROR(model, static_cast<ErrorCode>(code));
    QVERIFY2(QString::fromStdString(model.error().message.english()).contains(words),
             model.error().text().c_str());
    QVERIFY(!model.error().path.empty());
}

void tst_ModelDirectory::refusesWrongTensors_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("named");
    QTest::newRow("a missing tensor") << "missing"
                                      << "encoder.layer.0.output.dense.bias";
    QTest::newRow("a tensor too many") << "extra"
                                       << "encoder.layer.1.output.dense.bias";
    QTest::newRow("a tensor of another family") << "foreign"
                                                << "stem.conv.weight";
    QTest::newRow("a tensor of another shape") << "shape"
                                               << "embeddings.position_embeddings";
    QTest::newRow("a transposed tensor") << "transposed"
                                         << "encoder.layer.0.output.dense.weight";
    QTest::newRow("a tensor of integers") << "integers"
                                          << "layernorm.bias";
}

void tst_ModelDirectory::refusesWrongTensors()
{
    QFETCH(QString, kind);
    QFETCH(QString, named);
    TinyModel tiny;
    TensorInfo extra;
    extra.name = named.toStdString();
    extra.shape = {8};
    if (kind == "missing")
        tiny.drop(named.toStdString());
    if (kind == "extra" || kind == "foreign")
        tiny.tensors.push_back(extra);
    if (kind == "shape")
        tiny.find(named.toStdString())->shape = {1, 6, 8};
    if (kind == "transposed")
        tiny.find(named.toStdString())->shape = {16, 8};
    if (kind == "integers")
        tiny.find(named.toStdString())->dtype = Dtype::I64;
    VERIFY_RESULT(tiny.write(m_model));
    const auto encoder = load();
    VERIFY_ERROR(encoder, ErrorCode::Broken);
    QVERIFY2(QString::fromStdString(encoder.error().message.english()).contains(named),
             encoder.error().text().c_str());
    const bool ofConfig = kind == "shape" || kind == "transposed"; // found before anything is read
    QVERIFY(encoder.error().path == m_model / (ofConfig ? "config.json" : "model.safetensors"));
}

void tst_ModelDirectory::loadsShards()
{
    const TinyModel tiny;
    VERIFY_RESULT(tiny.write(m_model));
    const auto whole = load();
    VERIFY_RESULT(whole);

    fs::remove(m_model / "model.safetensors");
    const auto middle = tiny.tensors.begin() + 7;
    VERIFY_RESULT(tiny.writeWeights(m_model / "model-00001-of-00002.safetensors",
                                    {tiny.tensors.begin(), middle}));
    VERIFY_RESULT(tiny.writeWeights(m_model / "model-00002-of-00002.safetensors",
                                    {middle, tiny.tensors.end()}));
    nlohmann::json index = {{"metadata", {{"total_size", 1}}}, {"weight_map", {}}};
    for (std::size_t i = 0; i < tiny.tensors.size(); ++i)
        index["weight_map"][tiny.tensors[i].name] =
            i < 7 ? "model-00001-of-00002.safetensors" : "model-00002-of-00002.safetensors";
    TinyModel::writeText(m_model / "model.safetensors.index.json", index.dump());
    const auto model = openModelDirectory(m_model);
    VERIFY_RESULT(model);
    QCOMPARE(model->weightFiles.size(), std::size_t(2));
    const auto sharded = load();
    VERIFY_RESULT(sharded);

    std::vector<float> pixels(3 * 8 * 8, 0.25F);
    std::vector<float> first(8), second(8);
    VERIFY_RESULT((*whole)->encodePixelValues(pixels, 1, first));
    VERIFY_RESULT((*sharded)->encodePixelValues(pixels, 1, second));
    QVERIFY(first == second);

    fs::remove(m_model / "model-00002-of-00002.safetensors");
    VERIFY_ERROR(openModelDirectory(m_model), ErrorCode::NotFound);
}

// The index names files; a hostile one must not be able to name a file outside the folder.
void tst_ModelDirectory::refusesHostileShardNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("the parent folder") << "../model.safetensors";
    QTest::newRow("an absolute path") << "/etc/model.safetensors";
    QTest::newRow("a folder") << "shards/model.safetensors";
    QTest::newRow("a Windows folder") << "shards\\model.safetensors";
    QTest::newRow("a Windows drive") << "C:model.safetensors";
    QTest::newRow("a network path") << "\\\\server\\share\\model.safetensors";
    QTest::newRow("an NTFS stream") << "model.safetensors:x.safetensors";
    QTest::newRow("a line break") << "model\n.safetensors";
    QTest::newRow("a right-to-left mark") << QString::fromUtf8("model\u202e.safetensors");
    QTest::newRow("a hidden file") << ".safetensors";
    QTest::newRow("another kind of file") << "pytorch_model.bin";
    QTest::newRow("an empty name") << "";
    QTest::newRow("a name of 300 letters") << QString(300, 'm') + ".safetensors";
}

void tst_ModelDirectory::refusesHostileShardNames()
{
    QFETCH(QString, name);
    VERIFY_RESULT(TinyModel().write(m_model));
    fs::rename(m_model / "model.safetensors", m_model / "real.safetensors");
    const nlohmann::json index = {
        {"weight_map", {{"a", "real.safetensors"}, {"b", name.toStdString()}}}};
    TinyModel::writeText(m_model / "model.safetensors.index.json", index.dump());
    const auto model = openModelDirectory(m_model);
    VERIFY_ERROR(model, ErrorCode::Broken);
    QVERIFY(model.error().message.english().find("not allowed") != std::string::npos);
}

void tst_ModelDirectory::refusesATensorInTwoShards()
{
    const TinyModel tiny;
    VERIFY_RESULT(tiny.write(m_model));
    fs::rename(m_model / "model.safetensors", m_model / "one.safetensors");
    VERIFY_RESULT(tiny.writeWeights(m_model / "two.safetensors", {tiny.tensors.front()}));
    const nlohmann::json index = {
        {"weight_map", {{"a", "one.safetensors"}, {"b", "two.safetensors"}}}};
    TinyModel::writeText(m_model / "model.safetensors.index.json", index.dump());
    const auto encoder = load();
    VERIFY_ERROR(encoder, ErrorCode::Broken);
    QVERIFY(encoder.error().message.english().find("in two files") != std::string::npos);
}

// A configuration that asks for terabytes must be refused before they are allocated.
void tst_ModelDirectory::refusesHostileConfigurations_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("a huge model") << "hidden_size"
                                  << "16384";
    QTest::newRow("a hundred layers too many") << "num_hidden_layers"
                                               << "200";
    QTest::newRow("a width of 2^40") << "hidden_size"
                                     << "1099511627776";
    QTest::newRow("a negative width") << "hidden_size"
                                      << "-8";
    QTest::newRow("a width of zero") << "hidden_size"
                                     << "0";
    QTest::newRow("a fractional width") << "hidden_size"
                                        << "8.5";
    QTest::newRow("a text for a number") << "hidden_size"
                                         << "\"8\"";
    QTest::newRow("no heads") << "num_attention_heads"
                              << "0";
    QTest::newRow("heads that do not divide the width") << "num_attention_heads"
                                                        << "3";
    QTest::newRow("patches larger than the image") << "patch_size"
                                                   << "16";
    QTest::newRow("an unknown activation") << "hidden_act"
                                           << "\"exp\"";
    QTest::newRow("another image size than the preprocessing gives") << "image_size"
                                                                     << "16";
    QTest::newRow("four channels") << "num_channels"
                                   << "4";
}

void tst_ModelDirectory::refusesHostileConfigurations()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    TinyModel tiny;
    tiny.config[key.toStdString()] = nlohmann::json::parse(value.toStdString());
    VERIFY_RESULT(tiny.write(m_model));
    VERIFY_ERROR(load(), ErrorCode::Broken);
}

void tst_ModelDirectory::anUnknownTypeListsWhatIsSupported()
{
    TinyModel tiny;
    tiny.config["model_type"] = "llama";
    VERIFY_RESULT(tiny.write(m_model));
    const auto encoder = load();
    VERIFY_ERROR(encoder, ErrorCode::Unsupported);
    for (const char* type : {"llama", "vit", "deit", "dinov2", "dinov2_with_registers", "clip",
                             "siglip", "convnext", "convnextv2", "resnet", "regnet", "swin"})
        QVERIFY2(encoder.error().message.english().find(type) != std::string::npos, type);
}

void tst_ModelDirectory::readsPreprocessors_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* json, const char* model,
                        const char* expected) { QTest::newRow(name) << json << model << expected; };
    row("a bare ViT takes its class's defaults", "{\"image_processor_type\":\"ViTImageProcessor\"}",
        "vit", "exact 224x224 filter 2 mean 0.5");
    row("an old feature extractor with an integer size",
        "{\"feature_extractor_type\":\"ViTFeatureExtractor\",\"size\":96,\"resample\":3}", "vit",
        "exact 96x96 filter 3 mean 0.5");
    row("a size of two numbers",
        "{\"image_processor_type\":\"ViTImageProcessor\",\"size\":[32,48]}", "vit",
        "exact 48x32 filter 2 mean 0.5");
    row("an old CLIP with integer sizes",
        "{\"feature_extractor_type\":\"CLIPFeatureExtractor\",\"size\":100,\"crop_size\":96}",
        "clip", "shortest 100 crop 96x96 filter 3 mean 0.481");
    row("CLIP with a fixed size",
        "{\"image_processor_type\":\"CLIPImageProcessor\",\"size\":{\"height\":64,\"width\":80},"
        "\"do_center_crop\":false}",
        "clip", "exact 80x64 filter 3 mean 0.481");
    row("the class that the model type implies", "{}", "dinov2",
        "shortest 224 crop 224x224 filter 3 mean 0.481");
    row("the fast variant of a class",
        "{\"image_processor_type\":\"BitImageProcessorFast\",\"size\":{\"shortest_edge\":256}}",
        "dinov2", "shortest 256 crop 224x224 filter 3 mean 0.481");
    row("a DeiT crops after resizing to a square",
        "{\"image_processor_type\":\"DeiTImageProcessor\"}", "deit",
        "exact 256x256 crop 224x224 filter 3 mean 0.5");
    row("a ConvNeXt below 384 enlarges and crops",
        "{\"image_processor_type\":\"ConvNextImageProcessor\",\"size\":{\"shortest_edge\":224},"
        "\"crop_pct\":0.95,\"resample\":3}",
        "convnext", "shortest 235 crop 224x224 filter 3 mean 0.5");
    row("a ConvNeXt at 384 squeezes", "{\"image_processor_type\":\"ConvNextFeatureExtractor\"}",
        "convnext", "exact 384x384 filter 2 mean 0.5");
    row("a ViT ignores the crop that its class does not know",
        "{\"image_processor_type\":\"ViTImageProcessor\",\"do_center_crop\":true,\"size\":64}",
        "vit", "exact 64x64 filter 2 mean 0.5");
    row("no normalising and no rescaling",
        "{\"image_processor_type\":\"SiglipImageProcessor\",\"do_normalize\":false,"
        "\"do_rescale\":false}",
        "siglip", "exact 224x224 filter 3 mean 0 std 1 factor 1");
    row("a fast class crops where the file says so",
        "{\"image_processor_type\":\"ViTImageProcessorFast\",\"size\":{\"shortest_edge\":64},"
        "\"do_center_crop\":true,\"crop_size\":48}",
        "vit", "shortest 64 crop 48x48 filter 2 mean 0.5");
    row("a fast class takes null for its default",
        "{\"image_processor_type\":\"CLIPImageProcessorFast\",\"do_center_crop\":null,"
        "\"do_resize\":null,\"do_normalize\":null,\"crop_size\":null}",
        "clip", "shortest 224 crop 224x224 filter 3 mean 0.481");
    row("a fast class squares a number where the file says so",
        "{\"image_processor_type\":\"CLIPImageProcessorFast\",\"default_to_square\":true,"
        "\"size\":64,\"do_center_crop\":false}",
        "clip", "exact 64x64 filter 3 mean 0.481");
    row("a Pillow class of the newest releases",
        "{\"image_processor_type\":\"SiglipImageProcessorPil\",\"size\":64}", "siglip",
        "exact 64x64 filter 3 mean 0.5");
    row("a slow class takes null for no",
        "{\"image_processor_type\":\"DeiTImageProcessor\",\"do_center_crop\":null,"
        "\"do_normalize\":null,\"do_rescale\":null}",
        "deit", "exact 256x256 filter 3 mean 0 std 1 factor 1");
    row("sharpest and plainest filters",
        "{\"image_processor_type\":\"ViTImageProcessor\",\"resample\":1,\"image_mean\":0.25}",
        "vit", "exact 224x224 filter 1 mean 0.25");
    row("null means the default",
        "{\"image_processor_type\":\"SiglipImageProcessor\",\"size\":null,\"resample\":null}",
        "siglip", "exact 224x224 filter 3 mean 0.5");
}

void tst_ModelDirectory::readsPreprocessors()
{
    QFETCH(QString, json);
    QFETCH(QString, model);
    QFETCH(QString, expected);
    const auto spec = parsePreprocessor(nlohmann::json::parse(json.toStdString()),
                                        {{"model_type", model.toStdString()}}, "file");
    VERIFY_RESULT(spec);
    using Mode = PreprocessSpec::ResizeMode;
    QString text = spec->resizeMode == Mode::Exact
                       ? QString("exact %1x%2").arg(spec->resizeWidth).arg(spec->resizeHeight)
                       : QString("shortest %1").arg(spec->shortestEdge);
    if (spec->centerCrop)
        text += QString(" crop %1x%2").arg(spec->cropWidth).arg(spec->cropHeight);
    text += QString(" filter %1 mean %2")
                .arg(static_cast<int>(spec->resample))
                .arg(static_cast<double>(spec->mean[0]), 0, 'g', 3);
    if (spec->std[0] == 1.0F)
        text += QString(" std 1 factor %1").arg(static_cast<double>(spec->rescaleFactor));
    QCOMPARE(text, expected);
}

void tst_ModelDirectory::refusesPreprocessors_data()
{
    QTest::addColumn<QString>("json");
    QTest::newRow("an unknown class") << "{\"image_processor_type\":\"OwlViTImageProcessor\"}";
    QTest::newRow("a list") << "[]";
    QTest::newRow("pictures of any size")
        << "{\"image_processor_type\":\"CLIPImageProcessor\",\"do_center_crop\":false}";
    QTest::newRow("a shortest edge where the class needs a height")
        << "{\"image_processor_type\":\"ViTImageProcessor\",\"size\":{\"shortest_edge\":64}}";
    QTest::newRow("a size of zero")
        << "{\"image_processor_type\":\"ViTImageProcessor\",\"size\":0}";
    QTest::newRow("a size of a million")
        << "{\"image_processor_type\":\"ViTImageProcessor\",\"size\":1000000}";
    QTest::newRow("an unknown filter")
        << "{\"image_processor_type\":\"ViTImageProcessor\",\"resample\":6}";
    QTest::newRow("a deviation of zero")
        << "{\"image_processor_type\":\"ViTImageProcessor\",\"image_std\":[0.5,0,0.5]}";
    QTest::newRow("only a longest edge")
        << "{\"image_processor_type\":\"CLIPImageProcessor\",\"size\":{\"longest_edge\":64}}";
    QTest::newRow("a fast class that is to crop to nobody knows what")
        << "{\"image_processor_type\":\"ViTImageProcessorFast\",\"do_center_crop\":true}";
    QTest::newRow("a crop share of zero")
        << "{\"image_processor_type\":\"ConvNextImageProcessor\",\"size\":224,\"crop_pct\":0}";
}

void tst_ModelDirectory::refusesPreprocessors()
{
    QFETCH(QString, json);
    const auto spec = parsePreprocessor(nlohmann::json::parse(json.toStdString()),
                                        {{"model_type", "vit"}}, "file");
    VERIFY_ERROR(spec, ErrorCode::Broken);
    QCOMPARE(QString::fromStdString(spec.error().path.string()), "file");
}

void tst_ModelDirectory::findsModelsByNameAndFolder()
{
    const fs::path resources = fs::path(m_folder->path().toStdString()) / "resources";
    const fs::path data = fs::path(m_folder->path().toStdString()) / "data";
    const QByteArray before = qgetenv("LOOKALIKE_RESOURCES");
    const auto restore = qScopeGuard([&] { qputenv("LOOKALIKE_RESOURCES", before); });
    qputenv("LOOKALIKE_RESOURCES", QByteArray::fromStdString(resources.string()));
    qputenv("XDG_DATA_HOME", QByteArray::fromStdString(data.string()));

    VERIFY_ERROR(findModel(""), ErrorCode::NotFound);
    QVERIFY(installedModels().empty());
    VERIFY_RESULT(TinyModel().write(resources / "models" / "built-in"));
    const auto builtIn = findModel("");
    VERIFY_RESULT(builtIn);
    QVERIFY(*builtIn == resources / "models" / "built-in");
    QVERIFY(findModel("built-in").value() == *builtIn);
    QCOMPARE(installedModels().size(), std::size_t(1));
#ifdef Q_OS_LINUX
    VERIFY_RESULT(TinyModel().write(data / "lookalike" / "models" / "another"));
    QVERIFY(findModel("another").value() == data / "lookalike" / "models" / "another");
    QCOMPARE(installedModels().size(), std::size_t(2));
    QCOMPARE(QString::fromStdString(installedModels().front().name), "built-in");
#endif
    VERIFY_RESULT(TinyModel().write(m_model));
    QVERIFY(findModel(m_model.string()).value() == m_model);
    const auto unknown = findModel("no-such-model");
    VERIFY_ERROR(unknown, ErrorCode::NotFound);
    QVERIFY(unknown.error().message.english().find("built-in") != std::string::npos);
}

QTEST_GUILESS_MAIN(tst_ModelDirectory)
#include "tst_model_directory.moc"
