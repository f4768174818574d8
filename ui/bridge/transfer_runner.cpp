// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/transfer_runner.h"

namespace lookalike {

TransferRunner::TransferRunner(Background& background)
    : m_runner(background, BackgroundRunner::Policy::OneAtATime)
{}

void TransferRunner::run(TransferRequest request)
{
    const TransferKind kind = request.kind;
    const bool runs = m_runner.start(
        this,
        [request = std::move(request),
         progress = m_runner.toGuiThread(this, &TransferRunner::progressed)](
            PhotoLibrary& library, const std::stop_token& stop) {
            return library.transfers().run(request, progress, stop);
        },
        &TransferRunner::transferred, &TransferRunner::failed);
    if (runs)
        Q_EMIT started(kind);
}

void TransferRunner::undo(std::optional<std::int64_t> batch)
{
    const bool runs = m_runner.start(
        this,
        [batch, progress = m_runner.toGuiThread(this, &TransferRunner::progressed)](
            PhotoLibrary& library, const std::stop_token& stop) {
            return library.transfers().undo(batch, progress, stop);
        },
        &TransferRunner::undone, &TransferRunner::failed);
    if (runs)
        Q_EMIT started(TransferKind::Move);
}

} // namespace lookalike
