// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/layer_rates.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

namespace lookalike::training {

namespace {

/// The part of a parameter's name that names its layer: up to its last but one or only number below
/// "encoder". Empty for parameters outside of layers.
std::string layerOf(const std::string& parameter)
{
    if (parameter.rfind("encoder.", 0) != 0)
        return {};
    // A stage's own parts ("downsampling_layer.1") come before its layers.
    constexpr std::string_view kLayers = ".layers.";
    constexpr std::string_view kLayer = ".layer.";
    std::size_t begin = parameter.find(kLayers);
    std::size_t width = kLayers.size();
    if (begin == std::string::npos && parameter.rfind("encoder.layer.", 0) == 0) {
        begin = std::string_view("encoder").size();
        width = kLayer.size();
    }
    if (begin == std::string::npos) {
        constexpr std::string_view kStages = "encoder.stages.";
        if (parameter.rfind(kStages, 0) != 0)
            return {};
        return parameter.substr(0, parameter.find('.', kStages.size()));
    }
    return parameter.substr(0, parameter.find('.', begin + width));
}

/// "encoder.stages.1.layers.2" as {1, 2}, for an order.
std::vector<int> numbersIn(const std::string& name)
{
    std::vector<int> numbers;
    for (std::size_t i = 0; i < name.size();) {
        if (std::isdigit(static_cast<unsigned char>(name[i])) == 0) {
            ++i;
            continue;
        }
        int number = 0;
        for (; i < name.size() && std::isdigit(static_cast<unsigned char>(name[i])) != 0; ++i)
            number = 10 * number + (name[i] - '0');
        numbers.push_back(number);
    }
    return numbers;
}

} // namespace

LayerRates::LayerRates(const std::vector<std::string>& parameters, double rate, double decay)
    : m_rate(rate)
    , m_decay(decay)
{
    std::set<std::pair<std::vector<int>, std::string>> layers;
    for (const std::string& parameter : parameters)
        if (const std::string layer = layerOf(parameter); !layer.empty())
            layers.emplace(numbersIn(layer), layer);
    int depth = 0;
    for (const auto& [numbers, name] : layers)
        m_depths[name] = depth++;
}

double LayerRates::operator()(const std::string& parameter) const
{
    const int last = std::max(0, layers() - 1);
    const auto found = m_depths.find(layerOf(parameter));
    int depth = last;
    if (found != m_depths.end())
        depth = found->second;
    else if (parameter.rfind("embedder.", 0) == 0 || parameter.rfind("embeddings.", 0) == 0)
        depth = 0;
    return m_rate * std::pow(m_decay, last - depth);
}

} // namespace lookalike::training
