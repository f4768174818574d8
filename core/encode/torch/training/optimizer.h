// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/torch/training/tensor_file.h"

#include <torch/torch.h>

#include <string>
#include <vector>

namespace lookalike::training {

struct OptimizerSpec {
    double matrixRate = 0.04; ///< of Muon: how far a step turns a weight matrix, as a share
    double matrixMomentum = 0.9;
    double vectorRate = 2e-3; ///< of AdamW: biases, normalisation
    double headRate = 2e-3;   ///< of AdamW: heads that are thrown away after training
    double headDecay = 1e-2;
};

/// Muon (Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks") for
/// convolution and linear weights, AdamW (Loshchilov and Hutter 2019) for everything else. Muon's
/// step is measured against the weight's own norm, which is held at its initial value: what
/// follows a convolution normalises anyway, and no weight decay has to be tuned. One thread.
class Optimizer {
public:
    explicit Optimizer(OptimizerSpec spec)
        : m_spec(spec)
    {}

    /// Takes over a model's parameters; names must be unique over all calls.
    void addModel(const torch::nn::Module& module, const std::string& prefix);
    void addHead(const torch::nn::Module& module, const std::string& prefix);

    void zeroGrad();
    /// One step with every rate multiplied by `scale`.
    void step(double scale);

    /// Momentum and counters under names with `prefix`, for a checkpoint.
    void save(NamedTensors& tensors, const std::string& prefix) const;
    /// Fails where a tensor is missing or has another shape.
    [[nodiscard]] Result<> load(const NamedTensors& tensors, const std::string& prefix);

private:
    struct Slot {
        std::string name;
        torch::Tensor parameter;
        bool isMatrix = false;
        double rate = 0;
        double decay = 0;
        double norm = 0;      ///< of a matrix at the start
        torch::Tensor first;  ///< momentum
        torch::Tensor second; ///< AdamW's mean square; undefined for a matrix
    };
    void addSlot(Slot slot);
    void stepMatrix(Slot& slot, double scale) const;
    void stepVector(Slot& slot, double scale) const;

    OptimizerSpec m_spec;
    std::vector<Slot> m_slots;
    std::int64_t m_steps = 0;
};

} // namespace lookalike::training
