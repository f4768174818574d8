// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/torch/training/augmentation.h"
#include "core/encode/torch/training/batch_order.h"
#include "core/encode/torch/training/fine_tuning.h"
#include "core/encode/torch/training/objective.h"
#include "core/encode/torch/training/optimizer.h"
#include "core/encode/torch/training/tuning_measure.h"
#include "core/encode/torch/training/tuning_record.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace lookalike::training {

/// One run of fineTune() in memory. The general model teaches its own beginning: an Objective pulls
/// photos of a label together (Khosla et al. 2020, arXiv:2004.11362) and holds all other
/// similarities where they were. Statistics of batch normalisation stay the general model's. One
/// thread.
class FineTuner {
public:
    using Report = std::function<void(const FineTuneProgress&)>;
    FineTuner(FineTuneOptions options, Report report)
        : m_options(std::move(options))
        , m_report(std::move(report))
    {}

    [[nodiscard]] Result<> prepare();
    /// Goes on from a checkpoint, if there is one.
    [[nodiscard]] Result<> loadCheckpoint();
    [[nodiscard]] Result<> run(const std::stop_token& stop);
    [[nodiscard]] FineTuneOutcome outcome() const;
    void step();

private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] Result<torch::Tensor> generalEmbeddings();
    [[nodiscard]] Result<> saveCheckpoint() const;
    void validate();
    void updateAverage();
    void report(double validation) const;
    [[nodiscard]] double seconds() const;
    [[nodiscard]] double done() const;

    FineTuneOptions m_options;
    Report m_report;
    PhotoSet m_photos;
    TuningSplit m_split;
    Student m_student;
    Student m_average;       ///< moving average of m_student's weights
    torch::Tensor m_general; ///< float32 n x dim, of all photos
    std::string m_key;       ///< what a checkpoint must belong to
    std::optional<TuningMeasure> m_measure;
    std::optional<BatchOrder> m_order;
    std::shared_ptr<Objective> m_objective;
    std::optional<Optimizer> m_optimizer;
    Random m_random;
    TuningRecord m_record;
    std::int64_t m_step = 0;
    double m_earlierSeconds = 0; ///< of the parts before this one
    Clock::time_point m_start = Clock::now();
    double m_loss = 0; ///< running means for the progress line
    double m_rate = 0;
};

} // namespace lookalike::training
