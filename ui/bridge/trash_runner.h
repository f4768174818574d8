// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_runner.h"

#include <optional>
#include <vector>

namespace lookalike {

/// Moves photos to the trash and takes them back, off the GUI thread, one act at a time. None is
/// ever dropped for a newer one. GUI thread only.
class TrashRunner : public QObject {
    Q_OBJECT

public:
    explicit TrashRunner(Background& background);

    [[nodiscard]] bool isBusy() const { return m_runner.isBusy(); }

    /// Both do nothing while busy. They end with moved() or undone(), or with failed().
    void move(std::vector<TrashSelection> selection, TrashMode mode);
    /// Without a batch: the newest that is not undone.
    void undo(std::optional<std::int64_t> batch);
    /// Stops after the photo in hand; what was moved is reported.
    void cancel() { m_runner.cancel(); }

Q_SIGNALS:
    void started();
    void progressed(const lookalike::Progress& progress);
    void moved(const lookalike::TrashReport& report);
    void undone(const lookalike::TrashReport& report);
    void failed(const lookalike::Error& error);

private:
    BackgroundRunner m_runner;
};

} // namespace lookalike
