// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/model_directory.h"
#include "core/encode/torch/registry.h"

#include <torch/types.h>

#include <memory>
#include <span>
#include <string>

namespace lookalike {

/// A model's weights on one device, ready to run. Immutable and thread-safe. run() and stage()
/// throw what LibTorch throws.
class Replica {
public:
    [[nodiscard]] static Result<std::shared_ptr<const Replica>>
    load(const ModelDirectory& model, torch::Device device, torch::ScalarType type);

    /// Copies 8-bit pictures to n x H x W x 3 bytes in host memory, page-locked if the device reads
    /// from there.
    [[nodiscard]] torch::Tensor stage(std::span<const Image> images) const;

    /// Takes staged bytes or normalised float pixels n x 3 x H x W. Returns n x dim float32 in host
    /// memory, not L2-normalised.
    [[nodiscard]] torch::Tensor run(const torch::Tensor& pixels) const;

    [[nodiscard]] std::int64_t dim() const noexcept { return m_model->dim(); }
    [[nodiscard]] bool exact() const noexcept { return m_type == torch::kFloat; }
    /// A warning for the user about how the model computes, or empty.
    [[nodiscard]] const Message& warning() const noexcept { return m_warning; }

private:
    Replica(VisionModelPtr model, const PreprocessSpec& preprocess, torch::Device device,
            torch::ScalarType type);

    VisionModelPtr m_model;
    torch::Device m_device;
    torch::ScalarType m_type;
    torch::Tensor m_scale; ///< 1 x 3 x 1 x 1; normalised value = pixel * scale + offset
    torch::Tensor m_offset;
    Message m_warning;
};

} // namespace lookalike
