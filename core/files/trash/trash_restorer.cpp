// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/trash/trash_restorer.h"

#include "core/base/path_bytes.h"
#include "core/base/system_error.h"

#include <algorithm>
#include <utility>

namespace lookalike {

TrashRestorer::TrashRestorer(MoveLedger& ledger, std::stop_token stop)
    : m_ledger(ledger)
    , m_system(ledger.system())
    , m_finder(ledger.system(), std::move(stop))
{}

FileOutcome TrashRestorer::restore(std::int64_t entry)
{
    const MoveIntent& intent = m_ledger.entries().at(entry).intent;
    FileOutcome outcome;
    outcome.origin = pathFromBytes(intent.origin);
    outcome.inTrash = pathFromBytes(intent.target);
    outcome.bytes = intent.stamp.size;
    outcome.place = FilePlace::Unknown;
    if (auto back = tryPutBack(entry, outcome); !back)
        outcome.error = std::move(back).error();
    return outcome;
}

Result<> TrashRestorer::tryPutBack(std::int64_t number, FileOutcome& outcome)
{
    const MoveIntent intent = m_ledger.entries().at(number).intent;
    Places places = m_finder.find(intent);
    if (!places.known())
        return fail(places.trash.unknown ? *places.trash.unknown : *places.origin.unknown);
    if (places.atOrigin) {
        if (m_finder.tidyUp(intent, places.origin.info->stamp.identity, places.trash))
            m_ledger.end(number, RecordKind::Restored);
        outcome.place = FilePlace::Origin;
        return {};
    }
    if (!places.inTrash)
        return explainAbsence(number, places, outcome);
    outcome.place = FilePlace::Trash;
    outcome.linked = TrashFinder::isLink(places.origin, intent);
    if (places.origin.info && !outcome.linked)
        return fail(ErrorCode::Conflict, "Another file has taken its place"_msg, outcome.origin);

    // Held open from here on: its mode and time are set on it, wherever its name is.
    OpenNode file;
    if (const auto handle = m_system.openFileAt(places.trash.folder.get(), places.trash.name))
        file = OpenNode(m_system, *handle);
    const FileIdentity identity = places.trash.info->stamp.identity;
    if (auto announced = m_ledger.beginUndo(number); !announced)
        return announced;
    auto moved = outcome.linked ? replaceLink(places, intent) : moveTo(places, intent);
    m_finder.lookAgain(places.origin);
    m_finder.lookAgain(places.trash);
    if (!places.known()) {
        outcome.place = FilePlace::Unknown; // stays announced: the next start looks
        return fail(ErrorCode::IoError, "Could not tell whether the file was put back"_msg,
                    outcome.origin);
    }
    const bool isBack = places.origin.info && places.origin.info->stamp.identity == identity;
    if (!isBack) {
        m_ledger.end(number, RecordKind::NotRestored);
        if (!places.trash.info || places.trash.info->stamp.identity != identity)
            outcome.place = FilePlace::Unknown;
        return moved
                   ? fail(ErrorCode::IoError, "The system did not put it back"_msg, outcome.origin)
                   : moved;
    }
    outcome.place = FilePlace::Origin;
    outcome.linked = false;
    // What cannot be tidied up now stays announced: the next start tries again.
    if (m_finder.tidyUp(intent, identity, places.trash))
        m_ledger.end(number, RecordKind::Restored);
    auto stamped = restoreStamp(file, intent, outcome.origin);
    return moved ? stamped : moved;
}

// A trash that is missing with its whole drive says nothing about what lies in it.
Result<> TrashRestorer::explainAbsence(std::int64_t number, const Places& places,
                                       FileOutcome& outcome)
{
    if (!places.trash.folder.isOpen()) {
        const std::uint64_t device = m_ledger.entries().at(number).intent.stamp.identity.device;
        std::string path = pathToBytes(outcome.inTrash.parent_path());
        OpenNode nearest;
        if (const auto handle = m_finder.openNearest(path))
            nearest = OpenNode(m_system, *handle);
        const auto info = m_system.look(nearest.get());
        if (!info || info->stamp.identity.device != device)
            return fail(ErrorCode::NotFound, "The drive with its trash is not connected"_msg,
                        outcome.inTrash);
    }
    outcome.place = FilePlace::Gone;
    if (!places.trash.info)
        m_ledger.end(number, RecordKind::Gone);
    return fail(ErrorCode::NotFound, "It is no longer in the trash"_msg, outcome.inTrash);
}

Result<> TrashRestorer::moveTo(Places& places, const MoveIntent& intent)
{
    if (!places.origin.folder.isOpen()) {
        if (auto made = m_finder.makeFolders(places.origin); !made)
            return made;
    }
    const std::filesystem::path path = pathFromBytes(intent.origin);
    const auto renamed = m_system.renameAt(places.trash.folder.get(), places.trash.name,
                                           places.origin.folder.get(), places.origin.name);
    if (!renamed && renamed.error() == std::errc::file_exists)
        return fail(ErrorCode::Conflict, "Another file has taken its place"_msg, path);
    if (!renamed)
        return failSystem(renamed.error(), "Cannot put it back"_msg, path);
    return {};
}

// The link at the origin and the file in the trash change places at once. Then the link is one name
// too many, which goes when the trash is tidied up, if its content has another one.
Result<> TrashRestorer::replaceLink(Places& places, const MoveIntent& intent)
{
    const std::filesystem::path path = pathFromBytes(intent.origin);
    Spot& origin = places.origin;
    Spot& trash = places.trash;
    const auto exchange = [&] {
        return m_system.exchangeAt(trash.folder.get(), trash.name, origin.folder.get(),
                                   origin.name);
    };
    const auto exchanged = exchange();
    if (!exchanged && isUnsupported(exchanged.error()))
        return replaceLinkInSteps(places, intent);
    if (!exchanged)
        return failSystem(exchanged.error(), "Cannot put it back"_msg, path);
    m_finder.lookAgain(trash);
    if (!TrashFinder::isLink(trash, intent)) {
        // Another file took the link's place in the last instant: it keeps it.
        static_cast<void>(exchange());
        return fail(ErrorCode::Conflict, "Another file has taken its place"_msg, path);
    }
    return {};
}

Result<> TrashRestorer::replaceLinkInSteps(Places& places, const MoveIntent& intent)
{
    const std::filesystem::path path = pathFromBytes(intent.origin);
    Spot aside = m_finder.look(intent.target + ".link");
    if (aside.info || aside.unknown || !aside.folder.isOpen())
        return fail(ErrorCode::Conflict, "The link in its place cannot be moved out of the way"_msg,
                    path);
    const auto back = [&] {
        static_cast<void>(m_system.renameAt(aside.folder.get(), aside.name,
                                            places.origin.folder.get(), places.origin.name));
    };
    const auto moved = m_system.renameAt(places.origin.folder.get(), places.origin.name,
                                         aside.folder.get(), aside.name);
    if (!moved)
        return failSystem(moved.error(), "Cannot move the link in its place out of the way"_msg,
                          path);
    m_finder.lookAgain(aside);
    if (!TrashFinder::isLink(aside, intent)) {
        back();
        return fail(ErrorCode::Conflict, "Another file has taken its place"_msg, path);
    }
    auto done = moveTo(places, intent);
    if (!done)
        back();
    else if (!m_finder.removeSpareName(aside, intent.link->identity))
        return fail(ErrorCode::IoError, "It is back, but a spare link stays in the trash"_msg,
                    aside.path);
    return done;
}

Result<> TrashRestorer::restoreStamp(const OpenNode& file, const MoveIntent& intent,
                                     const std::filesystem::path& path)
{
    if (!file.isOpen())
        return {};
    const auto info = m_system.look(file.get());
    if (!info)
        return failSystem(info.error(), "It is back, but its times cannot be checked"_msg, path);
    const bool sameTime = info->stamp.modifiedNs == intent.stamp.modifiedNs;
    if (sameTime && info->mode == intent.mode)
        return {};
    // Whoever edited it in the trash gave it a time of its own.
    if (!sameTime) {
        const auto content = m_finder.checker().hash(file, path, intent.content.kind);
        if (!content || *content != intent.content)
            return {};
    }
    const auto set = m_system.setModeAndTime(file.get(), intent.mode, intent.stamp.modifiedNs);
    if (!set)
        return failSystem(set.error(), "It is back, but its time or mode could not be set"_msg,
                          path);
    return {};
}

} // namespace lookalike
