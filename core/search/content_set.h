// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <vector>

namespace lookalike {

/// A set of contents, stored as one bit per id. Catalog ids are dense, so a million take 125 kB.
class ContentSet {
public:
    void insert(ContentId content)
    {
        const auto bit = static_cast<std::size_t>(content.value());
        if (bit / 64 >= m_words.size())
            m_words.resize(bit / 64 + 1);
        const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
        if ((m_words[bit / 64] & mask) == 0)
            ++m_size;
        m_words[bit / 64] |= mask;
    }
    [[nodiscard]] bool contains(ContentId content) const noexcept
    {
        const auto bit = static_cast<std::size_t>(content.value());
        return bit / 64 < m_words.size() && ((m_words[bit / 64] >> (bit % 64)) & 1U) != 0;
    }
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }

private:
    std::vector<std::uint64_t> m_words;
    std::size_t m_size = 0;
};

} // namespace lookalike
