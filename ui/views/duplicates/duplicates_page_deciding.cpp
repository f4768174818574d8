// SPDX-License-Identifier: GPL-3.0-or-later
// What the user decides, what moves, and how it is taken back.
#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/views/duplicates/compare_view.h"
#include "ui/views/duplicates/decisions_dialog.h"
#include "ui/views/duplicates/duplicates_page.h"
#include "ui/views/duplicates/groups_list.h"
#include "ui/views/duplicates/groups_panel.h"
#include "ui/views/duplicates/keeper_rules_dialog.h"
#include "ui/views/duplicates/scope_bar.h"
#include "ui/views/duplicates/trash_preview_dialog.h"
#include "ui/widgets/notice_bar.h"

#include <QAction>
#include <QApplication>
#include <algorithm>

namespace lookalike {

namespace {

void openDialog(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

std::uint64_t refusedCount(const TrashReport& report)
{
    return static_cast<std::uint64_t>(
        std::count_if(report.items.begin(), report.items.end(),
                      [](const TrashItem& item) { return item.refused.has_value(); }));
}

/// Sidecars that an undo did not take away.
int stayingSidecars(const TrashReport& report)
{
    return static_cast<int>(
        std::count_if(report.sidecars.begin(), report.sidecars.end(),
                      [](const SidecarItem& sidecar) { return sidecar.refused.has_value(); }));
}

void tellRefused(QWidget& page, LibrarySession& session, const TrashReport& report,
                 const QString& sentence, TrashPreviewDialog::Purpose purpose)
{
    if (refusedCount(report) > 0 || stayingSidecars(report) > 0)
        openDialog(new TrashPreviewDialog(session, report, sentence, purpose, &page));
}

} // namespace

const DuplicateGroup* DuplicatesPage::currentGroup() const
{
    const int row = m_groups->list().currentRow();
    return row < 0 || row >= m_model.rowCount() ? nullptr : &m_model.group(row);
}

std::vector<const DuplicateGroup*> DuplicatesPage::selectedGroups() const
{
    std::vector<const DuplicateGroup*> groups;
    for (const int row : m_groups->list().selectedRows())
        groups.push_back(&m_model.group(row));
    if (groups.empty() && currentGroup() != nullptr)
        groups.push_back(currentGroup());
    return groups;
}

void DuplicatesPage::goOn()
{
    GroupsList& list = m_groups->list();
    const int next = list.currentRow() + 1;
    if (next < m_model.rowCount())
        list.setCurrentRow(next);
    else if (m_plan.files() > 0)
        m_notice.showNotice(
            tr("That was the last group. %1 can go now.").arg(text::photos(m_plan.files())));
}

void DuplicatesPage::apply()
{
    const auto groups = selectedGroups();
    if (groups.empty())
        return;
    if (groups.size() > 1) {
        applyTo(groups);
        return;
    }
    const DuplicateGroup& group = *groups.front();
    // Of similar shots nothing is suggested, and what the user marked by hand stands.
    if (group.relation != Relation::SimilarShot && !m_plan.isTouched(group)) {
        m_steps.push(m_plan.snapshot(groups));
        m_plan.applySuggestion(groups);
    }
    goOn();
}

void DuplicatesPage::applyTo(const std::vector<const DuplicateGroup*>& groups)
{
    std::vector<GroupId> ids;
    for (const DuplicateGroup* group : groups)
        if (group->relation != Relation::SimilarShot)
            ids.push_back(group->id);
    auto* dialog = new TrashPreviewDialog(m_session, m_plan.suggestions(groups),
                                          TrashPreviewDialog::Purpose::Mark, this);
    connect(dialog, &QDialog::accepted, this, [this, ids] {
        // The list may have been read again behind the dialog.
        std::vector<const DuplicateGroup*> still;
        for (const GroupId id : ids)
            if (const int row = m_model.rowOf(id); row >= 0)
                still.push_back(&m_model.group(row));
        m_steps.push(m_plan.snapshot(still));
        m_plan.applySuggestion(still);
    });
    openDialog(dialog);
}

void DuplicatesPage::toggleMember(int member)
{
    const DuplicateGroup* group = currentGroup();
    if (group == nullptr || member < 0 || member >= static_cast<int>(group->members.size()))
        return;
    const auto index = static_cast<std::size_t>(member);
    auto before = m_plan.snapshot({group});
    switch (m_plan.toggle(*group, index)) {
    case TrashPlan::Answer::Done:
        m_steps.push(std::move(before));
        updateActions();
        break;
    case TrashPlan::Answer::LastMember:
        m_notice.showNotice(tr("One photo of each group always stays. Let another one stay first, "
                               "then %1 can go.")
                                .arg(displayName(group->members[index].file.path)));
        break;
    case TrashPlan::Answer::Protected:
        m_notice.showNotice(tr("%1 lies in a protected folder and always stays.")
                                .arg(displayName(group->members[index].file.path)));
        break;
    }
}

void DuplicatesPage::keepMember(int member)
{
    const DuplicateGroup* group = currentGroup();
    if (group == nullptr || member < 0 || member >= static_cast<int>(group->members.size()))
        return;
    m_steps.push(m_plan.snapshot({group}));
    m_plan.setKeeper(*group, static_cast<std::size_t>(member));
}

void DuplicatesPage::decide(DecisionKind kind)
{
    if (!m_session.isOpen())
        return;
    std::vector<DuplicateGroup> groups;
    for (const DuplicateGroup* group : selectedGroups())
        if (m_deciding.insert(group->id).second)
            groups.push_back(*group);
    if (groups.empty())
        return;
    for (const DuplicateGroup& group : groups)
        m_plan.clear(group);
    using Ids = std::vector<std::int64_t>;
    m_session.run(
        this,
        [groups, kind](PhotoLibrary& library) -> Result<Ids> {
            Ids ids;
            for (const DuplicateGroup& group : groups) {
                const bool pair = kind == DecisionKind::KeepAll && group.members.size() == 2;
                const auto id =
                    library.duplicates().decide(pair ? DecisionKind::KeepBoth : kind, group);
                if (!id)
                    return tl::unexpected(id.error());
                ids.push_back(*id);
            }
            return ids;
        },
        [this, groups, kind](const Result<Ids>& ids) {
            // Groups that have been decided about leave the list, unless all are to be seen.
            if (!ids || m_scope->scope().includeDecided)
                for (const DuplicateGroup& group : groups)
                    m_deciding.erase(group.id);
            if (!ids) {
                m_notice.showError(displayError(ids.error()));
            } else {
                m_steps.push(ReviewSteps::Decided{*ids});
                m_notice.showNotice(
                    (kind == DecisionKind::NotDuplicates
                         ? tr("Remembered: the photos of %Ln group(s) are not duplicates.", nullptr,
                              static_cast<int>(ids->size()))
                         : tr("Remembered: all photos of %Ln group(s) stay.", nullptr,
                              static_cast<int>(ids->size()))),
                    tr("Undo"), [this] { undo(); });
            }
            refreshState();
        });
    if (groups.size() == 1 && m_groups->list().currentRow() + 1 < m_model.rowCount())
        m_groups->list().setCurrentRow(m_groups->list().currentRow() + 1);
}

void DuplicatesPage::previewTrash()
{
    const auto selections = m_plan.selections(m_model.all());
    if (selections.empty() || m_session.trash().isBusy())
        return;
    auto* dialog =
        new TrashPreviewDialog(m_session, selections, TrashPreviewDialog::Purpose::Move, this);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_session.trash().move(dialog->selections(), dialog->mode()); });
    openDialog(dialog);
}

void DuplicatesPage::showMoved(const TrashReport& report)
{
    if (report.moved > 0)
        m_steps.push(ReviewSteps::Moved{report.batch});
    const auto refused = refusedCount(report);
    const QString done =
        tr("%1 moved to the trash, %2.").arg(text::photos(report.moved), text::bytes(report.bytes));
    const QString text =
        refused == 0 ? done : tr("%1 %2 stayed where they are.").arg(done, text::photos(refused));
    if (report.moved > 0)
        m_notice.showNotice(text, tr("Undo"), [this] { undo(); });
    else
        m_notice.showError(text);
    tellRefused(*this, m_session, report, text, TrashPreviewDialog::Purpose::Move);
    refreshState();
    m_session.refreshStatus();
}

void DuplicatesPage::undo()
{
    if (m_session.trash().isBusy())
        return;
    if (!isAncestorOf(QApplication::focusWidget()))
        setFocus(); // asked for in a message that is gone now
    const auto step = m_steps.pop();
    if (!step) {
        if (m_batches > 0)
            m_session.trash().undo(std::nullopt);
    } else if (const auto* marks = std::get_if<TrashPlan::Snapshot>(&*step)) {
        m_plan.restore(*marks);
        m_plan.retain(m_model.all()); // groups may have changed since
    } else if (const auto* moved = std::get_if<ReviewSteps::Moved>(&*step)) {
        m_session.trash().undo(moved->batch);
    } else {
        m_session.run(
            this,
            [ids = std::get<ReviewSteps::Decided>(*step).decisions](
                PhotoLibrary& library) -> Result<> {
                for (const std::int64_t id : ids)
                    if (auto revoked = library.duplicates().revoke(id); !revoked)
                        return revoked;
                return {};
            },
            [this](const Result<>& done) {
                if (done)
                    m_notice.showNotice(tr("Taken back. The group is in the list again."));
                else
                    m_notice.showError(displayError(done.error()));
                refreshState();
            });
    }
    updateActions();
}

void DuplicatesPage::showUndone(const TrashReport& report)
{
    const auto refused = refusedCount(report);
    const auto stuck = refused - report.gone;
    QStringList sentences;
    if (report.moved > 0 || refused == 0)
        sentences << tr("%1 back where they were.").arg(text::photos(report.moved));
    if (report.gone > 0)
        sentences << tr("%1 cannot be put back: the trash was emptied elsewhere.")
                         .arg(text::photos(report.gone));
    if (stuck > 0)
        sentences << tr("%1 could not be brought back.").arg(text::photos(stuck));
    const int staying = stayingSidecars(report);
    if (staying > 0)
        sentences << tr("%Ln sidecar(s) stay.", nullptr, staying);
    const QString text = sentences.join(' ');
    if (stuck > 0)
        m_notice.showError(text);
    else if (report.moved == 0 && !m_steps.isEmpty())
        m_notice.showNotice(text, tr("Undo the step before"), [this] { undo(); });
    else
        m_notice.showNotice(text);
    tellRefused(*this, m_session, report, text, TrashPreviewDialog::Purpose::Undo);
    refreshState();
    m_session.refreshStatus();
}

void DuplicatesPage::editRules()
{
    auto* dialog = new KeeperRulesDialog(m_session, this);
    connect(dialog, &KeeperRulesDialog::rulesChanged, this, &DuplicatesPage::refreshState);
    connect(dialog, &KeeperRulesDialog::protectionChanged, this, &DuplicatesPage::refreshState);
    openDialog(dialog);
}

void DuplicatesPage::editDecisions()
{
    auto* dialog = new DecisionsDialog(m_session, this);
    connect(dialog, &DecisionsDialog::revoked, this, &DuplicatesPage::refreshState);
    openDialog(dialog);
}

} // namespace lookalike
