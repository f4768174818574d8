// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/duplicate_group.h"

#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

bool mayGo(const DuplicateMember& member, const DuplicateMember& kept, Relation relation)
{
    if (member.isProtected || member.file.id == kept.file.id)
        return false;
    if (!member.content.hash.isIdentity() || !kept.content.hash.isIdentity())
        return false;
    if (relation == Relation::SimilarShot || relation == Relation::RawJpegPair)
        return false;
    const PictureFacts plain;
    if (member.content.hash != kept.content.hash &&
        holdsMore(member.content.facts.value_or(plain), kept.content.facts.value_or(plain)))
        return false;
    // A motion photo is more than its still; other videos are other moments.
    const std::uint64_t video = member.content.metadata.carried.videoBytes;
    if (video > 0 && video != kept.content.metadata.carried.videoBytes)
        return false;
    // No picture replaces the raw file that it was made from.
    return member.content.format != ImageFormat::Raw || kept.content.format == ImageFormat::Raw;
}

KeeperCandidate candidateOf(const DuplicateGroup& group, std::size_t index, std::size_t kept)
{
    const DuplicateMember& member = group.members[index];
    const RelationEvidence evidence = evidenceOf(group, index, kept).value_or(RelationEvidence());
    return {&member.file,
            &member.content,
            member.isProtected,
            evidence.relation == Relation::Cropped && evidence.firstShown < evidence.secondShown,
            member.companions,
            isSecondEnlarged(evidence),
            isReworked(evidence)};
}

} // namespace

bool maySuggestToGo(const DuplicateMember& member, const DuplicateMember& kept)
{
    return mayGo(member, kept, member.evidence.relation);
}

std::optional<RelationEvidence> evidenceOf(const DuplicateGroup& group, std::size_t member,
                                           std::size_t kept)
{
    const DuplicateMember& of = group.members[member];
    const DuplicateMember& with = group.members[kept];
    const ContentId suggested = group.members.front().content.id;
    if (of.content.id == with.content.id)
        return identicalFiles();
    if (with.content.id == suggested)
        return of.evidence;
    if (of.content.id == suggested)
        return reversed(with.evidence);
    const std::pair<ContentId, ContentId> wanted = std::minmax(of.content.id, with.content.id);
    const auto contents = [](const ComparedContents& pair) {
        return std::pair(pair.first, pair.second);
    };
    const auto found = std::ranges::lower_bound(group.compared, wanted, {}, contents);
    if (found == group.compared.end() || contents(*found) != wanted)
        return {};
    return found->first == with.content.id ? found->evidence : reversed(found->evidence);
}

bool maySuggestToGo(const DuplicateGroup& group, std::size_t member, std::size_t kept)
{
    const auto evidence = evidenceOf(group, member, kept);
    return evidence && mayGo(group.members[member], group.members[kept], evidence->relation);
}

std::vector<KeeperRule> reasonsToKeep(const DuplicateGroup& group, std::size_t kept,
                                      std::span<const KeeperRule> rules)
{
    std::vector<KeeperCandidate> others;
    for (std::size_t i = 0; i < group.members.size(); ++i)
        if (i != kept)
            others.push_back(candidateOf(group, i, kept));
    KeeperCandidate keeper = candidateOf(group, kept, kept);
    keeper.isEdited = std::ranges::all_of(others, &KeeperCandidate::isEdited);
    return keeperReasons(rules, keeper, others);
}

std::vector<KeeperLoss> lossesOf(const DuplicateGroup& group, std::size_t kept,
                                 const std::vector<bool>& goes)
{
    std::vector<KeeperCandidate> others;
    for (std::size_t i = 0; i < group.members.size(); ++i)
        if (i != kept && goes[i])
            others.push_back(candidateOf(group, i, kept));
    return keeperLosses(candidateOf(group, kept, kept), others);
}

} // namespace lookalike
