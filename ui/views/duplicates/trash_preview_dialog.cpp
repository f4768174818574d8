// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/trash_preview_dialog.h"

#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/views/duplicates/pair_preview.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <set>

namespace lookalike {

TrashPreviewDialog::TrashPreviewDialog(LibrarySession& session,
                                       std::vector<TrashSelection> selections, Purpose purpose,
                                       QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_selections(std::move(selections))
    , m_purpose(purpose)
{
    build(TrashList::Content::Preview);
    connect(m_list, &TrashList::leftOutChanged, this, &TrashPreviewDialog::showTotal);
    setWindowTitle(purpose == Purpose::Move ? tr("Move to the trash") : tr("Accept suggestions"));
    for (QCheckBox* box : {m_companions, m_merge, m_links}) {
        box->setVisible(purpose == Purpose::Move);
        connect(box, &QCheckBox::toggled, this, &TrashPreviewDialog::ask);
    }
    ask();
}

TrashPreviewDialog::TrashPreviewDialog(LibrarySession& session, const TrashReport& report,
                                       const QString& sentence, Purpose purpose, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_purpose(purpose)
{
    build(purpose == Purpose::Undo ? TrashList::Content::Undo : TrashList::Content::Refused);
    setWindowTitle(purpose == Purpose::Undo ? tr("Photos that were not restored")
                                            : tr("Photos that were left in place"));
    m_summary->setText(sentence);
    for (QCheckBox* box : {m_companions, m_merge, m_links})
        box->hide();
    m_accept->hide();
    m_cancel->setText(tr("Close"));
    m_hint->hide();
    m_list->setReport(report);
}

void TrashPreviewDialog::build(TrashList::Content content)
{
    resizeToFit(*this, {960, 600});
    m_summary = plainLabel({}, this);
    m_summary->setWordWrap(true);
    m_summary->setProperty("heading", true);
    m_refusals = plainLabel({}, this);
    m_refusals->setWordWrap(true);
    m_refusals->hide();
    m_list = new TrashList(m_session, content, this);
    m_hint = secondaryLabel(tr("Space shows both photos. A photo without its tick is left out; "
                               "Ctrl+Space does that by keyboard."),
                            this);
    m_hint->setWordWrap(true);
    new PairPreview(m_session, *m_list);
    m_companions =
        new QCheckBox(tr("Move sidecars, JSON files and videos along with their photos"), this);
    m_companions->setObjectName(QStringLiteral("companions"));
    m_companions->setToolTip(
        tr("Files that also belong to another photo in the same folder are left in place."));
    m_merge = new QCheckBox(tr("Save keywords, captions and ratings of the moved photos in a "
                               "sidecar next to the kept photo"),
                            this);
    m_merge->setObjectName(QStringLiteral("mergeMetadata"));
    m_merge->setToolTip(tr("Other programs can read this XMP sidecar. The photos themselves are "
                           "not changed, and Undo removes the sidecar."));
    m_links = new QCheckBox(tr("Replace identical files by hard links"), this);
    m_links->setObjectName(QStringLiteral("links"));
    m_links->setToolTip(tr("The file name stays in its folder and points to the kept file. Only "
                           "for identical files on the same disk."));
    // A link is the same photo with all that it carries.
    connect(m_links, &QCheckBox::toggled, m_merge, &QWidget::setDisabled);
    // How many photos is not known yet.
    m_accept = new QPushButton(
        m_purpose == Purpose::Mark ? tr("Mark photos") : tr("Move to the trash"), this);
    m_accept->setEnabled(false);
    m_accept->setProperty("danger", m_purpose == Purpose::Move);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setDefault(true);

    auto* options = new QVBoxLayout;
    options->addWidget(m_companions);
    options->addWidget(m_merge);
    options->addWidget(m_links);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_accept);
    buttons->addWidget(m_cancel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(m_summary);
    layout->addWidget(m_refusals);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_hint);
    layout->addLayout(options);
    layout->addLayout(buttons);
    connect(m_accept, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_cancel->setFocus();
}

TrashMode TrashPreviewDialog::mode() const
{
    TrashMode mode(m_links->isChecked() ? TrashAction::ReplaceByLink : TrashAction::Trash);
    mode.withCompanions = m_companions->isChecked();
    mode.mergeMetadata = m_merge->isChecked();
    return mode;
}

void TrashPreviewDialog::ask()
{
    m_accept->setEnabled(false);
    m_summary->setText(tr("Checking each photo…"));
    const TrashMode asked = mode();
    m_session.run(
        this,
        [selections = m_selections, asked](PhotoLibrary& library) {
            return library.duplicates().preview(selections, asked);
        },
        [this, asked](const Result<TrashReport>& report) {
            if (!(asked == mode()))
                return; // a later answer is on its way
            if (report)
                show(*report);
            else
                m_summary->setText(displayError(report.error()));
        });
}

void TrashPreviewDialog::show(const TrashReport& report)
{
    m_report = report;
    const auto refused =
        std::count_if(report.items.begin(), report.items.end(),
                      [](const ReportedFile& item) { return item.refused.has_value(); });
    m_refusals->setText(tr("%Ln photo(s) will be left in place for the reason shown.", nullptr,
                           static_cast<int>(refused)));
    m_refusals->setVisible(refused > 0);
    m_list->setReport(report);
    showTotal();
}

void TrashPreviewDialog::showTotal()
{
    int files = 0;
    std::uint64_t bytes = 0;
    std::set<std::size_t> groups;
    bool goes = false; // the photo that the companions after it belong to
    for (const ReportedFile& item : m_report.items) {
        if (!item.companion)
            goes = !item.refused && !leftOut().contains(item.file);
        if (!goes || item.refused)
            continue;
        files += item.companion ? 0 : 1;
        bytes += item.bytes;
        groups.insert(item.selection);
    }
    const auto count = static_cast<int>(groups.size());
    const QString photos = text::photos(static_cast<std::uint64_t>(files));
    const QString amount = text::bytes(bytes);
    if (m_purpose == Purpose::Mark) {
        m_summary->setText(
            tr("The suggestion for %Ln group(s) marks %1 and frees %2. Nothing moves yet.", nullptr,
               count)
                .arg(photos, amount));
        m_accept->setText(tr("Mark %Ln photo(s)", nullptr, files));
    } else {
        m_summary->setText(
            tr("%1 of %Ln group(s) will move to the trash, which frees %2. Undo restores them.",
               nullptr, count)
                .arg(photos, amount));
        m_accept->setText(mode().action == TrashAction::ReplaceByLink
                              ? tr("Replace %Ln photo(s) by links", nullptr, files)
                              : tr("Move %Ln photo(s) to the trash", nullptr, files));
    }
    m_accept->setEnabled(files > 0);
}

std::vector<TrashSelection> TrashPreviewDialog::selections() const
{
    std::vector<TrashSelection> chosen;
    for (TrashSelection selection : m_selections) {
        const auto stay =
            std::stable_partition(selection.victims.begin(), selection.victims.end(),
                                  [this](FileId file) { return !leftOut().contains(file); });
        selection.survivors.insert(selection.survivors.end(), stay, selection.victims.end());
        selection.victims.erase(stay, selection.victims.end());
        if (!selection.victims.empty())
            chosen.push_back(std::move(selection));
    }
    return chosen;
}

} // namespace lookalike
