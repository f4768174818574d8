// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task_pool.h"
#include "core/encode/config_reader.h"
#include "core/encode/torch/registry.h"
#include "core/encode/torch/transformer.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <thread>

namespace lookalike {

/// What a text encoder takes and how it reads its ids.
struct TextInput {
    std::int64_t context = 77; ///< ids that it takes at most
    std::int64_t vocabulary = 0;
    std::int64_t hidden = 0;
    bool padded = false; ///< always takes `context` ids and sees the padding
};

/// The text encoder of a model, without the table of its tokens, which TokenTable reads. Its
/// parameters have the names of the Hugging Face implementation. Throws what LibTorch throws.
class TextModel : public torch::nn::Module {
public:
    explicit TextModel(const TextInput& input)
        : m_input(input)
    {}

    [[nodiscard]] const TextInput& input() const noexcept { return m_input; }
    [[nodiscard]] virtual std::int64_t dim() const noexcept = 0;

    /// The ids that count for the embedding: what stands behind them changes nothing. `ids` end
    /// with `padding` or not.
    [[nodiscard]] virtual std::span<const std::uint32_t> used(std::span<const std::uint32_t> ids,
                                                              std::uint32_t padding) const = 0;

    /// Maps the rows of the token table for used(), n x hidden, to dim() numbers that are not
    /// L2-normalised. `beforeLayer` may throw to stop. Thread-safe while the weights do not change.
    [[nodiscard]] virtual torch::Tensor forward(const torch::Tensor& rows,
                                                const std::function<void()>& beforeLayer) = 0;

protected:
    /// The same for layers of this model: one text at a time is read, on all cores.
    [[nodiscard]] TransformerOptions sharedOut(TransformerOptions options)
    {
        options.pool = &m_pool;
        return options;
    }

private:
    static constexpr std::size_t kMostThreads = 8; ///< more wait for each other

    TextInput m_input;
    TaskPool m_pool{std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads)};
};

/// The text encoder of one `model_type`.
struct TextFamily {
    ModelFamily names; ///< `create` is null; ignored are the names of the picture half
    /// Returns null if the reader has recorded an error.
    std::shared_ptr<TextModel> (*create)(ConfigReader& config);
};

/// Returns null for a `model_type` without words.
[[nodiscard]] const TextFamily* findTextFamily(std::string_view modelType);

/// CLIP (arXiv:2103.00020): causal, projected row of the end token.
[[nodiscard]] std::shared_ptr<TextModel> makeClipText(ConfigReader& config);
/// SigLIP (arXiv:2303.15343): padded and without a mask, the last row through a linear layer.
[[nodiscard]] std::shared_ptr<TextModel> makeSiglipText(ConfigReader& config);
/// Chinese CLIP (arXiv:2211.01335): a BERT, projected first row.
[[nodiscard]] std::shared_ptr<TextModel> makeChineseClipText(ConfigReader& config);

} // namespace lookalike
