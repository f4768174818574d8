// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/query_bar.h"

#include "ui/state/query_history.h"
#include "ui/text/amounts.h"
#include "ui/text/photo_text.h"
#include "ui/views/search/query_chips.h"
#include "ui/views/search/word_box.h"
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
    , m_words(new WordBox(session, this))
    , m_chips(new QueryChips(history, session, this))
    , m_limits(new QWidget(this))
    , m_line(Query::kAnyScore)
{
    setObjectName(QStringLiteral("queryBar"));
    buildLimits();
    m_layout->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kMargin,
                                 metrics::kHalfGap);
    auto* terms = new QHBoxLayout;
    terms->setSpacing(metrics::kGap);
    terms->addWidget(m_words);
    terms->addWidget(m_chips, 1);
    m_layout->addLayout(terms, 1);
    m_layout->addWidget(m_limits, 0, Qt::AlignVCenter);

    connect(m_words, &WordBox::entered, this,
            [this](const QString& typed) { m_history.addTerms(parseWords(typed)); });
    connect(m_words, &WordBox::removeLastRequested, this, [this] {
        if (const Query& query = m_history.current(); !query.isEmpty())
            m_history.removeTerm(query.terms.size() - 1);
    });
    connect(m_words, &WordBox::left, this, &QueryBar::left);
    connect(m_words, &WordBox::modelsRequested, this, &QueryBar::modelsRequested);
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
    connect(m_minimum, &QAbstractSlider::valueChanged, this,
            [this] { m_history.setMinScore(m_minimum->minimumScore()); });
    m_minimumText = plainLabel({}, m_limits);
    m_minimumText->setFont(tabularFigures(font()));
    int widest = 0;
    for (const QString& limit :
         {QStringLiteral("0.00"), tr("no limit"), text::band(ScoreBand::Strong),
          text::band(ScoreBand::Likely), text::band(ScoreBand::Weak)})
        widest = std::max(widest, fontMetrics().horizontalAdvance(limit));
    m_minimumText->setFixedWidth(widest + 4);
    m_minimumName = secondaryLabel({}, m_limits);

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
    addLine({m_minimumName, m_minimum, m_minimumText});
}

QSize QueryBar::minimumSizeHint() const
{
    const int terms =
        m_words->minimumSizeHint().width() + metrics::kGap + m_chips->minimumSizeHint().width();
    return {std::max(m_limits->minimumSizeHint().width(), terms) + 2 * metrics::kMargin,
            QFrame::minimumSizeHint().height()};
}

bool QueryBar::event(QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        placeLimits();
    return QFrame::event(event);
}

void QueryBar::placeLimits()
{
    const int beside = 2 * metrics::kMargin + m_words->minimumSizeHint().width() + metrics::kGap +
                       m_chips->comfortableWidth() + 2 * metrics::kGap +
                       m_limits->minimumSizeHint().width();
    const bool stacked = width() < beside;
    const auto direction = stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    const int spacing = stacked ? metrics::kHalfGap : 2 * metrics::kGap;
    if (m_layout->direction() == direction && m_layout->spacing() == spacing)
        return; // to set them asks for the next layout, even to the same values
    m_layout->setDirection(direction);
    m_layout->setSpacing(spacing);
}

void QueryBar::setTiles(const ResultTiles& tiles)
{
    m_bands = tiles.bands();
    m_line = tiles.line();
    std::vector<double> marks;
    if (m_bands)
        marks = {m_bands->likely, m_bands->strong};
    m_minimum->setScores(tiles.scores(), marks);
    updateLimits();
}

void QueryBar::focusWords()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
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
    const double minScore = query.minScore.value_or(m_line);
    const QString limit = limitText(minScore);
    const QSignalBlocker blocker(m_minimum);
    m_minimum->setMinimumScore(minScore);
    m_minimum->setAccessibleDescription(limit);
    m_minimum->setAccessibleName(m_bands ? tr("Weakest match") : tr("Minimum similarity"));
    m_minimum->setToolTip(m_bands ? tr("Hides weaker matches. The bars show how many results there "
                                       "are; the lines are where likely and strong matches begin.")
                                  : tr("Hides results that are less similar. The bars show how "
                                       "many results there are at each similarity."));
    m_minimumName->setText(m_bands ? tr("Match at least") : tr("Similarity at least"));
    m_minimumText->setText(limit);
}

QString QueryBar::limitText(double minScore) const
{
    if (minScore <= Query::kAnyScore)
        return tr("no limit");
    if (!m_bands)
        return text::score(minScore);
    const int limit = text::hundredths(minScore); // as the slider has it
    if (limit >= text::hundredths(m_bands->strong))
        return text::band(ScoreBand::Strong);
    return text::band(limit >= text::hundredths(m_bands->likely) ? ScoreBand::Likely
                                                                 : ScoreBand::Weak);
}

} // namespace lookalike
