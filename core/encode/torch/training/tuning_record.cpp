// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/tuning_record.h"

#include "core/encode/torch/training/student.h"

#include <torch/torch.h>

#include <string>
#include <utility>

namespace lookalike::training {

void TuningRecord::add(std::int64_t step, HeldOutRows rows, const torch::nn::Module& model)
{
    if (m_moments.empty() || rows.precision > m_best) {
        m_best = rows.precision;
        m_bestStep = step;
        m_weights = stateOf(model, "best.");
        for (auto& [name, tensor] : m_weights)
            tensor = tensor.detach().clone();
    }
    m_moments.push_back({step, std::move(rows)});
}

void TuningRecord::describe(TuningTrial& trial) const
{
    trial.general = floatsOf(m_moments.front().rows.rows);
    trial.generalOthers = floatsOf(m_moments.front().rows.others);
    for (const Moment& moment : m_moments)
        trial.candidates.push_back(
            {moment.step, floatsOf(moment.rows.rows), floatsOf(moment.rows.others)});
}

void TuningRecord::save(NamedTensors& tensors, nlohmann::json& run) const
{
    tensors.merge(NamedTensors(m_weights));
    run["best_step"] = m_bestStep;
    run["best"] = m_best;
    run["moments"] = nlohmann::json::array();
    for (std::size_t i = 0; i < m_moments.size(); ++i) {
        const Moment& moment = m_moments[i];
        const std::string prefix = "moment." + std::to_string(i) + ".";
        tensors[prefix + "rows"] = moment.rows.rows;
        tensors[prefix + "others"] = moment.rows.others;
        run["moments"].push_back({{"step", moment.step}, {"precision", moment.rows.precision}});
    }
}

Result<> TuningRecord::load(const NamedTensors& tensors, const nlohmann::json& run,
                            const torch::nn::Module& model)
{
    const auto broken = [](const std::string& name) {
        return fail(ErrorCode::Broken, "A checkpoint without its state: %1"_msg(name));
    };
    m_weights = stateOf(model, "best.");
    for (auto& [name, tensor] : m_weights) {
        const auto found = tensors.find(name);
        if (found == tensors.end() || found->second.sizes() != tensor.sizes())
            return broken(name);
        tensor = found->second.to(tensor.device());
    }
    m_bestStep = run.value("best_step", std::int64_t{0});
    m_best = run.value("best", 0.0);
    m_moments.clear();
    for (const auto& stored : run.value("moments", nlohmann::json::array())) {
        const std::string prefix = "moment." + std::to_string(m_moments.size()) + ".";
        const auto rows = tensors.find(prefix + "rows");
        const auto others = tensors.find(prefix + "others");
        if (!stored.is_object() || rows == tensors.end() || others == tensors.end())
            return broken(prefix);
        m_moments.push_back({stored.value("step", std::int64_t{0}),
                             {rows->second, others->second, stored.value("precision", 0.0)}});
    }
    if (m_moments.empty())
        return broken("moments");
    return {};
}

std::vector<float> floatsOf(const torch::Tensor& tensor)
{
    const auto plain = tensor.to(torch::kCPU, torch::kFloat32).contiguous();
    const auto* data = plain.data_ptr<float>();
    return {data, data + plain.numel()};
}

} // namespace lookalike::training
