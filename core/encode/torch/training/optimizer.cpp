// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/optimizer.h"

#include <algorithm>
#include <cmath>

namespace lookalike::training {

namespace {

constexpr double kFirstDecay = 0.9; ///< AdamW
constexpr double kSecondDecay = 0.99;
constexpr double kEpsilon = 1e-8;

/// Returns roughly the nearest orthogonal matrix: five Newton-Schulz iterations with the
/// coefficients of the Muon paper bring every singular value to between 0.7 and 1.2. Half precision
/// suffices.
torch::Tensor orthogonalised(const torch::Tensor& gradient)
{
    const bool isTall = gradient.size(0) > gradient.size(1);
    auto x = (isTall ? gradient.t() : gradient) / (gradient.norm() + kEpsilon);
    x = x.to(torch::kBFloat16).contiguous();
    for (int i = 0; i < 5; ++i) {
        const auto square = torch::matmul(x, x.t());
        const auto polynomial = -4.7750 * square + 2.0315 * torch::matmul(square, square);
        x = 3.4445 * x + torch::matmul(polynomial, x);
    }
    x = x.to(torch::kFloat32);
    return isTall ? x.t() : x;
}

} // namespace

void Optimizer::addSlot(Slot slot)
{
    const torch::NoGradGuard noGrad;
    slot.first = torch::zeros_like(slot.parameter);
    slot.norm = slot.parameter.norm().item<double>();
    if (!slot.isMatrix)
        slot.second = torch::zeros_like(slot.parameter);
    m_slots.push_back(std::move(slot));
}

void Optimizer::addModel(const torch::nn::Module& module, const std::string& prefix)
{
    for (const auto& item : module.named_parameters()) {
        const auto& parameter = item.value();
        Slot slot;
        slot.name = prefix + item.key();
        slot.parameter = parameter;
        slot.isMatrix = parameter.dim() >= 2 && parameter.size(0) > 1 &&
                        parameter.numel() / parameter.size(0) > 1;
        slot.rate = slot.isMatrix ? m_spec.matrixRate : m_spec.vectorRate;
        addSlot(std::move(slot));
    }
}

void Optimizer::addHead(const torch::nn::Module& module, const std::string& prefix)
{
    for (const auto& item : module.named_parameters()) {
        Slot slot;
        slot.name = prefix + item.key();
        slot.parameter = item.value();
        slot.rate = m_spec.headRate;
        slot.decay = m_spec.headDecay;
        addSlot(std::move(slot));
    }
}

void Optimizer::addTuned(const torch::nn::Module& module, const std::string& prefix,
                         const std::function<double(const std::string&)>& rateOf)
{
    for (const auto& item : module.named_parameters()) {
        Slot slot;
        slot.name = prefix + item.key();
        slot.parameter = item.value();
        slot.rate = rateOf(item.key());
        addSlot(std::move(slot));
    }
}

void Optimizer::zeroGrad()
{
    for (Slot& slot : m_slots)
        slot.parameter.mutable_grad() = torch::Tensor();
}

void Optimizer::stepMatrix(Slot& slot, double scale) const
{
    const auto gradient = slot.parameter.grad();
    slot.first.mul_(m_spec.matrixMomentum).add_(gradient);
    const auto lookahead = (gradient + m_spec.matrixMomentum * slot.first).flatten(1);
    const auto direction = orthogonalised(lookahead);
    const double directionNorm =
        std::sqrt(static_cast<double>(std::min(direction.size(0), direction.size(1))));
    slot.parameter.add_(direction.reshape(slot.parameter.sizes()),
                        -slot.rate * scale * slot.norm / directionNorm);
    slot.parameter.mul_(slot.norm / (slot.parameter.norm() + kEpsilon));
}

void Optimizer::stepVector(Slot& slot, double scale) const
{
    const auto gradient = slot.parameter.grad();
    slot.first.mul_(kFirstDecay).add_(gradient, 1 - kFirstDecay);
    slot.second.mul_(kSecondDecay).addcmul_(gradient, gradient, 1 - kSecondDecay);
    const double rate = slot.rate * scale;
    const double firstBias = 1 - std::pow(kFirstDecay, static_cast<double>(m_steps));
    const double secondBias = 1 - std::pow(kSecondDecay, static_cast<double>(m_steps));
    const auto spread = (slot.second / secondBias).sqrt_().add_(kEpsilon);
    slot.parameter.mul_(1 - rate * slot.decay).addcdiv_(slot.first, spread, -rate / firstBias);
}

void Optimizer::step(double scale)
{
    const torch::NoGradGuard noGrad;
    ++m_steps;
    for (Slot& slot : m_slots) {
        if (!slot.parameter.grad().defined())
            continue;
        if (slot.isMatrix)
            stepMatrix(slot, scale);
        else
            stepVector(slot, scale);
    }
}

void Optimizer::save(NamedTensors& tensors, const std::string& prefix) const
{
    tensors[prefix + "steps"] = torch::tensor({m_steps}, torch::kInt64);
    for (const Slot& slot : m_slots) {
        tensors[prefix + slot.name + ".first"] = slot.first;
        tensors[prefix + slot.name + ".norm"] = torch::tensor({slot.norm}, torch::kFloat64);
        if (!slot.isMatrix)
            tensors[prefix + slot.name + ".second"] = slot.second;
    }
}

Result<> Optimizer::load(const NamedTensors& tensors, const std::string& prefix)
{
    const auto find = [&](const std::string& name) {
        const auto found = tensors.find(prefix + name);
        return found == tensors.end() ? torch::Tensor() : found->second;
    };
    const auto steps = find("steps");
    if (!steps.defined())
        return fail(ErrorCode::Broken, "A checkpoint without an optimizer"_msg);
    m_steps = steps.item<std::int64_t>();
    for (Slot& slot : m_slots) {
        const auto first = find(slot.name + ".first");
        const auto second = find(slot.name + ".second");
        const auto norm = find(slot.name + ".norm");
        if (!first.defined() || !norm.defined() || first.sizes() != slot.first.sizes() ||
            (!slot.isMatrix && (!second.defined() || second.sizes() != slot.second.sizes())))
            return fail(ErrorCode::Broken, "A checkpoint of another model: %1"_msg(slot.name));
        slot.first.copy_(first);
        slot.norm = norm.item<double>();
        if (!slot.isMatrix)
            slot.second.copy_(second);
    }
    return {};
}

} // namespace lookalike::training
