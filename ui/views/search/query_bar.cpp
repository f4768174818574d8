// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/query_bar.h"

#include "ui/state/query_history.h"
#include "ui/text/amounts.h"
#include "ui/views/search/query_chips.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/score_slider.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

namespace lookalike {

namespace {

constexpr int kTopChoices[] = {20, 60, 200, 500, 1000, 5000};
constexpr int kLargestTop = 1'000'000;

} // namespace

QueryBar::QueryBar(QueryHistory& history, LibrarySession& session, QWidget* parent)
    : QFrame(parent)
    , m_history(history)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_chips(new QueryChips(history, session, this))
    , m_limits(new QWidget(this))
{
    setObjectName(QStringLiteral("queryBar"));
    buildLimits();
    m_layout->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kMargin,
                                 metrics::kHalfGap);
    m_layout->addWidget(m_chips, 1);
    m_layout->addWidget(m_limits, 0, Qt::AlignVCenter);

    connect(m_chips, &QueryChips::chooseRequested, this, &QueryBar::chooseRequested);
    connect(m_chips, &QueryChips::pasteRequested, this, &QueryBar::pasteRequested);
    connect(&m_history, &QueryHistory::queryChanged, this, &QueryBar::updateLimits);
    connect(&m_history, &QueryHistory::limitsChanged, this, &QueryBar::updateLimits);
    updateLimits();
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
        std::max(m_limits->minimumSizeHint().width(), m_chips->minimumSizeHint().width());
    return {parts + 2 * metrics::kMargin, QFrame::minimumSizeHint().height()};
}

void QueryBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    const int beside = 2 * metrics::kMargin + m_chips->minimumSizeHint().width() +
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

} // namespace lookalike
