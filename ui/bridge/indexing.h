// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/pausable_task.h"

namespace lookalike {

/// Reads new and changed photos in the background. A start while a run is under way stops that and
/// begins again, so that what the user just added is read at once. GUI thread only.
class Indexing : public PausableTask {
    Q_OBJECT

public:
    explicit Indexing(Background& background);

    void start();
    void cancel() override;

Q_SIGNALS:
    void finished(const lookalike::IndexingSummary& summary);

private:
    bool launch();

    bool m_again = false;
};

} // namespace lookalike
