// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_review.h"

#include <QObject>
#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace lookalike {

/// Which photos the user wants in the trash. Nothing moves by it. Kept by file, so that marks stay
/// when a group is read again or grows. Of every group at least one member is left unmarked, and
/// protected members are never marked. GUI thread.
class TrashPlan : public QObject {
    Q_OBJECT

public:
    enum class Answer { Done, LastMember, Protected };
    /// What was there before a change of one or more groups, to take it back.
    struct File {
        FileId file;
        bool marked = false;
        bool keeper = false;
        bool touched = false;
        std::uint64_t bytes = 0;
    };
    using Snapshot = std::vector<File>;

    using QObject::QObject;

    /// Folders of which the suggestion takes nothing, because others are compared with them.
    void setSpared(std::vector<std::filesystem::path> folders) { m_spared = std::move(folders); }

    [[nodiscard]] bool isMarked(FileId file) const;
    /// Something was said about it: marked, chosen to stay, or left alone by hand.
    [[nodiscard]] bool isKnown(FileId file) const { return m_states.contains(file); }
    /// The member that stays for sure, as an index of members: chosen by hand, or else suggested,
    /// or where that one is marked the first that is not.
    [[nodiscard]] std::size_t keeper(const DuplicateGroup& group) const;
    /// For each member whether it goes: what is marked, or where nothing was said yet, what the
    /// suggestion takes.
    [[nodiscard]] std::vector<bool> going(const DuplicateGroup& group) const;
    [[nodiscard]] bool isTouched(const DuplicateGroup& group) const; ///< marked by hand
    [[nodiscard]] std::uint64_t markedOf(const DuplicateGroup& group) const;
    [[nodiscard]] std::uint64_t files() const { return m_files; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

    Answer toggle(const DuplicateGroup& group, std::size_t index);
    /// Unmarks the member and makes it the one that the suggestion leaves.
    void setKeeper(const DuplicateGroup& group, std::size_t index);
    /// Marks all but the keeper, what is protected, and the files that the user left out.
    void applySuggestion(const std::vector<const DuplicateGroup*>& groups,
                         const std::set<FileId>& leftOut = {});
    [[nodiscard]] std::uint64_t suggestedBytes(const DuplicateGroup& group) const;
    void clear(const DuplicateGroup& group);

    [[nodiscard]] Snapshot snapshot(const std::vector<const DuplicateGroup*>& groups) const;
    void restore(const Snapshot& snapshot);
    /// Forgets what is no member of these any more, and sees that one of each stays.
    void retain(const std::vector<DuplicateGroup>& groups);
    /// The marked members with the keeper first among those that stay; nothing for a group without
    /// marks.
    [[nodiscard]] static std::optional<TrashSelection>
    selection(const DuplicateGroup& group, const std::vector<bool>& marked, std::size_t keeper);
    [[nodiscard]] std::vector<TrashSelection>
    selections(const std::vector<DuplicateGroup>& groups) const;
    /// What applySuggestion() would select.
    [[nodiscard]] std::vector<TrashSelection>
    suggestions(const std::vector<const DuplicateGroup*>& groups) const;

Q_SIGNALS:
    void changed();

private:
    void set(const File& state);
    [[nodiscard]] File stateOf(const DuplicateMember& member) const;
    void keepOne(const DuplicateGroup& group);
    [[nodiscard]] std::vector<bool> suggestion(const DuplicateGroup& group) const;

    std::unordered_map<FileId, File> m_states; ///< only files about which something was said
    std::vector<std::filesystem::path> m_spared;
    std::uint64_t m_files = 0;
    std::uint64_t m_bytes = 0;
};

} // namespace lookalike
