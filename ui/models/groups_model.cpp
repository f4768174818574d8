// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/groups_model.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/thumbnail_provider.h"
#include "ui/state/trash_plan.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/relation_text.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace lookalike {

namespace {

/// The newest capture date among the members; groups without one come last.
std::int64_t newestDate(const DuplicateGroup& group)
{
    std::int64_t newest = std::numeric_limits<std::int64_t>::min();
    for (const DuplicateMember& member : group.members)
        newest = std::max(newest, member.content.metadata.takenAt.value_or(newest));
    return newest;
}

} // namespace

GroupsModel::GroupsModel(const TrashPlan& plan, ThumbnailProvider* thumbnails, QObject* parent)
    : QAbstractListModel(parent)
    , m_plan(plan)
    , m_thumbnails(thumbnails)
    , m_groups(std::make_shared<const std::vector<DuplicateGroup>>())
{
    if (m_thumbnails != nullptr)
        connect(m_thumbnails, &ThumbnailProvider::ready, this, &GroupsModel::thumbnailReady);
    connect(&m_plan, &TrashPlan::changed, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1),
                               {MarkedRole, GainRole, KeeperNameRole, Qt::ToolTipRole});
    });
}

void GroupsModel::setGroups(Groups groups)
{
    beginResetModel();
    rememberPlaces();
    m_groups = std::move(groups);
    arrange();
    endResetModel();
    if (m_placeOf.empty())
        wantLikeness();
}

void GroupsModel::setSort(Sort sort)
{
    beginResetModel();
    m_sort = sort;
    m_placeOf.clear();
    arrange();
    endResetModel();
    wantLikeness();
}

void GroupsModel::wantLikeness()
{
    if (m_sort != Sort::Likeness || m_shown.empty())
        return;
    std::vector<ContentId> photos;
    for (const std::size_t shown : m_shown)
        photos.push_back((*m_groups)[shown].members.front().content.id);
    Q_EMIT likenessWanted(photos);
}

void GroupsModel::setLikeness(std::vector<ContentId> order)
{
    beginResetModel();
    m_likeness.clear();
    for (const ContentId photo : order)
        m_likeness.emplace(photo, m_likeness.size());
    m_placeOf.clear();
    arrange();
    endResetModel();
}

void GroupsModel::setRelations(std::set<Relation> relations)
{
    if (relations == m_relations)
        return;
    beginResetModel();
    m_relations = std::move(relations);
    arrange();
    endResetModel();
    wantLikeness();
}

void GroupsModel::setOnlyWith(OnlyWith photos)
{
    beginResetModel();
    m_onlyWith = std::move(photos);
    arrange();
    endResetModel();
    wantLikeness();
}

bool GroupsModel::isAsked(const DuplicateGroup& group) const
{
    return !group.members.empty() &&
           (m_onlyWith.photos == 0 ||
            std::ranges::any_of(group.members, [this](const DuplicateMember& member) {
                return m_onlyWith.contents.contains(member.content.id);
            }));
}

void GroupsModel::rememberPlaces()
{
    m_placeOf.clear();
    for (int row = 0; row < rowCount(); ++row)
        for (const DuplicateMember& member : group(row).members)
            m_placeOf.emplace(member.file.id, row);
}

int GroupsModel::placeOf(const DuplicateGroup& group) const
{
    int place = std::numeric_limits<int>::max();
    for (const DuplicateMember& member : group.members)
        if (const auto known = m_placeOf.find(member.file.id); known != m_placeOf.end())
            place = std::min(place, known->second);
    return place;
}

void GroupsModel::arrange()
{
    const auto& all = *m_groups;
    m_shown.clear();
    m_counts = {};
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!isAsked(all[i]))
            continue;
        ++m_counts[static_cast<std::size_t>(all[i].relation)];
        if (m_relations.empty() || m_relations.contains(all[i].relation))
            m_shown.push_back(i);
    }
    // Stable, so that groups that are equal in this keep the order of the largest saving.
    const auto by = [&](auto&& key) {
        std::stable_sort(m_shown.begin(), m_shown.end(),
                         [&](std::size_t a, std::size_t b) { return key(all[a]) < key(all[b]); });
    };
    by([](const DuplicateGroup& group) { return ~group.bytesToGain; });
    if (m_sort == Sort::Relation)
        by([](const DuplicateGroup& group) { return group.relation; });
    else if (m_sort == Sort::Count)
        by([](const DuplicateGroup& group) { return ~group.members.size(); });
    else if (m_sort == Sort::Date)
        by([](const DuplicateGroup& group) { return ~newestDate(group); });
    else if (m_sort == Sort::Likeness)
        by([this](const DuplicateGroup& group) {
            const auto place = m_likeness.find(group.members.front().content.id);
            return place == m_likeness.end() ? m_likeness.size() : place->second;
        });
    if (!m_placeOf.empty())
        by([this](const DuplicateGroup& group) { return placeOf(group); });

    m_rowsOf.clear();
    m_rowOfGroup.clear();
    for (int row = 0; row < static_cast<int>(m_shown.size()); ++row) {
        const DuplicateGroup& shown = group(row);
        m_rowOfGroup.insert(shown.id.value(), row);
        const std::size_t stacked = std::min<std::size_t>(kStacked, shown.members.size());
        for (std::size_t i = 0; i < stacked; ++i)
            m_rowsOf.insert(pathBytes(shown.members[i].file.path), row);
    }
}

const DuplicateGroup& GroupsModel::group(int row) const
{
    return (*m_groups)[m_shown[static_cast<std::size_t>(row)]];
}

int GroupsModel::rowOf(GroupId group) const
{
    return m_rowOfGroup.value(group.value(), -1);
}

std::uint64_t GroupsModel::bytesToGain() const
{
    std::uint64_t bytes = 0;
    for (const std::size_t shown : m_shown)
        bytes += m_plan.suggestedBytes((*m_groups)[shown]);
    return bytes;
}

int GroupsModel::countOf(Relation relation) const
{
    return m_counts[static_cast<std::size_t>(relation)];
}

bool GroupsModel::knowsEditedCopies() const
{
    return std::ranges::any_of(*m_groups, [](const DuplicateGroup& group) {
        return group.relation != Relation::IdenticalFile &&
               group.relation != Relation::IdenticalPixels &&
               group.relation != Relation::RawJpegPair;
    });
}

int GroupsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariantList GroupsModel::thumbnails(const DuplicateGroup& group) const
{
    QVariantList images;
    for (std::size_t i = 0; i < std::min<std::size_t>(kStacked, group.members.size()); ++i)
        images += m_thumbnails == nullptr
                      ? QImage()
                      : m_thumbnails->find(group.members[i].file.path, kThumbnail);
    return images;
}

QVariant GroupsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const DuplicateGroup& shown = group(index.row());
    const std::filesystem::path& kept = shown.members[m_plan.keeper(shown)].file.path;
    const std::uint64_t bytes = m_plan.suggestedBytes(shown);
    const bool suggests = shown.relation != Relation::SimilarShot && bytes > 0;
    const QString gain = suggests ? text::bytes(bytes) : QString();
    switch (role) {
    case Qt::DisplayRole:
        return text::relation(shown.relation);
    case Qt::ToolTipRole:
        return plainToolTip(
            tr("%1\n%2").arg(lookalike::displayText(kept), text::relationMeaning(shown.relation)));
    case Qt::AccessibleTextRole: {
        const auto marked = static_cast<int>(m_plan.markedOf(shown));
        if (!suggests)
            return tr("%1, %2, %3")
                .arg(text::relation(shown.relation), text::photos(shown.members.size()),
                     displayName(kept));
        const QString text = tr("%1, %2, frees %3, %4")
                                 .arg(text::relation(shown.relation),
                                      text::photos(shown.members.size()), gain, displayName(kept));
        return marked == 0 ? text : tr("%1, %Ln marked", nullptr, marked).arg(text);
    }
    case ThumbnailsRole:
        return thumbnails(shown);
    case CountRole:
        return static_cast<int>(shown.members.size());
    case GainRole:
        return gain;
    case KeeperNameRole:
        return displayName(kept);
    case MarkedRole:
        return static_cast<int>(m_plan.markedOf(shown));
    default:
        return {};
    }
}

void GroupsModel::thumbnailReady(const QByteArray& pathBytes)
{
    for (auto row = m_rowsOf.constFind(pathBytes); row != m_rowsOf.cend() && row.key() == pathBytes;
         ++row)
        Q_EMIT dataChanged(index(row.value()), index(row.value()), {ThumbnailsRole});
}

} // namespace lookalike
