// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/member_cards.h"

#include "ui/bridge/library_session.h"
#include "ui/models/groups_model.h"
#include "ui/state/trash_plan.h"
#include "ui/text/keeper_text.h"
#include "ui/text/member_facts.h"
#include "ui/views/duplicates/card_grid.h"
#include "ui/views/duplicates/member_card.h"
#include "ui/widgets/picture_pane.h"
#include "ui/widgets/shared_view.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kLoadAfterMs = 120;  ///< so that going through groups in a hurry decodes nothing
constexpr int kLargestSide = 6144; ///< of many pictures at once
constexpr int kMostStandingLines = 4;
constexpr double kAspectOfUnknown = 1.5;

} // namespace

MemberCards::MemberCards(LibrarySession& session, const TrashPlan& plan, SharedView& view,
                         QWidget* parent)
    : QScrollArea(parent)
    , m_session(session)
    , m_plan(plan)
    , m_view(view)
    , m_jobs(session.background(), BackgroundRunner::Policy::LatestWins)
{
    setWidget(new QWidget);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);

    m_loadSoon.setSingleShot(true);
    m_loadSoon.setInterval(kLoadAfterMs);
    connect(&m_loadSoon, &QTimer::timeout, this, &MemberCards::loadPictures);
    connect(&m_view, &SharedView::changed, &m_loadSoon, qOverload<>(&QTimer::start));
    connect(&m_session.groupPictures(), &PictureLoader::loaded, this,
            [this](const PictureSource& photo, const QImage& image) {
                if (MemberCard* card = cardOf(std::get<std::filesystem::path>(photo)))
                    card->pane().setPicture(image, image.size());
            });
    connect(&m_session.groupPictures(), &PictureLoader::failed, this,
            [this](const PictureSource& photo, const QString& reason) {
                if (MemberCard* card = cardOf(std::get<std::filesystem::path>(photo)))
                    card->pane().setMessage(reason);
            });
}

void MemberCards::addCard()
{
    auto* card = new MemberCard(m_view, widget());
    const int member = static_cast<int>(m_cards.size());
    m_cards.push_back(card);
    connect(card, &MemberCard::toggleRequested, this,
            [this, member] { Q_EMIT toggleRequested(member); });
    connect(card, &MemberCard::keepRequested, this,
            [this, member] { Q_EMIT keepRequested(member); });
    connect(card, &MemberCard::revealRequested, this,
            [this, card] { Q_EMIT revealRequested(card->path()); });
    connect(card, &MemberCard::chosen, this, [this, member] { Q_EMIT chosen(member); });
}

MemberCard* MemberCards::cardOf(const std::filesystem::path& path) const
{
    const std::size_t count = m_group == nullptr ? 0 : m_group->members.size();
    for (std::size_t i = 0; i < count; ++i)
        if (m_cards[i]->path() == path)
            return m_cards[i];
    return nullptr;
}

void MemberCards::setGroup(const DuplicateGroup* group, int current)
{
    m_group = group;
    const std::size_t count = m_group == nullptr ? 0 : m_group->members.size();
    while (m_cards.size() < count)
        addCard();
    const text::GroupFacts facts = m_group == nullptr ? text::GroupFacts() : text::facts(*m_group);
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        MemberCard* card = m_cards[i];
        card->setVisible(i < count);
        if (i >= count)
            continue;
        const DuplicateMember& member = m_group->members[i];
        const bool same = card->path() == member.file.path && card->pane().hasPicture();
        card->setMember(member, static_cast<int>(i) + 1, facts.differing[i]);
        card->setCurrent(static_cast<int>(i) == current);
        if (!same)
            card->pane().setPicture(
                m_session.thumbnails().find(member.file.path, GroupsModel::kThumbnail),
                QSize(member.content.width, member.content.height));
    }
    updateFates();
    arrange();
    m_loadedSide = 0;
    m_loadSoon.start();
}

void MemberCards::arrange()
{
    if (m_group == nullptr)
        return;
    std::vector<double> aspects;
    for (const DuplicateMember& member : m_group->members) {
        const ContentRow& content = member.content;
        const bool known = content.width > 0 && content.height > 0;
        aspects.push_back(
            known ? std::clamp(static_cast<double>(content.width) / content.height, 0.25, 4.0)
                  : kAspectOfUnknown);
    }
    const QSize room = viewport()->size() - QSize(2 * metrics::kGap, 0);
    const MemberCard& first = *m_cards.front();
    const auto placesFor = [&](int lines) {
        return arrangeCards(aspects, room,
                            {first.chromeWidth(), first.chromeHeight(room.height(), lines),
                             MemberCard::kSmallestWidth},
                            metrics::kGap);
    };
    const auto linesIn = [&](const std::vector<QRect>& places) {
        int lines = 0;
        for (std::size_t i = 0; i < places.size(); ++i)
            lines = std::max(lines, m_cards[i]->standingLines(places[i].width()));
        return std::min(lines, kMostStandingLines);
    };
    // How wide the cards are depends on how high their texts are, and the other way round.
    const std::vector<QRect> places = placesFor(linesIn(placesFor(1)));
    const int standingLines = linesIn(places);
    for (std::size_t i = 0; i < places.size(); ++i) {
        m_cards[i]->setStandingRoom(standingLines);
        m_cards[i]->setGeometry(places[i].translated(metrics::kGap, 0));
    }
    widget()->setMinimumHeight(places.back().bottom() + 1);
}

void MemberCards::setCurrent(int member)
{
    for (std::size_t i = 0; i < m_group->members.size(); ++i)
        m_cards[i]->setCurrent(static_cast<int>(i) == member);
    ensureWidgetVisible(m_cards[static_cast<std::size_t>(member)]);
}

void MemberCards::updateFates()
{
    if (m_group == nullptr)
        return;
    const std::size_t keeper = m_plan.keeper(*m_group);
    const bool suggests = m_group->relation != Relation::SimilarShot;
    const bool any = m_plan.markedOf(*m_group) > 0;
    bool saysOther = false;
    for (std::size_t i = 0; i < m_group->members.size(); ++i) {
        const DuplicateMember& member = m_group->members[i];
        using Fate = MemberCard::Fate;
        const auto sharpest = m_sharpest.find(m_group->id);
        QString standing = text::standing(*m_group, i, keeper);
        if (sharpest != m_sharpest.end() && sharpest->second == i)
            standing = tr("Sharpest. %1", "what a photo is").arg(standing);
        saysOther = saysOther || standing != m_cards[i]->standing();
        m_cards[i]->setStanding(standing);
        m_cards[i]->setFate(m_plan.isMarked(member.file.id) ? Fate::Goes
                            : member.isProtected            ? Fate::Protected
                            : any || (i == keeper && (suggests || !member.isKeeper)) ? Fate::Kept
                                                                                     : Fate::Stays);
    }
    if (saysOther)
        arrange();
}

const PicturePane& MemberCards::pane(std::size_t member) const
{
    return m_cards[member]->pane();
}

std::optional<int> MemberCards::memberWith(const QWidget* widget) const
{
    const auto card = std::ranges::find_if(m_cards, [widget](const MemberCard* candidate) {
        return candidate == widget || candidate->isAncestorOf(widget);
    });
    if (card == m_cards.end())
        return std::nullopt;
    return static_cast<int>(card - m_cards.begin());
}

void MemberCards::loadPictures()
{
    if (m_group == nullptr || !isVisible())
        return;
    int largest = 0;
    for (std::size_t i = 0; i < m_group->members.size(); ++i)
        largest = std::max({largest, m_cards[i]->pane().width(), m_cards[i]->pane().height()});
    const int wanted = static_cast<int>(std::ceil(largest * devicePixelRatioF() * m_view.zoom()));
    const int side = PictureLoader::stepFor(wanted, kLargestSide);
    if (side <= m_loadedSide)
        return;
    m_loadedSide = side;
    std::vector<PictureSource> photos;
    for (const DuplicateMember& member : m_group->members)
        photos.emplace_back(member.file.path);
    m_session.groupPictures().load(photos, side);
    findSharpest();
}

void MemberCards::findSharpest()
{
    if (m_group->relation != Relation::SimilarShot || m_sharpest.contains(m_group->id))
        return;
    std::vector<FileId> photos;
    for (const DuplicateMember& member : m_group->members)
        photos.push_back(member.file.id);
    m_jobs.start(
        this,
        [photos](PhotoLibrary& library, const std::stop_token& stop) {
            return library.duplicates().sharpest(photos, stop);
        },
        [this, group = m_group->id](const Result<std::optional<std::size_t>>& sharpest) {
            if (!sharpest)
                return; // a hint is not worth a message
            m_sharpest[group] = *sharpest;
            updateFates();
        });
}

void MemberCards::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange();
    m_loadSoon.start();
}

void MemberCards::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    m_loadSoon.start();
}

void MemberCards::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateFates();
}

} // namespace lookalike
