// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/torch/training/tensor_file.h"
#include "core/encode/torch/training/tuning_measure.h"
#include "core/encode/torch/training/tuning_trial.h"

#include <nlohmann/json.hpp>
#include <torch/nn/module.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lookalike::training {

/// What the validations of a fine-tuning run found, and the weights that did best. The first
/// validation is that of the general model. One thread.
class TuningRecord {
public:
    /// Copies the model's weights if no validation before was as good.
    void add(std::int64_t step, HeldOutRows rows, const torch::nn::Module& model);

    [[nodiscard]] std::size_t size() const noexcept { return m_moments.size(); }
    [[nodiscard]] double general() const { return m_moments.front().rows.precision; }
    [[nodiscard]] double best() const noexcept { return m_best; }
    [[nodiscard]] std::int64_t bestStep() const noexcept { return m_bestStep; }
    /// Fills what is measured on held-out photos.
    void describe(TuningTrial& trial) const;

    /// The weights get the prefix "best.".
    void save(NamedTensors& tensors, nlohmann::json& run) const;
    /// Fails with Broken where something is missing or belongs to another model than `model`.
    [[nodiscard]] Result<> load(const NamedTensors& tensors, const nlohmann::json& run,
                                const torch::nn::Module& model);

private:
    struct Moment {
        std::int64_t step = 0;
        HeldOutRows rows;
    };
    std::vector<Moment> m_moments;
    NamedTensors m_weights;
    std::int64_t m_bestStep = 0;
    double m_best = 0;
};

/// The values of a tensor in order.
[[nodiscard]] std::vector<float> floatsOf(const torch::Tensor& tensor);

} // namespace lookalike::training
