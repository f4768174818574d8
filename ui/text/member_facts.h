// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of the photos of a group, line by line. GUI thread.
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace lookalike::text {

/// One line under a photo.
struct Fact {
    QString text;
    QString tip;       ///< the whole of it where the line may be cut
    bool known = true; ///< false: the file says nothing about it
    bool best = false; ///< more than some other member has, and no less than any
    double amount = 0; ///< by which facts of a kind are compared
};
struct GroupFacts {
    /// For each member the facts that differ, the same kinds in the same order: pixels, bytes,
    /// folder, format, date, camera, place, rating, what it carries and what is inside, modified.
    std::vector<std::vector<Fact>> differing;
    QStringList common; ///< what all members have in common
};
[[nodiscard]] GroupFacts facts(const DuplicateGroup& group);

/// What a file holds besides one plain picture: "3 pages, 16 bits a channel"; may be empty.
[[nodiscard]] QString contains(const ContentRow& content);

} // namespace lookalike::text
