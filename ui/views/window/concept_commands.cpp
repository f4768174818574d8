// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/concept_commands.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/state/query_history.h"
#include "ui/text/display_text.h"
#include "ui/views/dialogs/name_dialog.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/open_dialog.h"

#include <QFileDialog>
#include <QMenu>
#include <algorithm>

namespace lookalike {

namespace {

const QString kConceptFiles = QStringLiteral("*.json");

} // namespace

ConceptCommands::ConceptCommands(LibrarySession& session, QueryHistory& history,
                                 ActionRegistry& actions, NoticeBar& notice, QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_concepts(session.concepts())
    , m_history(history)
    , m_notice(notice)
    , m_window(window)
{
    const QString group = tr("Query");
    m_keep = actions.add(QStringLiteral("keepConcept"), group, tr("&Keep as concept…"),
                         QStringLiteral("concept"), {});
    m_keep->setToolTip(tr("Keep what this query and its marks find as a concept"));
    m_import =
        actions.add(QStringLiteral("importConcepts"), group, tr("&Import concepts…"), {}, {});
    m_export =
        actions.add(QStringLiteral("exportConcepts"), group, tr("&Export all concepts…"), {}, {});
    connect(m_keep, &QAction::triggered, this, &ConceptCommands::askForName);
    connect(m_import, &QAction::triggered, this, &ConceptCommands::importFrom);
    connect(m_export, &QAction::triggered, this, [this] { exportTo({}); });
    connect(&m_history, &QueryHistory::queryChanged, this, &ConceptCommands::update);
    connect(&m_session, &LibrarySession::opened, this, &ConceptCommands::update);
    connect(&m_session, &LibrarySession::reopening, this, &ConceptCommands::update);
    connect(&m_concepts, &ConceptRunner::listed, this, &ConceptCommands::update);
    connect(&m_concepts, &ConceptRunner::changed, this, &ConceptCommands::tellChange);
    connect(&m_concepts, &ConceptRunner::restored, this,
            [this] { m_notice.showNotice(tr("Undone.")); });
    connect(&m_concepts, &ConceptRunner::imported, this, &ConceptCommands::tellImport);
    connect(&m_concepts, &ConceptRunner::exported, this,
            [this](std::size_t concepts, const std::filesystem::path& file) {
                m_notice.showNotice(
                    tr("%Ln concept(s) written to %1.", nullptr, static_cast<int>(concepts))
                        .arg(displayName(file)));
            });
    connect(&m_concepts, &ConceptRunner::failed, this, [this](const Error& error) {
        if (error.code != ErrorCode::Cancelled)
            m_notice.showError(displayError(error));
    });
    update();
}

void ConceptCommands::update()
{
    m_keep->setEnabled(m_session.isOpen() && !m_history.current().isEmpty());
    m_import->setEnabled(m_session.isOpen());
    m_export->setEnabled(!m_concepts.list().empty());
}

bool ConceptCommands::isTaken(const QString& name, ConceptId by) const
{
    return std::ranges::any_of(m_concepts.list(), [&](const ConceptSummary& summary) {
        return summary.id != by &&
               m_concepts.nameOf(summary.id).compare(name, Qt::CaseInsensitive) == 0;
    });
}

void ConceptCommands::askForName()
{
    const Query& query = m_history.current();
    if (query.isEmpty())
        return;
    SearchRequest request = toRequest(query);
    const QString proposed = query.terms.front().isWords() ? query.terms.front().title : QString();
    auto* dialog = new NameDialog(
        {tr("Keep as concept"),
         tr("A concept is a live album: it holds what this query and its marks find, and takes in "
            "new photos by itself."),
         tr("Keep")},
        proposed, [this](const QString& name) { return isTaken(name, {}); }, &m_window);
    connect(dialog, &NameDialog::named, this,
            [this, request](const QString& name) { m_concepts.add(name, request); });
    openDialog(dialog);
}

void ConceptCommands::askForNewName(ConceptId id)
{
    auto* dialog = new NameDialog(
        {tr("Rename concept"), tr("The photos stay as they are."), tr("Rename")},
        m_concepts.nameOf(id), [this, id](const QString& name) { return isTaken(name, id); },
        &m_window);
    connect(dialog, &NameDialog::named, this,
            [this, id](const QString& name) { m_concepts.rename(id, name); });
    openDialog(dialog);
}

void ConceptCommands::fillMenu(QMenu& menu, ConceptId id)
{
    const auto add = [&](const char* icon, const QString& text, auto action) {
        menu.addAction(lineIcon(QLatin1String(icon)), text, this, action);
    };
    add("picture", tr("Show its photos"), [this, id] { Q_EMIT showRequested(id); });
    add("search", tr("Search with it"),
        [this, id] { m_history.setTerms({queryConcept(id, m_concepts.nameOf(id))}); });
    add("plus", tr("Add to the query"), [this, id] { addToQuery(id, 1); });
    add("minus", tr("Exclude from the query"), [this, id] { addToQuery(id, -1); });
    add("filter", tr("Search only in its photos"), [this, id] { Q_EMIT filterRequested(id); });
    menu.addSeparator();
    menu.addAction(tr("Rename…"), this, [this, id] { askForNewName(id); });
    fillMergeMenu(menu, id);
    menu.addAction(tr("Export…"), this, [this, id] { exportTo({id}); });
    add("close", tr("Remove (photos stay)"), [this, id] { remove(id); });
}

void ConceptCommands::fillMergeMenu(QMenu& menu, ConceptId id)
{
    if (m_concepts.list().size() < 2)
        return;
    QMenu* const others = menu.addMenu(tr("Merge into"));
    for (const ConceptSummary& summary : m_concepts.list())
        if (summary.id != id)
            others->addAction(plainButtonText(m_concepts.nameOf(summary.id)), this,
                              [this, id, into = summary.id] { m_concepts.merge(into, id); });
}

void ConceptCommands::addToQuery(ConceptId id, double weight)
{
    m_history.addTerms({queryConcept(id, m_concepts.nameOf(id), weight)});
}

void ConceptCommands::remove(ConceptId id)
{
    m_concepts.remove(id);
}

void ConceptCommands::exportTo(const std::vector<ConceptId>& ids)
{
    const QString file =
        QFileDialog::getSaveFileName(&m_window, tr("Export concepts"), tr("concepts.json"),
                                     tr("Concepts (%1)").arg(kConceptFiles));
    if (!file.isEmpty())
        m_concepts.exportTo(ids, toPath(file));
}

void ConceptCommands::importFrom()
{
    const QString file = QFileDialog::getOpenFileName(&m_window, tr("Import concepts"), {},
                                                      tr("Concepts (%1)").arg(kConceptFiles));
    if (!file.isEmpty())
        m_concepts.importFrom(toPath(file));
}

void ConceptCommands::tellChange(ConceptRunner::Change change, const QString& name,
                                 const ConceptUndo& undo)
{
    QString text;
    switch (change) {
    case ConceptRunner::Change::Stricter:
        return; // the slider takes it back
    case ConceptRunner::Change::Added:
        text = tr("Kept as the concept %1.").arg(name);
        break;
    case ConceptRunner::Change::Renamed:
        text = tr("%1 was renamed.").arg(name);
        break;
    case ConceptRunner::Change::Merged:
        text = tr("%1 was merged into the other concept.").arg(name);
        break;
    case ConceptRunner::Change::Removed:
        text = tr("The concept %1 was removed. Its photos stay.").arg(name);
        break;
    }
    m_notice.showNotice(text, tr("Undo"), [this, undo] { m_concepts.restore(undo); });
}

void ConceptCommands::tellImport(const ConceptImport& import)
{
    const auto added = static_cast<int>(import.added);
    if (added == 0) {
        m_notice.showNotice(tr("The library has all of these concepts already."));
        return;
    }
    QString text = tr("%Ln concept(s) imported.", nullptr, added);
    if (import.renamed > 0)
        text += QLatin1Char(' ') +
                tr("%Ln of them got another name.", nullptr, static_cast<int>(import.renamed));
    m_notice.showNotice(text, tr("Undo"), [this, undo = import.undo] { m_concepts.restore(undo); });
}

} // namespace lookalike
