// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/text/bpe_model.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lookalike {

inline constexpr std::size_t kMaxMerges = std::size_t{1} << 20;

/// The merges of a file as text, packed, until the vocabulary is known.
class MergeList {
public:
    /// Fails with TooLarge, without a path, above kMaxMerges.
    [[nodiscard]] Result<> add(std::string_view left, std::string_view right);
    /// Fails with Broken, and names the merge, if it is of tokens that the vocabulary lacks.
    /// `prefix` is left out where two tokens join.
    [[nodiscard]] Result<MergeTable> resolve(const Vocabulary& vocabulary,
                                             std::string_view prefix) const;

private:
    struct Ids {
        TokenId left, right, joined;
    };
    [[nodiscard]] std::string_view tokenAt(std::size_t place) const;
    /// Of the merges from `first` to the one before `last`; fewer where one has no ids.
    [[nodiscard]] std::vector<Ids> idsOf(std::size_t first, std::size_t last,
                                         const Vocabulary& vocabulary,
                                         std::string_view prefix) const;

    std::string m_bytes;
    std::vector<std::uint32_t> m_ends; ///< of left and right in turn
};

/// merges.txt: a line with the version, then two tokens a line.
[[nodiscard]] Result<MergeList> readMergesTxt(const std::filesystem::path& path);

} // namespace lookalike
