// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/nothing_to_review.h"

#include "ui/bridge/library_session.h"
#include "ui/state/review_controller.h"
#include "ui/text/display_text.h"
#include "ui/text/translated.h"
#include "ui/views/duplicates/review_commands.h"

#include <QAction>

namespace lookalike {

NothingToReview::NothingToReview(LibrarySession& session, ReviewController& review,
                                 const ReviewCommands& commands, QWidget* parent)
    : EmptyState(parent)
    , m_session(session)
    , m_review(review)
    , m_commands(commands)
{}

bool NothingToReview::explain()
{
    const Content words = content();
    show(words);
    return !words.button.isEmpty();
}

EmptyState::Content NothingToReview::content()
{
    const GroupsLoader& loader = m_review.loader();
    if (const auto& error = loader.error())
        return {QStringLiteral("warning"), translated(error->message),
                lookalike::displayText(error->path), tr("Try again"),
                [this] { m_session.duplicates().reload(); }};
    if (!m_session.isOpen())
        return {};
    if (m_session.status().folders.empty())
        return {QStringLiteral("folder-add"), tr("Drop a folder of photos here"),
                tr("Lookalike reads each photo once and then finds the duplicates."),
                tr("Choose a folder…"), [this] { Q_EMIT addFolderRequested(); }};
    if (!loader.isLoaded())
        return {};
    const bool isSearching = m_session.duplicates().isRunning();
    if (m_review.groups().onlyWith().photos > 0)
        return isSearching ? duringScan() : ofSelected();
    if (!m_review.groups().all().empty())
        return {QStringLiteral("filter"),
                tr("No groups of this kind"),
                {},
                tr("Show all kinds"),
                [this] { m_review.groups().setRelations({}); }};
    if (isSearching)
        return duringScan();
    return loader.wasSearched() ? afterScan() : beforeScan();
}

EmptyState::Content NothingToReview::ofSelected()
{
    if (!m_review.loader().wasSearchedFor(m_review.groups().onlyWith().contents))
        return {QStringLiteral("duplicates"),
                tr("No duplicates of the selected photos are known yet"),
                tr("Searching changes nothing. You decide what goes to the trash, and you can undo "
                   "it."),
                m_commands.scan->text().remove(QLatin1Char('&')),
                [this] { Q_EMIT searchOfSelectedRequested(); }};
    return {QStringLiteral("check"),
            tr("The selected photos have no duplicates"),
            {},
            tr("Show all groups"),
            [this] { m_review.groups().setOnlyWith({}); }};
}

EmptyState::Content NothingToReview::duringScan() const
{
    return {QStringLiteral("search"),
            m_review.loader().scope().similarShots ? tr("Searching for similar shots…")
                                                   : tr("Searching for duplicates…"),
            tr("Groups appear here as soon as they are found."),
            {},
            {}};
}

EmptyState::Content NothingToReview::beforeScan() const
{
    return {
        QStringLiteral("duplicates"),
        m_review.loader().scope().similarShots ? tr("Find bursts and photos of the same scene")
                                               : tr("Find copies of the same photo"),
        tr("Searching changes nothing. You decide what goes to the trash, and you can undo it."),
        m_commands.scan->text().remove(QLatin1Char('&')),
        [scan = m_commands.scan] { scan->trigger(); }};
}

EmptyState::Content NothingToReview::afterScan()
{
    if (m_review.loader().hasDecisions())
        return {QStringLiteral("check"), tr("All groups are decided"),
                tr("Your decisions are remembered and can be revoked."), tr("Decisions…"),
                [decisions = m_commands.decisions] { decisions->trigger(); }};
    const DuplicateScope& scope = m_review.loader().scope();
    if (scope.similarShots && scope.secondsApart > 0)
        return {QStringLiteral("check"), tr("No similar shots within this time"),
                tr("Photos that were taken further apart, or have no capture date, are left out."),
                tr("Show shots of any time"), [this] { Q_EMIT anyTimeRequested(); }};
    return {QStringLiteral("check"),
            scope.similarShots ? tr("No similar shots found") : tr("No duplicates found"),
            tr("Search again to compare new photos."), tr("Search again"),
            [scan = m_commands.scan] { scan->trigger(); }};
}

} // namespace lookalike
