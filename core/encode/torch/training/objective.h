// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/torch/training/photo_set.h"
#include "core/encode/torch/training/tensor_file.h"

#include <torch/torch.h>

#include <memory>

namespace lookalike::training {

/// Weights and temperatures of the losses; a weight of 0 leaves a loss out.
struct ObjectiveSpec {
    double relation = 1;              ///< neighbours as the teacher has them
    double feature = 2;               ///< the teacher's embedding through a linear head
    double classes = 0.5;             ///< the teacher's class probabilities through a linear head
    double labels = 0.2;              ///< the photos' own labels through a linear head
    double teacherTemperature = 0.1;  ///< of the relation, on the teacher's side
    double studentTemperature = 0.07; ///< of the relation, on the student's side
    double sameLabel = 1;             ///< added to a teacher's similarity / temperature
    double classTemperature = 2;
    std::int64_t queue = 1024; ///< earlier photos that the relation also looks at
};

/// What a step learnt, for the progress line.
struct LossParts {
    torch::Tensor total;
    double relation = 0;
    double feature = 0;
    double classes = 0;
    double labels = 0;
};

/// The goal of training: an embedding whose cosine orders photos as a teacher's does (similarity
/// distillation as in Fang et al. 2021, "SEED", arXiv:2101.04731, and Hinton et al. 2015,
/// arXiv:1503.02531), and in which photos of one label are near. The relation acts on the very
/// vector that is exported; the linear heads are thrown away. One thread.
class Objective : public torch::nn::Module {
public:
    /// `teacher` may hold nothing: then only the labels teach. The teacher's embeddings are centred
    /// on the mean of `training` photos, because cosine tells more around the origin.
    Objective(const ObjectiveSpec& spec, const PhotoSet& photos, const TeacherOutputs& teacher,
              const torch::Tensor& training, std::int64_t studentDim);

    /// `student` float n x dim, as the model gave it; `indices` int64 [n], the photos' numbers.
    [[nodiscard]] LossParts losses(const torch::Tensor& student, const torch::Tensor& indices);

    /// The queue of earlier photos, for a checkpoint.
    void saveMemory(NamedTensors& tensors, const std::string& prefix) const;
    void restoreMemory(const NamedTensors& tensors, const std::string& prefix,
                       const torch::Device& device);

private:
    [[nodiscard]] torch::Tensor relationLoss(const torch::Tensor& student,
                                             const torch::Tensor& target,
                                             const torch::Tensor& label,
                                             const torch::Tensor& indices);
    void remember(const torch::Tensor& student, const torch::Tensor& target,
                  const torch::Tensor& label, const torch::Tensor& indices);

    ObjectiveSpec m_spec;
    torch::Tensor m_label;  ///< int64 [n], -1 where unknown
    torch::Tensor m_target; ///< float n x teacher dim, centred and normalised; undefined without
    torch::Tensor m_logits; ///< float16 n x classes, the teacher's; undefined without classifier
    torch::nn::Linear m_featureHead{nullptr};
    torch::nn::Linear m_classHead{nullptr};
    torch::nn::Linear m_labelHead{nullptr};
    struct Memory {
        torch::Tensor student, target, label, indices;
    } m_memory;
};

} // namespace lookalike::training
