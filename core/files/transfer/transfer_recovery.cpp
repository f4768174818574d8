// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/transfer/transfer_recovery.h"

#include "core/base/system_error.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

constexpr std::size_t kPartBytes = std::size_t{64} << 10U;

std::string besideOf(const std::string& path, const std::string& name)
{
    return path.substr(0, path.rfind('/') + 1) + name;
}

bool isRegular(const TrashFinder::Spot& spot)
{
    return spot.info && spot.info->kind == NodeKind::File;
}

} // namespace

TransferRecovery::TransferRecovery(MoveLedger& ledger, std::stop_token stop)
    : m_ledger(ledger)
    , m_system(ledger.system())
    , m_finder(ledger.system(), std::move(stop))
    , m_carrier(ledger.system(), m_finder.checker())
{}

void TransferRecovery::run()
{
    std::vector<std::int64_t> open;
    for (const auto& [number, entry] : m_ledger.entries())
        if (entry.state == RecordKind::Intent || entry.state == RecordKind::UndoIntent)
            open.push_back(number);
    for (const std::int64_t number : open)
        recover(number);
    if (!open.empty())
        m_ledger.sync();
}

void TransferRecovery::recover(std::int64_t entry)
{
    const MoveEntry known = m_ledger.entries().at(entry);
    const bool isUndo = known.state == RecordKind::UndoIntent;
    Leg leg = legOf(known.intent, isUndo);
    if (!leg.known())
        return;
    const Arrival arrival = !known.intent.isCopy ? settleMove(known.intent, leg)
                            : isUndo             ? settleRemoval(known.intent, leg)
                                                 : settleCopy(known.intent, leg);
    if (arrival == Arrival::Arrived)
        m_ledger.end(entry, isUndo ? RecordKind::Restored : RecordKind::Moved);
    else if (arrival == Arrival::Stayed)
        m_ledger.end(entry, isUndo ? RecordKind::NotRestored : RecordKind::NotMoved);
}

TransferRecovery::Leg TransferRecovery::legOf(const MoveIntent& intent, bool isBack)
{
    const std::string& from = isBack ? intent.target : intent.origin;
    const std::string& to = isBack ? intent.origin : intent.target;
    return {m_finder.look(from), m_finder.look(to), m_finder.look(besideOf(from, intent.draft)),
            m_finder.look(besideOf(to, intent.draft))};
}

// A move by renaming was done or was not. One by copying goes on from where it was: what is whole
// at the target stays there, and what is not goes. What cannot be read now is left for later.
TransferRecovery::Arrival TransferRecovery::settleMove(const MoveIntent& intent, Leg& leg)
{
    const Is isThere = holds(leg.to, intent);
    if (isThere == Is::Unknown)
        return Arrival::Unknown;
    if (isRegular(leg.aside)) {
        const Is isSame = isThere == Is::Yes ? areEqual(leg.aside, leg.to) : Is::No;
        if (isSame == Is::Unknown)
            return Arrival::Unknown;
        if (isSame == Is::Yes)
            return drop(leg.aside) ? Arrival::Arrived : Arrival::Unknown;
        if (!takeNameBack(leg))
            return Arrival::Unknown;
    }
    const Is isLeft = holds(leg.from, intent);
    if (isLeft == Is::Unknown)
        return Arrival::Unknown;
    if (isLeft == Is::No)
        return isThere == Is::Yes ? Arrival::Arrived : Arrival::Unknown;
    if (isThere == Is::No)
        return dropDraft(leg.from, leg.draft) ? Arrival::Stayed : Arrival::Unknown;
    // Both names: of one file where the system renames by a hard link, else of a finished copy.
    if (leg.from.info->stamp.identity == leg.to.info->stamp.identity)
        return m_finder.removeSpareName(leg.from, leg.from.info->stamp.identity) ? Arrival::Arrived
                                                                                 : Arrival::Unknown;
    const Is isSame = areEqual(leg.from, leg.to);
    if (isSame == Is::No)
        return Arrival::Stayed;
    auto file = m_finder.checker().open({leg.from.path, leg.from.info->stamp, ContentHash()});
    if (isSame == Is::Unknown || !file)
        return Arrival::Unknown;
    const auto removed = m_carrier.remove(*file, intent.draft);
    return removed.arrival == Arrival::Arrived ? Arrival::Arrived : Arrival::Unknown;
}

TransferRecovery::Arrival TransferRecovery::settleCopy(const MoveIntent& intent, Leg& leg)
{
    const Is isThere = isRegular(leg.to) ? holds(leg.to, intent) : Is::No;
    if (isThere == Is::Yes)
        return Arrival::Arrived;
    return isThere == Is::No && dropDraft(leg.from, leg.draft) ? Arrival::Stayed : Arrival::Unknown;
}

// `from` is the copy, and `to` its original.
TransferRecovery::Arrival TransferRecovery::settleRemoval(const MoveIntent& intent, Leg& leg)
{
    if (!isRegular(leg.aside))
        return isRegular(leg.from) ? Arrival::Stayed : Arrival::Arrived;
    const Is isThere = holds(leg.to, intent);
    const Is isSame = isThere == Is::Yes ? areEqual(leg.aside, leg.to) : isThere;
    if (isSame == Is::Unknown)
        return Arrival::Unknown;
    if (isSame == Is::Yes)
        return drop(leg.aside) ? Arrival::Arrived : Arrival::Unknown;
    return takeNameBack(leg) ? Arrival::Stayed : Arrival::Unknown;
}

bool TransferRecovery::takeNameBack(Leg& leg)
{
    static_cast<void>(m_system.renameAt(leg.aside.folder.get(), leg.aside.name,
                                        leg.from.folder.get(), leg.from.name));
    m_finder.lookAgain(leg.from);
    m_finder.lookAgain(leg.aside);
    return !leg.aside.info && !leg.aside.unknown;
}

TransferRecovery::Is TransferRecovery::holds(const Spot& spot, const MoveIntent& intent)
{
    if (!isRegular(spot))
        return Is::No;
    if (spot.info->stamp.identity == intent.stamp.identity)
        return Is::Yes;
    if (spot.info->stamp.size != intent.stamp.size)
        return Is::No;
    const auto content = contentOf(spot, intent.content.kind);
    return !content ? Is::Unknown : *content == intent.content ? Is::Yes : Is::No;
}

TransferRecovery::Is TransferRecovery::areEqual(const Spot& one, const Spot& other)
{
    if (!isRegular(one) || !isRegular(other) || one.info->stamp.size != other.info->stamp.size)
        return Is::No;
    const auto first = contentOf(one, HashKind::Sha256);
    const auto second = contentOf(other, HashKind::Sha256);
    return !first || !second ? Is::Unknown : *first == *second ? Is::Yes : Is::No;
}

// By handle and not by path: a draft's name is one that is not opened as a photo.
Result<ContentHash> TransferRecovery::contentOf(const Spot& spot, HashKind kind)
{
    const auto handle = m_system.openFileAt(spot.folder.get(), spot.name);
    if (!handle)
        return failSystem(handle.error(), "Cannot open the file"_msg, spot.path);
    const OpenNode file(m_system, *handle);
    return m_finder.checker().hash(file, spot.path, kind, spot.info->stamp.size);
}

bool TransferRecovery::drop(Spot& spot)
{
    static_cast<void>(m_system.removeNameAt(spot.folder.get(), spot.name));
    m_finder.lookAgain(spot);
    return !spot.info && !spot.unknown;
}

bool TransferRecovery::dropDraft(const Spot& whole, Spot& draft)
{
    const Is isPart = isRegular(draft) && isRegular(whole) ? isBeginning(draft, whole) : Is::No;
    return isPart == Is::No || (isPart == Is::Yes && drop(draft));
}

TransferRecovery::Is TransferRecovery::isBeginning(const Spot& part, const Spot& whole)
{
    if (part.info->stamp.identity == whole.info->stamp.identity)
        return Is::No;
    const auto first = m_system.openFileAt(part.folder.get(), part.name);
    const OpenNode partFile = first ? OpenNode(m_system, *first) : OpenNode();
    const auto second = m_system.openFileAt(whole.folder.get(), whole.name);
    const OpenNode wholeFile = second ? OpenNode(m_system, *second) : OpenNode();
    if (!first || !second)
        return Is::Unknown;
    const auto fill = [this](const OpenNode& file, std::vector<std::uint8_t>& out) {
        for (std::size_t done = 0; done < out.size();) {
            const auto count = m_system.read(file.get(), std::span(out).subspan(done));
            if (!count || *count == 0)
                return false;
            done += *count;
        }
        return true;
    };
    std::vector<std::uint8_t> ours;
    std::vector<std::uint8_t> theirs;
    if (part.info->stamp.size > whole.info->stamp.size)
        return Is::No;
    for (std::uint64_t left = part.info->stamp.size; left > 0; left -= ours.size()) {
        ours.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left, kPartBytes)));
        theirs.resize(ours.size());
        if (!fill(partFile, ours) || !fill(wholeFile, theirs))
            return Is::Unknown;
        if (ours != theirs)
            return Is::No;
    }
    return Is::Yes;
}

} // namespace lookalike
