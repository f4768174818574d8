// SPDX-License-Identifier: GPL-3.0-or-later
// Fine-tuning from packed photos to a model directory, and whether it is offered. If these fail, a
// night of training is lost or wrong, or the program offers a model that is worse.
#include "core/encode/torch/training/fine_tuning.h"
#include "core/evaluate/tuning_gate.h"
#include "tests/core/encode/textured_photos.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>

using namespace lookalike;
using namespace lookalike::training;
using namespace lookalike::testing;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const json kResNet = {{"model_type", "resnet"},    {"depths", {1, 1}},
                      {"hidden_sizes", {8, 16}},   {"embedding_size", 8},
                      {"layer_type", "basic"},     {"hidden_act", "relu"},
                      {"num_channels", 3},         {"downsample_in_first_stage", false},
                      {"id2label", {{"0", "cat"}}}};
const json kConvNext = {{"model_type", "convnext"},
                        {"hidden_sizes", {8, 16}},
                        {"depths", {1, 1}},
                        {"num_stages", 2},
                        {"layer_scale_init_value", 1.0}};
const json kVit = {{"model_type", "vit"},      {"hidden_size", 16},       {"num_hidden_layers", 2},
                   {"num_attention_heads", 2}, {"intermediate_size", 32}, {"image_size", kSide},
                   {"patch_size", 6},          {"layer_norm_eps", 1e-6}};

Result<> writeGeneralModel(const fs::path& folder, const json& config)
{
    fs::create_directories(folder);
    TinyModel::writeText(folder / "config.json", config.dump());
    const json preprocessor = {{"image_processor_type", "ViTImageProcessor"},
                               {"size", {{"height", kSide}, {"width", kSide}}},
                               {"resample", 3}};
    TinyModel::writeText(folder / "preprocessor_config.json", preprocessor.dump());
    return writeRandomWeights(folder, 5);
}

} // namespace

class TestFineTuning : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyFamilyTakesSteps_data();
    void everyFamilyTakesSteps();
    void theGateOffersWhatTheLabelsTeach();
    void theGateRefusesShuffledLabels();
    void aStoppedRunEndsAsIfItHadNotBeenStopped();
    void heldOutPhotosAreNeverTrainedOn();
    void photosOfOtherKindsStayAlike();
    void withoutLabelsCopiesAreFound();
    void anotherRunsStateIsRefused();
    void modelsWithWordsAreRefused();
    void itsTimeIsMeasured();

private:
    [[nodiscard]] FineTuneOptions options(const std::string& state, std::int64_t steps) const
    {
        FineTuneOptions options;
        options.photos = m_folder / "photos.safetensors";
        options.model = m_folder / "general";
        options.state = m_folder / state;
        options.steps = steps;
        options.batch = 32;
        options.rate = 3e-3;
        options.layerDecay = 0.7;
        options.distortion = 0.3;    // blur removes a texture
        options.validations = steps; // so that each step is reported
        options.heldOut = 0.25;
        options.threads = 1;
        options.device = DeviceKind::Cpu;
        return options;
    }
    [[nodiscard]] Result<> pack(const LabelledPhotos& photos) const
    {
        return packPhotos(m_folder / "photos.safetensors", photos);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
};

void TestFineTuning::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = m_temporary->path().toStdString();
    VERIFY_RESULT(writeGeneralModel(m_folder / "general", kResNet));
    VERIFY_RESULT(pack(texturedPhotos(24, 1)));
}

void TestFineTuning::everyFamilyTakesSteps_data()
{
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("architecture");
    QTest::newRow("ResNet") << QString::fromStdString(kResNet.dump())
                            << QStringLiteral("ResNetModel");
    QTest::newRow("ConvNeXt") << QString::fromStdString(kConvNext.dump())
                              << QStringLiteral("ConvNextModel");
    QTest::newRow("ViT") << QString::fromStdString(kVit.dump()) << QStringLiteral("ViTModel");
}

/// The exported directory is one that the program loads, and sees as the trainer saw it.
void TestFineTuning::everyFamilyTakesSteps()
{
    QFETCH(QString, config);
    QFETCH(QString, architecture);
    VERIFY_RESULT(writeGeneralModel(m_folder / "general", json::parse(config.toStdString())));
    FineTuneOptions run = options("run", 80);
    std::vector<double> losses; // since the queue of earlier photos is full
    const auto outcome = fineTune(run, [&](const FineTuneProgress& progress) {
        if (progress.step > 20)
            losses.push_back(progress.loss);
    });
    VERIFY_RESULT(outcome);
    QVERIFY(outcome->isFinished);
    QCOMPARE(outcome->steps, std::int64_t{80});
    QVERIFY2(losses.back() < losses.front(),
             qPrintable(QStringLiteral("%1, then %2").arg(losses.front()).arg(losses.back())));

    const fs::path exported = m_folder / "exported";
    VERIFY_RESULT(exportTuned(run.state, exported));
    const auto model = openModelDirectory(exported);
    VERIFY_RESULT(model);
    QCOMPARE(QString::fromStdString(model->config["architectures"][0].get<std::string>()),
             architecture);
    QVERIFY(!model->config.contains("id2label"));
    const auto best = std::ranges::find(outcome->trial.candidates, outcome->bestStep,
                                        &TuningTrial::Candidate::step);
    QVERIFY(best != outcome->trial.candidates.end());
    const LabelledPhotos photos = texturedPhotos(24, 1);
    std::vector<Image> heldOut;
    for (const std::int64_t photo : outcome->heldOut)
        heldOut.push_back(photos.images[static_cast<std::size_t>(photo)]);
    const auto rows = embeddings(exported, heldOut);
    VERIFY_RESULT(rows);
    QCOMPARE(rows->size(), best->tuned.size());
    for (std::size_t i = 0; i < rows->size(); ++i)
        QVERIFY(std::abs((*rows)[i] - best->tuned[i]) < 5e-3F);
}

void TestFineTuning::theGateOffersWhatTheLabelsTeach()
{
    VERIFY_RESULT(pack(texturedPhotos(48, 1)));
    auto outcome = fineTune(options("run", 200), {});
    VERIFY_RESULT(outcome);
    QVERIFY2(outcome->best > outcome->general + 0.1,
             qPrintable(QStringLiteral("%1, then %2").arg(outcome->general).arg(outcome->best)));
    // Photos of other kinds that stay where they were.
    outcome->trial.generalOthers = outcome->trial.general;
    for (auto& candidate : outcome->trial.candidates)
        candidate.tunedOthers = outcome->trial.general;
    const auto verdict = judgeTuning(outcome->trial, 1, {});
    VERIFY_RESULT(verdict);
    QVERIFY2(verdict->isOffered, verdict->reason.english().c_str());
}

void TestFineTuning::theGateRefusesShuffledLabels()
{
    for (unsigned seed = 1; seed <= 3; ++seed) {
        LabelledPhotos photos = texturedPhotos(24, seed);
        std::shuffle(photos.labels.begin(), photos.labels.end(), std::mt19937(seed));
        VERIFY_RESULT(pack(photos));
        auto outcome = fineTune(options("run" + std::to_string(seed), 100), {});
        VERIFY_RESULT(outcome);
        outcome->trial.generalOthers = outcome->trial.general;
        for (auto& candidate : outcome->trial.candidates)
            candidate.tunedOthers = outcome->trial.general;
        const auto verdict = judgeTuning(outcome->trial, seed, {});
        VERIFY_RESULT(verdict);
        QVERIFY2(!verdict->isOffered, verdict->reason.english().c_str());
    }
}

void TestFineTuning::aStoppedRunEndsAsIfItHadNotBeenStopped()
{
    const auto whole = fineTune(options("whole", 24), {});
    VERIFY_RESULT(whole);
    const FineTuneOptions parts = options("parts", 24);
    for (const std::int64_t last : {7, 15}) {
        std::stop_source stop;
        const auto stopped = fineTune(
            parts,
            [&](const FineTuneProgress& progress) {
                if (progress.step == last)
                    stop.request_stop();
            },
            stop.get_token());
        VERIFY_RESULT(stopped);
        QVERIFY(!stopped->isFinished);
        QCOMPARE(stopped->steps, last);
    }
    const auto resumed = fineTune(parts, {});
    VERIFY_RESULT(resumed);
    QVERIFY(resumed->isFinished);
    QCOMPARE(resumed->steps, whole->steps);
    QCOMPARE(resumed->bestStep, whole->bestStep);
    QCOMPARE(resumed->trial.candidates.size(), whole->trial.candidates.size());
    for (std::size_t c = 0; c < whole->trial.candidates.size(); ++c) {
        const auto& expected = whole->trial.candidates[c];
        const auto& actual = resumed->trial.candidates[c];
        QCOMPARE(actual.step, expected.step);
        for (std::size_t i = 0; i < expected.tuned.size(); ++i)
            QVERIFY(std::abs(actual.tuned[i] - expected.tuned[i]) < 1e-4F);
    }
}

/// Other pictures in place of the held-out ones change nothing of what a run learns.
void TestFineTuning::heldOutPhotosAreNeverTrainedOn()
{
    const auto lossesOf = [&](const std::string& state, std::vector<double>& losses) {
        return fineTune(options(state, 10),
                        [&](const FineTuneProgress& progress) { losses.push_back(progress.loss); });
    };
    std::vector<double> before;
    const auto first = lossesOf("first", before);
    VERIFY_RESULT(first);
    LabelledPhotos photos = texturedPhotos(24, 1);
    const LabelledPhotos others = texturedPhotos(24, 2);
    for (const std::int64_t photo : first->heldOut)
        photos.images[static_cast<std::size_t>(photo)] =
            others.images[static_cast<std::size_t>(photo)];
    VERIFY_RESULT(pack(photos));
    std::vector<double> after;
    const auto second = lossesOf("second", after);
    VERIFY_RESULT(second);
    QCOMPARE(second->heldOut, first->heldOut);
    QVERIFY(second->trial.general != first->trial.general);
    QCOMPARE(after, before);

    // And other pictures in place of one trained on do.
    const auto isTraining = [&](std::int64_t photo) {
        return !std::ranges::binary_search(first->heldOut, photo);
    };
    for (std::int64_t photo = 0; photo < 20; ++photo)
        if (isTraining(photo))
            photos.images[static_cast<std::size_t>(photo)] =
                others.images[static_cast<std::size_t>(photo)];
    VERIFY_RESULT(pack(photos));
    std::vector<double> changed;
    VERIFY_RESULT(lossesOf("third", changed));
    QVERIFY(changed != before);
}

void TestFineTuning::photosOfOtherKindsStayAlike()
{
    LabelledPhotos photos = texturedPhotos(24, 1);
    const LabelledPhotos others = texturedPhotos(24, 2);
    photos.images.insert(photos.images.end(), others.images.begin(), others.images.end());
    photos.labels.resize(photos.images.size(), -1);
    VERIFY_RESULT(pack(photos));
    double kept = 0;
    double lost = 0;
    for (auto [share, result] : {std::pair{0.5, &kept}, {0.0, &lost}}) {
        FineTuneOptions run = options(share > 0 ? "held" : "free", 100);
        run.othersShare = share;
        const auto outcome = fineTune(run, {});
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->trial.generalOthers.size() / 16, std::size_t{24});
        const auto verdict = judgeTuning(outcome->trial, 1, {});
        VERIFY_RESULT(verdict);
        *result = verdict->keptOthers;
    }
    QVERIFY2(kept > lost + 0.05, qPrintable(QStringLiteral("%1, without %2").arg(kept).arg(lost)));
}

void TestFineTuning::withoutLabelsCopiesAreFound()
{
    FineTuneOptions run = options("run", 150);
    run.selfSupervised = true;
    // Here a label is a shot.
    LabelledPhotos photos = texturedPhotos(24, 1);
    std::iota(photos.labels.begin(), photos.labels.end(), 0);
    photos.labels[1] = photos.labels[0];
    VERIFY_RESULT(pack(photos));
    const auto outcome = fineTune(run, {});
    VERIFY_RESULT(outcome);
    QVERIFY2(outcome->best > outcome->general + 0.02,
             qPrintable(QStringLiteral("%1, then %2").arg(outcome->general).arg(outcome->best)));
    QVERIFY(outcome->trial.taughtLabels.empty());
    QCOMPARE(outcome->trial.labels.size(), 2 * outcome->heldOut.size());
}

void TestFineTuning::anotherRunsStateIsRefused()
{
    VERIFY_RESULT(fineTune(options("run", 2), {}));
    FineTuneOptions unlabelled = options("run", 2);
    unlabelled.selfSupervised = true;
    VERIFY_ERROR(fineTune(unlabelled, {}), ErrorCode::Conflict);
    FineTuneOptions otherwise = options("run", 2); // would hold out what was trained on
    otherwise.heldOut = 0.3;
    VERIFY_ERROR(fineTune(otherwise, {}), ErrorCode::Conflict);
    otherwise = options("run", 2);
    otherwise.seed = 2;
    VERIFY_ERROR(fineTune(otherwise, {}), ErrorCode::Conflict);
    VERIFY_RESULT(pack(texturedPhotos(24, 9)));
    VERIFY_ERROR(fineTune(options("run", 2), {}), ErrorCode::Conflict);
    VERIFY_RESULT(pack(texturedPhotos(24, 1)));
    VERIFY_RESULT(fineTune(options("run", 2), {}));
    VERIFY_RESULT(writeGeneralModel(m_folder / "general", kConvNext));
    VERIFY_ERROR(fineTune(options("run", 2), {}), ErrorCode::Conflict);
}

void TestFineTuning::modelsWithWordsAreRefused()
{
    VERIFY_RESULT(writeGeneralModel(m_folder / "general", {{"model_type", "clip_vision_model"},
                                                           {"hidden_size", 16},
                                                           {"intermediate_size", 32},
                                                           {"num_attention_heads", 2},
                                                           {"num_hidden_layers", 1},
                                                           {"projection_dim", 8},
                                                           {"image_size", kSide},
                                                           {"patch_size", 6}}));
    VERIFY_ERROR(fineTune(options("run", 2), {}), ErrorCode::Unsupported);
    fs::remove(m_folder / "general" / "model.safetensors");
    VERIFY_RESULT(writeGeneralModel(m_folder / "general", kResNet));
    fs::remove(m_folder / "general" / "model.safetensors");
    VERIFY_ERROR(fineTune(options("run", 2), {}), ErrorCode::NotFound);
}

void TestFineTuning::itsTimeIsMeasured()
{
    const auto seconds = measureTuning(options("run", 1000));
    VERIFY_RESULT(seconds);
    QVERIFY(*seconds > 0 && *seconds < 1);
    // Nothing of it stays in the run.
    const auto outcome = fineTune(options("run", 2), {});
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->steps, std::int64_t{2});
}

QTEST_GUILESS_MAIN(TestFineTuning)
#include "tst_fine_tuning.moc"
