// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/library/library_core.h"

#include <chrono>
#include <condition_variable>

namespace lookalike {

namespace {

using namespace std::chrono_literals;

constexpr auto kFirstLook = 1min;
constexpr auto kBetweenLooks = 1h;

} // namespace

Result<> LibraryCore::backUpIfDue(const std::stop_token& stop)
{
    const std::unique_lock lock(m_backupMutex, std::try_to_lock);
    if (!lock)
        return {}; // somebody is at it, and a run that is cancelled is not to wait for that
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    auto saved =
        m_catalog->backupIfDue(std::chrono::duration_cast<std::chrono::seconds>(now).count(), stop);
    if (saved || saved.error().code == ErrorCode::Cancelled)
        return {};
    Error error = std::move(saved).error();
    error.message = "Today's backup of the catalog could not be made: %1"_msg(error.message);
    logWarning(error.text());
    return fail(std::move(error));
}

void LibraryCore::keepBackedUp()
{
    if (m_catalog->isReadOnly() || m_backups.joinable())
        return;
    m_backups = std::jthread([this](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any ends;
        std::unique_lock lock(mutex);
        for (std::chrono::milliseconds wait = kFirstLook;; wait = kBetweenLooks) {
            // Nobody notifies: it ends after the time, or with the stop request.
            ends.wait_for(lock, stop, wait, [] { return false; });
            if (stop.stop_requested())
                return;
            try {
                // A failure is in the log, and among the problems of the next run of indexing.
                static_cast<void>(backUpIfDue(stop));
            } catch (const std::exception& error) {
                logWarning(std::string("The daily backup failed: ") + error.what());
            }
        }
    });
}

} // namespace lookalike
