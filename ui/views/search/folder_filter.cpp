// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/folder_filter.h"

#include "ui/bridge/conversions.h"
#include "ui/text/display_text.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace lookalike {

namespace {

using Paths = std::vector<std::filesystem::path>;

bool holds(const Paths& paths, const std::filesystem::path& path)
{
    return std::ranges::find(paths, path) != paths.end();
}

} // namespace

FolderFilter::FolderFilter(QWidget* parent)
    : FilterButton(QStringLiteral("folder"), parent)
{
    build();
}

void FolderFilter::setFolders(const std::vector<FolderRow>& folders)
{
    Paths roots;
    for (const FolderRow& folder : folders)
        roots.push_back(folder.path);
    if (roots == m_roots)
        return;
    m_roots = std::move(roots);
    build();
}

void FolderFilter::setFilter(const ContentFilter& filter)
{
    m_used = filter.folders;
    m_withSubfolders = filter.withSubfolders;
    bool isNew = false;
    for (const auto& folder : m_used) {
        if (holds(m_roots, folder) || holds(m_chosen, folder))
            continue;
        m_chosen.push_back(folder);
        isNew = true;
    }
    if (isNew)
        build();
    update();
}

void FolderFilter::build()
{
    clearMenu();
    m_boxes.clear();
    QBoxLayout& panel = *addPanel();
    Paths rest = m_chosen;
    for (const auto& root : m_roots) {
        std::erase(rest, root);
        addBox(panel, root, false);
        // Right below the folder of the library that it lies in.
        ContentFilter within;
        within.folders = {root};
        for (const auto& folder : m_chosen)
            if (folder != root && within.passesFolders(folder)) {
                addBox(panel, folder, true);
                std::erase(rest, folder);
            }
    }
    for (const auto& folder : rest)
        addBox(panel, folder, false);
    auto* more = new QPushButton(tr("Another folder…"));
    more->setProperty("link", true);
    panel.addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, &FolderFilter::choose);
    m_subfolders = new QCheckBox(tr("With subfolders"));
    m_subfolders->setObjectName(QStringLiteral("withSubfolders"));
    panel.addWidget(m_subfolders);
    connect(m_subfolders, &QCheckBox::clicked, this, [this](bool with) {
        m_withSubfolders = with;
        announce();
    });
    update();
}

void FolderFilter::addBox(QBoxLayout& panel, const std::filesystem::path& folder, bool isBelow)
{
    auto* box = new QCheckBox(plainButtonText(displayName(folder)));
    box->setToolTip(plainToolTip(displayText(folder)));
    auto* row = new QHBoxLayout;
    row->addSpacing(isBelow ? 2 * metrics::kGap : 0);
    row->addWidget(box, 1);
    panel.addLayout(row);
    m_boxes.emplace_back(box, folder);
    connect(box, &QCheckBox::clicked, this, [this, folder](bool used) {
        std::erase(m_used, folder);
        if (used)
            m_used.push_back(folder);
        announce();
    });
}

void FolderFilter::choose()
{
    menu()->hide();
    const Paths& places = m_used.empty() ? m_roots : m_used;
    const QString start = places.empty() ? QString() : toUrl(places.front()).toLocalFile();
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Show only photos of a folder"), start);
    if (folder.isEmpty())
        return;
    // Folders of the library are kept without links.
    std::error_code error;
    std::filesystem::path path = std::filesystem::canonical(toPath(folder), error);
    if (error)
        path = toPath(folder);
    ContentFilter filter;
    filter.folders = {path};
    filter.withSubfolders = m_withSubfolders;
    setFilter(filter);
    announce();
}

void FolderFilter::announce()
{
    if (m_used.empty())
        m_withSubfolders = true;
    update();
    Q_EMIT edited(m_used, m_withSubfolders);
}

QString FolderFilter::summary() const
{
    if (m_used.empty())
        return tr("All folders");
    if (m_used.size() > 1)
        return tr("%Ln folders", nullptr, static_cast<int>(m_used.size()));
    const QString name = displayName(m_used.front());
    return m_withSubfolders ? name : tr("Directly in %1", "the name of a folder").arg(name);
}

void FolderFilter::update()
{
    for (const auto& [box, folder] : m_boxes)
        box->setChecked(holds(m_used, folder));
    m_subfolders->setChecked(m_withSubfolders);
    m_subfolders->setEnabled(!m_used.empty());
    show(summary(), !m_used.empty());
}

} // namespace lookalike
