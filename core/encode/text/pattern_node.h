// SPDX-License-Identifier: GPL-3.0-or-later
// The tree of a parsed Pattern.
#pragma once

#include "core/encode/text/pattern.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

struct CharacterClass {
    struct Item {
        char32_t first = 0, last = 0; ///< a range, unless there is a property
        char property = 0;            ///< 's', 'd', 'w', or 'p' for a general category
        char major = 0, minor = 0;    ///< of the category; minor 0 is all
        bool negated = false;
    };
    std::vector<Item> items;
    bool negated = false;
    bool ignoreCase = false;

    [[nodiscard]] bool contains(char32_t c) const;
};

struct Pattern::Node {
    enum class Kind { Class, Sequence, Alternatives, Repeat, Ahead, NotAhead, Begin, End };
    Kind kind = Kind::Sequence;
    CharacterClass characters;
    std::vector<Node> children;
    std::size_t least = 1, most = 1; ///< of Repeat
};

} // namespace lookalike
