// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/trash_plan.h"

#include "core/base/path_within.h"

#include <algorithm>

namespace lookalike {

namespace {

bool isBelow(const std::filesystem::path& path, const std::vector<std::filesystem::path>& folders)
{
    return std::any_of(folders.begin(), folders.end(),
                       [&](const auto& folder) { return isPathWithin(folder, path); });
}

} // namespace

TrashPlan::File TrashPlan::stateOf(const DuplicateMember& member) const
{
    const auto known = m_states.find(member.file.id);
    if (known != m_states.end())
        return known->second;
    File state;
    state.file = member.file.id;
    state.bytes = member.content.bytes;
    return state;
}

void TrashPlan::set(const File& state)
{
    const auto known = m_states.find(state.file);
    if (known != m_states.end()) {
        if (known->second.marked) {
            --m_files;
            m_bytes -= known->second.bytes;
        }
        m_states.erase(known);
    }
    if (!state.marked && !state.keeper && !state.touched)
        return;
    m_states.emplace(state.file, state);
    if (state.marked) {
        ++m_files;
        m_bytes += state.bytes;
    }
}

bool TrashPlan::isMarked(FileId file) const
{
    const auto known = m_states.find(file);
    return known != m_states.end() && known->second.marked;
}

std::size_t TrashPlan::keeper(const DuplicateGroup& group) const
{
    std::optional<std::size_t> stays;
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        const File state = stateOf(group.members[i]);
        if (state.keeper)
            return i;
        if (!state.marked && (!stays || group.members[i].isKeeper))
            stays = i;
    }
    return stays.value_or(0);
}

std::vector<bool> TrashPlan::going(const DuplicateGroup& group) const
{
    if (!isTouched(group) && markedOf(group) == 0)
        return suggestion(group);
    std::vector<bool> marked;
    for (const DuplicateMember& member : group.members)
        marked.push_back(isMarked(member.file.id));
    return marked;
}

bool TrashPlan::isTouched(const DuplicateGroup& group) const
{
    return std::any_of(group.members.begin(), group.members.end(),
                       [this](const DuplicateMember& member) { return stateOf(member).touched; });
}

std::uint64_t TrashPlan::markedOf(const DuplicateGroup& group) const
{
    return static_cast<std::uint64_t>(
        std::count_if(group.members.begin(), group.members.end(),
                      [this](const DuplicateMember& member) { return isMarked(member.file.id); }));
}

TrashPlan::Answer TrashPlan::toggle(const DuplicateGroup& group, std::size_t index)
{
    const DuplicateMember& member = group.members[index];
    File state = stateOf(member);
    if (!state.marked) {
        if (member.isProtected)
            return Answer::Protected;
        if (markedOf(group) + 1 >= group.members.size())
            return Answer::LastMember;
        state.keeper = false;
    }
    state.marked = !state.marked;
    state.touched = true;
    set(state);
    Q_EMIT changed();
    return Answer::Done;
}

void TrashPlan::setKeeper(const DuplicateGroup& group, std::size_t index)
{
    std::size_t others = 0; // that stay, and might go
    for (std::size_t i = 0; i < group.members.size(); ++i)
        others +=
            i != index && !isMarked(group.members[i].file.id) && maySuggestToGo(group, i, index)
                ? 1U
                : 0U;
    const bool swaps = markedOf(group) > 0 && others <= 1;
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        File state = stateOf(group.members[i]);
        state.keeper = i == index;
        if (i == index)
            state.marked = false;
        else if (swaps && maySuggestToGo(group, i, index))
            state.marked = true; // the one that was to stay goes in its place
        set(state);
    }
    Q_EMIT changed();
}

std::vector<bool> TrashPlan::suggestion(const DuplicateGroup& group) const
{
    const std::size_t kept = keeper(group);
    std::vector<bool> marked;
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        const DuplicateMember& member = group.members[i];
        marked.push_back(maySuggestToGo(group, i, kept) && !isBelow(member.file.path, m_spared));
    }
    return marked;
}

std::uint64_t TrashPlan::suggestedBytes(const DuplicateGroup& group) const
{
    const std::vector<bool> marked = suggestion(group);
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < marked.size(); ++i)
        bytes += marked[i] ? group.members[i].content.bytes : 0;
    return bytes;
}

void TrashPlan::applySuggestion(const std::vector<const DuplicateGroup*>& groups,
                                const std::set<FileId>& leftOut)
{
    for (const DuplicateGroup* group : groups) {
        const std::vector<bool> marked = suggestion(*group);
        for (std::size_t i = 0; i < group->members.size(); ++i) {
            File state = stateOf(group->members[i]);
            state.touched = marked[i] && leftOut.contains(state.file);
            state.marked = marked[i] && !state.touched;
            set(state);
        }
    }
    Q_EMIT changed();
}

void TrashPlan::clear(const DuplicateGroup& group)
{
    for (const DuplicateMember& member : group.members) {
        File state;
        state.file = member.file.id;
        set(state);
    }
    Q_EMIT changed();
}

TrashPlan::Snapshot TrashPlan::snapshot(const std::vector<const DuplicateGroup*>& groups) const
{
    Snapshot snapshot;
    for (const DuplicateGroup* group : groups)
        for (const DuplicateMember& member : group->members)
            snapshot.push_back(stateOf(member));
    return snapshot;
}

void TrashPlan::restore(const Snapshot& snapshot)
{
    for (const File& state : snapshot)
        set(state);
    Q_EMIT changed();
}

void TrashPlan::keepOne(const DuplicateGroup& group)
{
    const auto count = markedOf(group);
    if (count == 0)
        return;
    for (const DuplicateMember& member : group.members)
        if (File state = stateOf(member); state.marked && member.isProtected) {
            state.marked = false;
            set(state);
        }
    if (markedOf(group) < group.members.size())
        return;
    File state = stateOf(group.members[keeper(group)]);
    state.marked = false;
    set(state);
}

void TrashPlan::retain(const std::vector<DuplicateGroup>& groups)
{
    const auto before = m_states.size();
    const auto filesBefore = m_files;
    const auto old = std::exchange(m_states, {});
    m_files = 0;
    m_bytes = 0;
    for (const DuplicateGroup& group : groups) {
        for (const DuplicateMember& member : group.members)
            if (const auto state = old.find(member.file.id); state != old.end())
                set(state->second);
        keepOne(group);
    }
    if (before != m_states.size() || filesBefore != m_files)
        Q_EMIT changed();
}

std::optional<TrashSelection> TrashPlan::selection(const DuplicateGroup& group,
                                                   const std::vector<bool>& marked,
                                                   std::size_t keeper)
{
    TrashSelection selection;
    if (!marked[keeper])
        selection.survivors.push_back(group.members[keeper].file.id);
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        if (marked[i])
            selection.victims.push_back(group.members[i].file.id);
        else if (i != keeper)
            selection.survivors.push_back(group.members[i].file.id);
    }
    if (selection.victims.empty() || selection.survivors.empty())
        return std::nullopt;
    return selection;
}

std::vector<TrashSelection> TrashPlan::selections(const std::vector<DuplicateGroup>& groups) const
{
    std::vector<TrashSelection> selections;
    for (const DuplicateGroup& group : groups) {
        if (markedOf(group) == 0)
            continue;
        if (auto selected = selection(group, going(group), keeper(group)))
            selections.push_back(std::move(*selected));
    }
    return selections;
}

std::vector<TrashSelection>
TrashPlan::suggestions(const std::vector<const DuplicateGroup*>& groups) const
{
    std::vector<TrashSelection> selections;
    for (const DuplicateGroup* group : groups) {
        if (auto selected = selection(*group, suggestion(*group), keeper(*group)))
            selections.push_back(std::move(*selected));
    }
    return selections;
}

} // namespace lookalike
