// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/transformer.h"

#include "core/encode/torch/device.h"

#include <torch/torch.h>
#include <torch/version.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lookalike {
namespace {

constexpr std::int64_t kFewestColumns = 64; ///< that a thread multiplies at once

} // namespace

void TransformerOptions::check(ConfigReader& reader) const
{
    reader.require(hidden % heads == 0,
                   "The hidden size is not a multiple of the number of heads"_msg);
    const auto width = static_cast<double>(hidden);
    reader.claimWeights(
        static_cast<double>(layers) *
        (4 * width * width + (gated ? 3 : 2) * width * static_cast<double>(intermediate)));
}

void TransformerOptions::expectLayers(ConfigReader& reader, const std::string& name,
                                      std::string_view intermediateKey) const
{
    constexpr const char* kCount = "\"num_hidden_layers\"";
    for (std::int64_t i = 0; reader.error() && i < layers; ++i) {
        const std::string layer = name + "." + std::to_string(i) + ".";
        if (!reader.storesTensor(layer + names.normBefore + ".weight", true))
            return reader.expectTensor(layer + names.normBefore + ".weight", {hidden}, kCount);
        for (const char* part : {names.query, names.key, names.value, names.output})
            reader.expectTensor(layer + part + ".weight", {hidden, hidden}, "\"hidden_size\"");
        reader.expectTensor(layer + names.mlpIn + ".weight",
                            {gated ? 2 * intermediate : intermediate, hidden}, intermediateKey);
        reader.expectTensor(layer + names.mlpOut + ".weight", {hidden, intermediate},
                            intermediateKey);
    }
    reader.expectNoTensor(name + "." + std::to_string(layers) + "." + names.normBefore + ".weight",
                          kCount);
}

TransformerLayer::TransformerLayer(const TransformerOptions& o)
    : m_options(o)
    , m_normBefore(registerAt(*this, o.names.normBefore, makeLayerNorm(o.hidden, o.epsilon)))
    , m_normAfter(registerAt(*this, o.names.normAfter, makeLayerNorm(o.hidden, o.epsilon)))
    , m_query(registerAt(*this, o.names.query, makeLinear(o.hidden, o.hidden, o.qkvBias)))
    , m_key(registerAt(*this, o.names.key, makeLinear(o.hidden, o.hidden, o.qkvBias)))
    , m_value(registerAt(*this, o.names.value, makeLinear(o.hidden, o.hidden, o.qkvBias)))
    , m_output(registerAt(*this, o.names.output, makeLinear(o.hidden, o.hidden)))
    , m_mlpIn(registerAt(*this, o.names.mlpIn,
                         makeLinear(o.hidden, o.gated ? 2 * o.intermediate : o.intermediate)))
    , m_mlpOut(registerAt(*this, o.names.mlpOut, makeLinear(o.intermediate, o.hidden)))
{
    if (!o.layerScale)
        return;
    const auto initial = torch::full({o.hidden}, *o.layerScale);
    m_scale1 = registerParameterAt(*this, "layer_scale1.lambda1", initial.clone());
    m_scale2 = registerParameterAt(*this, "layer_scale2.lambda1", initial.clone());
}

torch::Tensor TransformerLayer::attention(const torch::Tensor& x, std::int64_t wanted)
{
    const auto batch = x.size(0);
    const auto tokens = x.size(1);
    const auto headSize = m_options.hidden / m_options.heads;
    torch::Tensor query, key, value;
    if (m_qkvWeight.defined() && wanted == tokens) {
        const auto qkv = torch::linear(x, m_qkvWeight, m_qkvBias)
                             .view({batch, tokens, 3, m_options.heads, headSize})
                             .permute({2, 0, 3, 1, 4})
                             .unbind(0);
        query = qkv[0];
        key = qkv[1];
        value = qkv[2];
    } else {
        const auto split = [&](const torch::Tensor& y) {
            return y.view({batch, y.size(1), m_options.heads, headSize}).transpose(1, 2);
        };
        query = split(linear(m_query, x.narrow(1, 0, wanted)));
        key = split(linear(m_key, x));
        value = split(linear(m_value, x));
    }
#if TORCH_VERSION_MAJOR >= 2
    const auto mixed =
        torch::scaled_dot_product_attention(query, key, value, {}, 0.0, m_options.causal);
#else
    auto scores =
        torch::matmul(query / std::sqrt(static_cast<double>(headSize)), key.transpose(-1, -2));
    if (m_options.causal)
        scores = scores.masked_fill(
            torch::ones({wanted, tokens}, scores.options().dtype(torch::kBool)).triu(1),
            -std::numeric_limits<double>::infinity());
    const auto mixed = torch::matmul(torch::softmax(scores, -1), value);
#endif
    return linear(m_output, mixed.transpose(1, 2).reshape({batch, wanted, m_options.hidden}));
}

torch::Tensor TransformerLayer::linear(torch::nn::Linear& part, const torch::Tensor& x) const
{
    if (m_options.pool == nullptr)
        return part->forward(x);
    TaskPool& pool = *m_options.pool;
    const std::int64_t outputs = part->weight.size(0);
    // More tasks than threads: another program may hold one up.
    const std::int64_t each =
        std::max(kFewestColumns, outputs / static_cast<std::int64_t>(4 * pool.width()));
    const torch::Tensor y = torch::empty({x.size(0), x.size(1), outputs}, x.options());
    pool.run(static_cast<std::size_t>((outputs + each - 1) / each), pool.width(),
             [&](std::size_t task, std::size_t) {
                 const torch::NoGradGuard noGrad; // belongs to the thread
                 computeOnThisThreadOnly();
                 const std::int64_t begin = static_cast<std::int64_t>(task) * each;
                 const std::int64_t count = std::min(each, outputs - begin);
                 y.narrow(2, begin, count)
                     .copy_(torch::linear(x, part->weight.narrow(0, begin, count),
                                          part->bias.narrow(0, begin, count)));
             });
    return y;
}

torch::Tensor TransformerLayer::mlp(const torch::Tensor& x)
{
    const auto y = linear(m_mlpIn, x);
    if (!m_options.gated)
        return linear(m_mlpOut, activate(y, m_options.activation));
    const auto halves = y.chunk(2, -1);
    return linear(m_mlpOut, torch::silu(halves[0]) * halves[1]);
}

torch::Tensor TransformerLayer::forward(const torch::Tensor& x, std::int64_t wanted)
{
    if (m_options.normAfter) {
        const auto y = m_normBefore->forward(x.narrow(1, 0, wanted) + attention(x, wanted));
        return m_normAfter->forward(y + mlp(y));
    }
    auto mixed = attention(m_normBefore->forward(x), wanted);
    if (m_scale1.defined())
        mixed = mixed * m_scale1;
    const auto y = x.narrow(1, 0, wanted) + mixed;
    auto out = mlp(m_normAfter->forward(y));
    if (m_scale2.defined())
        out = out * m_scale2;
    return y + out;
}

void TransformerLayer::prepareForInference()
{
    const torch::NoGradGuard noGrad;
    const std::array parts{&m_query, &m_key, &m_value};
    // The parts become views of the joined tensor, so that nothing is stored twice.
    const auto join = [&](const char* name, auto member) {
        const auto whole = register_buffer(
            name, torch::cat({(*m_query).*member, (*m_key).*member, (*m_value).*member}));
        for (std::size_t i = 0; i < parts.size(); ++i)
            ((**parts[i]).*member)
                .set_data(whole.narrow(0, static_cast<std::int64_t>(i) * m_options.hidden,
                                       m_options.hidden));
        return whole;
    };
    m_qkvWeight = join("qkv_weight", &torch::nn::LinearImpl::weight);
    if (m_options.qkvBias)
        m_qkvBias = join("qkv_bias", &torch::nn::LinearImpl::bias);
}

TransformerStack::TransformerStack(torch::nn::Module& owner, const char* name,
                                   const TransformerOptions& options)
{
    for (std::int64_t i = 0; i < options.layers; ++i)
        m_layers.push_back(registerAt(owner, std::string(name) + "." + std::to_string(i),
                                      std::make_shared<TransformerLayer>(options)));
}

torch::Tensor TransformerStack::forward(torch::Tensor x,
                                        const std::function<void()>& beforeLayer) const
{
    for (const auto& layer : m_layers) {
        if (beforeLayer)
            beforeLayer();
        x = layer->forward(x, x.size(1));
    }
    return x;
}

torch::Tensor TransformerStack::firstToken(torch::Tensor x) const
{
    for (const auto& layer : m_layers)
        x = layer->forward(x, layer == m_layers.back() ? 1 : x.size(1));
    return x.select(1, 0);
}

void TransformerStack::prepareForInference()
{
    for (const auto& layer : m_layers)
        layer->prepareForInference();
}

} // namespace lookalike
