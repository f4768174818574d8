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
#include <string>
#include <vector>

namespace lookalike {

/// A file of a group, with its relation to the group's keeper.
struct DuplicateMember {
    FileRow file;
    ContentRow content;
    RelationEvidence evidence; ///< (keeper, this); of the keeper itself: identical, all shown
    bool isKeeper = false;     ///< the suggestion: the one to stay
    bool isProtected = false;  ///< lies in a protected folder: never moved
    std::vector<Companion> companions; ///< what makes one photo with this file
};

/// Whether it may be suggested that `member` goes to the trash where `kept` stays. Never another
/// shot, nor one half of a raw file and its picture: these are not two copies of one photo, but
/// one. Nor where an old hash is all that says what one of them is: both are read again first. Nor
/// one that holds what the kept one lacks: frames, transparency, depth, an HDR gain map, other
/// pictures or a video inside; that only goes where the user chooses it.
[[nodiscard]] bool maySuggestToGo(const DuplicateMember& member, const DuplicateMember& kept);

/// Bounded and never chained: every member was verified against the keeper.
struct DuplicateGroup {
    /// Follows from the members' contents: the same group has it again after a restart.
    GroupId id;
    Relation relation = Relation::IdenticalFile; ///< the one furthest from identical among members
    std::vector<DuplicateMember> members;        ///< the keeper first, then by falling score
    std::vector<KeeperRule> reasons; ///< the rules by which the keeper is better than a member
    std::vector<KeeperLoss> losses;  ///< what a member has and the keeper lacks
    std::uint64_t bytesToGain = 0;   ///< of all members that may be suggested to go
};

/// Which photos are compared with which. All empty: the whole library with itself.
struct DuplicateScope {
    std::vector<std::filesystem::path> folders; ///< only files in or below these
    /// Where not empty: members of `folders` against members of these; matches within one set are
    /// left out, and files of these are never suggested for the trash.
    std::vector<std::filesystem::path> referenceFolders;
    bool skipSameFolder = false;     ///< leave out matches between files of one directory
    bool similarShots = false;       ///< look for similar shots instead of the same photo
    std::vector<Relation> relations; ///< only these; empty: all of the kind asked for
    bool includeDecided = false;     ///< also what the user has decided about
    bool operator==(const DuplicateScope&) const = default;
};

} // namespace lookalike
