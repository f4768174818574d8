// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/fit_sign.h"

#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/text/fit_text.h"
#include "ui/widgets/icons.h"

namespace lookalike {

FitSign::FitSign(LibrarySession& session, QWidget* parent)
    : QToolButton(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("fitSign"));
    setFocusPolicy(Qt::StrongFocus);
    connect(&m_session.fits(), &FitRunner::changed, this, &FitSign::update);
    update();
}

void FitSign::update()
{
    const FitStatus& status = m_session.fits().status();
    const bool isIgnored = !status.problem.empty();
    const QString text = text::fitStatus(status);
    setIcon(isIgnored ? lineIcon(QStringLiteral("warning"), IconTint::Danger)
                      : lineIcon(QStringLiteral("label"), IconTint::Accent));
    setAccessibleName(isIgnored ? tr("Fit not used") : tr("Fitted to labels"));
    setAccessibleDescription(text);
    setToolTip(plainToolTip(text));
    setVisible(status.isOn || isIgnored);
}

} // namespace lookalike
