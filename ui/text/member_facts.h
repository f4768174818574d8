// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of the photos of a group, line by line. GUI thread.
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <QString>
#include <vector>

namespace lookalike::text {

/// One line under a photo.
struct Fact {
    QString text;
    QString tip;          ///< the whole of it where the line may be cut
    bool known = true;    ///< false: the file says nothing about it
    bool differs = false; ///< not the same for all members
};
/// The same kinds of facts in the same order for every member: pixels, bytes, format, date, camera,
/// place, rating, what it carries and what is inside, changed, name, folder. What no member has is
/// left out.
[[nodiscard]] std::vector<std::vector<Fact>> facts(const DuplicateGroup& group);

/// What a file holds besides one plain picture: "3 pages, 16 bits a channel"; may be empty.
[[nodiscard]] QString contains(const ContentRow& content);

} // namespace lookalike::text
