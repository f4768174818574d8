// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <optional>

namespace lookalike {

class LibrarySession;

/// How far the session's library has got: whether it could be opened, whether its status is known,
/// whether its model could be loaded. GUI thread.
class LibraryReadiness : public QObject {
    Q_OBJECT

public:
    /// `session` must outlive it. Create it before everything else that listens to the session:
    /// then those find it up to date.
    explicit LibraryReadiness(LibrarySession& session, QObject* parent = nullptr);

    /// Why the library could not be opened; empty where it could, or is being opened.
    [[nodiscard]] const std::optional<Error>& openError() const { return m_openError; }
    /// session.status() is that of the open library.
    [[nodiscard]] bool isStatusKnown() const { return m_statusKnown; }
    [[nodiscard]] bool hasModelFailed() const { return m_modelFailed; }

Q_SIGNALS:
    void changed();

private:
    std::optional<Error> m_openError;
    bool m_statusKnown = false;
    bool m_modelFailed = false;
};

} // namespace lookalike
