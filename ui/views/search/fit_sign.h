// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace lookalike {

class LibrarySession;

/// Says that results are fitted to labels, or that a fit is ignored. Hidden where there is none.
/// GUI thread.
class FitSign : public QToolButton {
    Q_OBJECT

public:
    /// `session` must outlive the sign.
    explicit FitSign(LibrarySession& session, QWidget* parent = nullptr);

private:
    void update();

    LibrarySession& m_session;
};

} // namespace lookalike
