// SPDX-License-Identifier: GPL-3.0-or-later
// Training from packed photos to a model directory that the program loads like any other. If these
// fail, a training of hours learns nothing, is lost when it is interrupted, or cannot be used.
#include "core/base/float16.h"
#include "core/encode/torch/training/training.h"
#include "core/evaluate/retrieval_metrics.h"
#include "tests/core/encode/textured_photos.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <numeric>
#include <sstream>
#include <thread>

using namespace lookalike;
using namespace lookalike::training;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

Result<double> meanAveragePrecision(const fs::path& directory, const LabelledPhotos& photos)
{
    const auto rows = embeddings(directory, photos.images);
    if (!rows)
        return fail(rows);
    const auto dim = static_cast<int>(rows->size() / photos.images.size());
    return measureRetrieval(photos.labels, 5, *rows, dim).meanAveragePrecision;
}

} // namespace

class TestTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void learnsWhatTheLabelsSay();
    void aTeacherTeachesWhatItSees();
    void aStoppedRunEndsAsIfItHadNotBeenStopped();
    void photosThatAreHeldOutAreMeasured();
    void wrongInputIsNamed();
    void aCheckpointOfAnotherModelIsRefused();

private:
    [[nodiscard]] TrainingOptions options(const std::string& output) const
    {
        TrainingOptions options;
        options.photos = m_folder / "photos.safetensors";
        options.model = m_folder / "start";
        options.output = m_folder / output;
        options.sizes = {kSide};
        options.sizeShares = {1};
        options.validationSize = kSide;
        options.batch = 32;
        options.labelsWeight = 1;
        options.steps = 1;
        options.bfloat16 = false;
        options.threads = 1;
        options.device = DeviceKind::Cpu;
        return options;
    }
    [[nodiscard]] Result<> exported(const std::string& run, const std::string& output) const
    {
        ExportOptions options;
        options.checkpoint = m_folder / run;
        options.photos = m_folder / "photos.safetensors";
        options.output = m_folder / output;
        options.size = kSide;
        options.threads = 1;
        return exportModel(options);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    nlohmann::json m_config = {{"model_type", "resnet"},
                               {"architectures", {"ResNetModel"}},
                               {"depths", {1, 1}},
                               {"hidden_sizes", {8, 16}},
                               {"embedding_size", 8},
                               {"layer_type", "basic"},
                               {"hidden_act", "relu"},
                               {"num_channels", 3},
                               {"downsample_in_first_stage", false}};
};

void TestTraining::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = m_temporary->path().toStdString();
    fs::create_directories(m_folder / "start");
    TinyModel::writeText(m_folder / "start" / "config.json", m_config.dump());
    const nlohmann::json preprocessor = {{"image_processor_type", "ViTImageProcessor"},
                                         {"size", {{"height", kSide}, {"width", kSide}}},
                                         {"resample", 3}};
    TinyModel::writeText(m_folder / "start" / "preprocessor_config.json", preprocessor.dump());
    VERIFY_RESULT(packPhotos(m_folder / "photos.safetensors", texturedPhotos(24, 1)));
}

void TestTraining::learnsWhatTheLabelsSay()
{
    const LabelledPhotos unseen = texturedPhotos(12, 2);
    VERIFY_RESULT(train(options("short"), {}));
    VERIFY_RESULT(exported("short", "before"));
    const auto before = meanAveragePrecision(m_folder / "before", unseen);
    VERIFY_RESULT(before);

    TrainingOptions longer = options("long");
    longer.steps = 500;
    VERIFY_RESULT(train(longer, {}));
    VERIFY_RESULT(exported("long", "after"));
    const auto after = meanAveragePrecision(m_folder / "after", unseen);
    VERIFY_RESULT(after);
    QVERIFY2(*after > *before + 0.15 && *after > 0.7,
             qPrintable(QStringLiteral("%1, then %2").arg(*before).arg(*after)));
}

void TestTraining::aTeacherTeachesWhatItSees()
{
    TinyModel teacher;
    VERIFY_RESULT(teacher.write(m_folder / "teacher"));
    TeachOptions teaching;
    teaching.photos = m_folder / "photos.safetensors";
    teaching.teacher = m_folder / "teacher";
    teaching.output = m_folder / "teacher.safetensors";
    teaching.threads = 1;
    teaching.device = DeviceKind::Cpu;
    std::int64_t done = 0;
    VERIFY_RESULT(teach(teaching, [&](std::int64_t now, std::int64_t) { done = now; }));
    QCOMPARE(done, std::int64_t{24 * kTextures});

    // The packed embeddings are those of the program's own encoder.
    const LabelledPhotos photos = texturedPhotos(24, 1);
    const auto expected = embeddings(m_folder / "teacher", photos.images);
    VERIFY_RESULT(expected);
    auto file = SafetensorsFile::open(teaching.output);
    VERIFY_RESULT(file);
    const TensorInfo* info = file->find("embedding");
    QVERIFY(info != nullptr);
    QCOMPARE(info->shape, (std::vector<std::int64_t>{24 * kTextures, 8}));
    std::vector<std::uint16_t> halves(static_cast<std::size_t>(info->elements()));
    VERIFY_RESULT(file->read(*info, std::as_writable_bytes(std::span(halves))));
    for (std::size_t row = 0; row < photos.images.size(); ++row) {
        double dot = 0;
        double square = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            const auto value = static_cast<double>(toFloat32(halves[row * 8 + i]));
            dot += value * static_cast<double>((*expected)[row * 8 + i]);
            square += value * value;
        }
        QVERIFY(dot / std::sqrt(square) > 0.999);
    }

    TrainingOptions taught = options("taught");
    taught.teacher = teaching.output;
    taught.labelsWeight = 0;
    taught.sameLabelBonus = 0;
    taught.steps = 60;
    double first = 0;
    taught.validationMinutes = 0; // after every step
    taught.holdOut = {"textures:2"};
    double last = 0;
    VERIFY_RESULT(train(taught, [&](const TrainingProgress& progress) {
        if (first == 0)
            first = progress.loss;
        last = progress.loss;
    }));
    QVERIFY2(last < first, qPrintable(QStringLiteral("%1, then %2").arg(first).arg(last)));
}

void TestTraining::aStoppedRunEndsAsIfItHadNotBeenStopped()
{
    TrainingOptions whole = options("whole");
    whole.steps = 24;
    VERIFY_RESULT(train(whole, {}));
    VERIFY_RESULT(exported("whole", "whole-model"));

    TrainingOptions parts = options("parts");
    parts.steps = 24;
    parts.validationMinutes = 0; // so that progress is told after every step
    parts.holdOut = {};
    parts.checkpointMinutes = 0;
    std::stop_source stop;
    {
        const std::jthread watcher([&] {
            while (!fs::exists(parts.output / kCheckpointFile))
                std::this_thread::yield();
            stop.request_stop();
        });
        VERIFY_RESULT(train(parts, {}, stop.get_token()));
    }
    const auto stepsOf = [&]() -> std::int64_t {
        const auto file = SafetensorsFile::open(parts.output / kCheckpointFile);
        if (!file)
            return -1;
        std::int64_t steps = -1;
        std::istringstream(file->metadata().at("state")) >> steps;
        return steps;
    };
    const std::int64_t stopped = stepsOf();
    QVERIFY2(stopped > 0 && stopped < 24, qPrintable(QString::number(stopped)));
    VERIFY_RESULT(train(parts, {}));
    QCOMPARE(stepsOf(), std::int64_t{24});
    VERIFY_RESULT(exported("parts", "parts-model"));

    const LabelledPhotos photos = texturedPhotos(4, 3);
    const auto expected = embeddings(m_folder / "whole-model", photos.images);
    VERIFY_RESULT(expected);
    const auto resumed = embeddings(m_folder / "parts-model", photos.images);
    VERIFY_RESULT(resumed);
    for (std::size_t i = 0; i < expected->size(); ++i)
        QVERIFY(std::abs((*expected)[i] - (*resumed)[i]) < 1e-3F);
}

void TestTraining::photosThatAreHeldOutAreMeasured()
{
    TrainingOptions held = options("held");
    held.holdOut = {"textures:2"};
    double reported = -1;
    const auto result = train(held, [&](const TrainingProgress& progress) {
        if (progress.validation >= 0)
            reported = progress.validation;
    });
    VERIFY_RESULT(result);
    QVERIFY(*result > 0 && *result <= 1);
    QCOMPARE(*result, reported);
}

void TestTraining::wrongInputIsNamed()
{
    TrainingOptions wrong = options("wrong");
    wrong.photos = m_folder / "nowhere";
    VERIFY_ERROR(train(wrong, {}), ErrorCode::NotFound);
    wrong = options("wrong");
    wrong.photos = m_folder / "start" / "config.json";
    VERIFY_ERROR(train(wrong, {}), ErrorCode::Broken);
    wrong = options("wrong");
    wrong.holdOut = {"birds"};
    VERIFY_ERROR(train(wrong, {}), ErrorCode::NotFound);
    wrong.holdOut = {"textures:x"};
    VERIFY_ERROR(train(wrong, {}), ErrorCode::InvalidArgument);
    wrong.holdOut = {"textures"}; // nothing is left
    VERIFY_ERROR(train(wrong, {}), ErrorCode::InvalidArgument);
    wrong = options("wrong");
    wrong.minutes = 1; // besides a number of steps
    VERIFY_ERROR(train(wrong, {}), ErrorCode::InvalidArgument);
    wrong = options("wrong");
    wrong.sizeShares = {0.5, 0.5};
    VERIFY_ERROR(train(wrong, {}), ErrorCode::InvalidArgument);

    // A teacher of other photos.
    VERIFY_RESULT(packPhotos(m_folder / "few.safetensors", texturedPhotos(2, 5)));
    VERIFY_RESULT(TinyModel().write(m_folder / "teacher"));
    TeachOptions teaching;
    teaching.photos = m_folder / "few.safetensors";
    teaching.teacher = m_folder / "teacher";
    teaching.output = m_folder / "few-taught.safetensors";
    VERIFY_RESULT(teach(teaching, {}));
    wrong = options("wrong");
    wrong.teacher = teaching.output;
    VERIFY_ERROR(train(wrong, {}), ErrorCode::InvalidArgument);
}

void TestTraining::aCheckpointOfAnotherModelIsRefused()
{
    VERIFY_RESULT(train(options("run"), {}));
    m_config["hidden_sizes"] = {8, 24};
    TinyModel::writeText(m_folder / "start" / "config.json", m_config.dump());
    VERIFY_ERROR(train(options("run"), {}), ErrorCode::Broken);
}

QTEST_GUILESS_MAIN(TestTraining)
#include "tst_training.moc"
