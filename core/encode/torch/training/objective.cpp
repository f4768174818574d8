// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/objective.h"

#include <cmath>

namespace lookalike::training {

namespace {

namespace fn = torch::nn::functional;

torch::Tensor unit(const torch::Tensor& x)
{
    return fn::normalize(x, fn::NormalizeFuncOptions().dim(1));
}

/// Returns the mean over rows of the Kullback-Leibler divergence, in nats.
torch::Tensor divergence(const torch::Tensor& studentLogits, const torch::Tensor& teacherLogits)
{
    return fn::kl_div(studentLogits.log_softmax(1), teacherLogits.log_softmax(1),
                      fn::KLDivFuncOptions().reduction(torch::kBatchMean).log_target(true));
}

} // namespace

Objective::Objective(const ObjectiveSpec& spec, const PhotoSet& photos,
                     const TeacherOutputs& teacher, const torch::Tensor& training,
                     std::int64_t studentDim)
    : m_spec(spec)
    , m_label(photos.label)
{
    if (teacher.embedding.defined()) {
        m_target = unit(spec.centre ? teacher.embedding -
                                          teacher.embedding.index_select(0, training).mean(0, true)
                                    : teacher.embedding);
        if (spec.feature > 0)
            m_featureHead = register_module(
                "feature", torch::nn::Linear(studentDim, teacher.embedding.size(1)));
        if (spec.classes > 0 && teacher.classifierWeight.defined()) {
            m_logits = torch::addmm(teacher.classifierBias, teacher.embedding,
                                    teacher.classifierWeight.t())
                           .to(torch::kFloat16);
            m_classHead =
                register_module("classes", torch::nn::Linear(studentDim, m_logits.size(1)));
        }
    }
    if (spec.labels > 0 && !photos.labels.empty())
        m_labelHead = register_module(
            "labels",
            torch::nn::Linear(studentDim, static_cast<std::int64_t>(photos.labels.size())));
}

torch::Tensor Objective::relationLoss(const torch::Tensor& student, const torch::Tensor& target,
                                      const torch::Tensor& label, const torch::Tensor& indices)
{
    const bool remembers = m_memory.student.defined();
    const auto joined = [&](const torch::Tensor& now, const torch::Tensor& before) {
        return remembers ? torch::cat({now, before}) : now;
    };
    const auto otherIndices = joined(indices, m_memory.indices);
    const auto otherLabels = joined(label, m_memory.label);
    auto studentLogits =
        torch::matmul(student, joined(student, m_memory.student).t()) / m_spec.studentTemperature;
    auto teacherLogits =
        torch::matmul(target, joined(target, m_memory.target).t()) / m_spec.teacherTemperature;
    const auto sameLabel =
        label.unsqueeze(1).eq(otherLabels.unsqueeze(0)) & label.unsqueeze(1).ge(0);
    teacherLogits = teacherLogits + sameLabel.to(torch::kFloat32) * m_spec.sameLabel;
    // A photo is not a neighbour of itself or of an earlier crop of itself.
    auto same = indices.unsqueeze(1).eq(otherIndices.unsqueeze(0));
    if (m_spec.views)
        same.narrow(1, 0, indices.size(0)).copy_(torch::eye(indices.size(0), same.options()));
    constexpr double kNever = -1e4;
    return divergence(studentLogits.masked_fill(same, kNever),
                      teacherLogits.masked_fill(same, kNever));
}

void Objective::remember(const torch::Tensor& student, const torch::Tensor& target,
                         const torch::Tensor& label, const torch::Tensor& indices)
{
    const auto push = [&](torch::Tensor& memory, const torch::Tensor& now) {
        const auto all = memory.defined() ? torch::cat({now, memory}) : now;
        memory = all.slice(0, 0, m_spec.queue).detach();
    };
    push(m_memory.student, student);
    push(m_memory.target, target);
    push(m_memory.label, label);
    push(m_memory.indices, indices);
}

void Objective::saveMemory(NamedTensors& tensors, const std::string& prefix) const
{
    if (!m_memory.student.defined())
        return;
    tensors[prefix + "student"] = m_memory.student;
    tensors[prefix + "target"] = m_memory.target;
    tensors[prefix + "label"] = m_memory.label;
    tensors[prefix + "indices"] = m_memory.indices;
}

void Objective::restoreMemory(const NamedTensors& tensors, const std::string& prefix,
                              const torch::Device& device)
{
    if (tensors.count(prefix + "student") == 0)
        return;
    m_memory.student = tensors.at(prefix + "student").to(device);
    m_memory.target = tensors.at(prefix + "target").to(device);
    m_memory.label = tensors.at(prefix + "label").to(device);
    m_memory.indices = tensors.at(prefix + "indices").to(device);
}

LossParts Objective::losses(const torch::Tensor& student, const torch::Tensor& indices)
{
    LossParts parts;
    parts.total = student.sum() * 0;
    const auto device = student.device();
    const auto unitStudent = unit(student);
    const auto label = m_label.index_select(0, indices);
    const auto deviceLabel = label.to(device);
    const auto add = [&](const torch::Tensor& loss, double weight, double& shown) {
        parts.total = parts.total + loss * weight;
        shown = loss.item<double>();
    };
    // The heads only see the direction, at the scale of a layer-normalised vector.
    const auto headInput = unitStudent * std::sqrt(static_cast<double>(student.size(1)));
    if (m_target.defined()) {
        const auto target = m_target.index_select(0, indices).to(device);
        if (m_spec.relation > 0) {
            const auto deviceIndices = indices.to(device);
            add(relationLoss(unitStudent, target, deviceLabel, deviceIndices), m_spec.relation,
                parts.relation);
            if (m_spec.queue > 0)
                remember(unitStudent, target, deviceLabel, deviceIndices);
        }
        if (m_featureHead)
            add(1 - (unit(m_featureHead(headInput)) * target).sum(1).mean(), m_spec.feature,
                parts.feature);
    }
    if (m_classHead) {
        const double t = m_spec.classTemperature;
        const auto teacherLogits = m_logits.index_select(0, indices).to(device, torch::kFloat32);
        add(divergence(m_classHead(headInput) / t, teacherLogits / t) * (t * t), m_spec.classes,
            parts.classes);
    }
    if (m_labelHead) {
        const auto labelled = label.ge(0).nonzero().squeeze(1).to(device);
        if (labelled.size(0) > 0)
            add(fn::cross_entropy(m_labelHead(headInput).index_select(0, labelled),
                                  deviceLabel.index_select(0, labelled),
                                  fn::CrossEntropyFuncOptions().label_smoothing(0.1)),
                m_spec.labels, parts.labels);
    }
    return parts;
}

} // namespace lookalike::training
