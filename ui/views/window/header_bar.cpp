// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/header_bar.h"

#include "ui/bridge/library_session.h"
#include "ui/models/folders_model.h"
#include "ui/state/library_readiness.h"
#include "ui/text/display_text.h"
#include "ui/text/translated.h"
#include "ui/text/watch_text.h"
#include "ui/views/window/page_switch.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace lookalike {

HeaderBar::HeaderBar(LibrarySession& session, const LibraryReadiness& readiness,
                     const Actions& actions, QWidget* parent)
    : QFrame(parent)
    , m_session(session)
    , m_readiness(readiness)
    , m_status(new ElidedLabel(this))
    , m_warning(new QToolButton(this))
    , m_menu(new QToolButton(this))
{
    setObjectName(QStringLiteral("headerBar"));
    m_status->setFont(tabularFigures(font()));
    m_status->setSecondary(true);
    m_status->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed); // shrinks first
    m_warning->setIcon(lineIcon(QStringLiteral("warning"), IconTint::Danger));
    m_warning->setFocusPolicy(Qt::StrongFocus);
    m_warning->setAccessibleName(tr("Warning"));
    m_warning->hide();
    m_menu->setIcon(lineIcon(QStringLiteral("menu")));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setFocusPolicy(Qt::StrongFocus);
    m_menu->setToolTip(tr("Menu"));
    m_menu->setAccessibleName(tr("Menu"));
    buildLayout(actions);
    connect(m_warning, &QToolButton::clicked, this, &HeaderBar::warningClicked);
    connect(&m_session, &LibrarySession::prepared, this, &HeaderBar::updateWarning);
    connect(&m_readiness, &LibraryReadiness::changed, this, &HeaderBar::updateStatus);
    updateStatus();
}

void HeaderBar::buildLayout(const Actions& actions)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kGap, metrics::kHalfGap, metrics::kGap, metrics::kHalfGap);
    layout->setSpacing(metrics::kHalfGap);
    layout->addWidget(toolButton(actions.folders, this));
    layout->addSpacing(metrics::kGap);
    layout->addWidget(new PageSwitch(actions.pages, this));
    layout->addSpacing(metrics::kGap);
    for (QAction* action : actions.navigation)
        layout->addWidget(toolButton(action, this));
    layout->addStretch(1);
    layout->addWidget(m_warning);
    layout->addWidget(m_status);
    layout->addSpacing(metrics::kGap);
    layout->addWidget(toolButton(actions.details, this));
    layout->addWidget(m_menu);
}

void HeaderBar::setMenu(QMenu& menu)
{
    m_menu->setMenu(&menu);
}

void HeaderBar::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    updateStatus();
}

void HeaderBar::updateWarning()
{
    const auto& encoder = m_session.encoder();
    const QString warning = encoder ? translated(encoder->warning) : QString();
    m_warning->setVisible(!warning.isEmpty());
    m_warning->setToolTip(plainToolTip(warning));
    m_warning->setAccessibleDescription(warning);
}

void HeaderBar::updateStatus()
{
    QStringList parts;
    if (m_readiness.openError()) {
        m_status->setText({});
        return;
    }
    if (const auto& encoder = m_session.encoder()) {
        const SpaceRow* const searched = m_session.searchedSpace();
        parts += QString::fromStdString(searched == nullptr ? encoder->space.model
                                                            : searched->space.model);
        if (!m_narrow)
            parts += QString::fromStdString(encoder->deviceText);
    } else if (m_session.isOpen() || m_session.isOpening()) {
        parts += m_readiness.hasModelFailed() ? tr("No model") : tr("Getting ready…");
    }
    if (m_readiness.isStatusKnown())
        parts.insert(
            std::min<qsizetype>(1, parts.size()),
            tr("%Ln photo(s)", nullptr, static_cast<int>(indexedPhotos(m_session.status()))));
    const QString text = parts.join(QStringLiteral("  ·  "));
    const QString note = text::watchNote(m_session.status().watch);
    m_status->setText(text, Qt::ElideRight,
                      note.isEmpty() ? QString() : text + QLatin1Char('\n') + note);
}

} // namespace lookalike
