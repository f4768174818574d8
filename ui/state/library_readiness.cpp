// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/library_readiness.h"

#include "ui/bridge/library_session.h"

namespace lookalike {

LibraryReadiness::LibraryReadiness(LibrarySession& session, QObject* parent)
    : QObject(parent)
{
    connect(&session, &LibrarySession::opened, this, [this] {
        m_openError.reset();
        Q_EMIT changed();
    });
    connect(&session, &LibrarySession::reopening, this, [this] {
        m_openError.reset();
        m_statusKnown = false;
        m_modelFailed = false;
        Q_EMIT changed();
    });
    connect(&session, &LibrarySession::openFailed, this, [this](const Error& error) {
        m_openError = error;
        Q_EMIT changed();
    });
    connect(&session, &LibrarySession::prepared, this, [this] {
        m_modelFailed = false;
        Q_EMIT changed();
    });
    connect(&session, &LibrarySession::prepareFailed, this, [this] {
        m_modelFailed = true;
        Q_EMIT changed();
    });
    connect(&session, &LibrarySession::statusChanged, this, [this] {
        m_statusKnown = true;
        Q_EMIT changed();
    });
}

} // namespace lookalike
