// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/spaces_list.h"

#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/views/dialogs/plain_table.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

namespace lookalike {

namespace {

constexpr int kShownRows = 3; ///< without scrolling

QString spaceState(const SpaceRow& row)
{
    if (row.current)
        return row.toEmbed > 0 ? SpacesList::tr("used for search, incomplete")
                               : SpacesList::tr("used for search");
    return row.toEmbed > 0
               ? SpacesList::tr("%Ln photo(s) to read", nullptr, static_cast<int>(row.toEmbed))
               : SpacesList::tr("complete");
}

} // namespace

SpacesList::SpacesList(LibrarySession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_list(plainTable(tr("Indexed with"),
                        {tr("Indexed with"), tr("Photos"), tr("Size on disk"), tr("State")}, this))
    , m_delete(new QPushButton(tr("Delete &embeddings…"), this))
{
    const int row = fontMetrics().height() + metrics::kGap;
    m_list->setFixedHeight(row * (kShownRows + 1) + metrics::kGap);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_delete, 0, Qt::AlignTop);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &SpacesList::updateButton);
    connect(m_delete, &QPushButton::clicked, this, &SpacesList::confirmDeletion);
    connect(&m_session, &LibrarySession::statusChanged, this, &SpacesList::showRows);
    showRows();
}

void SpacesList::showRows()
{
    const SpaceRow* const before = selected();
    const SpaceId kept = before == nullptr ? SpaceId() : before->id;
    m_list->clear();
    m_rows = m_session.status().spaces;
    for (const SpaceRow& row : m_rows) {
        // The catalog and the index each hold float16 rows.
        constexpr std::uint64_t kBytesPerValue = 4;
        const auto bytes =
            row.embeddings * static_cast<std::uint64_t>(row.space.dim) * kBytesPerValue;
        auto* item = new QTreeWidgetItem(
            m_list,
            {QString::fromStdString(lookalike::displayText(std::string_view(row.space.model))),
             text::number(row.embeddings), tr("about %1").arg(text::bytes(bytes)),
             spaceState(row)});
        if (row.id == kept || m_list->currentItem() == nullptr)
            m_list->setCurrentItem(item);
    }
    setVisible(m_rows.size() > 1);
    updateButton();
}

void SpacesList::confirmDeletion()
{
    const SpaceRow* const row = selected();
    if (row == nullptr)
        return;
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Delete embeddings"));
    box->setText(tr("Delete the embeddings of %1?")
                     .arg(QString::fromStdString(displayText(std::string_view(row->space.model)))));
    box->setInformativeText(tr("To use this model again, all photos must be read again. The photos "
                               "and the model itself are not touched."));
    QPushButton* deleteButton = box->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(tr("Cancel"), QMessageBox::RejectRole));
    connect(box, &QMessageBox::buttonClicked, this,
            [this, deleteButton, space = row->id](QAbstractButton* clicked) {
                if (clicked == deleteButton)
                    deleteEmbeddings(space);
            });
    box->open();
}

void SpacesList::deleteEmbeddings(SpaceId space)
{
    m_session.run(
        this, [space](PhotoLibrary& library) { return library.removeSpace(space); },
        [this, space](const Result<>& removed) {
            if (!removed && removed.error().code == ErrorCode::Conflict)
                deleteEmbeddingsOnceOpened(space);
            else
                tellDeleted(removed);
        });
}

// Searches may still hold the model, so the library is reopened first. The embeddings are deleted
// even if the dialog is closed in the meantime, because the user has confirmed it.
void SpacesList::deleteEmbeddingsOnceOpened(SpaceId space)
{
    auto* once = new QObject(&m_session);
    LibrarySession& session = m_session;
    connect(&session, &LibrarySession::openFailed, once, &QObject::deleteLater);
    connect(&session, &LibrarySession::opened, once,
            [once, &session, space, dialog = QPointer<SpacesList>(this)] {
                once->deleteLater();
                session.run(
                    &session, [space](PhotoLibrary& library) { return library.removeSpace(space); },
                    [&session, dialog](const Result<>& removed) {
                        if (dialog)
                            dialog->tellDeleted(removed);
                        else if (!removed)
                            Q_EMIT session.problem(removed.error());
                    });
            });
    session.reopen({});
}

void SpacesList::tellDeleted(const Result<>& removed)
{
    Q_EMIT told(removed ? tr("Embeddings deleted.") : displayError(removed.error()));
    if (removed)
        m_session.refreshStatus();
}

void SpacesList::updateButton()
{
    const SpaceRow* const row = selected();
    m_delete->setEnabled(row != nullptr && !row->current && m_session.isOpen());
}

const SpaceRow* SpacesList::selected() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row < 0 || row >= static_cast<int>(m_rows.size())
               ? nullptr
               : &m_rows[static_cast<std::size_t>(row)];
}

} // namespace lookalike
