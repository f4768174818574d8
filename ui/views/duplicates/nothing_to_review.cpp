// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/nothing_to_review.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/state/review_controller.h"
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
    const bool similar = loader.scope().similarShots;
    if (const auto& error = loader.error())
        return {QStringLiteral("warning"), translated(error->message),
                lookalike::displayText(error->path), tr("Try again"),
                [this] { m_session.duplicates().reload(); }};
    if (!m_session.isOpen())
        return {};
    if (m_session.status().folders.empty())
        return {QStringLiteral("folder-add"), tr("Drop a folder of photos here"),
                tr("Lookalike reads it once and then finds photos that you have twice."),
                tr("Choose a folder…"), [this] { Q_EMIT addFolderRequested(); }};
    if (!loader.isLoaded())
        return {};
    if (!m_review.groups().all().empty())
        return {QStringLiteral("filter"),
                tr("No group is of this kind"),
                {},
                tr("Show all kinds"),
                [this] { m_review.groups().setRelations({}); }};
    if (m_session.duplicates().isRunning())
        return {QStringLiteral("search"),
                similar ? tr("Looking for similar shots…") : tr("Looking for duplicates…"),
                tr("Groups appear here as soon as they are found."),
                {},
                {}};
    return loader.wasScanned() ? afterScan() : beforeScan();
}

EmptyState::Content NothingToReview::beforeScan() const
{
    return {QStringLiteral("duplicates"),
            m_review.loader().scope().similarShots ? tr("Find bursts and photos of the same scene")
                                                   : tr("Find photos that you have more than once"),
            tr("Looking changes nothing. You decide, and what goes to the trash can be brought "
               "back."),
            m_commands.scan->text().remove(QLatin1Char('&')),
            [scan = m_commands.scan] { scan->trigger(); }};
}

EmptyState::Content NothingToReview::afterScan() const
{
    if (m_review.loader().hasDecisions())
        return {QStringLiteral("check"), tr("Everything that was found is decided"),
                tr("What you decided is remembered and can be taken back."), tr("Decisions…"),
                [decisions = m_commands.decisions] { decisions->trigger(); }};
    return {QStringLiteral("check"),
            m_review.loader().scope().similarShots ? tr("There are no similar shots here")
                                                   : tr("There are no duplicates here"),
            tr("New photos are compared when you look again."), tr("Look again"),
            [scan = m_commands.scan] { scan->trigger(); }};
}

} // namespace lookalike
