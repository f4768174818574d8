// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <algorithm>
#include <map>
#include <vector>

namespace lookalike {

/// Which contents the user said are to be left alone with each other. Immutable; any
/// thread.
class DecidedPairs {
public:
    explicit DecidedPairs(const std::vector<DecisionRow>& decisions)
    {
        for (const DecisionRow& decision : decisions)
            for (const DecidedContent& content : decision.contents)
                m_decisions[content.hash].push_back({decision.id, content.files});
    }
    [[nodiscard]] bool hasPair(const ContentHash& a, const ContentHash& b) const
    {
        const auto left = m_decisions.find(a);
        const auto right = m_decisions.find(b);
        if (left == m_decisions.end() || right == m_decisions.end())
            return false;
        return std::ranges::any_of(left->second, [&](const Entry& entry) {
            return std::ranges::any_of(right->second, [&](const Entry& other) {
                return entry.decision == other.decision;
            });
        });
    }
    /// Identical files: decided as long as there are no more of them than there were.
    [[nodiscard]] bool hasCopies(const ContentHash& hash, std::size_t files) const
    {
        const auto found = m_decisions.find(hash);
        return found != m_decisions.end() &&
               std::ranges::any_of(found->second, [&](const Entry& entry) {
                   return entry.files > 1 && entry.files >= files;
               });
    }

private:
    struct Entry {
        std::int64_t decision;
        std::uint64_t files;
    };
    std::map<ContentHash, std::vector<Entry>> m_decisions;
};

} // namespace lookalike
