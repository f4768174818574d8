// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task_pool.h"
#include "core/encode/torch/layers.h"

#include <cstdint>
#include <functional>

namespace lookalike {

/// The names that a family gives to the parts of a layer.
struct TransformerLayerNames {
    const char* normBefore; ///< before the attention
    const char* query;
    const char* key;
    const char* value;
    const char* output;
    const char* normAfter; ///< before the MLP
    const char* mlpIn;
    const char* mlpOut;
};

struct TransformerOptions {
    TransformerLayerNames names;
    std::int64_t hidden = 768;
    std::int64_t heads = 12;
    std::int64_t intermediate = 3072;
    std::int64_t layers = 12;
    double epsilon = 1e-6;
    Activation activation = Activation::Gelu;
    bool qkvBias = true;
    bool causal = false;    ///< a token attends to none behind it
    bool normAfter = false; ///< normalises after each residual branch, as BERT does
    /// Shares the linear parts out, without gradients, for a caller that waits; outlives the layer.
    TaskPool* pool = nullptr;
    bool gated = false;               ///< the MLP is a SwiGLU (Shazeer, arXiv:2002.05202)
    std::optional<double> layerScale; ///< initial value of the scale of each residual branch

    /// Checks that `hidden` is divisible by `heads` and claims the weights. Reads no fields.
    void check(ConfigReader& reader) const;
    /// Validates the layers `<name>.0`, `<name>.1`, ... against the weight files. `intermediateKey`
    /// is the field that `intermediate` was read from.
    void expectLayers(ConfigReader& reader, const std::string& name,
                      std::string_view intermediateKey = "\"intermediate_size\"") const;
};

/// A transformer layer with normalisation before attention and MLP (arXiv:2010.11929, equations 2
/// and 3), or after them.
class TransformerLayer : public torch::nn::Module {
public:
    explicit TransformerLayer(const TransformerOptions& options);
    /// Maps n x tokens x hidden to n x wanted x hidden. Attends to all tokens but computes only the
    /// first `wanted`.
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& x, std::int64_t wanted);
    void prepareForInference();

private:
    [[nodiscard]] torch::Tensor attention(const torch::Tensor& x, std::int64_t wanted);
    [[nodiscard]] torch::Tensor mlp(const torch::Tensor& x);
    [[nodiscard]] torch::Tensor linear(torch::nn::Linear& part, const torch::Tensor& x) const;

    TransformerOptions m_options;
    torch::nn::LayerNorm m_normBefore, m_normAfter;
    torch::nn::Linear m_query, m_key, m_value, m_output, m_mlpIn, m_mlpOut;
    torch::Tensor m_scale1, m_scale2; ///< undefined without layer scale
    torch::Tensor m_qkvWeight;        ///< defined after prepareForInference()
    torch::Tensor m_qkvBias;
};

/// A sequence of layers, registered as `<name>.0`, `<name>.1`, ...
class TransformerStack {
public:
    TransformerStack(torch::nn::Module& owner, const char* name, const TransformerOptions& options);
    /// Calls `beforeLayer`, if there is one, before each layer; it may throw.
    [[nodiscard]] torch::Tensor forward(torch::Tensor x,
                                        const std::function<void()>& beforeLayer = {}) const;
    /// Returns only the first token, n x hidden, so that the last layer does not compute the
    /// others.
    [[nodiscard]] torch::Tensor firstToken(torch::Tensor x) const;
    void prepareForInference();

private:
    std::vector<std::shared_ptr<TransformerLayer>> m_layers;
};

} // namespace lookalike
