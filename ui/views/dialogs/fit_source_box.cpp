// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/fit_source_box.h"

#include "ui/bridge/conversions.h"
#include "ui/text/display_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace lookalike {

FitSourceBox::FitSourceBox(QWidget* parent)
    : QWidget(parent)
    , m_kinds(new QButtonGroup(this))
    , m_folderText(new ElidedLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kHalfGap);
    add(FitSource::Kind::Folders, tr("&Folder names"),
        tr("Each folder of the library is a label for the photos in it"), *layout);
    add(FitSource::Kind::Keywords, tr("&Keywords"),
        tr("That the photos and their sidecar files have"), *layout);
    add(FitSource::Kind::Concepts, tr("C&oncepts"),
        tr("Those that photos were marked as examples of"), *layout);
    add(FitSource::Kind::Folder, tr("&Examples in a folder"), tr("Each subfolder is a label"),
        *layout);
    auto* choose = new QPushButton(tr("&Choose folder…"), this);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &FitSourceBox::askForFolder);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(3 * metrics::kGap, 0, 0, 0); // below the text of the choice
    row->addWidget(choose);
    row->addWidget(m_folderText, 1);
    layout->addLayout(row);
    m_folderText->setSecondary(true);
    m_folderText->setText(tr("No folder chosen"));
    setFocusProxy(m_kinds->buttons().front());
    connect(m_kinds, &QButtonGroup::idToggled, this, &FitSourceBox::changed);
}

void FitSourceBox::add(FitSource::Kind kind, const QString& text, const QString& explanation,
                       QVBoxLayout& layout)
{
    auto* button = new QRadioButton(text, this);
    button->setAccessibleDescription(explanation);
    m_kinds->addButton(button, static_cast<int>(kind));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::kGap);
    row->addWidget(button);
    QLabel* const note = secondaryLabel(explanation, this);
    note->setWordWrap(true);
    row->addWidget(note, 1);
    layout.addLayout(row);
}

std::optional<FitSource> FitSourceBox::source() const
{
    if (m_kinds->checkedId() < 0)
        return std::nullopt;
    const auto kind = static_cast<FitSource::Kind>(m_kinds->checkedId());
    if (kind != FitSource::Kind::Folder)
        return FitSource{kind, {}};
    if (m_folder.empty())
        return std::nullopt;
    return FitSource{kind, m_folder};
}

void FitSourceBox::choose(FitSource::Kind kind)
{
    m_kinds->button(static_cast<int>(kind))->setChecked(true);
}

void FitSourceBox::setFolder(const std::filesystem::path& folder)
{
    m_folder = folder;
    m_folderText->setText(displayText(folder), Qt::ElideMiddle);
    choose(FitSource::Kind::Folder);
    Q_EMIT changed();
}

void FitSourceBox::askForFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Choose a folder with one subfolder per label"));
    if (!folder.isEmpty())
        setFolder(toPath(folder));
}

} // namespace lookalike
