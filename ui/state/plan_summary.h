// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <cstdint>
#include <set>
#include <unordered_map>
#include <vector>

namespace lookalike {

class TrashPlan;

/// What a plan comes to. Only groups about which the plan says something else than before are
/// looked at again. GUI thread.
class PlanSummary {
public:
    void update(const TrashPlan& plan, const std::vector<DuplicateGroup>& groups);
    /// The groups have been read again.
    void clear() { *this = {}; }

    [[nodiscard]] std::uint64_t photos() const { return m_photos; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    [[nodiscard]] std::uint64_t groups() const { return m_groups; }
    /// Photos that have something that the one that stays lacks, and what that is.
    [[nodiscard]] std::uint64_t losing() const { return m_losing; }
    [[nodiscard]] const std::set<KeeperLossKind>& lost() const { return m_lost; }

private:
    struct Group {
        std::size_t keeper = 0;
        std::vector<bool> goes;
        std::uint64_t losing = 0;
        std::set<KeeperLossKind> lost;
    };
    [[nodiscard]] static Group summed(const DuplicateGroup& group, std::size_t keeper,
                                      std::vector<bool> goes);

    std::unordered_map<GroupId, Group> m_known;
    std::uint64_t m_photos = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_groups = 0;
    std::uint64_t m_losing = 0;
    std::set<KeeperLossKind> m_lost;
};

} // namespace lookalike
