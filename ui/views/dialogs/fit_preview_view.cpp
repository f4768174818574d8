// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/fit_preview_view.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/thumbnail_provider.h"
#include "ui/text/display_text.h"
#include "ui/text/fit_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QListView>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace lookalike {

namespace {

constexpr QSize kPicture(88, 60);
constexpr int kSource = 256; ///< one of ThumbnailCache's sizes

/// Pictures in one row, which the arrow keys go along.
QListView* pictureRow(QWidget* parent)
{
    auto* row = new QListView(parent);
    row->setObjectName(QStringLiteral("fitResults"));
    row->setViewMode(QListView::IconMode);
    row->setFlow(QListView::LeftToRight);
    row->setMovement(QListView::Static);
    row->setWrapping(false);
    row->setIconSize(kPicture);
    const QSize cell(kPicture.width() + 2 * metrics::kGap,
                     kPicture.height() + row->fontMetrics().height() + metrics::kGap);
    row->setGridSize(cell);
    row->setEditTriggers(QAbstractItemView::NoEditTriggers);
    row->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    row->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    row->setTextElideMode(Qt::ElideMiddle);
    row->setTabKeyNavigation(false);
    row->setFrameShape(QFrame::NoFrame);
    row->setFixedHeight(cell.height() + metrics::kGap);
    return row;
}

QString labelsText(const FitExample& example)
{
    QStringList labels;
    for (const std::string& label : example.labels)
        labels += displayText(std::filesystem::path(label).filename());
    return labels.join(QStringLiteral(", "));
}

} // namespace

FitPreviewView::FitPreviewView(ThumbnailProvider& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_thumbnails(thumbnails)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(metrics::kMargin);
    connect(&m_thumbnails, &ThumbnailProvider::ready, this, &FitPreviewView::showThumbnail);
}

void FitPreviewView::show(const FitPreview& preview)
{
    m_items.clear();
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const FitExample& example : preview.examples)
        m_layout->addWidget(makeExample(example));
    m_layout->addStretch(1);
}

QWidget* FitPreviewView::makeExample(const FitExample& example)
{
    auto* part = new QWidget(this);
    auto* layout = new QGridLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(metrics::kGap);
    layout->setVerticalSpacing(metrics::kHalfGap);
    layout->setColumnStretch(1, 1);
    const QString name = displayName(example.query);
    auto* heading = new ElidedLabel(part);
    heading->setStrong(true);
    heading->setText(tr("Search for %1 (%2)").arg(name, labelsText(example)), Qt::ElideMiddle,
                     displayText(example.query));
    layout->addWidget(heading, 0, 0, 1, 2);
    auto* query =
        makeResults(tr("The photo that is searched for"), {{ContentId(), example.query, false}});
    query->setFixedWidth(kPicture.width() + 3 * metrics::kGap);
    layout->addWidget(query, 2, 0, 3, 1, Qt::AlignVCenter);
    int row = 1;
    for (const auto& [title, found] : {std::pair(tr("Without the fit"), &example.before),
                                       std::pair(tr("With the fit"), &example.after)}) {
        const QString related = text::relatedPhotos(*found);
        layout->addWidget(plainLabel(tr("%1: %2").arg(title, related), part), row++, 1);
        layout->addWidget(makeResults(tr("%1, %2: %3").arg(name, title, related), *found), row++,
                          1);
    }
    return part;
}

QWidget* FitPreviewView::makeResults(const QString& name,
                                     const std::vector<FitExample::Found>& found)
{
    QListView* const results = pictureRow(this);
    results->setAccessibleName(name);
    auto* model = new QStandardItemModel(results);
    for (const FitExample::Found& photo : found) {
        const QString file = displayName(photo.path);
        auto* item = new QStandardItem(photo.isRelated ? tr("✓ %1").arg(file) : file);
        item->setAccessibleText(photo.isRelated ? tr("%1, has the label").arg(file) : file);
        item->setToolTip(plainToolTip(displayText(photo.path)));
        item->setEditable(false);
        item->setSizeHint(results->gridSize());
        const QByteArray key = pathBytes(photo.path);
        m_items.insert(key, item);
        model->appendRow(item);
        if (m_thumbnails.find(photo.path, kSource).isNull())
            m_thumbnails.request(photo.path, kSource);
        else
            showThumbnail(key);
    }
    results->setModel(model);
    results->setCurrentIndex(model->index(0, 0));
    results->clearSelection();
    return results;
}

void FitPreviewView::showThumbnail(const QByteArray& pathBytes)
{
    const auto [first, last] = m_items.equal_range(pathBytes);
    if (first == last)
        return;
    const QPixmap picture =
        QPixmap::fromImage(m_thumbnails.find(pathFromBytes(pathBytes), kSource));
    for (auto item = first; item != last; ++item)
        (*item)->setIcon(picture);
}

} // namespace lookalike
