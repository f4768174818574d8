// SPDX-License-Identifier: GPL-3.0-or-later
// What the duplicates page calls things. GUI thread.
#pragma once

#include "core/duplicates/review/duplicate_review.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace lookalike::text {

/// "Resized", "Identical files".
[[nodiscard]] QString relation(Relation relation);
/// What that means, in a sentence.
[[nodiscard]] QString relationMeaning(Relation relation);
/// "Cropped, shows 62 %, 98 % alike": a member against the keeper.
[[nodiscard]] QString evidence(const RelationEvidence& evidence);
/// "12.4 MB".
[[nodiscard]] QString bytes(std::uint64_t bytes);
[[nodiscard]] QString number(std::uint64_t value);
/// "3 photos".
[[nodiscard]] QString photos(std::uint64_t count);
[[nodiscard]] QString rule(KeeperRule rule);
[[nodiscard]] QString ruleMeaning(KeeperRule rule);
[[nodiscard]] QString decision(DecisionKind kind);
/// "Kept: larger (24.2 MP), has GPS and date." Text from files made safe to show.
[[nodiscard]] QString reasons(const DuplicateGroup& group);
/// "Would be lost: rating 4 of IMG_2.jpg." Empty where nothing is.
[[nodiscard]] QString losses(const DuplicateGroup& group);
/// "the keywords, which IMG_2.jpg has (lake)".
[[nodiscard]] QString loss(const KeeperLoss& loss);
/// "sidecar", "video": what lies next to a photo.
/// "keywords"
[[nodiscard]] QString mergedField(MergedField field);
[[nodiscard]] QString companion(CompanionKind kind);

/// What a file holds besides one plain picture: "3 pages, 16 bits a channel"; may be empty.
[[nodiscard]] QString contains(const ContentRow& content);

/// One line under a member's picture.
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

} // namespace lookalike::text
