// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/trash_preview_dialog.h"

#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/loss_text.h"
#include "ui/text/translated.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <algorithm>

namespace lookalike {

namespace {

constexpr std::size_t kMostRows = 20'000; ///< more than anybody reads; the counts are of all

} // namespace

TrashPreviewDialog::TrashPreviewDialog(LibrarySession& session,
                                       std::vector<TrashSelection> selections, Purpose purpose,
                                       QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_selections(std::move(selections))
    , m_purpose(purpose)
{
    build();
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
    build();
    setWindowTitle(purpose == Purpose::Undo ? tr("Photos that were not restored")
                                            : tr("Photos that were left in place"));
    m_summary->setText(sentence);
    for (QCheckBox* box : {m_companions, m_merge, m_links})
        box->hide();
    m_accept->hide();
    m_cancel->setText(tr("Close"));
    fill(report, true);
}

void TrashPreviewDialog::build()
{
    resizeToFit(*this, {760, 460});
    m_summary = plainLabel({}, this);
    m_summary->setWordWrap(true);
    m_summary->setProperty("heading", true);
    m_refusals = plainLabel({}, this);
    m_refusals->setWordWrap(true);
    m_refusals->hide();
    m_list = new QTreeWidget(this);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setColumnCount(3);
    m_list->setHeaderLabels({tr("Photo"), tr("Size"), tr("What happens")});
    m_list->header()->setStretchLastSection(true);
    m_list->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_list->headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    m_list->setColumnWidth(0, 320);
    m_list->setColumnWidth(1, 96);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setAccessibleName(tr("Photos"));
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
    m_accept = new QPushButton(this);
    m_accept->setAutoDefault(false);
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
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    for (const ReportedFile& item : report.items)
        if (!item.refused) {
            files += item.companion ? 0U : 1U;
            bytes += item.bytes;
        }
    const auto count = static_cast<int>(files);
    const auto groups = static_cast<int>(m_selections.size());
    const QString amount = text::bytes(bytes);
    if (m_purpose == Purpose::Mark) {
        m_summary->setText(
            tr("The suggestion for %Ln group(s) marks %1 and frees %2. Nothing moves yet.", nullptr,
               groups)
                .arg(text::photos(files), amount));
        m_accept->setText(tr("Mark %Ln photo(s)", nullptr, count));
    } else {
        m_summary->setText(
            tr("%1 of %Ln group(s) will move to the trash, which frees %2. Undo restores them.",
               nullptr, groups)
                .arg(text::photos(files), amount));
        m_accept->setText(mode().action == TrashAction::ReplaceByLink
                              ? tr("Replace %Ln photo(s) by links", nullptr, count)
                              : tr("Move %Ln photo(s) to the trash", nullptr, count));
    }
    m_accept->setEnabled(files > 0);
    fill(report, false);
}

QString TrashPreviewDialog::whatHappens(const ReportedFile& item) const
{
    if (item.refused && m_purpose == Purpose::Undo)
        return translated(item.refused->message);
    if (item.refused)
        return tr("Left in place: %1").arg(translated(item.refused->message));
    if (item.companion)
        return tr("Moves with its photo (%1)").arg(text::companion(*item.companion));
    QStringList texts{tr("%1 is kept").arg(displayName(item.keeper))};
    if (!item.mergedInto.empty())
        texts += tr("its metadata is kept in %1").arg(displayName(item.mergedInto));
    QStringList losses;
    for (const KeeperLoss& loss : item.losses)
        losses += text::loss(loss);
    if (!losses.isEmpty())
        texts += tr("would be lost: %1").arg(losses.join(QStringLiteral(", ")));
    QStringList staying;
    for (const Companion& companion : item.staying)
        staying += displayName(companion.file.path);
    if (!staying.isEmpty())
        texts += tr("stays in its folder: %1").arg(staying.join(QStringLiteral(", ")));
    return texts.join(QStringLiteral("; "));
}

QString TrashPreviewDialog::whatHappens(const ReportedSidecar& sidecar)
{
    if (sidecar.refused)
        return translated(sidecar.refused->message);
    QStringList fields;
    for (const MergedField field : sidecar.fields)
        fields += text::mergedField(field);
    const QString all = fields.join(QStringLiteral(", "));
    return sidecar.replaces ? tr("Added to this sidecar: %1").arg(all)
                            : tr("Written next to %1: %2").arg(displayName(sidecar.keeper), all);
}

void TrashPreviewDialog::fill(const TrashReport& report, bool refusedOnly)
{
    m_list->clear();
    QList<QTreeWidgetItem*> rows;
    const auto refused =
        std::count_if(report.items.begin(), report.items.end(),
                      [](const ReportedFile& item) { return item.refused.has_value(); });
    const auto add = [&](const ReportedFile& item) {
        if (static_cast<std::size_t>(rows.size()) >= kMostRows)
            return;
        const QString what = whatHappens(item);
        auto* row = new QTreeWidgetItem({displayName(item.path), text::bytes(item.bytes), what});
        row->setToolTip(0, plainToolTip(lookalike::displayText(item.path)));
        row->setToolTip(2, plainToolTip(item.refused ? what
                                                     : what + QStringLiteral("\n") +
                                                           lookalike::displayText(item.keeper)));
        row->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        if (item.refused || !item.losses.empty())
            row->setIcon(2, lineIcon(QStringLiteral("warning"), IconTint::Danger));
        rows += row;
    };
    const auto addSidecar = [&](const ReportedSidecar& sidecar) {
        const QString what = whatHappens(sidecar);
        auto* row = new QTreeWidgetItem({displayName(sidecar.path), QString(), what});
        row->setToolTip(0, plainToolTip(lookalike::displayText(sidecar.path)));
        row->setToolTip(2, plainToolTip(what));
        if (sidecar.refused)
            row->setIcon(2, lineIcon(QStringLiteral("warning"), IconTint::Danger));
        rows += row;
    };
    // What needs a look comes first. A photo says itself why it stays where its sidecar cannot be
    // written; after an undo no photo does.
    for (const ReportedSidecar& sidecar : report.sidecars)
        if (sidecar.refused.has_value() == refusedOnly)
            addSidecar(sidecar);
    for (const ReportedFile& item : report.items)
        if (item.refused)
            add(item);
    for (const ReportedFile& item : report.items)
        if (!item.refused && !refusedOnly)
            add(item);
    m_list->addTopLevelItems(rows);
    m_refusals->setText(tr("%Ln photo(s) will be left in place for the reason shown.", nullptr,
                           static_cast<int>(refused)));
    m_refusals->setVisible(refused > 0 && !refusedOnly);
}

} // namespace lookalike
