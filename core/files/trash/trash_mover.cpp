// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/trash/trash_mover.h"

#include "core/base/path_bytes.h"
#include "core/base/system_error.h"
#include "core/files/moves/whereabouts.h"
#include "core/files/trash/trash_info.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace lookalike {

namespace {

constexpr int kAttempts = 32;
constexpr int kNumberedAttempts = 16;
constexpr std::size_t kLongestName = 255;
constexpr std::size_t kLongestNameSomewhere = 143; // eCryptfs

FileOutcome outcomeOf(const ExpectedFile& victim)
{
    FileOutcome outcome;
    outcome.origin = victim.path;
    outcome.bytes = victim.stamp.size;
    return outcome;
}

} // namespace

struct TrashMover::Step {
    const TrashTask& task;
    const CheckedFile& victim;
    const TrashPlace& place;
    FileOutcome& outcome;
    MoveIntent intent;
    std::string name;       ///< in the trash
    std::int64_t entry = 0; ///< in the journal
    bool hasInfo = false;   ///< the .trashinfo is there and ours
    bool again = false;     ///< the name was taken meanwhile: another one may do

    [[nodiscard]] const FileIdentity& identity() const { return victim.info.stamp.identity; }
    [[nodiscard]] std::filesystem::path path() const { return pathFromBytes(victim.path); }
    [[nodiscard]] std::string infoName() const { return name + std::string(kTrashInfoSuffix); }
};

TrashMover::TrashMover(MoveLedger& ledger, TrashGuard& guard)
    : m_ledger(ledger)
    , m_system(ledger.system())
    , m_guard(guard)
    , m_batch(ledger.nextBatch())
{}

FileOutcome TrashMover::move(const TrashTask& task, const ExpectedFile& victim, Marks marks)
{
    m_marks = marks;
    FileOutcome outcome = outcomeOf(victim);
    if (auto moved = tryMove(task, victim, outcome); !moved)
        outcome.error = std::move(moved).error();
    return outcome;
}

FileOutcome TrashMover::moveCompanion(const TrashTask& task, ExpectedFile companion, Marks marks)
{
    const auto content = m_guard.checker().contentOf(companion);
    if (!content) {
        FileOutcome outcome = outcomeOf(companion);
        outcome.error = content.error();
        return outcome;
    }
    companion.content = *content;
    return move(task, companion, marks);
}

FileOutcome TrashMover::check(const TrashTask& task, const ExpectedFile& victim, CheckDepth depth)
{
    FileOutcome outcome = outcomeOf(victim);
    const auto file = m_guard.approve(task, victim, depth);
    if (!file) {
        outcome.error = file.error();
        return outcome;
    }
    outcome.survivor = pathFromBytes(m_guard.survivor().path);
    if (auto place = findTrash(m_system, file->folder, victim.path, MissingTrash::Leave); !place)
        outcome.error = std::move(place).error();
    return outcome;
}

Result<> TrashMover::tryMove(const TrashTask& task, const ExpectedFile& victim,
                             FileOutcome& outcome)
{
    const auto file = m_guard.approve(task, victim, CheckDepth::Contents);
    if (!file) {
        if (file.error().code == ErrorCode::NotFound && !isThere(victim.path))
            outcome.place = FilePlace::Unknown;
        return fail(file);
    }
    outcome.survivor = pathFromBytes(m_guard.survivor().path);
    const auto place = placeFor(*file);
    if (!place)
        return fail(place);
    Result<> result;
    for (int attempt = 0; attempt < kAttempts;) {
        auto name = freeName(**place, *file, attempt);
        if (!name)
            return fail(name);
        Step step{task, *file, **place, outcome, {}, std::move(*name)};
        result = act(step);
        if (!step.again)
            break;
    }
    if (!result)
        m_places.clear(); // the trash may have been replaced meanwhile: look for it again
    return result;
}

Result<const TrashPlace*> TrashMover::placeFor(const CheckedFile& victim)
{
    const std::filesystem::path path = pathFromBytes(victim.path);
    const auto folder = m_system.look(victim.folder.get());
    if (!folder)
        return failSystem(folder.error(), "Cannot access the file's folder"_msg, path);
    const FileIdentity device{folder->stamp.identity.device, folder->mount};
    for (const Known& known : m_places)
        if (known.folderDevice == device)
            return &known.place;
    auto place = findTrash(m_system, victim.folder, path, MissingTrash::Make);
    if (!place)
        return fail(place);
    m_places.clear(); // groups follow one another by device: one trash is open at a time
    m_places.push_back({device, std::move(*place)});
    return &m_places.back().place;
}

Result<std::string> TrashMover::freeName(const TrashPlace& place, const CheckedFile& victim,
                                         int& attempt)
{
    const std::filesystem::path path = pathFromBytes(victim.path);
    const std::size_t suffix = place.info.isOpen() ? kTrashInfoSuffix.size() : 0;
    std::size_t most = kLongestName - suffix;
    const auto isFree = [this](const OpenNode& folder,
                               const std::string& name) -> SystemResult<bool> {
        const auto info = m_system.lookAt(folder.get(), name);
        if (info)
            return false;
        if (info.error() == std::errc::no_such_file_or_directory)
            return true;
        return tl::unexpected(info.error());
    };
    for (; attempt < kAttempts; ++attempt) {
        std::string distinction;
        if (attempt >= kNumberedAttempts) {
            char digits[20];
            std::snprintf(digits, sizeof digits, ".%08x",
                          static_cast<unsigned>(m_system.random() & 0xFFFFFFFFU));
            distinction = digits;
        } else if (attempt > 0) {
            distinction = "." + std::to_string(attempt + 1);
        }
        std::string name = nameInTrash(victim.name, distinction, most);
        auto isNew = isFree(place.files, name);
        if (isNew && *isNew && place.info.isOpen())
            isNew = isFree(place.info, name + std::string(kTrashInfoSuffix));
        if (!isNew && isNew.error() == std::errc::filename_too_long &&
            most > kLongestNameSomewhere) {
            most = kLongestNameSomewhere - suffix;
            continue;
        }
        if (!isNew)
            return failSystem(isNew.error(), "Cannot list the trash"_msg, path);
        if (*isNew) {
            ++attempt;
            return name;
        }
    }
    return fail(ErrorCode::Conflict, "The trash has no free name for it"_msg, path);
}

// Announce, prepare, verify once more, move, and look at what happened.
Result<> TrashMover::act(Step& step)
{
    MoveIntent& intent = step.intent;
    const CheckedFile& victim = step.victim;
    intent.batch = m_batch;
    intent.at = m_system.wallSeconds();
    intent.origin = victim.path;
    intent.target = step.place.filesPath + "/" + step.name;
    intent.stamp = victim.info.stamp;
    intent.mode = victim.info.mode;
    intent.content = m_guard.victimContent();
    intent.mergedInto = m_marks.mergedInto;
    intent.isReplaced = m_marks.isReplaced;
    if (step.place.info.isOpen()) {
        const std::string& top = step.place.topFolder;
        const std::string real = victim.realFolder + "/" + victim.name;
        intent.infoPath = top.empty()             ? victim.path
                          : real.starts_with(top) ? real.substr(top.size())
                                                  : real;
    }
    if (step.task.linkInPlace)
        intent.link = LinkInPlace{m_guard.survivor().path, m_guard.survivor().info.stamp.identity};
    if (!isPlainPath(intent.origin) || !isTrashTarget(intent.target))
        return fail(ErrorCode::Unsupported,
                    "The trash has a path that could not be found again later"_msg, step.path());

    auto entry = m_ledger.begin(intent);
    if (!entry)
        return fail(entry);
    step.entry = *entry;
    auto ready = writeInfo(step);
    if (ready)
        ready = m_guard.confirm(step.task, victim);
    if (!ready) {
        abandon(step);
        return ready;
    }
    const auto renamed =
        m_system.renameAt(victim.folder.get(), victim.name, step.place.files.get(), step.name);
    return settle(step, renamed ? std::error_code() : renamed.error());
}

Result<> TrashMover::writeInfo(Step& step)
{
    if (!step.place.info.isOpen())
        return {};
    const auto file = m_system.createFileAt(step.place.info.get(), step.infoName());
    if (!file) {
        step.again = file.error() == std::errc::file_exists;
        return failSystem(file.error(), "Cannot write to the trash"_msg, step.path());
    }
    const OpenNode open(m_system, *file);
    step.hasInfo = true;
    auto written = m_system.write(*file, trashInfoText(step.intent.infoPath, step.intent.at));
    if (written)
        written = m_system.sync(*file);
    if (!written)
        return failSystem(written.error(), "Cannot write to the trash"_msg, step.path());
    return {};
}

// Whatever the rename returned: what counts is where the file is.
Result<> TrashMover::settle(Step& step, const std::error_code& renamed)
{
    const Where inTrash = whereIs(m_system, step.place.files, step.name, step.identity());
    const Where atOrigin = whereIs(m_system, step.victim.folder, step.victim.name, step.identity());
    if (inTrash == Where::Unknown || atOrigin == Where::Unknown) {
        step.outcome.place = FilePlace::Unknown; // the intent stays open: the next start looks
        step.outcome.inTrash = pathFromBytes(step.intent.target);
        return fail(ErrorCode::IoError, "Could not tell whether the file was moved"_msg,
                    step.path());
    }
    if (inTrash == Where::Here && atOrigin == Where::NotHere) {
        if (!m_guard.survivorIsThere())
            return moveBack(step,
                            Error{ErrorCode::Changed,
                                  "The remaining copy changed at that moment"_msg, step.path()});
        if (step.task.linkInPlace)
            return linkInto(step);
        step.outcome.place = FilePlace::Trash;
        step.outcome.inTrash = pathFromBytes(step.intent.target);
        m_ledger.end(step.entry, RecordKind::Moved);
        return {};
    }
    if (atOrigin == Where::Here) {
        step.again = renamed == std::errc::file_exists;
        abandon(step);
        if (renamed)
            return failSystem(renamed, "Cannot move it to the trash"_msg, step.path());
        return fail(ErrorCode::IoError, "The system did not move it"_msg, step.path());
    }
    // Another file took its name in the last instant, and may have been moved in its place.
    if (!renamed)
        static_cast<void>(m_system.renameAt(step.place.files.get(), step.name,
                                            step.victim.folder.get(), step.victim.name));
    step.outcome.place = FilePlace::Unknown;
    abandon(step);
    return fail(ErrorCode::Changed, "Another file has taken its place"_msg, step.path());
}

Result<> TrashMover::linkInto(Step& step)
{
    const CheckedFile& survivor = m_guard.survivor();
    const FileIdentity identity = survivor.info.stamp.identity;
    const auto linked = m_system.linkAt(survivor.folder.get(), survivor.name,
                                        step.victim.folder.get(), step.victim.name);
    const Where link = whereIs(m_system, step.victim.folder, step.victim.name, identity);
    m_guard.survivorWasLinked();
    if (link == Where::Here) {
        step.outcome.place = FilePlace::Trash;
        step.outcome.inTrash = pathFromBytes(step.intent.target);
        step.outcome.linked = true;
        m_ledger.end(step.entry, RecordKind::Moved, true);
        return {};
    }
    const std::error_code error =
        linked ? std::make_error_code(std::errc::io_error) : linked.error();
    return moveBack(
        step, failSystem(error, "Cannot replace it with a hard link"_msg, step.path()).value());
}

Result<> TrashMover::moveBack(Step& step, Error why)
{
    static_cast<void>(m_system.renameAt(step.place.files.get(), step.name, step.victim.folder.get(),
                                        step.victim.name));
    if (whereIs(m_system, step.victim.folder, step.victim.name, step.identity()) == Where::Here) {
        abandon(step);
    } else {
        step.outcome.place = FilePlace::Trash;
        step.outcome.inTrash = pathFromBytes(step.intent.target);
        m_ledger.end(step.entry, RecordKind::Moved);
    }
    return fail(std::move(why));
}

// Nothing was moved: take back what was prepared. Where that fails, the next start tries again.
void TrashMover::abandon(const Step& step)
{
    if (step.hasInfo &&
        whereIs(m_system, step.place.files, step.name, step.identity()) != Where::NotHere)
        return;
    if (step.hasInfo && !m_system.removeNameAt(step.place.info.get(), step.infoName()))
        return;
    m_ledger.end(step.entry, RecordKind::NotMoved);
}

bool TrashMover::isThere(const std::filesystem::path& path)
{
    const auto folder = m_system.openFolder(pathToBytes(path.parent_path()));
    if (!folder)
        return false;
    const OpenNode open(m_system, *folder);
    return m_system.lookAt(*folder, pathToBytes(path.filename())).has_value();
}

} // namespace lookalike
