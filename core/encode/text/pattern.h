// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace lookalike {

/// A part of a text by its bytes.
struct TextSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The regular expressions of tokenizer files: alternatives, groups, classes with Unicode
/// categories, greedy repetition, look-ahead, (?i:...). Immutable; any thread. A pattern that
/// takes too many steps at one place does not match there.
class Pattern {
public:
    /// Fails with Unsupported for anything else; the message quotes the pattern.
    [[nodiscard]] static Result<Pattern> parse(std::string_view regex);
    [[nodiscard]] static Pattern literal(std::string_view text);

    /// The matches from the left, without overlaps and without empty ones.
    [[nodiscard]] std::vector<TextSpan> findAll(std::string_view text) const;

    struct Node;

private:
    explicit Pattern(std::shared_ptr<const Node> root);
    std::shared_ptr<const Node> m_root;
};

} // namespace lookalike
