// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/trash_list.h"

#include "ui/bridge/file_manager.h"
#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/distinct_paths.h"
#include "ui/text/translated.h"
#include "ui/text/trash_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/item_menu.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tick_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QResizeEvent>
#include <QScrollBar>
#include <algorithm>
#include <tuple>
#include <utility>

namespace lookalike {

namespace {

constexpr qsizetype kMostTrashRows = 20'000; ///< more than any user reads; the counts are of all
constexpr int kRowThumbnail = 48;
constexpr int kThumbnailsSoonMs = 60;

} // namespace

class TrashList::Row : public QTreeWidgetItem {
public:
    Row(const TrashList& list, std::size_t number)
        : m_list(list)
        , group(number)
        , m_number(list.m_rows.size())
    {}

    bool operator<(const QTreeWidgetItem& other) const override
    {
        const auto& row = static_cast<const Row&>(other);
        if (group != row.group)
            return key() < row.key();
        // Within a group always as it is, also where the order of the groups is reversed.
        const bool ascending = m_list.header()->sortIndicatorOrder() == Qt::AscendingOrder;
        return ascending ? m_number < row.m_number : row.m_number < m_number;
    }

private:
    using Key = std::tuple<QString, std::uint64_t, std::size_t>;
    [[nodiscard]] Key key() const
    {
        const Group& of = m_list.m_groups[group];
        switch (m_list.sortColumn()) {
        case Goes:
            return {of.goes, 0, group};
        case Stays:
            return {of.stays, 0, group};
        case Size:
            return {{}, of.bytes, group};
        default:
            return {{}, static_cast<std::uint64_t>(of.urgency), group};
        }
    }

    const TrashList& m_list;

public:
    const std::size_t group;
    std::filesystem::path path;
    std::filesystem::path keeper;
    /// Photos that the row is about: it is grey where none of them has its tick.
    std::vector<FileId> follows;
    bool isGrey = false;

private:
    const qsizetype m_number;
};

TrashList::TrashList(LibrarySession& session, Content content, QWidget* parent)
    : QTreeWidget(parent)
    , m_session(session)
    , m_content(content)
    , m_place(*this)
{
    setItemDelegate(new TickDelegate(this));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setIconSize({kRowThumbnail, kRowThumbnail});
    setTextElideMode(Qt::ElideMiddle);
    setVerticalScrollMode(ScrollPerPixel);
    setHeaderLabels({content == Content::Preview ? tr("Goes") : tr("Photo"), tr("Stays"),
                     tr("What happens"), tr("Size")});
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(What, QHeaderView::Stretch);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    headerItem()->setTextAlignment(Size, Qt::AlignRight | Qt::AlignVCenter);
    setColumnWidth(Goes, 270);
    setColumnWidth(Stays, 240);
    setColumnWidth(Size, 84);
    setSortingEnabled(true);
    sortByColumn(What, Qt::AscendingOrder);
    setAccessibleName(tr("Photos"));
    m_showSoon.setSingleShot(true);
    m_showSoon.setInterval(kThumbnailsSoonMs);
    connect(&m_showSoon, &QTimer::timeout, this, &TrashList::showThumbnails);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, &m_showSoon,
            qOverload<>(&QTimer::start));
    connect(header(), &QHeaderView::sortIndicatorChanged, &m_showSoon, qOverload<>(&QTimer::start));
    connect(&m_session.thumbnails(), &ThumbnailProvider::ready, &m_showSoon,
            qOverload<>(&QTimer::start));
    new ItemMenu(*this, [this](QMenu& menu, const QModelIndex& index) {
        fillMenu(menu, *itemFromIndex(index));
    });
    connect(this, &QTreeWidget::itemDoubleClicked, this,
            [this](QTreeWidgetItem* item) { preview(*item); });
    connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
        if (column != Goes || !item->data(Goes, Qt::CheckStateRole).isValid())
            return;
        const FileId file = static_cast<const Row*>(item)->follows.front();
        const bool changed = item->checkState(Goes) == Qt::Checked ? m_leftOut.erase(file) > 0
                                                                   : m_leftOut.insert(file).second;
        if (!changed)
            return;
        showTicks();
        Q_EMIT leftOutChanged();
    });
}

void TrashList::setReport(const TrashReport& report)
{
    const QSignalBlocker noTicks(this);
    clear();
    m_groups.clear();
    m_rows.clear();
    m_mergedInto.clear();
    std::map<std::filesystem::path, std::size_t> groupOfKeeper;
    for (const ReportedFile& item : report.items) {
        m_groups.resize(std::max(m_groups.size(), item.selection + 1));
        groupOfKeeper.emplace(item.keeper, item.selection);
    }
    // A photo says itself why it stays where its sidecar cannot be written; after an undo no photo
    // does.
    const auto isShown = [this](const std::optional<Error>& refused) {
        return refused.has_value() || m_content == Content::Preview;
    };
    for (const ReportedFile& item : report.items)
        if (isShown(item.refused) && m_rows.size() < kMostTrashRows)
            addPhoto(item);
    for (const ReportedSidecar& sidecar : report.sidecars) {
        if (sidecar.refused.has_value() != (m_content != Content::Preview))
            continue;
        const auto group = groupOfKeeper.find(sidecar.keeper);
        if (group == groupOfKeeper.end())
            m_groups.emplace_back();
        addSidecar(sidecar, group == groupOfKeeper.end() ? m_groups.size() - 1 : group->second);
    }
    addTopLevelItems(m_rows);
    showTicks();
    m_showSoon.start();
}

TrashList::Row* TrashList::addRow(std::size_t group, const std::filesystem::path& path,
                                  const std::filesystem::path& keeper, const QString& what)
{
    auto* row = new Row(*this, group);
    row->path = path;
    row->keeper = keeper;
    const auto show = [row](Column column, const std::filesystem::path& file,
                            const QString& folder) {
        row->setText(column, displayName(file) + QLatin1Char('\n') + folder);
        row->setToolTip(column, plainToolTip(lookalike::displayText(file)));
    };
    if (keeper.empty()) {
        show(Goes, path, displayFolder(path));
    } else {
        const auto [folder, keeperFolder] = text::distinctFolders(path, keeper);
        show(Goes, path, folder);
        show(Stays, keeper, keeperFolder);
    }
    row->setText(What, what);
    row->setToolTip(What, plainToolTip(what));
    row->setTextAlignment(Size, Qt::AlignRight | Qt::AlignVCenter);
    row->setSizeHint(Goes, {0, std::max(kRowThumbnail + metrics::kGap,
                                        3 * fontMetrics().lineSpacing() + metrics::kGap)});
    m_rows += row;
    return row;
}

QIcon TrashList::warning() const
{
    // Not as large as a thumbnail.
    return lineIcon(QStringLiteral("warning"), IconTint::Danger)
        .pixmap({metrics::kIcon, metrics::kIcon}, devicePixelRatioF());
}

void TrashList::addPhoto(const ReportedFile& item)
{
    Group& group = m_groups[item.selection];
    Row* row = addRow(item.selection, item.path, item.keeper,
                      m_content == Content::Undo && item.refused ? translated(item.refused->message)
                                                                 : text::trashStep(item));
    row->setText(Size, text::bytes(item.bytes));
    if (group.goes.isEmpty()) {
        group.goes = displayName(item.path).toLower();
        group.stays = displayName(item.keeper).toLower();
    }
    group.bytes += item.bytes;
    group.urgency = std::min(group.urgency, item.refused ? 0 : item.losses.empty() ? 2 : 1);
    if (item.refused || !item.losses.empty())
        row->setIcon(What, warning());
    if (m_content != Content::Preview || item.refused)
        return;
    if (item.companion) { // goes with its photo, the last one before it
        row->follows = static_cast<const Row*>(m_rows[m_rows.size() - 2])->follows;
        return;
    }
    row->follows = {item.file};
    if (!item.mergedInto.empty())
        m_mergedInto[item.mergedInto].push_back(item.file);
    row->setFlags(row->flags() | Qt::ItemIsUserCheckable);
    row->setCheckState(Goes, m_leftOut.contains(item.file) ? Qt::Unchecked : Qt::Checked);
}

void TrashList::addSidecar(const ReportedSidecar& sidecar, std::size_t group)
{
    Row* row = addRow(group, sidecar.path, {}, text::sidecarStep(sidecar));
    if (!sidecar.refused) {
        row->follows = m_mergedInto[sidecar.path];
        return;
    }
    m_groups[group].urgency = 0;
    row->setIcon(What, warning());
}

void TrashList::showTicks()
{
    const QSignalBlocker noTicks(this);
    for (int i = 0; i < topLevelItemCount(); ++i) {
        auto* row = static_cast<Row*>(topLevelItem(i));
        const bool isGrey =
            !row->follows.empty() && std::ranges::all_of(row->follows, [this](FileId file) {
                return m_leftOut.contains(file);
            });
        if (std::exchange(row->isGrey, isGrey) == isGrey)
            continue;
        for (int column = 0; column < columnCount(); ++column)
            row->setForeground(column, isGrey ? QBrush(Theme::colors().disabled) : QBrush());
    }
}

void TrashList::showThumbnails()
{
    const QSignalBlocker noTicks(this);
    std::vector<std::filesystem::path> wanted;
    const auto show = [&](QTreeWidgetItem& row, int column, const std::filesystem::path& path) {
        if (path.empty())
            return;
        wanted.push_back(path);
        const QImage image = m_session.thumbnails().find(path, kThumbnailSource);
        if (row.icon(column).isNull() && !image.isNull())
            row.setIcon(column, QIcon(QPixmap::fromImage(image)));
    };
    const int bottom = viewport()->height();
    for (QTreeWidgetItem* item = itemAt(0, 0);
         item != nullptr && visualItemRect(item).top() < bottom; item = itemBelow(item)) {
        auto& row = static_cast<Row&>(*item);
        show(row, Goes, row.path);
        show(row, Stays, row.keeper);
    }
    if (!wanted.empty())
        m_session.thumbnails().showing(wanted, kThumbnailSource);
    viewport()->update();
}

void TrashList::keyPressEvent(QKeyEvent* event)
{
    auto* row = static_cast<Row*>(currentItem());
    if (row == nullptr || event->key() != Qt::Key_Space) {
        QTreeWidget::keyPressEvent(event);
    } else if (event->modifiers() != Qt::ControlModifier) {
        preview(*row);
    } else {
        toggleTick(*row);
    }
}

void TrashList::toggleTick(QTreeWidgetItem& item)
{
    if (item.data(Goes, Qt::CheckStateRole).isValid())
        item.setCheckState(Goes,
                           item.checkState(Goes) == Qt::Checked ? Qt::Unchecked : Qt::Checked);
}

void TrashList::fillMenu(QMenu& menu, QTreeWidgetItem& item)
{
    const auto& row = static_cast<const Row&>(item);
    menu.addAction(lineIcon(QStringLiteral("eye")),
                   row.keeper.empty() ? tr("Show the photo") : tr("Show both photos"), this,
                   [this, &item] { preview(item); });
    if (item.data(Goes, Qt::CheckStateRole).isValid())
        menu.addAction(lineIcon(QStringLiteral("check")),
                       item.checkState(Goes) == Qt::Checked ? tr("Leave this photo out")
                                                            : tr("Take this photo along"),
                       this, [this, &item] { toggleTick(item); });
    menu.addSeparator();
    menu.addAction(lineIcon(QStringLiteral("reveal")), tr("Show in file manager"), this,
                   [path = row.path] { showInFileManager(path); });
}

void TrashList::preview(QTreeWidgetItem& item)
{
    const auto& row = static_cast<const Row&>(item);
    Q_EMIT previewRequested(row.path, row.keeper,
                            {indexOfTopLevelItem(&item) + 1, topLevelItemCount()});
}

void TrashList::previewAt(PreviewMove move)
{
    const auto row = rowAfter(move, indexOfTopLevelItem(currentItem()), topLevelItemCount());
    if (!row)
        return;
    setCurrentItem(topLevelItem(*row));
    preview(*topLevelItem(*row));
}

void TrashList::resizeEvent(QResizeEvent* event)
{
    m_place.hold(event->oldSize());
    QTreeWidget::resizeEvent(event);
    m_place.restore();
    m_showSoon.start();
}

} // namespace lookalike
