// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/augmentation.h"
#include "core/encode/torch/training/objective.h"
#include "core/encode/torch/training/optimizer.h"
#include "core/encode/torch/training/retrieval.h"
#include "core/encode/torch/training/student.h"
#include "core/encode/torch/training/training.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <sstream>

namespace lookalike::training {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kWarmUpSteps = 200;
constexpr std::int64_t kCalibrationPhotos = 1024; ///< for the statistics before a validation

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

Result<> checkOptions(const TrainingOptions& options)
{
    const bool sizesFit = !options.sizes.empty() &&
                          options.sizes.size() == options.sizeShares.size() &&
                          std::all_of(options.sizes.begin(), options.sizes.end(),
                                      [](std::int64_t size) { return size >= 16 && size <= 512; });
    if (!sizesFit)
        return fail(ErrorCode::InvalidArgument,
                    "Sizes need as many shares, and 16 to 512 pixels"_msg);
    if ((options.steps > 0) == (options.minutes > 0))
        return fail(ErrorCode::InvalidArgument, "Give a number of steps or of minutes"_msg);
    if (options.batch < 2)
        return fail(ErrorCode::InvalidArgument, "A batch is at least two photos"_msg);
    return {};
}

/// One run in memory. The members include everything that a checkpoint must hold.
class Trainer {
public:
    Trainer(const TrainingOptions& options, const ProgressCallback& progress)
        : m_options(options)
        , m_progress(progress)
    {}

    Result<> prepare();
    Result<double> run(std::stop_token stop);

private:
    Result<> loadCheckpoint();
    Result<> saveCheckpoint();
    [[nodiscard]] double done() const;
    [[nodiscard]] std::int64_t size() const;
    [[nodiscard]] torch::Tensor nextIndices() const;
    void step();
    void updateAverage();
    double validate();
    void report(double validation, const std::string& groups);

    TrainingOptions m_options;
    ProgressCallback m_progress;
    PhotoSet m_photos;
    Split m_split;
    Student m_student;
    Student m_average; ///< exponential moving average of m_student's weights
    std::shared_ptr<Objective> m_objective;
    std::unique_ptr<Optimizer> m_optimizer;
    std::vector<double> m_teacherValidation; ///< by group; empty without a teacher
    Random m_random;
    std::int64_t m_step = 0;
    std::int64_t m_crops = 0;
    double m_earlierSeconds = 0; ///< of the parts before this one
    Clock::time_point m_start = Clock::now();
    double m_loss = 0; ///< running means for the progress line
    double m_parts[4] = {0, 0, 0, 0};
    double m_rate = 0;
};

Result<> Trainer::prepare()
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
    auto split = splitPhotos(m_photos, m_options.holdOut);
    if (!split)
        return fail(split);
    m_split = std::move(*split);
    TeacherOutputs teacher;
    if (!m_options.teacher.empty()) {
        auto outputs = loadTeacherOutputs(m_options.teacher, m_photos.size());
        if (!outputs)
            return fail(outputs);
        teacher = std::move(*outputs);
        for (const ValidationGroup& group : m_split.validation)
            m_teacherValidation.push_back(
                meanAveragePrecision(teacher.embedding.index_select(0, group.indices),
                                     m_photos.label.index_select(0, group.indices)));
    }
    for (Student* student : {&m_student, &m_average}) {
        auto loaded = loadStudent(m_options.model, m_options.fromScratch);
        if (!loaded)
            return fail(loaded);
        *student = std::move(*loaded);
        student->model->to(*device);
    }
    if (auto same = restoreState(*m_average.model, stateOf(*m_student.model, ""), ""); !same)
        return same;

    ObjectiveSpec objective;
    objective.relation = m_options.relationWeight;
    objective.feature = m_options.featureWeight;
    objective.classes = m_options.classesWeight;
    objective.labels = m_options.labelsWeight;
    objective.sameLabel = m_options.sameLabelBonus;
    objective.teacherTemperature = m_options.teacherTemperature;
    objective.studentTemperature = m_options.studentTemperature;
    m_objective = std::make_shared<Objective>(objective, m_photos, teacher, m_split.training,
                                              m_student.model->dim());
    m_objective->to(*device);
    OptimizerSpec rates;
    rates.matrixRate = m_options.matrixRate;
    rates.vectorRate = m_options.vectorRate;
    rates.headRate = m_options.headRate;
    m_optimizer = std::make_unique<Optimizer>(rates);
    m_optimizer->addModel(*m_student.model, "model.");
    m_optimizer->addHead(*m_objective, "head.");
    m_options.batch = std::min(m_options.batch, m_split.training.size(0));
    return loadCheckpoint();
}

Result<> Trainer::loadCheckpoint()
{
    const auto path = m_options.output / kCheckpointFile;
    if (!std::filesystem::exists(path))
        return {};
    auto file = readTensorFile(path);
    if (!file)
        return fail(file);
    for (auto restored : {restoreState(*m_student.model, file->tensors, "model."),
                          restoreState(*m_average.model, file->tensors, "average."),
                          restoreState(*m_objective, file->tensors, "head."),
                          m_optimizer->load(file->tensors, "optimizer.")})
        if (!restored)
            return restored;
    m_objective->restoreMemory(file->tensors, "memory.", m_student.device());
    std::istringstream state(file->metadata["state"]);
    state >> m_step >> m_crops >> m_earlierSeconds >> m_random;
    if (!state)
        return fail(ErrorCode::Broken, "A checkpoint without its state"_msg, path);
    return {};
}

Result<> Trainer::saveCheckpoint()
{
    NamedTensors tensors = stateOf(*m_student.model, "model.");
    tensors.merge(stateOf(*m_average.model, "average."));
    tensors.merge(stateOf(*m_objective, "head."));
    m_objective->saveMemory(tensors, "memory.");
    m_optimizer->save(tensors, "optimizer.");
    std::ostringstream state;
    state.precision(17);
    state << m_step << ' ' << m_crops << ' ' << m_earlierSeconds + secondsSince(m_start) << ' '
          << m_random;
    return writeTensorFile(m_options.output / kCheckpointFile, tensors,
                           {{"state", state.str()},
                            {"config", m_student.config.dump()},
                            {"preprocessor", m_student.preprocessor.dump()}});
}

double Trainer::done() const
{
    const double share =
        m_options.steps > 0 ? static_cast<double>(m_step) / static_cast<double>(m_options.steps)
                            : (m_earlierSeconds + secondsSince(m_start)) / (m_options.minutes * 60);
    return std::min(1.0, share);
}

std::int64_t Trainer::size() const
{
    double end = 0;
    for (std::size_t i = 0; i + 1 < m_options.sizes.size(); ++i) {
        end += m_options.sizeShares[i];
        if (done() < end)
            return m_options.sizes[i];
    }
    return m_options.sizes.back();
}

torch::Tensor Trainer::nextIndices() const
{
    // The order of an epoch depends only on the seed and the epoch, so that a resumed run continues
    // with the same photos.
    const std::int64_t photos = m_split.training.size(0);
    const std::int64_t stepsPerEpoch = photos / m_options.batch;
    const std::int64_t epoch = m_step / stepsPerEpoch;
    auto generator = at::make_generator<at::CPUGeneratorImpl>(m_options.seed * 1'000'003 +
                                                              static_cast<std::uint64_t>(epoch));
    const auto order = torch::randperm(photos, generator, torch::kInt64);
    const std::int64_t first = (m_step % stepsPerEpoch) * m_options.batch;
    return m_split.training.index_select(0, order.slice(0, first, first + m_options.batch));
}

void Trainer::updateAverage()
{
    const torch::NoGradGuard noGrad;
    const double decay = std::min(m_options.averageDecay, (1.0 + static_cast<double>(m_step)) /
                                                              (10.0 + static_cast<double>(m_step)));
    const auto now = stateOf(*m_student.model, "");
    for (auto& [name, average] : stateOf(*m_average.model, "")) {
        torch::Tensor target = average;
        if (target.is_floating_point())
            target.lerp_(now.at(name), 1 - decay);
        else
            target.copy_(now.at(name));
    }
}

void Trainer::step()
{
    const auto begin = Clock::now();
    const auto indices = nextIndices();
    AugmentationSpec augmentation;
    augmentation.smallestCrop = m_options.smallestCrop;
    m_student.model->train();
    const auto photos = m_photos.photos.index_select(0, indices).to(m_student.device());
    const auto pixels = augment(photos, size(), augmentation, m_random);
    const auto parts = m_objective->losses(m_student.embed(pixels, m_options.bfloat16), indices);
    m_optimizer->zeroGrad();
    parts.total.backward();
    const double warmUp = std::min(1.0, static_cast<double>(m_step + 1) / kWarmUpSteps);
    m_optimizer->step(warmUp * 0.5 * (1 + std::cos(3.14159265358979323846 * done())));
    updateAverage();
    ++m_step;
    m_crops += m_options.batch;

    const double share = m_loss == 0 ? 1 : 0.02;
    const auto smooth = [&](double& mean, double value) { mean += share * (value - mean); };
    smooth(m_loss, parts.total.item<double>());
    smooth(m_parts[0], parts.relation);
    smooth(m_parts[1], parts.feature);
    smooth(m_parts[2], parts.classes);
    smooth(m_parts[3], parts.labels);
    smooth(m_rate, static_cast<double>(m_options.batch) / secondsSince(begin));
}

double Trainer::validate()
{
    if (m_split.validation.empty())
        return -1;
    // Uses training photos that are spread evenly over the set.
    const std::int64_t stride =
        std::max<std::int64_t>(1, m_split.training.size(0) / kCalibrationPhotos);
    m_average.recalibrate(m_photos.photos, m_split.training.slice(0, 0, c10::nullopt, stride),
                          m_options.validationSize, m_options.bfloat16);
    double sum = 0;
    std::string text;
    for (std::size_t i = 0; i < m_split.validation.size(); ++i) {
        const ValidationGroup& group = m_split.validation[i];
        const double map =
            meanAveragePrecision(m_average.embedWhole(m_photos.photos, group.indices,
                                                      m_options.validationSize, m_options.bfloat16),
                                 m_photos.label.index_select(0, group.indices));
        sum += map;
        char line[96];
        if (m_teacherValidation.empty())
            std::snprintf(line, sizeof line, " %.4f", map);
        else
            std::snprintf(line, sizeof line, " %.4f (teacher %.4f)", map, m_teacherValidation[i]);
        text += (text.empty() ? "" : ", ") + group.name + line;
    }
    const double mean = sum / static_cast<double>(m_split.validation.size());
    report(mean, text);
    return mean;
}

void Trainer::report(double validation, const std::string& groups)
{
    if (!m_progress)
        return;
    TrainingProgress progress;
    progress.step = m_step;
    progress.crops = m_crops;
    progress.done = done();
    progress.cropsPerSecond = m_rate;
    progress.secondsLeft = m_options.steps > 0
                               ? static_cast<double>((m_options.steps - m_step) * m_options.batch) /
                                     std::max(m_rate, 1e-9)
                               : m_options.minutes * 60 - m_earlierSeconds - secondsSince(m_start);
    progress.loss = m_loss;
    char parts[128];
    std::snprintf(parts, sizeof parts, "relation %.3f feature %.3f classes %.3f labels %.3f",
                  m_parts[0], m_parts[1], m_parts[2], m_parts[3]);
    progress.parts = parts;
    progress.validation = validation;
    progress.validationGroups = groups;
    m_progress(progress);
}

Result<double> Trainer::run(std::stop_token stop)
{
    m_start = Clock::now();
    double lastReport = 0;
    double lastCheckpoint = 0;
    double lastValidation = 0;
    while (done() < 1 && !stop.stop_requested()) {
        step();
        if (!std::isfinite(m_loss))
            return fail(ErrorCode::Internal, "The loss is no longer finite: try smaller rates"_msg);
        const double now = secondsSince(m_start);
        if (now - lastReport >= 5) {
            report(-1, {});
            lastReport = now;
        }
        if (now - lastCheckpoint >= m_options.checkpointMinutes * 60) {
            if (auto saved = saveCheckpoint(); !saved)
                return fail(saved);
            lastCheckpoint = now;
        }
        if (now - lastValidation >= m_options.validationMinutes * 60) {
            validate();
            lastValidation = now;
        }
    }
    if (auto saved = saveCheckpoint(); !saved)
        return fail(saved);
    return validate();
}

} // namespace

Result<double> train(const TrainingOptions& options, const ProgressCallback& progress,
                     std::stop_token stop)
{
    if (auto checked = checkOptions(options); !checked)
        return fail(checked);
    try {
        std::filesystem::create_directories(options.output);
        Trainer trainer(options, progress);
        if (auto prepared = trainer.prepare(); !prepared)
            return fail(prepared);
        return trainer.run(stop);
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "Training failed: %1"_msg(error.what()));
    }
}

} // namespace lookalike::training
