// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_runner.h"

namespace lookalike {

/// Searches off the GUI thread; the latest request wins, however fast they come. GUI thread only.
class SearchRunner : public QObject {
    Q_OBJECT

public:
    explicit SearchRunner(Background& background);

    /// Does nothing while no library is open.
    void search(SearchRequest request);
    void cancel() { m_runner.cancel(); }
    [[nodiscard]] bool isBusy() const { return m_runner.isBusy(); }

Q_SIGNALS:
    /// Exactly one of these for the latest request, none for those it replaced.
    void finished(const lookalike::SearchResponse& response);
    void failed(const lookalike::Error& error);

private:
    BackgroundRunner m_runner;
};

} // namespace lookalike
