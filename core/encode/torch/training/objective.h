// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/torch/training/photo_set.h"
#include "core/encode/torch/training/tensor_file.h"

#include <torch/torch.h>

#include <memory>

namespace lookalike::training {

/// Weights and temperatures of the losses. A weight of 0 disables a loss.
struct ObjectiveSpec {
    double relation = 1;              ///< the teacher's similarities between photos
    double feature = 2;               ///< the teacher's embedding through a linear head
    double classes = 0.5;             ///< the teacher's class probabilities through a linear head
    double labels = 0.2;              ///< the photos' own labels through a linear head
    double teacherTemperature = 0.1;  ///< of the relation loss, for the teacher
    double studentTemperature = 0.07; ///< of the relation loss, for the student
    double sameLabel = 1;             ///< added to a teacher's similarity / temperature
    double classTemperature = 2;
    std::int64_t queue = 1024; ///< earlier photos included in the relation loss
    bool centre = true;        ///< the teacher's embeddings, on the mean of the training photos
    bool views = false; ///< a photo occurs several times in a batch, and these belong together
};

/// The losses of one step, for the progress display.
struct LossParts {
    torch::Tensor total;
    double relation = 0;
    double feature = 0;
    double classes = 0;
    double labels = 0;
};

/// The training objective: an embedding whose cosine ranks photos as a teacher's does (similarity
/// distillation as in Fang et al. 2021, "SEED", arXiv:2101.04731, and Hinton et al. 2015,
/// arXiv:1503.02531) and in which photos with the same label are close. The relation loss acts on
/// the exported vector itself; the linear heads are discarded after training. One thread.
class Objective : public torch::nn::Module {
public:
    /// `teacher` may be empty; then only the labels are used. The teacher's embeddings are usually
    /// centred on the mean of the `training` photos, because cosines are more informative around
    /// the origin; not where the teacher is the student's own beginning, which is to be kept.
    Objective(const ObjectiveSpec& spec, const PhotoSet& photos, const TeacherOutputs& teacher,
              const torch::Tensor& training, std::int64_t studentDim);

    /// `student` is the model's output, float n x dim; `indices` are the photos' indices, int64
    /// [n].
    [[nodiscard]] LossParts losses(const torch::Tensor& student, const torch::Tensor& indices);

    /// Saves and restores the queue of earlier photos, for checkpoints.
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
    torch::Tensor m_target; ///< float n x teacher dim, centred, normalised; may be undefined
    torch::Tensor m_logits; ///< teacher's float16 n x classes; undefined without classifier
    torch::nn::Linear m_featureHead{nullptr};
    torch::nn::Linear m_classHead{nullptr};
    torch::nn::Linear m_labelHead{nullptr};
    struct Memory {
        torch::Tensor student, target, label, indices;
    } m_memory;
};

} // namespace lookalike::training
