// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/fine_tuner.h"

#include "core/encode/torch/training/general_model.h"
#include "core/encode/torch/training/layer_rates.h"
#include "core/encode/torch/training/near_copies.h"
#include "core/encode/torch/training/tuning_checkpoint.h"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>

namespace lookalike::training {

namespace {

constexpr double kWarmUp = 0.05; ///< of the schedule
constexpr double kReportSeconds = 3;
constexpr std::int64_t kQueue = 512;

std::vector<int> intsOf(const torch::Tensor& tensor)
{
    const auto plain = tensor.to(torch::kInt32).contiguous();
    const auto* data = plain.data_ptr<int>();
    return {data, data + plain.numel()};
}

std::vector<std::int64_t> numbersOf(const torch::Tensor& tensor)
{
    const auto plain = tensor.contiguous();
    const auto* data = plain.data_ptr<std::int64_t>();
    return {data, data + plain.numel()};
}

torch::Tensor tensorOf(const std::vector<std::int64_t>& numbers)
{
    return torch::tensor(numbers, torch::kInt64);
}

} // namespace

Result<> FineTuner::prepare()
{
    auto device = trainingDevice(m_options.device, m_options.threads);
    if (!device)
        return fail(device);
    torch::manual_seed(m_options.seed);
    m_random.seed(m_options.seed);
    auto photos = loadPhotoSet(m_options.photos);
    if (!photos)
        return fail(photos);
    m_photos = std::move(*photos);
    for (Student* student : {&m_student, &m_average}) {
        auto loaded = loadGeneral(m_options.model);
        if (!loaded)
            return fail(loaded);
        *student = std::move(*loaded);
        student->model->to(*device);
    }
    // With another share or seed, photos that were trained on would be held out.
    std::ostringstream key;
    key << (m_options.selfSupervised ? "unlabelled " : "labelled ") << photosKey(m_photos) << ' '
        << weightsKey(*m_student.model) << ' ' << m_options.heldOut << ' ' << m_options.seed;
    m_key = key.str();
    auto general = generalEmbeddings();
    if (!general)
        return fail(general);
    m_general = std::move(*general);
    const std::vector<std::int64_t> labels = numbersOf(m_photos.label);
    auto split = splitForTuning(labels, nearCopies(m_photos.photos), m_options.heldOut,
                                m_options.selfSupervised, m_options.seed);
    if (!split)
        return fail(split);
    m_split = std::move(*split);
    m_measure.emplace(m_photos, m_split, m_options.selfSupervised, m_options.seed);

    ObjectiveSpec objective;
    objective.relation = m_options.relationWeight;
    objective.feature = 0;
    objective.classes = 0;
    objective.labels = m_options.selfSupervised ? 0 : m_options.labelsWeight;
    objective.teacherTemperature = m_options.temperature;
    objective.studentTemperature = m_options.temperature;
    objective.sameLabel = m_options.sameLabelBonus;
    objective.centre = false;
    objective.views = m_options.selfSupervised;
    objective.queue = kQueue;
    TeacherOutputs teacher;
    teacher.embedding = m_general;
    m_objective = std::make_shared<Objective>(objective, m_photos, teacher,
                                              tensorOf(m_split.training), m_student.model->dim());
    m_objective->to(*device);
    OptimizerSpec rates;
    rates.headRate = m_options.headRate;
    m_optimizer.emplace(rates);
    m_optimizer->addTuned(*m_student.model, "model.",
                          LayerRates(m_student.model->named_parameters().keys(), m_options.rate,
                                     m_options.layerDecay));
    m_optimizer->addHead(*m_objective, "head.");
    const std::int64_t views = m_options.selfSupervised ? 2 : 1;
    m_order.emplace(labels, m_split.training, std::max<std::int64_t>(2, m_options.batch / views),
                    m_options.othersShare, m_options.seed);
    return {};
}

Result<torch::Tensor> FineTuner::generalEmbeddings()
{
    const auto path = m_options.state / "general.safetensors";
    if (std::filesystem::exists(path)) {
        auto stored = readTensorFile(path);
        if (stored && stored->metadata["key"] == m_key && stored->tensors["embedding"].defined())
            return stored->tensors["embedding"];
    }
    const auto all = torch::arange(m_photos.size(), torch::kInt64);
    auto rows =
        m_student.embedWhole(m_photos.photos, all, m_student.preprocess.inputWidth(), false);
    if (auto written = writeTensorFile(path, {{"embedding", rows}}, {{"key", m_key}}); !written)
        return fail(written);
    return rows;
}

Result<> FineTuner::loadCheckpoint()
{
    const auto path = m_options.state / kTuningCheckpointFile;
    if (!std::filesystem::exists(path)) {
        validate(); // the general model
        return {};
    }
    auto file = readTuningCheckpoint(path);
    if (!file)
        return fail(file);
    const auto& run = file->run;
    if (run.value("key", std::string()) != m_key)
        return fail(ErrorCode::Conflict,
                    "The folder holds a run of another kind: with other photos, another model, or "
                    "other photos held out"_msg,
                    m_options.state);
    for (auto restored : {restoreState(*m_student.model, file->tensors, "model."),
                          restoreState(*m_average.model, file->tensors, "average."),
                          m_record.load(file->tensors, run, *m_average.model),
                          restoreState(*m_objective, file->tensors, "head."),
                          m_optimizer->load(file->tensors, "optimizer.")})
        if (!restored)
            return restored;
    m_objective->restoreMemory(file->tensors, "memory.", m_student.device());
    m_step = run.value("step", std::int64_t{0});
    m_earlierSeconds = run.value("seconds", 0.0);
    std::istringstream random(run.value("random", std::string()));
    random >> m_random;
    if (!random)
        return fail(ErrorCode::Broken, "A checkpoint without its state"_msg, path);
    return {};
}

Result<> FineTuner::saveCheckpoint() const
{
    NamedTensors tensors = stateOf(*m_student.model, "model.");
    tensors.merge(stateOf(*m_average.model, "average."));
    tensors.merge(stateOf(*m_objective, "head."));
    m_objective->saveMemory(tensors, "memory.");
    m_optimizer->save(tensors, "optimizer.");
    std::ostringstream random;
    random << m_random;
    nlohmann::json run{
        {"key", m_key}, {"step", m_step}, {"seconds", seconds()}, {"random", random.str()}};
    m_record.save(tensors, run);
    return writeTuningCheckpoint(
        m_options.state / kTuningCheckpointFile,
        {std::move(tensors), std::move(run), m_student.config, m_student.preprocessor});
}

double FineTuner::seconds() const
{
    return m_earlierSeconds + std::chrono::duration<double>(Clock::now() - m_start).count();
}

double FineTuner::done() const
{
    return std::min(1.0, m_options.steps > 0
                             ? static_cast<double>(m_step) / static_cast<double>(m_options.steps)
                             : seconds() / (m_options.minutes * 60));
}

void FineTuner::step()
{
    const auto begin = Clock::now();
    auto indices = tensorOf(m_order->at(m_step));
    if (m_options.selfSupervised)
        indices = torch::cat({indices, indices});
    AugmentationSpec augmentation = AugmentationSpec().softened(m_options.distortion);
    augmentation.smallestCrop = m_options.smallestCrop;
    m_student.model->eval(); // keeps the statistics of batch normalisation
    const auto photos = m_photos.photos.index_select(0, indices).to(m_student.device());
    const auto pixels = augment(photos, m_student.preprocess.inputWidth(), augmentation, m_random);
    const auto parts = m_objective->losses(m_student.embed(pixels, m_options.bfloat16), indices);
    m_optimizer->zeroGrad();
    parts.total.backward();
    const double warmUp = std::min(1.0, (done() + 1e-3) / kWarmUp);
    m_optimizer->step(warmUp * 0.5 * (1 + std::cos(3.14159265358979323846 * done())));
    updateAverage();
    ++m_step;

    const double share = m_loss == 0 ? 1 : 0.05;
    m_loss += share * (parts.total.item<double>() - m_loss);
    const double taken = std::chrono::duration<double>(Clock::now() - begin).count();
    m_rate += share * (static_cast<double>(indices.size(0)) / taken - m_rate);
}

void FineTuner::updateAverage()
{
    const torch::NoGradGuard noGrad;
    const double decay = std::min(m_options.averageDecay, (1.0 + static_cast<double>(m_step)) /
                                                              (10.0 + static_cast<double>(m_step)));
    const auto now = stateOf(*m_student.model, "");
    for (auto& [name, average] : stateOf(*m_average.model, ""))
        if (average.is_floating_point())
            torch::Tensor(average).lerp_(now.at(name), 1 - decay);
}

void FineTuner::validate()
{
    const HeldOutRows rows = m_measure->measure(m_average);
    m_record.add(m_step, rows, *m_average.model);
    report(rows.precision);
}

void FineTuner::report(double validation) const
{
    if (!m_report)
        return;
    FineTuneProgress progress;
    progress.step = m_step;
    progress.done = done();
    progress.viewsPerSecond = m_rate;
    progress.secondsLeft = m_options.steps > 0
                               ? seconds() * (1 - progress.done) / std::max(progress.done, 1e-9)
                               : m_options.minutes * 60 - seconds();
    progress.loss = m_loss;
    progress.validation = validation;
    progress.best = m_record.best();
    progress.general = m_record.general();
    m_report(progress);
}

Result<> FineTuner::run(const std::stop_token& stop)
{
    m_start = Clock::now();
    double lastReport = 0;
    double lastCheckpoint = 0;
    while (done() < 1 && !stop.stop_requested()) {
        step();
        if (!std::isfinite(m_loss))
            return fail(ErrorCode::Internal, "The loss is no longer finite: try smaller rates"_msg);
        const double next = static_cast<double>(m_record.size()) /
                            static_cast<double>(std::max<std::int64_t>(1, m_options.validations));
        if (done() >= next)
            validate();
        const double now = seconds() - m_earlierSeconds;
        if (now - lastReport >= kReportSeconds) {
            report(-1);
            lastReport = now;
        }
        if (now - lastCheckpoint >= m_options.checkpointMinutes * 60) {
            if (auto saved = saveCheckpoint(); !saved)
                return saved;
            lastCheckpoint = now;
        }
    }
    return saveCheckpoint();
}

FineTuneOutcome FineTuner::outcome() const
{
    FineTuneOutcome result;
    result.isFinished = done() >= 1;
    result.steps = m_step;
    result.seconds = seconds();
    result.training = static_cast<std::int64_t>(m_split.training.size());
    result.heldOut = m_split.heldOut;
    result.bestStep = m_record.bestStep();
    result.best = m_record.best();
    result.general = m_record.general();
    TuningTrial& trial = result.trial;
    trial.dim = static_cast<int>(m_student.model->dim());
    if (!m_options.selfSupervised) {
        namespace fn = torch::nn::functional;
        const auto training = tensorOf(m_split.training);
        const auto label = m_photos.label.index_select(0, training);
        const auto taught = label.ge(0).nonzero().squeeze(1);
        trial.taughtLabels = intsOf(label.index_select(0, taught));
        trial.taught =
            floatsOf(fn::normalize(m_general.index_select(0, training).index_select(0, taught),
                                   fn::NormalizeFuncOptions().dim(1)));
    }
    trial.labels = intsOf(m_measure->labels());
    m_record.describe(trial);
    return result;
}

} // namespace lookalike::training
