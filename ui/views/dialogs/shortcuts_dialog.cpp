// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/shortcuts_dialog.h"

#include "ui/views/dialogs/fixed_keys.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

namespace lookalike {

namespace {

constexpr int kActionRole = Qt::UserRole;

} // namespace

ShortcutsDialog::ShortcutsDialog(ActionRegistry& actions, QWidget* parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_list(new QTreeWidget(this))
    , m_edit(new QKeySequenceEdit(this))
    , m_conflict(secondaryLabel({}, this))
    , m_assign(new QPushButton(tr("A&ssign"), this))
    , m_clear(new QPushButton(tr("&No shortcut"), this))
    , m_reset(new QPushButton(tr("&Reset"), this))
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resizeToFit(*this, {600, 620});
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Command"), tr("Shortcut")});
    m_list->setRootIsDecorated(false);
    m_list->setIndentation(12);
    m_list->setAccessibleName(tr("Commands and their shortcuts"));
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_edit->setAccessibleName(tr("New shortcut of the selected command"));
    auto* reset = new QPushButton(tr("Reset a&ll"), this);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);

    auto* hint = secondaryLabel(
        tr("Arrow and Page keys move through the results; Shift extends the selection. To change a "
           "shortcut, select the command and press the new keys below."),
        this);
    hint->setWordWrap(true);
    auto* editing = new QHBoxLayout;
    editing->addWidget(m_edit, 1);
    editing->addWidget(m_assign);
    editing->addWidget(m_clear);
    editing->addWidget(m_reset);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(reset);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(hint);
    layout->addWidget(m_list, 1);
    layout->addLayout(editing);
    layout->addWidget(m_conflict);
    layout->addLayout(buttons);

    connect(m_list, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::selectionChanged);
    m_edit->installEventFilter(this);
    connect(m_edit, &QKeySequenceEdit::keySequenceChanged, this, [this](const QKeySequence& keys) {
        const QAction* owner = m_actions.owner(keys, selectedAction());
        m_conflict->setText(
            owner != nullptr
                ? tr("Already used by “%1”, which would lose it").arg(commandName(*owner))
                : QString());
        const QAction* const action = selectedAction();
        m_assign->setEnabled(action != nullptr && !keys.isEmpty() && keys != action->shortcut());
    });
    connect(m_assign, &QPushButton::clicked, this, &ShortcutsDialog::assign);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_edit->clear();
        assign();
    });
    m_reset->setToolTip(tr("Restores the default shortcut of the selected command"));
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (QAction* action = selectedAction())
            m_actions.reset(action);
    });
    connect(reset, &QPushButton::clicked, &m_actions, &ActionRegistry::resetAll);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&m_actions, &ActionRegistry::shortcutsChanged, this, &ShortcutsDialog::fill);
    fill();
    m_list->setFocus();
}

bool ShortcutsDialog::eventFilter(QObject* object, QEvent* event)
{
    if (object == m_edit && event->type() == QEvent::KeyRelease) // after the field has handled it
        QMetaObject::invokeMethod(this, &ShortcutsDialog::takeKeys, Qt::QueuedConnection);
    return QDialog::eventFilter(object, event);
}

void ShortcutsDialog::takeKeys()
{
    // A shortcut is one key combination; the field would wait a second for another one.
    const QKeySequence keys = m_edit->keySequence();
    if (keys.isEmpty())
        return;
    m_edit->clear();
    m_edit->setKeySequence(QKeySequence(keys[0]));
}

QTreeWidgetItem* ShortcutsDialog::addGroup(const QString& title)
{
    auto* group = new QTreeWidgetItem(m_list, {title});
    group->setFlags(Qt::ItemIsEnabled);
    group->setForeground(0, Theme::colors().secondary);
    group->setExpanded(true);
    return group;
}

void ShortcutsDialog::fill()
{
    const QAction* selected = selectedAction();
    m_list->clear();
    QTreeWidgetItem* group = nullptr;
    for (const ActionRegistry::Entry& entry : m_actions.entries()) {
        if (group == nullptr || group->text(0) != entry.group)
            group = addGroup(entry.group);
        auto* item = new QTreeWidgetItem(
            group, {commandName(*entry.action),
                    entry.action->shortcut().toString(QKeySequence::NativeText)});
        item->setData(0, kActionRole, QVariant::fromValue(entry.action));
        if (!m_actions.isStandard(entry.action)) {
            QFont bold = item->font(1);
            bold.setBold(true);
            item->setFont(1, bold);
            item->setToolTip(1, tr("Changed; the default is %1")
                                    .arg(entry.standard.isEmpty()
                                             ? tr("no shortcut")
                                             : entry.standard.toString(QKeySequence::NativeText)));
        }
        if (entry.action == selected || m_list->currentItem() == nullptr)
            m_list->setCurrentItem(item);
    }
    for (const auto& [title, keys] :
         {std::pair(tr("Box for words (fixed keys)"), wordKeys()),
          std::pair(tr("Preview of a photo (fixed keys)"), previewKeys())}) {
        group = addGroup(title);
        for (const FixedKey& key : keys)
            new QTreeWidgetItem(group, {key.command, key.keys});
    }
    selectionChanged();
}

QAction* ShortcutsDialog::selectedAction() const
{
    const QTreeWidgetItem* item = m_list->currentItem();
    return item == nullptr ? nullptr : item->data(0, kActionRole).value<QAction*>();
}

void ShortcutsDialog::selectionChanged()
{
    const QAction* action = selectedAction();
    m_edit->setEnabled(action != nullptr);
    m_edit->setKeySequence(action == nullptr ? QKeySequence() : action->shortcut());
    m_assign->setEnabled(false);
    m_clear->setEnabled(action != nullptr && !action->shortcut().isEmpty());
    m_reset->setEnabled(action != nullptr && !m_actions.isStandard(action));
    m_conflict->clear();
}

void ShortcutsDialog::assign()
{
    if (QAction* action = selectedAction())
        m_actions.setShortcut(action, m_edit->keySequence());
}

} // namespace lookalike
