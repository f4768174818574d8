// SPDX-License-Identifier: GPL-3.0-or-later
// Where a journalled file is: the half of TrashRestorer that only looks and tidies up.
#include "core/base/path_bytes.h"
#include "core/base/system_error.h"
#include "core/files/trash/trash_info.h"
#include "core/files/trash/trash_restorer.h"

#include <map>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

constexpr int kLooks = 4;
constexpr std::size_t kLongestInfo = 64 * 1024;

// Where the .trashinfo of an intent lies.
std::string infoOf(const TrashIntent& intent)
{
    const std::filesystem::path target = pathFromBytes(intent.target);
    const std::filesystem::path info = target.parent_path().parent_path() / "info";
    return pathToBytes(info / target.filename()) + std::string(kTrashInfoSuffix);
}

} // namespace

void TrashRestorer::recoverAll()
{
    // An intent that failed may name the same place in the trash as a later one: only the last
    // one can have a file there.
    std::map<std::string, std::int64_t> last;
    for (const auto& [number, entry] : m_ledger.entries())
        if (entry.state != RecordKind::NotMoved && !entry.intent.isWritten)
            last[entry.intent.target] = number;
    std::vector<std::int64_t> open;
    for (const auto& [number, entry] : m_ledger.entries())
        if (!entry.intent.isWritten &&
            (entry.state == RecordKind::Intent || entry.state == RecordKind::UndoIntent))
            open.push_back(number);
    for (const std::int64_t number : open) {
        const TrashEntry entry = m_ledger.entries().at(number);
        if (last.at(entry.intent.target) == number)
            recover(number, entry);
        else if (entry.state == RecordKind::Intent)
            m_ledger.end(number, RecordKind::NotMoved);
    }
    if (!open.empty())
        m_ledger.sync();
}

void TrashRestorer::recover(std::int64_t number, const TrashEntry& entry)
{
    const TrashIntent intent = entry.intent;
    const bool undoing = entry.state == RecordKind::UndoIntent;
    Places places = find(intent);
    if (!places.known())
        return;
    if (places.atOrigin) {
        if (tidyUp(intent, places.origin.info->stamp.identity, places.trash))
            m_ledger.end(number, undoing ? RecordKind::Restored : RecordKind::NotMoved);
    } else if (places.inTrash) {
        completeInfo(intent);
        const bool linked = places.origin.info && intent.link &&
                            places.origin.info->stamp.identity == intent.link->identity;
        if (undoing)
            m_ledger.end(number, RecordKind::NotRestored);
        else
            m_ledger.end(number, RecordKind::Moved, linked);
    }
}

TrashRestorer::Spot TrashRestorer::look(const std::string& path)
{
    Spot spot;
    spot.path = pathFromBytes(path);
    spot.name = pathToBytes(spot.path.filename());
    for (int attempt = 0; attempt < kLooks; ++attempt) {
        const auto folder = m_system.openFolder(pathToBytes(spot.path.parent_path()));
        if (folder) {
            spot.folder = OpenNode(m_system, *folder);
            break;
        }
        if (isMissing(folder.error())) {
            spot.unknown.reset();
            return spot;
        }
        spot.unknown = failSystem(folder.error(), "Cannot list the folder"_msg, spot.path).value();
    }
    if (spot.folder.isOpen())
        lookAgain(spot);
    return spot;
}

void TrashRestorer::lookAgain(Spot& spot)
{
    if (!spot.folder.isOpen())
        return;
    spot.info.reset();
    for (int attempt = 0; attempt < kLooks; ++attempt) {
        const auto info = m_system.lookAt(spot.folder.get(), spot.name);
        if (info)
            spot.info = *info;
        if (info || isMissing(info.error())) {
            spot.unknown.reset();
            return;
        }
        spot.unknown = failSystem(info.error(), "Cannot access the file"_msg, spot.path).value();
    }
}

// By identity; and by content where no place has that identity, as after a device came back with
// other numbers.
TrashRestorer::Places TrashRestorer::find(const TrashIntent& intent)
{
    Places places{look(intent.origin), look(intent.target)};
    if (!places.known())
        return places;
    const auto holds = [&intent](const Spot& spot) {
        return spot.info && spot.info->kind == NodeKind::File &&
               spot.info->stamp.identity == intent.stamp.identity;
    };
    places.atOrigin = holds(places.origin);
    places.inTrash = holds(places.trash) && !places.atOrigin;
    if (!places.atOrigin && !places.inTrash) {
        places.inTrash = hasContentOf(places.trash, intent);
        // A link in its place has its content, too.
        const bool linked = places.origin.info && intent.link &&
                            places.origin.info->stamp.identity == intent.link->identity;
        places.atOrigin = !places.inTrash && !linked && hasContentOf(places.origin, intent);
    }
    return places;
}

bool TrashRestorer::hasContentOf(const Spot& spot, const TrashIntent& intent)
{
    if (!spot.info || spot.info->kind != NodeKind::File ||
        spot.info->stamp.size != intent.stamp.size)
        return false;
    const auto handle = m_system.openFileAt(spot.folder.get(), spot.name);
    if (!handle)
        return false;
    const OpenNode file(m_system, *handle);
    const auto content = m_checker.hash(file, spot.path, intent.content.kind);
    return content && *content == intent.content;
}

// A move by hard link, or a link taken off, that was cut short leaves a name too many.
bool TrashRestorer::tidyUp(const TrashIntent& intent, const FileIdentity& file, Spot& trash)
{
    return removeSpareName(trash, file) &&
           (!intent.link || removeSpareName(trash, intent.link->identity)) &&
           removeInfo(intent, trash);
}

// Removes a name of a file that has others; true where no such name is left.
bool TrashRestorer::removeSpareName(Spot& spot, const FileIdentity& identity)
{
    lookAgain(spot);
    if (spot.unknown)
        return false;
    if (!spot.info || spot.info->kind != NodeKind::File || spot.info->stamp.identity != identity ||
        spot.info->links < 2)
        return true;
    static_cast<void>(m_system.removeNameAt(spot.folder.get(), spot.name));
    lookAgain(spot);
    return !spot.info && !spot.unknown;
}

// Only one that is ours, and only where nothing in the trash needs it; true where none is left.
bool TrashRestorer::removeInfo(const TrashIntent& intent, const Spot& trash)
{
    if (trash.info || trash.unknown || intent.infoPath.empty())
        return !trash.unknown;
    Spot info = look(infoOf(intent));
    if (!info.info)
        return !info.unknown;
    const auto handle = m_system.openFileAt(info.folder.get(), info.name);
    if (!handle)
        return false;
    const OpenNode file(m_system, *handle);
    std::string text(kLongestInfo, '\0');
    std::size_t size = 0;
    while (size < text.size()) {
        const auto count = m_system.read(
            file.get(), {reinterpret_cast<std::uint8_t*>(text.data()) + size, text.size() - size});
        if (!count)
            return false;
        if (*count == 0)
            break;
        size += *count;
    }
    text.resize(size);
    return !isTrashInfoOf(text, intent.infoPath) ||
           m_system.removeNameAt(info.folder.get(), info.name).has_value();
}

void TrashRestorer::completeInfo(const TrashIntent& intent)
{
    if (intent.infoPath.empty())
        return;
    const Spot info = look(infoOf(intent));
    if (info.info || info.unknown || !info.folder.isOpen())
        return;
    const auto handle = m_system.createFileAt(info.folder.get(), info.name);
    if (!handle)
        return; // there by now
    const OpenNode file(m_system, *handle);
    static_cast<void>(m_system.write(*handle, trashInfoText(intent.infoPath, intent.at)));
}

} // namespace lookalike
