// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

namespace lookalike::training {

/// Learning rates that fall from a network's end to its beginning by a factor a layer: what the
/// first layers see is common to all photos (Howard and Ruder 2018, arXiv:1801.06146, section 3.2;
/// Bao et al. 2022, arXiv:2106.08254). Layers are found by their Hugging Face names:
/// "encoder.layer.3", "encoder.stages.1.layers.2". What stands before them counts as the first,
/// what stands behind as the last. A value.
class LayerRates {
public:
    LayerRates(const std::vector<std::string>& parameters, double rate, double decay);

    [[nodiscard]] double operator()(const std::string& parameter) const;
    [[nodiscard]] int layers() const noexcept { return static_cast<int>(m_depths.size()); }

private:
    double m_rate;
    double m_decay;
    std::map<std::string, int> m_depths; ///< of a layer's name, from 0
};

} // namespace lookalike::training
