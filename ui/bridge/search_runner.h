// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"
#include "ui/bridge/latest_job.h"

#include <QObject>
#include <memory>

namespace lookalike {

/// Searches off the GUI thread; the latest request wins, however fast they come. GUI thread only.
class SearchRunner : public QObject {
    Q_OBJECT

public:
    explicit SearchRunner(QObject* parent = nullptr);

    /// Shared with the search under way; null before the library is open and after shutDown().
    void setLibrary(std::shared_ptr<PhotoLibrary> library);
    void search(SearchRequest request);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_job.isBusy(); }
    [[nodiscard]] bool shutDown(std::chrono::milliseconds deadline);

Q_SIGNALS:
    /// Exactly one of these for the latest request, none for those it replaced.
    void finished(const lookalike::SearchResponse& response);
    void failed(const lookalike::Error& error);

private:
    LatestJob m_job;
    std::shared_ptr<PhotoLibrary> m_library;
};

} // namespace lookalike
