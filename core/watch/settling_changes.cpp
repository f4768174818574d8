// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watch/settling_changes.h"

#include "core/base/path_within.h"

#include <algorithm>

namespace lookalike {

void SettlingChanges::touch(Places& places, const std::filesystem::path& place, Time now)
{
    const auto [at, isNew] = places.try_emplace(place, Span{now, now});
    if (!isNew)
        at->second.last = now;
}

void SettlingChanges::add(const FolderEvent& event, Time now)
{
    switch (event.kind) {
    case FolderEvent::Kind::FileChanged:
        touch(m_folders, event.path.parent_path(), now);
        break;
    case FolderEvent::Kind::WritingBegan:
        m_written[event.path] = now;
        break;
    case FolderEvent::Kind::WritingEnded:
        m_written.erase(event.path);
        touch(m_folders, event.path.parent_path(), now);
        break;
    case FolderEvent::Kind::TreeChanged:
    case FolderEvent::Kind::EventsLost:
        touch(m_trees, event.path, now);
        break;
    case FolderEvent::Kind::NotWatched:
        break;
    }
}

void SettlingChanges::drop(const std::filesystem::path& folder)
{
    const auto isIn = [&](const auto& each) { return isPathWithin(folder, each.first); };
    std::erase_if(m_trees, isIn);
    std::erase_if(m_folders, isIn);
    std::erase_if(m_written, isIn);
}

SettlingChanges::Time SettlingChanges::dueTime(const Span& span) const
{
    return std::min(span.last + m_times.quiet, span.first + m_times.patience);
}

std::optional<SettlingChanges::Time> SettlingChanges::nextDue() const
{
    std::optional<Time> next;
    const auto take = [&next](Time time) { next = next ? std::min(*next, time) : time; };
    for (const Places* places : {&m_trees, &m_folders})
        for (const auto& [place, span] : *places)
            take(dueTime(span));
    for (const auto& [file, written] : m_written)
        take(written + m_times.unclosed);
    return next;
}

std::set<std::filesystem::path> SettlingChanges::take(Places& places, Time now) const
{
    std::set<std::filesystem::path> due;
    std::erase_if(places, [&](const auto& each) {
        const bool isDue = dueTime(each.second) <= now;
        if (isDue)
            due.insert(due.end(), each.first);
        return isDue;
    });
    return due;
}

ChangedFolders SettlingChanges::takeDue(Time now)
{
    std::erase_if(m_written, [&](const auto& each) {
        const bool isComplete = each.second + m_times.unclosed <= now;
        if (isComplete)
            touch(m_folders, each.first.parent_path(), each.second);
        return isComplete;
    });
    ChangedFolders due;
    due.trees = take(m_trees, now);
    due.folders = take(m_folders, now);
    if (!due.isEmpty())
        due.unfinished = unfinished();
    due.simplify();
    return due;
}

std::set<std::filesystem::path> SettlingChanges::unfinished() const
{
    std::set<std::filesystem::path> files;
    for (const auto& [file, written] : m_written)
        files.insert(files.end(), file);
    return files;
}

} // namespace lookalike
