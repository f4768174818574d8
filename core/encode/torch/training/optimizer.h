// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/torch/training/tensor_file.h"

#include <torch/torch.h>

#include <functional>
#include <string>
#include <vector>

namespace lookalike::training {

struct OptimizerSpec {
    double matrixRate = 0.04; ///< of Muon: relative change of a weight matrix per step
    double matrixMomentum = 0.9;
    double vectorRate = 2e-3; ///< of AdamW: biases, normalisation
    double headRate = 2e-3;   ///< of AdamW: heads that are discarded after training
    double headDecay = 1e-2;
};

/// Muon (Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks") for
/// convolution and linear weights, and AdamW (Loshchilov and Hutter 2019) for everything else.
/// Muon's step is relative to the weight's own norm, which is kept at its initial value: the layers
/// after a convolution normalise anyway, and no weight decay needs tuning. One thread.
class Optimizer {
public:
    explicit Optimizer(OptimizerSpec spec)
        : m_spec(spec)
    {}

    /// Adds a model's parameters. Names must be unique over all calls.
    void addModel(const torch::nn::Module& module, const std::string& prefix);
    void addHead(const torch::nn::Module& module, const std::string& prefix);
    /// Adds a trained model's parameters, all for AdamW without decay: Muon would keep the norms of
    /// a matrix and turn it further than fine-tuning may. `rateOf` gets a parameter's own name.
    void addTuned(const torch::nn::Module& module, const std::string& prefix,
                  const std::function<double(const std::string&)>& rateOf);

    void zeroGrad();
    /// Takes one step with every rate multiplied by `scale`.
    void step(double scale);

    /// Saves momentum and counters under names with `prefix`, for a checkpoint.
    void save(NamedTensors& tensors, const std::string& prefix) const;
    /// Fails if a tensor is missing or has another shape.
    [[nodiscard]] Result<> load(const NamedTensors& tensors, const std::string& prefix);

private:
    struct Slot {
        std::string name;
        torch::Tensor parameter;
        bool isMatrix = false;
        double rate = 0;
        double decay = 0;
        double norm = 0;      ///< initial norm of a matrix
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
