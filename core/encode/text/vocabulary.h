// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

using TokenId = std::uint32_t;

inline constexpr std::size_t kMaxTokens = std::size_t{1} << 20;
inline constexpr std::size_t kMaxTokenBytes = 1024;

/// The tokens of a model and their ids, packed: a quarter of a million take some 10 MB. Does not
/// change once it is filled; then any thread.
class Vocabulary {
public:
    /// Fails with a message about `field`, without a path, for ids that are negative, above the
    /// limit or taken, for a token that is there already, and for one that is too long.
    [[nodiscard]] Result<> add(std::string_view token, std::int64_t id, std::string_view field);

    /// Makes room for so many tokens at once.
    void reserve(std::size_t tokens);
    [[nodiscard]] std::optional<TokenId> find(std::string_view token) const;
    /// Empty for an id that has no token. Owned by this object.
    [[nodiscard]] std::string_view token(TokenId id) const;
    [[nodiscard]] std::size_t size() const noexcept { return m_count; }
    /// One more than the largest id.
    [[nodiscard]] std::size_t idLimit() const noexcept { return m_entries.size(); }
    [[nodiscard]] std::size_t longestToken() const noexcept { return m_longest; }

private:
    struct Entry {
        std::uint32_t offset = kNone;
        std::uint32_t length = 0;
    };
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

    /// Of the hash table. Holds short tokens itself: to fetch them from elsewhere takes longer than
    /// all other work of a look-up.
    struct Slot {
        std::uint32_t id = kNone; ///< kNone: free
        std::uint32_t length = 0;
        std::array<char, 16> begin{};
    };

    [[nodiscard]] bool holds(const Slot& slot, std::string_view token) const;
    /// The slot of a token, or the free one where it belongs.
    [[nodiscard]] std::size_t slotOf(std::string_view token) const;
    static void fill(Slot& slot, std::string_view token, TokenId id);
    void growTo(std::size_t slots);

    std::string m_bytes;          ///< all tokens, one behind the other
    std::vector<Entry> m_entries; ///< by id
    std::vector<Slot> m_slots;    ///< open addressing, at most half full
    std::size_t m_count = 0;
    std::size_t m_longest = 0;
};

} // namespace lookalike
