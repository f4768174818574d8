// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/query_chips.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/state/query_history.h"
#include "ui/views/search/marks_button.h"
#include "ui/views/search/query_chip.h"
#include "ui/views/search/region_editor.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <algorithm>

namespace lookalike {

namespace {

constexpr int kChipPixels = 256; ///< enough for a chip at every scale
constexpr int kRegionPixels = 1024;
constexpr int kAreaHeight = 92;       ///< a chip and, where there are many, their scroll bar
constexpr int kLeastArea = 184;       ///< two chips
constexpr int kComfortableArea = 360; ///< four

} // namespace

QueryChips::QueryChips(QueryHistory& history, LibrarySession& session, QWidget* parent)
    : QWidget(parent)
    , m_history(history)
    , m_session(session)
    , m_empty(new QWidget(this))
    , m_area(new QScrollArea(this))
    , m_content(new QWidget)
    , m_row(new QHBoxLayout(m_content))
    , m_marks(new MarksButton(history, this))
    , m_add(new QToolButton(this))
    , m_regionLoader(session.background())
{
    buildEmpty();
    buildArea();
    m_add->setObjectName(QStringLiteral("addPicture"));
    m_add->setIcon(lineIcon(QStringLiteral("picture-add")));
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_add->setToolTip(tr("Add another picture to the query"));
    m_add->setAccessibleName(tr("Add another picture to the query"));
    connect(m_add, &QToolButton::clicked, this, &QueryChips::chooseRequested);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kGap);
    layout->addWidget(m_empty);
    layout->addWidget(m_area, 1);
    layout->addWidget(m_marks);
    layout->addWidget(m_add);
    layout->addStretch(0);

    connect(&m_session.thumbnails(), &ThumbnailProvider::ready, this,
            &QueryChips::loadMissingPictures);
    connect(&m_session, &LibrarySession::opened, this, &QueryChips::loadMissingPictures);
    connect(&m_history, &QueryHistory::queryChanged, this, &QueryChips::update);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        for (QueryChip* chip : m_chips)
            if (now != nullptr && chip->isAncestorOf(now))
                scrollTo(chip);
    });
    update();
}

void QueryChips::buildEmpty()
{
    m_empty->setObjectName(QStringLiteral("emptyQuery"));
    m_empty->setAttribute(Qt::WA_StyledBackground);
    auto* choose = new QPushButton(tr("Choose a picture…"), m_empty);
    auto* paste = new QPushButton(tr("Paste"), m_empty);
    auto* layout = new QHBoxLayout(m_empty);
    layout->setContentsMargins(2 * metrics::kGap, metrics::kGap, 2 * metrics::kGap, metrics::kGap);
    layout->addWidget(choose);
    layout->addWidget(paste);
    connect(choose, &QPushButton::clicked, this, &QueryChips::chooseRequested);
    connect(paste, &QPushButton::clicked, this, &QueryChips::pasteRequested);
}

void QueryChips::buildArea()
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(metrics::kGap);
    m_area->setWidget(m_content);
    m_area->setWidgetResizable(true);
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFixedHeight(kAreaHeight);
    m_content->setAutoFillBackground(false);
    m_area->viewport()->setAutoFillBackground(false);
    m_content->installEventFilter(this);
    QScrollBar* bar = m_area->horizontalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this] { scrollTo(m_watched); });
    connect(bar, &QScrollBar::actionTriggered, this, [this] { m_watched = nullptr; });
}

QSize QueryChips::minimumSizeHint() const
{
    return {std::max(m_empty->minimumSizeHint().width(), kLeastArea + besideArea()), kAreaHeight};
}

int QueryChips::comfortableWidth() const
{
    const int area = std::clamp(m_row->sizeHint().width(), kLeastArea, kComfortableArea);
    return std::max(minimumSizeHint().width(), area + besideArea());
}

int QueryChips::besideArea() const
{
    int width = metrics::kGap + m_add->sizeHint().width();
    if (!m_marks->isHidden())
        width += metrics::kGap + m_marks->sizeHint().width();
    return width;
}

void QueryChips::addChip()
{
    const std::size_t index = m_chips.size();
    auto* chip = new QueryChip(m_content);
    m_row->addWidget(chip);
    connect(chip, &QueryChip::weightRequested, this,
            [this, index](double weight) { m_history.setWeight(index, weight); });
    connect(chip, &QueryChip::removeRequested, this,
            [this, index] { m_history.removeTerm(index); });
    connect(chip, &QueryChip::regionRequested, this, [this, index] { editRegion(index); });
    m_chips.push_back(chip);
}

void QueryChips::update()
{
    const auto& terms = m_history.current().terms;
    const bool isMore = terms.size() > m_chips.size();
    while (m_chips.size() > terms.size()) {
        m_chips.back()->deleteLater();
        m_chips.back()->hide();
        m_chips.pop_back();
    }
    while (m_chips.size() < terms.size())
        addChip();
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (!m_chips[i]->shown().isSame(terms[i]))
            m_chips[i]->setImage({});
        m_chips[i]->show(terms[i], terms.size() == 1);
        m_chips[i]->setProperty("loaded", !terms[i].isPicture());
    }
    m_empty->setVisible(terms.empty());
    m_area->setVisible(!terms.empty());
    m_add->setVisible(!terms.empty());
    fitArea();
    if (isMore)
        scrollTo(m_chips.back());
    loadMissingPictures();
}

void QueryChips::fitArea()
{
    m_area->setMaximumWidth(m_row->sizeHint().width());
}

void QueryChips::scrollTo(QWidget* chip)
{
    // A chip that was just added has its place only after the next layout: rangeChanged().
    m_watched = chip;
    if (chip != nullptr)
        m_area->ensureWidgetVisible(chip, metrics::kGap, 0);
}

bool QueryChips::eventFilter(QObject* object, QEvent* event)
{
    if (object == m_content && event->type() == QEvent::LayoutRequest)
        fitArea();
    return QWidget::eventFilter(object, event);
}

void QueryChips::loadMissingPictures()
{
    for (QueryChip* chip : m_chips) {
        if (chip->property("loaded").toBool())
            continue;
        const NamedTerm& picture = chip->shown();
        QImage image;
        if (const auto* bytes = std::get_if<PictureBytes>(&picture.term.picture))
            image = decodeBytes(*bytes, kChipPixels);
        else
            image = m_session.thumbnails().find(picture.path, kChipPixels);
        if (!image.isNull()) {
            chip->setImage(image);
            chip->setProperty("loaded", true);
        } else if (!picture.path.empty()) {
            m_session.thumbnails().request(picture.path, kChipPixels);
        }
    }
}

void QueryChips::editRegion(std::size_t index)
{
    const NamedTerm picture = m_history.current().terms.at(index);
    auto* editor = new RegionEditor(this); // deletes itself when closed
    RegionCanvas& canvas = editor->canvas();
    canvas.setRegion(picture.term.region);
    canvas.setImage(m_session.thumbnails().find(picture.path, kChipPixels));
    connect(
        &canvas, &RegionCanvas::regionEdited, this,
        [this, index](const std::optional<Region>& region) { m_history.setRegion(index, region); });
    connect(&m_regionLoader, &PictureLoader::loaded, editor,
            [editor](const PictureSource&, const QImage& image) {
                editor->canvas().setImage(image);
                editor->adjustSize();
            });
    m_regionLoader.load(picture.source(), kRegionPixels);
    editor->adjustSize();
    editor->move(m_chips[index]->mapToGlobal(QPoint(0, m_chips[index]->height() + 4)));
    editor->QWidget::show();
    canvas.setFocus();
}

void QueryChips::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        for (QueryChip* chip : m_chips)
            chip->show(chip->shown(), m_chips.size() == 1);
}

} // namespace lookalike
