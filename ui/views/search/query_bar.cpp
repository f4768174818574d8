// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/query_bar.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/state/query_history.h"
#include "ui/text/amounts.h"
#include "ui/views/search/query_chip.h"
#include "ui/views/search/region_editor.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/score_slider.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace lookalike {

namespace {

constexpr int kChipPixels = 256; ///< enough for a chip at every scale
constexpr int kRegionPixels = 1024;
constexpr int kChipsHeight = 88; ///< a chip and, where there are many, their scroll bar
constexpr int kTopChoices[] = {20, 60, 200, 500, 1000, 5000};
constexpr int kLargestTop = 1'000'000;

} // namespace

QueryBar::QueryBar(QueryHistory& history, LibrarySession& session, QWidget* parent)
    : QFrame(parent)
    , m_history(history)
    , m_session(session)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_chipArea(new QScrollArea(this))
    , m_limits(new QWidget(this))
    , m_empty(new QWidget)
    , m_add(new QToolButton)
    , m_regionLoader(session.background())
{
    setObjectName(QStringLiteral("queryBar"));
    buildChips();
    buildLimits();
    m_layout->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kMargin,
                                 metrics::kHalfGap);
    m_layout->addWidget(m_chipArea, 1);
    m_layout->addWidget(m_limits, 0, Qt::AlignVCenter);

    connect(&m_session.thumbnails(), &ThumbnailProvider::ready, this,
            &QueryBar::loadMissingPictures);
    connect(&m_session, &LibrarySession::opened, this, &QueryBar::loadMissingPictures);
    connect(&m_history, &QueryHistory::queryChanged, this, &QueryBar::update);
    connect(&m_history, &QueryHistory::limitsChanged, this, &QueryBar::updateLimits);
    update();
}

void QueryBar::buildChips()
{
    auto* chips = new QWidget;
    m_chipLayout = new QHBoxLayout(chips);
    m_chipLayout->setContentsMargins(0, 0, 0, 0);
    m_chipLayout->setSpacing(metrics::kGap);

    m_empty->setObjectName(QStringLiteral("emptyQuery"));
    m_empty->setAttribute(Qt::WA_StyledBackground);
    auto* choose = new QPushButton(tr("Choose a picture…"), m_empty);
    auto* paste = new QPushButton(tr("Paste"), m_empty);
    auto* emptyLayout = new QHBoxLayout(m_empty);
    emptyLayout->setContentsMargins(2 * metrics::kGap, metrics::kGap, 2 * metrics::kGap,
                                    metrics::kGap);
    emptyLayout->addWidget(choose);
    emptyLayout->addWidget(paste);
    connect(choose, &QPushButton::clicked, this, &QueryBar::chooseRequested);
    connect(paste, &QPushButton::clicked, this, &QueryBar::pasteRequested);

    m_add->setIcon(lineIcon(QStringLiteral("picture-add")));
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_add->setToolTip(tr("Add another picture to the query"));
    m_add->setAccessibleName(tr("Add another picture to the query"));
    connect(m_add, &QToolButton::clicked, this, &QueryBar::chooseRequested);

    m_chipLayout->addWidget(m_empty);
    m_chipLayout->addWidget(m_add);
    m_chipLayout->addStretch(1);
    m_chipArea->setWidget(chips);
    m_chipArea->setWidgetResizable(true);
    m_chipArea->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chipArea->setFocusPolicy(Qt::NoFocus);
    m_chipArea->setFixedHeight(kChipsHeight);
    chips->setAutoFillBackground(false);
    m_chipArea->viewport()->setAutoFillBackground(false);
}

void QueryBar::buildLimits()
{
    m_top = new QComboBox(m_limits);
    m_top->setEditable(true);
    m_top->setInsertPolicy(QComboBox::NoInsert);
    m_top->lineEdit()->setAcceptDrops(false);
    m_top->lineEdit()->setValidator(new QIntValidator(1, kLargestTop, this));
    for (const int choice : kTopChoices)
        m_top->addItem(QLocale::c().toString(choice).remove(QLatin1Char(',')), choice);
    m_top->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("1000000")) + 36);
    m_top->setAccessibleName(tr("Maximum number of results"));
    m_top->lineEdit()->setAccessibleName(tr("Maximum number of results"));
    m_top->setToolTip(tr("Maximum number of results"));
    const auto setTop = [this] {
        bool number = false;
        const int top = m_top->currentText().toInt(&number);
        if (number && top > 0)
            m_history.setTopK(std::min(top, kLargestTop));
    };
    connect(m_top, &QComboBox::textActivated, this, setTop);
    connect(m_top->lineEdit(), &QLineEdit::editingFinished, this, setTop);

    m_minimum = new ScoreSlider(m_limits);
    m_minimum->setAccessibleName(tr("Minimum similarity"));
    m_minimum->setToolTip(tr("Hides results that are less similar. The bars show how many results "
                             "there are at each similarity."));
    connect(m_minimum, &QAbstractSlider::valueChanged, this,
            [this] { m_history.setMinScore(m_minimum->minimumScore()); });
    m_minimumText = plainLabel({}, m_limits);
    m_minimumText->setFont(tabularFigures(font()));
    m_minimumText->setFixedWidth(std::max(fontMetrics().horizontalAdvance(QStringLiteral("0.00")),
                                          fontMetrics().horizontalAdvance(tr("no limit"))) +
                                 4);

    m_filters = new QToolButton(m_limits);
    m_filters->setProperty("framed", true);
    m_filters->setIcon(lineIcon(QStringLiteral("filter")));
    m_filters->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_filters->setProperty("beside", true);
    m_filters->setCheckable(true);
    m_filters->setFocusPolicy(Qt::StrongFocus);
    m_filters->setToolTip(tr("Show only photos of some folders, dates, formats or sizes"));
    connect(m_filters, &QToolButton::toggled, this, &QueryBar::filtersToggled);
    setActiveFilters(0);

    auto* layout = new FlowLayout(metrics::kGap, m_limits);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto addLine = [&](std::initializer_list<QWidget*> parts) {
        auto* line = new QWidget(m_limits);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(metrics::kGap);
        for (QWidget* part : parts)
            row->addWidget(part);
        layout->addWidget(line);
    };
    // On Linux, Qt tells screen readers the name of a list by its label alone.
    QLabel* topLabel = secondaryLabel(tr("Show at most"));
    topLabel->setBuddy(m_top);
    addLine({topLabel, m_top, m_filters});
    addLine({secondaryLabel(tr("Similarity at least")), m_minimum, m_minimumText});
}

QSize QueryBar::minimumSizeHint() const
{
    const int parts =
        std::max(m_limits->minimumSizeHint().width(), m_empty->minimumSizeHint().width());
    return {parts + 2 * metrics::kMargin, QFrame::minimumSizeHint().height()};
}

void QueryBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    const int beside = 2 * metrics::kMargin + m_empty->minimumSizeHint().width() +
                       2 * metrics::kGap + m_limits->minimumSizeHint().width();
    const bool stacked = width() < beside;
    m_layout->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_layout->setSpacing(stacked ? metrics::kHalfGap : 2 * metrics::kGap);
}

void QueryBar::setScores(const std::vector<float>& scores)
{
    m_minimum->setScores(scores);
    updateLimits();
}

void QueryBar::setFiltersShown(bool shown)
{
    m_filters->setChecked(shown);
}

void QueryBar::setActiveFilters(int count)
{
    m_filters->setText(count == 0 ? tr("Filters") : tr("Filters (%1)").arg(count));
    m_filters->setAccessibleName(count == 0 ? tr("Filters")
                                            : tr("Filters, %Ln active", nullptr, count));
}

void QueryBar::update()
{
    const auto& pictures = m_history.current().pictures;
    while (m_chips.size() > pictures.size()) {
        m_chips.back()->deleteLater();
        m_chips.back()->hide();
        m_chips.pop_back();
    }
    while (m_chips.size() < pictures.size()) {
        const std::size_t index = m_chips.size();
        auto* chip = new QueryChip(this);
        m_chipLayout->insertWidget(static_cast<int>(index), chip);
        connect(chip, &QueryChip::weightRequested, this,
                [this, index](double weight) { m_history.setWeight(index, weight); });
        connect(chip, &QueryChip::removeRequested, this,
                [this, index] { m_history.removePicture(index); });
        connect(chip, &QueryChip::regionRequested, this, [this, index] { editRegion(index); });
        m_chips.push_back(chip);
    }
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (!m_chips[i]->picture().isSamePicture(pictures[i]))
            m_chips[i]->setImage({});
        m_chips[i]->show(pictures[i], pictures.size() == 1);
        m_chips[i]->setProperty("loaded", false);
    }
    m_empty->setVisible(pictures.empty());
    m_add->setVisible(!pictures.empty());
    loadMissingPictures();
    updateLimits();
}

void QueryBar::updateLimits()
{
    const Query& query = m_history.current();
    if (!m_top->hasFocus() || m_top->currentText().toInt() != query.topK)
        m_top->setEditText(QString::number(query.topK));
    const QSignalBlocker blocker(m_minimum);
    m_minimum->setMinimumScore(query.minScore);
    m_minimumText->setText(query.minScore <= Query::kAnyScore ? tr("no limit")
                                                              : text::score(query.minScore));
}

void QueryBar::loadMissingPictures()
{
    for (QueryChip* chip : m_chips) {
        if (chip->property("loaded").toBool())
            continue;
        const QueryPicture& picture = chip->picture();
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

void QueryBar::editRegion(std::size_t index)
{
    const QueryPicture picture = m_history.current().pictures.at(index);
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

void QueryBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        for (QueryChip* chip : m_chips)
            chip->show(chip->picture(), m_chips.size() == 1);
}

} // namespace lookalike
