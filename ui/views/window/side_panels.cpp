// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/side_panels.h"

#include "ui/views/page.h"
#include "ui/widgets/action_registry.h"

#include <QSettings>
#include <algorithm>

namespace lookalike {

namespace {

constexpr int kFoldersWidth = 208;
constexpr int kFoldersMinimum = 160;
constexpr int kPagesWidth = 784;
constexpr int kDetailsWidth = 288;
constexpr int kDetailsMinimum = 220;
const QString kSplitterKey = QStringLiteral("window/splitter");
const QString kDetailsKey = QStringLiteral("window/details");

} // namespace

SidePanels::SidePanels(QWidget* folders, QWidget* pages, QWidget* details, ActionRegistry& actions,
                       QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_folders(folders)
    , m_details(details)
    , m_foldersAction(actions.add(QStringLiteral("folders"), tr("View"), tr("&Folders"),
                                  QStringLiteral("sidebar"), tr("Ctrl+B")))
    , m_detailsAction(actions.add(QStringLiteral("details"), tr("View"), tr("&Details"),
                                  QStringLiteral("details"), tr("Ctrl+I")))
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
    m_folders->setMinimumWidth(std::max(kFoldersMinimum, m_folders->minimumSizeHint().width()));
    m_details->setMinimumWidth(kDetailsMinimum);
    addWidget(m_folders);
    addWidget(pages);
    addWidget(m_details);
    setStretchFactor(1, 1);
    setSizes({kFoldersWidth, kPagesWidth, kDetailsWidth});

    m_foldersAction->setCheckable(true);
    m_detailsAction->setCheckable(true);
    connect(m_foldersAction, &QAction::triggered, this, [this](bool shown) {
        m_folders->setVisible(shown);
        if (!m_narrow)
            m_page->setWantsFolders(shown);
    });
    connect(m_detailsAction, &QAction::triggered, this, [this](bool shown) {
        m_details->setVisible(shown);
        if (!m_narrow)
            m_wantsDetails = shown;
    });
}

void SidePanels::setPage(Page& page)
{
    m_page = &page;
    updatePanels();
}

void SidePanels::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    updatePanels();
}

void SidePanels::updatePanels()
{
    const bool hasPhotos = m_page->photos() != nullptr;
    m_folders->setVisible(!m_narrow && m_page->wantsFolders());
    m_details->setVisible(!m_narrow && hasPhotos && m_wantsDetails);
    m_foldersAction->setChecked(m_folders->isVisibleTo(this));
    m_detailsAction->setChecked(m_details->isVisibleTo(this));
    m_detailsAction->setEnabled(hasPhotos);
}

void SidePanels::save(QSettings& settings) const
{
    settings.setValue(kSplitterKey, saveState());
    settings.setValue(kDetailsKey, m_wantsDetails);
}

void SidePanels::restore(const QSettings& settings)
{
    restoreState(settings.value(kSplitterKey).toByteArray());
    m_wantsDetails = settings.value(kDetailsKey, true).toBool();
}

} // namespace lookalike
