// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/duplicate_group.h"

namespace lookalike {

bool maySuggestToGo(const DuplicateMember& member, const DuplicateMember& kept)
{
    if (member.isProtected || member.file.id == kept.file.id)
        return false;
    if (!member.content.hash.isIdentity() || !kept.content.hash.isIdentity())
        return false;
    const Relation relation = member.evidence.relation;
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
    // Where the user keeps another one than was suggested, the evidence is of the suggested one.
    return member.content.format != ImageFormat::Raw || kept.content.format == ImageFormat::Raw;
}

} // namespace lookalike
