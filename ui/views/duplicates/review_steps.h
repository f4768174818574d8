// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/state/trash_plan.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <variant>
#include <vector>

namespace lookalike {

/// What the user did on the duplicates page since it was opened, for Undo. What was moved to the
/// trash can also be undone after a restart: the library keeps that history itself.
class ReviewSteps {
public:
    struct Decided {
        std::vector<std::int64_t> decisions;
    };
    struct Moved {
        std::int64_t batch = 0;
    };
    using Step = std::variant<TrashPlan::Snapshot, Decided, Moved>;
    static constexpr std::size_t kMost = 1000;

    void push(Step step)
    {
        m_steps.push_back(std::move(step));
        if (m_steps.size() > kMost)
            m_steps.pop_front();
    }
    [[nodiscard]] std::optional<Step> pop()
    {
        if (m_steps.empty())
            return std::nullopt;
        Step step = std::move(m_steps.back());
        m_steps.pop_back();
        return step;
    }
    [[nodiscard]] bool isEmpty() const { return m_steps.empty(); }
    void clear() { m_steps.clear(); }

private:
    std::deque<Step> m_steps;
};

} // namespace lookalike
