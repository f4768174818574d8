// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/scope_bar.h"

#include "ui/bridge/conversions.h"
#include "ui/text/display_text.h"
#include "ui/widgets/accessible_radio.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QWidgetAction>
#include <algorithm>

namespace lookalike {

namespace {

QToolButton* segment(const QString& text, const char* position, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    makeRadioButton(*button);
    button->setText(text);
    button->setProperty("segment", QLatin1String(position));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

bool contains(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& path)
{
    return std::find(folders.begin(), folders.end(), path) != folders.end();
}

QString folderCount(const std::vector<std::filesystem::path>& folders)
{
    return folders.size() == 1
               ? displayName(folders.front())
               : ScopeBar::tr("%Ln folders", nullptr, static_cast<int>(folders.size()));
}

} // namespace

ScopeBar::ScopeBar(QWidget* parent)
    : QFrame(parent)
    , m_bar(new QHBoxLayout)
    , m_same(segment(tr("Same photo"), "first", this))
    , m_similar(segment(tr("Similar shots"), "last", this))
    , m_apart(new QComboBox(this))
    , m_where(new QToolButton(this))
{
    setObjectName(QStringLiteral("scopeBar"));
    m_same->setToolTip(
        tr("Copies of one photo, including resized, cropped, rotated or edited ones"));
    m_similar->setToolTip(tr("Other photos of the same scene: bursts and brackets"));
    auto* kinds = new QButtonGroup(this);
    kinds->addButton(m_same);
    kinds->addButton(m_similar);
    m_apart->addItem(tr("Any time", "between shots"), qint64{0});
    m_apart->addItem(tr("Within 5 s"), qint64{5});
    m_apart->addItem(tr("Within 1 min"), qint64{60});
    m_apart->addItem(tr("Within 1 h"), qint64{3600});
    m_apart->setAccessibleName(tr("Time between similar shots"));
    m_apart->setToolTip(
        tr("By capture date. With a limit, photos without a capture date are left out."));
    m_where->setProperty("framed", true);
    m_where->setProperty("beside", true);
    m_where->setIcon(lineIcon(QStringLiteral("folder")));
    m_where->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_where->setPopupMode(QToolButton::InstantPopup);
    m_where->setFocusPolicy(Qt::StrongFocus);

    auto* kindRow = new QHBoxLayout;
    kindRow->setSpacing(0);
    kindRow->addWidget(m_same);
    kindRow->addWidget(m_similar);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kMargin,
                               metrics::kHalfGap);
    layout->setSpacing(metrics::kGap);
    m_bar->setSpacing(metrics::kHalfGap);
    layout->addLayout(kindRow);
    layout->addWidget(m_apart);
    layout->addWidget(m_where);
    layout->addStretch(1);
    layout->addLayout(m_bar);

    connect(m_same, &QToolButton::clicked, this, [this] {
        m_scope.similarShots = false;
        edited();
    });
    connect(m_similar, &QToolButton::clicked, this, [this] {
        m_scope.similarShots = true;
        edited();
    });
    connect(m_apart, &QComboBox::activated, this, [this] {
        m_scope.secondsApart = m_apart->currentData().toLongLong();
        edited();
    });
    buildFolders();
    update();
}

void ScopeBar::setScope(const DuplicateScope& scope)
{
    m_scope = scope;
    buildFolders();
    update();
}

void ScopeBar::setFolders(const std::vector<FolderRow>& folders)
{
    std::vector<std::filesystem::path> paths;
    for (const FolderRow& folder : folders)
        paths.push_back(folder.path);
    if (paths == m_folders)
        return;
    m_folders = std::move(paths);
    buildFolders();
}

void ScopeBar::buildFolders()
{
    for (const auto* chosen : {&m_scope.folders, &m_scope.referenceFolders})
        for (const auto& folder : *chosen)
            if (!contains(m_folders, folder))
                m_folders.push_back(folder);
    auto* menu = new QMenu(m_where);
    auto* panel = new QWidget(menu);
    auto* grid = new QGridLayout(panel);
    grid->setContentsMargins(metrics::kMargin, metrics::kGap, metrics::kMargin, metrics::kGap);
    grid->setHorizontalSpacing(metrics::kMargin);
    grid->setVerticalSpacing(metrics::kHalfGap);
    grid->addWidget(secondaryLabel(tr("Search in"), panel), 0, 1, Qt::AlignHCenter);
    grid->addWidget(secondaryLabel(tr("Compare with"), panel), 0, 2, Qt::AlignHCenter);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(panel);
    menu->addAction(action);
    int row = 1;
    for (const auto& folder : m_folders) {
        QLabel* name = plainLabel(displayName(folder), panel);
        name->setToolTip(plainToolTip(lookalike::displayText(folder)));
        grid->addWidget(name, row, 0);
        const auto addBox = [&](std::vector<std::filesystem::path> DuplicateScope::*list,
                                int column, const QString& accessible) {
            auto* box = new QCheckBox(panel);
            box->setChecked(contains(m_scope.*list, folder));
            box->setAccessibleName(accessible.arg(lookalike::displayText(folder)));
            grid->addWidget(box, row, column, Qt::AlignHCenter);
            connect(box, &QCheckBox::clicked, this, [this, list, folder](bool used) {
                std::erase(m_scope.*list, folder);
                if (used)
                    (m_scope.*list).push_back(folder);
                edited();
            });
        };
        addBox(&DuplicateScope::folders, 1, tr("Search in %1"));
        addBox(&DuplicateScope::referenceFolders, 2, tr("Compare with %1"));
        ++row;
    }
    auto* more = new QPushButton(tr("Another folder…"), panel);
    more->setProperty("link", true);
    grid->addWidget(more, row++, 0, 1, 3, Qt::AlignLeft);
    auto* hint = secondaryLabel(tr("Choose nothing to search the whole library. Photos in “Compare "
                                   "with” folders are never marked."),
                                panel);
    hint->setWordWrap(true);
    hint->setMinimumWidth(260);
    grid->addWidget(hint, row++, 0, 1, 3);
    m_skipSameFolder = new QCheckBox(tr("Ignore copies within the same folder"), panel);
    m_includeDecided = new QCheckBox(tr("Show decided groups too"), panel);
    grid->addWidget(m_skipSameFolder, row++, 0, 1, 3);
    grid->addWidget(m_includeDecided, row++, 0, 1, 3);
    grid->setColumnStretch(0, 1);
    connect(more, &QPushButton::clicked, this, &ScopeBar::chooseFolder);
    connect(m_skipSameFolder, &QCheckBox::clicked, this, [this](bool on) {
        m_scope.skipSameFolder = on;
        edited();
    });
    connect(m_includeDecided, &QCheckBox::clicked, this, [this](bool on) {
        m_scope.includeDecided = on;
        edited();
    });
    if (QMenu* old = m_where->menu())
        old->deleteLater();
    m_where->setMenu(menu);
    update();
}

void ScopeBar::chooseFolder()
{
    m_where->menu()->hide();
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Find duplicates in a folder"));
    if (folder.isEmpty())
        return;
    m_scope.folders.push_back(toPath(folder));
    buildFolders();
    edited();
}

void ScopeBar::edited()
{
    update();
    Q_EMIT scopeEdited(m_scope);
}

QString ScopeBar::summary() const
{
    if (m_scope.folders.empty() && m_scope.referenceFolders.empty())
        return tr("Whole library");
    const QString in = m_scope.folders.empty() ? tr("Whole library") : folderCount(m_scope.folders);
    return m_scope.referenceFolders.empty()
               ? in
               : tr("%1 compared with %2").arg(in, folderCount(m_scope.referenceFolders));
}

void ScopeBar::update()
{
    m_same->setChecked(!m_scope.similarShots);
    m_similar->setChecked(m_scope.similarShots);
    m_apart->setVisible(m_scope.similarShots);
    m_apart->setCurrentIndex(std::max(0, m_apart->findData(qint64{m_scope.secondsApart})));
    m_skipSameFolder->setChecked(m_scope.skipSameFolder);
    m_includeDecided->setChecked(m_scope.includeDecided);
    const QString text = summary();
    m_where->setText(plainButtonText(text));
    m_where->setAccessibleName(tr("Search in: %1").arg(text));
    const bool active = !m_scope.folders.empty() || !m_scope.referenceFolders.empty() ||
                        m_scope.skipSameFolder || m_scope.includeDecided;
    m_where->setProperty("active", active);
    m_where->style()->unpolish(m_where);
    m_where->style()->polish(m_where);
}

} // namespace lookalike
