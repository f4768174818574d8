// SPDX-License-Identifier: GPL-3.0-or-later
// What the duplicates page and the command line show.
#pragma once

#include "core/base/ids.h"
#include "core/catalog/companions.h"
#include "core/duplicates/review/keeper.h"
#include "core/duplicates/review/keeper_losses.h"
#include "core/duplicates/verify/relation.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

/// A file of a group, with its relation to the group's keeper.
struct DuplicateMember {
    FileRow file;
    ContentRow content;
    RelationEvidence evidence; ///< (keeper, this); of the keeper itself: identical, all shown
    bool isKeeper = false;     ///< the suggestion: the one to stay
    bool isProtected = false;  ///< it, or its folder: never goes to the trash
    std::vector<Companion> companions; ///< what makes one photo with this file
};

/// Two contents of a group, neither of them the suggested keeper's, and what verification found.
struct ComparedContents {
    ContentId first; ///< less than `second`
    ContentId second;
    RelationEvidence evidence;
};

/// Bounded and never chained: every member was verified against the keeper.
struct DuplicateGroup {
    /// Follows from the members' contents: the same group has it again after a restart.
    GroupId id;
    Relation relation = Relation::IdenticalFile; ///< the one furthest from identical among members
    std::vector<DuplicateMember> members;        ///< the keeper first, then by falling score
    /// What is known where the user keeps another one; ascending by (first, second).
    std::vector<ComparedContents> compared;
    std::vector<KeeperRule> reasons; ///< the rules by which the keeper is better than a member
    std::vector<KeeperLoss> losses;  ///< what a member has and the keeper lacks
    std::uint64_t bytesToGain = 0;   ///< of all members that may be suggested to go
};

/// Whether it may be suggested that `member` goes to the trash where the group's keeper `kept`
/// stays. Never another shot, nor one half of a raw file and its picture: these are not two copies
/// of one photo, but one. Nor where an old hash is all that says what one of them is: both are read
/// again first. Nor one that holds what the kept one lacks: frames, transparency, depth, an HDR
/// gain map, other pictures or a video inside; that only goes where the user chooses it.
[[nodiscard]] bool maySuggestToGo(const DuplicateMember& member, const DuplicateMember& kept);

// The same group where the user keeps another member. `member` and `kept` are places in its
// members.

/// Returns what verification found of (kept, member); nothing where it did not find them related.
[[nodiscard]] std::optional<RelationEvidence> evidenceOf(const DuplicateGroup& group,
                                                         std::size_t member, std::size_t kept);
/// As above; nothing is suggested to go for a photo that it was not compared with.
[[nodiscard]] bool maySuggestToGo(const DuplicateGroup& group, std::size_t member,
                                  std::size_t kept);
/// Returns the rules by which `kept` is better than another member.
[[nodiscard]] std::vector<KeeperRule> reasonsToKeep(const DuplicateGroup& group, std::size_t kept,
                                                    std::span<const KeeperRule> rules);
/// Returns what `kept` lacks and a member has for which `goes` is true.
[[nodiscard]] std::vector<KeeperLoss> lossesOf(const DuplicateGroup& group, std::size_t kept,
                                               const std::vector<bool>& goes);

/// Which photos are compared with which. All empty: the whole library with itself.
struct DuplicateScope {
    std::vector<std::filesystem::path> folders; ///< only files in or below these
    /// Where not empty: members of `folders` against members of these; matches within one set are
    /// left out, and files of these are never suggested for the trash.
    std::vector<std::filesystem::path> referenceFolders;
    /// Where not empty, scan() compares only these photos with the others. groups() ignores it.
    std::vector<ContentId> photos;
    bool skipSameFolder = false; ///< leave out matches between files of one directory
    bool similarShots = false;   ///< look for similar shots instead of the same photo
    /// Of similar shots: taken at most so long apart, both with a known date. 0: any.
    std::int64_t secondsApart = 0;
    std::vector<Relation> relations; ///< only these; empty: all of the kind asked for
    bool includeDecided = false;     ///< also what the user has decided about
    bool operator==(const DuplicateScope&) const = default;
    /// Every photo of the library is compared with every other one.
    [[nodiscard]] bool isWholeLibrary() const
    {
        return folders.empty() && referenceFolders.empty() && photos.empty();
    }
};

} // namespace lookalike
