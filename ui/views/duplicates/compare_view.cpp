// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/compare_view.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/models/groups_model.h"
#include "ui/state/trash_plan.h"
#include "ui/views/duplicates/member_card.h"
#include "ui/views/duplicates/picture_pane.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kLoadAfterMs = 120; ///< so that going through groups in a hurry decodes nothing
constexpr int kBlinkMs = 600;
constexpr int kAlignedPixels = 2048;
constexpr int kSides[] = {512, 1024, 2048, 4096, 6144}; ///< what is decoded for how much is seen
constexpr int kCompactBelow = 440; ///< less height leaves no room for facts that do not differ
constexpr double kDividerStep = 0.05;

} // namespace

CompareView::CompareView(LibrarySession& session, const TrashPlan& plan, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_plan(plan)
    , m_bar(new QHBoxLayout)
    , m_stack(new QStackedWidget(this))
    , m_scroll(new QScrollArea(this))
    , m_cardRow(new QHBoxLayout)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Photos of the group"));
    auto* cards = new QWidget;
    cards->setLayout(m_cardRow);
    m_cardRow->setContentsMargins(metrics::kGap, 0, metrics::kGap, 0);
    m_cardRow->setSpacing(metrics::kGap);
    m_scroll->setWidget(cards);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(buildPair());
    m_bar->setContentsMargins(metrics::kGap, metrics::kHalfGap, metrics::kGap, metrics::kHalfGap);
    m_bar->setSpacing(metrics::kHalfGap);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(0);
    layout->addLayout(m_bar);
    layout->addWidget(m_stack, 1);
    layout->addWidget(buildReasons());

    m_loadSoon.setSingleShot(true);
    m_loadSoon.setInterval(kLoadAfterMs);
    connect(&m_loadSoon, &QTimer::timeout, this, &CompareView::loadPictures);
    connect(&m_view, &SharedView::changed, &m_loadSoon, qOverload<>(&QTimer::start));
    m_blink.setInterval(kBlinkMs);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        if (!m_aligned)
            return; // under way, or it cannot be done
        m_secondSeen = !m_secondSeen;
        showPair();
    });
    connect(&m_session.groupPictures(), &PictureLoader::loaded, this,
            [this](const PictureSource& source, const QImage& image) {
                for (MemberCard* card : m_cards)
                    if (card->isVisibleTo(this) && PictureSource(card->path()) == source)
                        card->pane().setPicture(image, image.size());
            });
    connect(&m_session.groupPictures(), &PictureLoader::failed, this,
            [this](const PictureSource& source, const QString& reason) {
                for (MemberCard* card : m_cards)
                    if (card->isVisibleTo(this) && PictureSource(card->path()) == source)
                        card->pane().setMessage(reason);
            });
    connect(&m_session.pairs(), &PairAligner::aligned, this, &CompareView::showAligned);
    connect(&m_session.pairs(), &PairAligner::failed, this,
            [this](const Error& error) { m_pair->setMessage(displayError(error)); });
    setGroup(nullptr);
}

QWidget* CompareView::buildPair()
{
    auto* area = new QWidget(this);
    m_pair = new PicturePane(m_view, area);
    m_pair->setAccessibleName(tr("Two photos laid over each other"));
    m_firstName = new ElidedLabel(area);
    m_secondName = new ElidedLabel(area);
    auto* names = new QHBoxLayout;
    names->setSpacing(metrics::kGap);
    names->addWidget(m_firstName, 1);
    names->addWidget(m_secondName, 1);
    auto* layout = new QVBoxLayout(area);
    layout->setContentsMargins(metrics::kGap, 0, metrics::kGap, 0);
    layout->setSpacing(metrics::kHalfGap);
    layout->addWidget(m_pair, 1);
    layout->addLayout(names);
    return area;
}

QWidget* CompareView::buildReasons()
{
    auto* area = new QWidget(this);
    m_tick = new QLabel(area);
    m_reasons = plainLabel({}, area);
    m_lossIcon = new QLabel(area);
    m_losses = plainLabel({}, area);
    auto* layout = new QGridLayout(area);
    layout->setContentsMargins(metrics::kMargin, metrics::kGap, metrics::kMargin, metrics::kGap);
    layout->setHorizontalSpacing(metrics::kGap);
    layout->setVerticalSpacing(metrics::kHalfGap);
    layout->addWidget(m_tick, 0, 0, Qt::AlignTop);
    layout->addWidget(m_reasons, 0, 1);
    layout->addWidget(m_lossIcon, 1, 0, Qt::AlignTop);
    layout->addWidget(m_losses, 1, 1);
    layout->setColumnStretch(1, 1);
    for (QLabel* label : {m_reasons, m_losses}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    return area;
}

void CompareView::setGroup(const DuplicateGroup* group)
{
    const bool same = m_group && group != nullptr && m_group->id == group->id;
    m_group = group == nullptr ? std::nullopt : std::optional(*group);
    if (!same) {
        m_member = 1;
        m_aligned.reset();
        m_loadedSide = 0;
        m_view.reset();
        m_scroll->horizontalScrollBar()->setValue(0);
    }
    if (m_group)
        m_member = std::clamp(m_member, 0, static_cast<int>(m_group->members.size()) - 1);
    m_stack->setVisible(m_group.has_value());
    showCards();
    setMode(m_mode);
    updateReasons();
    m_loadedSide = 0;
    m_loadSoon.start();
}

void CompareView::showCards()
{
    const std::size_t count = m_group ? m_group->members.size() : 0;
    while (m_cards.size() < count) {
        auto* card = new MemberCard(m_view, m_scroll->widget());
        const int member = static_cast<int>(m_cards.size());
        m_cards.push_back(card);
        m_cardRow->addWidget(card, 1);
        connect(card, &MemberCard::toggleRequested, this,
                [this, member] { Q_EMIT toggleRequested(member); });
        connect(card, &MemberCard::keepRequested, this,
                [this, member] { Q_EMIT keepRequested(member); });
        connect(card, &MemberCard::revealRequested, this,
                [this, card] { Q_EMIT revealRequested(card->path()); });
        connect(card, &MemberCard::chosen, this, [this, member] {
            setCurrentMember(member);
            setFocus();
        });
    }
    const auto facts = m_group ? text::facts(*m_group) : std::vector<std::vector<text::Fact>>{};
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        MemberCard* card = m_cards[i];
        card->setVisible(i < count);
        if (i >= count)
            continue;
        const DuplicateMember& member = m_group->members[i];
        const bool same = card->path() == member.file.path && card->pane().hasPicture();
        const bool suggests = m_group->relation != Relation::SimilarShot;
        card->setMember(member, static_cast<int>(i) + 1,
                        !member.isKeeper ? text::evidence(member.evidence)
                        : suggests       ? tr("The best of them")
                                         : tr("What the others were compared with"),
                        facts[i]);
        card->setCompact(m_stack->height() < kCompactBelow);
        card->setCurrent(static_cast<int>(i) == m_member);
        if (!same)
            card->pane().setPicture(
                m_session.thumbnails().find(member.file.path, GroupsModel::kThumbnail),
                QSize(member.content.width, member.content.height));
    }
    updateFates();
}

void CompareView::updateFates()
{
    if (!m_group)
        return;
    const std::size_t keeper = m_plan.keeper(*m_group);
    const bool suggests = m_group->relation != Relation::SimilarShot;
    const bool any = m_plan.markedOf(*m_group) > 0;
    for (std::size_t i = 0; i < m_group->members.size(); ++i) {
        const DuplicateMember& member = m_group->members[i];
        using Fate = MemberCard::Fate;
        m_cards[i]->setFate(m_plan.isMarked(member.file.id)    ? Fate::Goes
                            : member.isProtected               ? Fate::Protected
                            : any || (suggests && i == keeper) ? Fate::Kept
                                                               : Fate::Stays);
    }
}

void CompareView::updateReasons()
{
    const QSize size(metrics::kIcon, metrics::kIcon);
    m_tick->setPixmap(
        lineIcon(QStringLiteral("check"), IconTint::Success).pixmap(size, devicePixelRatioF()));
    m_lossIcon->setPixmap(
        lineIcon(QStringLiteral("info"), IconTint::Secondary).pixmap(size, devicePixelRatioF()));
    QString why;
    const bool isPair =
        m_group && m_group->relation == Relation::RawJpegPair && m_group->bytesToGain == 0;
    const bool suggests = m_group && m_group->relation != Relation::SimilarShot && !isPair;
    if (suggests)
        why = text::reasons(*m_group);
    else if (isPair)
        why = tr("One photo: the camera's raw file and the picture of it. Nothing is suggested "
                 "here: mark what you do not want.");
    else if (m_group)
        why = tr("Different photos of one scene. Nothing is suggested here: mark what you do not "
                 "want.");
    const QString lost = m_group ? text::losses(*m_group) : QString();
    m_reasons->setText(why);
    m_tick->setVisible(!why.isEmpty() && suggests);
    m_losses->setText(lost);
    m_losses->setVisible(!lost.isEmpty());
    m_lossIcon->setVisible(!lost.isEmpty());
}

void CompareView::setMode(CompareMode mode)
{
    m_mode = mode;
    const bool pair = mode != CompareMode::SideBySide;
    m_stack->setCurrentIndex(pair ? 1 : 0);
    m_secondSeen = false;
    if (pair)
        showPair();
    else
        m_session.pairs().cancel();
    if (mode == CompareMode::Blink)
        m_blink.start();
    else
        m_blink.stop();
}

void CompareView::setCurrentMember(int member)
{
    if (!m_group || member < 0 || member >= static_cast<int>(m_group->members.size()))
        return;
    m_member = member;
    for (std::size_t i = 0; i < m_group->members.size(); ++i)
        m_cards[i]->setCurrent(static_cast<int>(i) == m_member);
    m_scroll->ensureWidgetVisible(m_cards[static_cast<std::size_t>(member)]);
    if (m_mode != CompareMode::SideBySide)
        showPair();
}

void CompareView::showPair()
{
    if (!m_group || m_group->members.size() < 2)
        return;
    // The first is what all others were compared with.
    const auto index = static_cast<std::size_t>(std::max(m_member, 1));
    const DuplicateMember& first = m_group->members.front();
    const DuplicateMember& second = m_group->members[index];
    const auto name = [](std::size_t number, const DuplicateMember& member) {
        return tr("%1  %2", "number and name of a photo")
            .arg(number)
            .arg(displayName(member.file.path));
    };
    m_firstName->setText(name(1, first), Qt::ElideMiddle);
    m_secondName->setText(name(index + 1, second), Qt::ElideMiddle);
    m_firstName->setStrong(m_mode == CompareMode::Blink && !m_secondSeen);
    m_secondName->setStrong(m_mode == CompareMode::Blink && m_secondSeen);
    if (!m_aligned || m_aligned->first != first.file.id || m_aligned->second != second.file.id) {
        m_aligned.reset();
        m_pair->setSecond({});
        m_pair->setPicture({}, QSize(first.content.width, first.content.height));
        m_pair->setMessage(tr("Laying the photos over each other…"));
        m_session.pairs().align(first.file.id, second.file.id, second.evidence, kAlignedPixels);
        return;
    }
    const QSize shape = m_aligned->firstImage.size();
    m_pair->setSecond(m_mode == CompareMode::Swipe ? m_aligned->secondImage : QImage());
    m_pair->setPicture(m_mode == CompareMode::Difference              ? m_aligned->difference
                       : m_mode == CompareMode::Blink && m_secondSeen ? m_aligned->secondImage
                                                                      : m_aligned->firstImage,
                       shape);
}

void CompareView::showAligned(const AlignedImages& images)
{
    if (!m_group || m_mode == CompareMode::SideBySide)
        return;
    const auto index = static_cast<std::size_t>(std::max(m_member, 1));
    if (m_group->members.front().file.id != images.first ||
        m_group->members[index].file.id != images.second)
        return;
    m_aligned = images;
    showPair();
}

void CompareView::loadPictures()
{
    if (!m_group || !isVisible() || m_mode != CompareMode::SideBySide)
        return;
    const QWidget& pane = m_cards.front()->pane();
    const int wanted = static_cast<int>(
        std::ceil(std::max(pane.width(), pane.height()) * devicePixelRatioF() * m_view.zoom()));
    int side = kSides[0];
    for (const int step : kSides) {
        side = step;
        if (step >= wanted)
            break;
    }
    if (side <= m_loadedSide)
        return;
    m_loadedSide = side;
    std::vector<PictureSource> pictures;
    for (const DuplicateMember& member : m_group->members)
        pictures.emplace_back(member.file.path);
    m_session.groupPictures().load(pictures, side);
}

double CompareView::fullSizeZoom() const
{
    double zoom = 1;
    const bool pair = m_mode != CompareMode::SideBySide;
    for (std::size_t i = 0; m_group && i < m_group->members.size(); ++i) {
        const ContentRow& content = m_group->members[i].content;
        const PicturePane& pane = pair ? *m_pair : m_cards[i]->pane();
        const QSizeF fitted =
            QSizeF(content.width, content.height).scaled(QSizeF(pane.size()), Qt::KeepAspectRatio);
        if (fitted.width() > 0)
            zoom = std::max(zoom, content.width / (fitted.width() * devicePixelRatioF()));
    }
    return zoom;
}

void CompareView::toggleFullSize()
{
    if (m_view.zoom() > 1)
        m_view.reset();
    else
        m_view.zoomTo(std::max(fullSizeZoom(), 2.0));
}

void CompareView::keyPressEvent(QKeyEvent* event)
{
    const bool left = event->key() == Qt::Key_Left;
    if ((left || event->key() == Qt::Key_Right) && event->modifiers() == Qt::ShiftModifier &&
        m_mode == CompareMode::Swipe)
        m_pair->setDivider(m_pair->divider() + (left ? -kDividerStep : kDividerStep));
    else
        QWidget::keyPressEvent(event);
}

void CompareView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    for (MemberCard* card : m_cards)
        card->setCompact(m_stack->height() < kCompactBelow);
    m_loadSoon.start();
}

void CompareView::paintEvent(QPaintEvent*)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setPen(QPen(Theme::colors().accent, 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CompareView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        updateReasons();
        updateFates();
    }
}

} // namespace lookalike
