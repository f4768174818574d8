// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"

#include <QObject>
#include <chrono>
#include <memory>
#include <vector>

namespace lookalike {

class BackgroundRunner;

/// Everything that runs off the GUI thread, in one list, and the library that it works on.
/// LibrarySession owns it; it outlives every runner. GUI thread only.
class Background : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Null while no library is open.
    [[nodiscard]] const std::shared_ptr<PhotoLibrary>& library() const { return m_library; }
    /// Cancels the jobs that work on the previous library. Each of them keeps it until it has
    /// ended.
    void setLibrary(std::shared_ptr<PhotoLibrary> library);

    /// Asks every job to stop, without waiting.
    void cancelAll();
    /// Cancels every job, waits for all, and drops the library. From now on no job starts and no
    /// result is delivered. False where a job had not ended by then: the library then stays, and
    /// leaving the process is safe only without running destructors.
    [[nodiscard]] bool shutDown(std::chrono::milliseconds deadline);
    [[nodiscard]] bool isShutDown() const { return m_shutDown; }

Q_SIGNALS:
    /// library() is another one, or none.
    void libraryChanged();

private:
    friend BackgroundRunner; ///< enters itself into the list and leaves it

    std::vector<BackgroundRunner*> m_runners;
    std::shared_ptr<PhotoLibrary> m_library;
    bool m_shutDown = false;
};

} // namespace lookalike
