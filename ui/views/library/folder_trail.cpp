// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/library/folder_trail.h"

#include "core/base/path_within.h"
#include "ui/text/display_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QCollator>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>
#include <iterator>
#include <set>

namespace lookalike {

namespace {

using Folders = std::vector<std::filesystem::path>;

/// The folders from the library's folder that holds `folder` to this; itself alone where none does.
Folders trailOf(const std::filesystem::path& folder, const Folders& roots)
{
    const auto root = std::ranges::find_if(
        roots, [&](const std::filesystem::path& each) { return isPathWithin(each, folder); });
    Folders trail{folder};
    if (root == roots.end())
        return trail;
    while (trail.back() != *root && trail.back().has_relative_path())
        trail.push_back(trail.back().parent_path());
    std::ranges::reverse(trail);
    return trail;
}

/// The folders in `folder` that hold one of `below`, or are one.
Folders childrenOf(const std::filesystem::path& folder, const Folders& below)
{
    std::set<std::filesystem::path> children;
    for (const std::filesystem::path& each : below) {
        if (each == folder || !isPathWithin(folder, each))
            continue;
        const auto [end, rest] =
            std::mismatch(folder.begin(), folder.end(), each.begin(), each.end());
        if (rest != each.end() && !rest->empty())
            children.insert(folder / *rest);
    }
    Folders sorted(children.begin(), children.end());
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::ranges::stable_sort(sorted, [&](const auto& a, const auto& b) {
        return collator.compare(displayName(a), displayName(b)) < 0;
    });
    return sorted;
}

} // namespace

FolderTrail::FolderTrail(QWidget* parent)
    : QFrame(parent)
    , m_subfolders(new QCheckBox(tr("Include subfolders"), this))
{
    setObjectName(QStringLiteral("filterBar"));
    auto* close = new QToolButton(this);
    close->setIcon(lineIcon(QStringLiteral("close")));
    close->setToolTip(tr("Show the photos of all folders"));
    close->setAccessibleName(tr("Show the photos of all folders"));
    close->setFocusPolicy(Qt::StrongFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kMargin,
                            metrics::kHalfGap);
    row->setSpacing(metrics::kGap);
    row->addWidget(m_subfolders, 0, Qt::AlignTop);
    row->addWidget(close, 0, Qt::AlignTop);
    connect(m_subfolders, &QCheckBox::clicked, this, &FolderTrail::subfoldersToggled);
    connect(close, &QToolButton::clicked, this, &FolderTrail::closed);
}

void FolderTrail::show(const std::filesystem::path& folder, bool withSubfolders,
                       const Folders& roots, const Folders& below)
{
    m_subfolders->setChecked(withSubfolders);
    Folders parts = trailOf(folder, roots);
    // Without its subfolders, and before photos are listed, nothing is known of them.
    Folders children = withSubfolders && !below.empty() ? childrenOf(folder, below)
                       : m_folder == folder             ? m_children
                                                        : Folders();
    if (m_links != nullptr && parts == m_parts && children == m_children)
        return;
    m_folder = folder;
    m_parts = std::move(parts);
    m_children = std::move(children);
    rebuild();
}

void FolderTrail::rebuild()
{
    const bool hadFocus = m_links != nullptr && m_links->isAncestorOf(window()->focusWidget());
    if (m_links != nullptr) {
        m_links->hide();
        m_links->deleteLater(); // its button may be at work
    }
    m_links = new QWidget(this);
    auto* flow = new FlowLayout(metrics::kHalfGap, m_links);
    flow->setContentsMargins(0, 0, 0, 0);
    const auto addLink = [&](const QString& text, auto chosen) {
        auto* link = new QPushButton(plainButtonText(text), m_links);
        link->setProperty("link", true);
        flow->addWidget(link);
        flow->addWidget(secondaryLabel(QStringLiteral("›"), m_links));
        connect(link, &QPushButton::clicked, this, chosen);
        return link;
    };
    QWidget* first = addLink(tr("All photos"), [this] { Q_EMIT closed(); });
    for (auto part = m_parts.begin(); std::next(part) != m_parts.end(); ++part)
        addLink(displayName(*part), [this, folder = *part] {
            Q_EMIT folderChosen(folder);
        })->setToolTip(plainToolTip(displayText(*part)));
    if (m_children.empty()) {
        QLabel* here = plainLabel(displayName(m_folder), m_links);
        here->setProperty("heading", true);
        here->setToolTip(plainToolTip(displayText(m_folder)));
        here->setContentsMargins(metrics::kHalfGap, 3, metrics::kHalfGap, 3);
        flow->addWidget(here);
    } else {
        auto* here = new QToolButton(m_links);
        here->setText(plainButtonText(displayName(m_folder)));
        here->setIcon(lineIcon(QStringLiteral("chevron-down")));
        here->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        here->setLayoutDirection(isRightToLeft() ? Qt::LeftToRight : Qt::RightToLeft); // arrow last
        here->setProperty("beside", true);
        here->setToolTip(tr("Folders in it"));
        here->setAccessibleName(tr("Folders in %1").arg(displayName(m_folder)));
        here->setPopupMode(QToolButton::InstantPopup);
        here->setFocusPolicy(Qt::StrongFocus);
        auto* menu = new QMenu(here);
        for (const std::filesystem::path& child : m_children)
            menu->addAction(lineIcon(QStringLiteral("folder")), plainButtonText(displayName(child)),
                            this, [this, child] { Q_EMIT folderChosen(child); });
        here->setMenu(menu);
        flow->addWidget(here);
    }
    static_cast<QHBoxLayout*>(layout())->insertWidget(0, m_links, 1);
    m_links->show();
    if (hadFocus)
        first->setFocus();
}

} // namespace lookalike
