// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/plan_summary.h"

#include "ui/state/trash_plan.h"

#include <utility>

namespace lookalike {

void PlanSummary::update(const TrashPlan& plan, const std::vector<DuplicateGroup>& groups)
{
    const auto known = std::exchange(m_known, {});
    m_photos = plan.files();
    m_bytes = plan.bytes();
    m_groups = 0;
    m_losing = 0;
    m_lost.clear();
    if (m_photos == 0)
        return;
    for (const DuplicateGroup& group : groups) {
        if (plan.markedOf(group) == 0)
            continue;
        const std::size_t keeper = plan.keeper(group);
        std::vector<bool> goes = plan.going(group);
        const auto before = known.find(group.id);
        const bool same =
            before != known.end() && before->second.keeper == keeper && before->second.goes == goes;
        const Group& sum =
            m_known.emplace(group.id, same ? before->second : summed(group, keeper, goes))
                .first->second;
        ++m_groups;
        m_losing += sum.losing;
        m_lost.insert(sum.lost.begin(), sum.lost.end());
    }
}

PlanSummary::Group PlanSummary::summed(const DuplicateGroup& group, std::size_t keeper,
                                       std::vector<bool> goes)
{
    Group sum{keeper, std::move(goes), 0, {}};
    for (std::size_t i = 0; i < sum.goes.size(); ++i) {
        if (!sum.goes[i])
            continue;
        std::vector<bool> alone(sum.goes.size());
        alone[i] = true;
        const auto losses = lossesOf(group, keeper, alone);
        sum.losing += losses.empty() ? 0U : 1U;
        for (const KeeperLoss& loss : losses)
            sum.lost.insert(loss.kind);
    }
    return sum;
}

} // namespace lookalike
