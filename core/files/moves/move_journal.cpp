// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/moves/move_journal.h"

#include "core/base/path_bytes.h"
#include "core/base/system_error.h"

#include <algorithm>
#include <ranges>
#include <set>
#include <utility>

namespace lookalike {

namespace {

constexpr std::uint64_t kLargest = 256ULL << 20;
constexpr std::size_t kWorthRewriting = 1 << 20;
constexpr std::size_t kKeptBatches = 1000;
constexpr std::size_t kKeptEntries = 100'000;

// The newest batches that still have something to take back, as journal text.
std::string textOf(const MoveEntries& entries)
{
    std::set<std::int64_t> batches;
    std::size_t kept = 0;
    for (const auto& [number, entry] : std::views::reverse(entries)) {
        if (isClosed(entry.state))
            continue;
        const std::int64_t batch = entry.intent.batch;
        if (!batches.contains(batch) && (batches.size() == kKeptBatches || kept >= kKeptEntries))
            break;
        batches.insert(batch);
        ++kept;
    }
    std::string text;
    for (const auto& [number, entry] : entries) {
        if (isClosed(entry.state) || !batches.contains(entry.intent.batch))
            continue;
        text += journalLine({RecordKind::Intent, number, entry.intent, false});
        if (entry.state != RecordKind::Intent)
            text += journalLine({RecordKind::Moved, number, {}, entry.linked});
        if (entry.state == RecordKind::UndoIntent)
            text += journalLine({RecordKind::UndoIntent, number, {}, false});
    }
    return text;
}

} // namespace

MoveJournal::MoveJournal(TrashSystem& system, std::string path, OpenNode lock)
    : m_system(&system)
    , m_path(std::move(path))
    , m_lock(std::move(lock))
{}

tl::unexpected<Error> MoveJournal::failed(const std::error_code& error, const Message& action) const
{
    return failSystem(error, action, pathFromBytes(m_path));
}

Result<MoveJournal> MoveJournal::open(TrashSystem& system, std::string path, JournalUse use,
                                      MoveEntries& entries)
{
    const auto handle = system.lock(path + ".lock");
    if (!handle && handle.error() == std::errc::operation_would_block)
        return fail(ErrorCode::Conflict, "Another Lookalike is moving photos; close it first"_msg,
                    pathFromBytes(path));
    if (!handle)
        return failSystem(handle.error(), "Cannot lock the journal of moves"_msg,
                          pathFromBytes(path));
    MoveJournal journal(system, std::move(path), OpenNode(system, *handle));
    if (auto opened = journal.reopen(); !opened)
        return fail(opened);
    const auto bytes = journal.readAll();
    if (!bytes)
        return fail(bytes);
    const JournalContents contents = parseJournal(*bytes, use);
    journal.m_endsInLine = contents.endsInLine;
    entries = replayJournal(contents.records);
    if (bytes->size() >= kWorthRewriting) {
        const std::string text = textOf(entries);
        if (text.size() < bytes->size() / 2 && journal.rewrite(text)) {
            const std::span rewritten(reinterpret_cast<const std::uint8_t*>(text.data()),
                                      text.size());
            entries = replayJournal(parseJournal(rewritten, use).records);
        }
    }
    return journal;
}

Result<> MoveJournal::reopen()
{
    const auto handle = m_system->openJournal(m_path);
    if (!handle)
        return failed(handle.error(), "Cannot open the journal of moves"_msg);
    m_file = OpenNode(*m_system, *handle);
    const auto info = m_system->look(*handle);
    if (!info)
        return failed(info.error(), "Cannot access the journal of moves"_msg);
    if (info->kind != NodeKind::File)
        return fail(ErrorCode::InvalidArgument, "The journal of moves is not a file"_msg,
                    pathFromBytes(m_path));
    m_size = info->stamp.size;
    return {};
}

Result<std::vector<std::uint8_t>> MoveJournal::readAll()
{
    if (m_size > kLargest)
        return fail(ErrorCode::TooLarge, "The journal of moves is too large"_msg,
                    pathFromBytes(m_path));
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(m_size));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto count = m_system->read(m_file.get(), std::span(bytes).subspan(done));
        if (!count)
            return failed(count.error(), "Cannot read the journal of moves"_msg);
        if (*count == 0)
            break;
        done += *count;
    }
    bytes.resize(done);
    return bytes;
}

// Complete under another name, then put into place: a crash leaves the old or the new one.
Result<> MoveJournal::rewrite(const std::string& text)
{
    const std::string temporary = m_path + ".new";
    const std::filesystem::path parent = pathFromBytes(temporary).parent_path();
    const std::string name = pathToBytes(pathFromBytes(temporary).filename());
    const auto folder = m_system->openFolder(parent.empty() ? "." : pathToBytes(parent));
    if (!folder)
        return failed(folder.error(), "Cannot open the journal's folder"_msg);
    const OpenNode openFolder(*m_system, *folder);
    static_cast<void>(m_system->removeNameAt(*folder, name));
    const auto file = m_system->createFileAt(*folder, name);
    if (!file)
        return failed(file.error(), "Cannot write the journal of moves"_msg);
    const OpenNode openFile(*m_system, *file);
    auto written = m_system->write(*file, text);
    if (written)
        written = m_system->sync(*file);
    if (written)
        written = m_system->replaceJournal(temporary, m_path);
    if (!written) {
        static_cast<void>(m_system->removeNameAt(*folder, name));
        return failed(written.error(), "Cannot write the journal of moves"_msg);
    }
    static_cast<void>(m_system->sync(*folder));
    m_endsInLine = false;
    return reopen();
}

Result<> MoveJournal::append(const JournalRecord& record, RecordDurability durability)
{
    std::string line = journalLine(record);
    if (m_endsInLine)
        line.insert(line.begin(), '\n');
    if (m_size + line.size() > kLargest)
        return fail(ErrorCode::TooLarge, "The journal of moves is full; restart the program"_msg,
                    pathFromBytes(m_path));
    m_endsInLine = true;
    if (auto written = m_system->write(m_file.get(), line); !written)
        return failed(written.error(), "Cannot write the journal of moves"_msg);
    m_endsInLine = false;
    m_size += line.size();
    return durability == RecordDurability::Synced ? sync() : Result<>();
}

Result<> MoveJournal::sync()
{
    if (auto synced = m_system->sync(m_file.get()); !synced)
        return failed(synced.error(), "Cannot write the journal of moves"_msg);
    return {};
}

} // namespace lookalike
