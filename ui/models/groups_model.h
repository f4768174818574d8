// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <QAbstractListModel>
#include <QMultiHash>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace lookalike {

class ThumbnailProvider;
class TrashPlan;

/// The groups of duplicates in a scope, of which those of the wanted relations are shown in the
/// wanted order. GUI thread.
class GroupsModel : public QAbstractListModel {
    Q_OBJECT

public:
    using Groups = std::shared_ptr<const std::vector<DuplicateGroup>>;
    enum Role {
        ThumbnailsRole = Qt::UserRole + 1, ///< QVariantList of QImage, null where not loaded yet
        CountRole,                         ///< int: members
        GainRole,                          ///< QString: "12.4 MB"; empty for similar shots
        KeeperNameRole,                    ///< QString
        MarkedRole,                        ///< int: members that are to go
    };
    /// Kept in the settings by number.
    enum class Sort { Saving, Relation, Count, Date, Likeness };
    static constexpr int kStacked = 3; ///< thumbnails of a group
    static constexpr int kThumbnail = 128;

    /// Both must outlive the model; `thumbnails` may be null.
    GroupsModel(const TrashPlan& plan, ThumbnailProvider* thumbnails, QObject* parent = nullptr);

    /// Groups that share a photo with a shown one keep its place, and the others follow in the
    /// wanted order, so that no group moves under the mouse during a search.
    void setGroups(Groups groups);
    /// Sorts all groups, also by the same order again.
    void setSort(Sort sort);
    [[nodiscard]] Sort sorting() const { return m_sort; }
    /// The answer to likenessWanted(): the order of the groups' first photos.
    void setLikeness(std::vector<ContentId> order);
    /// Empty: all.
    void setRelations(std::set<Relation> relations);
    [[nodiscard]] const std::set<Relation>& relations() const { return m_relations; }

    /// Photos that the user selected elsewhere.
    struct OnlyWith {
        int photos = 0;               ///< as the user counts them
        std::set<ContentId> contents; ///< of them, a raw file's and its picture's
    };
    /// Shows only groups in which one of the photos is. None: all.
    void setOnlyWith(OnlyWith photos);
    [[nodiscard]] const OnlyWith& onlyWith() const { return m_onlyWith; }

    [[nodiscard]] const DuplicateGroup& group(int row) const;
    [[nodiscard]] int rowOf(GroupId group) const; ///< -1 where it is not shown
    [[nodiscard]] const std::vector<DuplicateGroup>& all() const { return *m_groups; }
    /// Groups of a relation with a photo of onlyWith(), shown or not.
    [[nodiscard]] int countOf(Relation relation) const;
    /// Some group, shown or not, has a copy that is not identical.
    [[nodiscard]] bool knowsEditedCopies() const;
    [[nodiscard]] std::uint64_t bytesToGain() const; ///< of those shown, by the plan's keepers

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    /// The groups shown are to stand by the likeness of these, the first photos of each. Until
    /// setLikeness() they stand by the largest saving.
    void likenessWanted(const std::vector<lookalike::ContentId>& photos);

private:
    /// Is among those of onlyWith().
    [[nodiscard]] bool isAsked(const DuplicateGroup& group) const;
    void arrange();
    void wantLikeness();
    void rememberPlaces();
    /// Returns the row that a group had before setGroups(); the largest int for a new one.
    [[nodiscard]] int placeOf(const DuplicateGroup& group) const;
    void thumbnailReady(const QByteArray& pathBytes);
    [[nodiscard]] QVariantList thumbnails(const DuplicateGroup& group) const;

    const TrashPlan& m_plan;
    ThumbnailProvider* m_thumbnails;
    Groups m_groups;
    std::vector<std::size_t> m_shown; ///< indexes of m_groups
    std::map<FileId, int> m_placeOf;  ///< rows before the last setGroups(), by member
    std::set<Relation> m_relations;
    OnlyWith m_onlyWith;
    std::array<int, kRelationCount> m_counts{};
    QMultiHash<QByteArray, int> m_rowsOf; ///< of the stacked thumbnails' paths
    QHash<std::int64_t, int> m_rowOfGroup;
    Sort m_sort = Sort::Saving;
    std::map<ContentId, std::size_t> m_likeness; ///< the place of a group's first photo
};

} // namespace lookalike
