// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preferences/exclusions_section.h"

#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/views/dialogs/exclusions_dialog.h"
#include "ui/widgets/open_dialog.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace lookalike {

ExclusionsSection::ExclusionsSection(LibrarySession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_folders(new QComboBox(this))
    , m_open(new QPushButton(tr("Lea&ve out…"), this))
{
    constexpr int kLetters = 24; // the names may be of any length
    m_folders->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_folders->setMinimumContentsLength(kLetters);
    m_open->setToolTip(tr("Choose files and folders that are no part of the library"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_folders);
    layout->addWidget(m_open);
    layout->addStretch(1);
    connect(m_open, &QPushButton::clicked, this, &ExclusionsSection::open);
    connect(&m_session, &LibrarySession::statusChanged, this, &ExclusionsSection::fill);
    fill();
}

void ExclusionsSection::fill()
{
    const auto& folders = m_session.status().folders;
    QStringList names;
    for (const FolderRow& folder : folders)
        names += displayName(folder.path);
    if (names != m_names) {
        m_names = names;
        m_folders->clear();
        m_folders->addItems(names);
    }
    m_folders->setEnabled(!folders.empty());
    m_open->setEnabled(!folders.empty());
}

void ExclusionsSection::open()
{
    const auto& folders = m_session.status().folders;
    const auto row = static_cast<std::size_t>(m_folders->currentIndex());
    if (row < folders.size())
        openDialog(new ExclusionsDialog(m_session, folders[row], window()));
}

} // namespace lookalike
