// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_runner.h"

#include <cstdint>
#include <optional>

namespace lookalike {

/// Moves and copies photos to a folder and takes that back, off the GUI thread, one act at a time.
/// GUI thread only.
class TransferRunner : public QObject {
    Q_OBJECT

public:
    explicit TransferRunner(Background& background);

    [[nodiscard]] bool isBusy() const { return m_runner.isBusy(); }

    /// Both do nothing while busy. They end with transferred() or undone(), or with failed().
    void run(TransferRequest request);
    /// Without a batch: the newest of which anything is left.
    void undo(std::optional<std::int64_t> batch);
    /// Stops after the photo in hand; what was moved is reported.
    void cancel() { m_runner.cancel(); }

Q_SIGNALS:
    void started(lookalike::TransferKind kind);
    void progressed(const lookalike::Progress& progress);
    void transferred(const lookalike::TransferOutcome& outcome);
    void undone(const lookalike::TransferOutcome& outcome);
    void failed(const lookalike::Error& error);

private:
    BackgroundRunner m_runner;
};

} // namespace lookalike
