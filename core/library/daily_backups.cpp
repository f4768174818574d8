// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/daily_backups.h"

#include "core/base/log.h"
#include "core/base/pause_for.h"

#include <chrono>
#include <exception>

namespace lookalike {

namespace {

using namespace std::chrono_literals;

constexpr auto kFirstLook = 1min;
constexpr auto kBetweenLooks = 10min;

} // namespace

DailyBackups::DailyBackups(const Catalog& catalog)
    : m_catalog(catalog)
{}

void DailyBackups::start()
{
    if (m_catalog.isReadOnly())
        return;
    m_thread = std::jthread([this](const std::stop_token& stop) {
        for (std::chrono::milliseconds wait = kFirstLook; pauseFor(wait, stop);
             wait = kBetweenLooks) {
            try {
                // A failure is in the log, and among the problems of the next run of indexing.
                static_cast<void>(makeIfDue(stop));
            } catch (const std::exception& error) {
                logWarning(std::string("The daily backup failed: ") + error.what());
            }
        }
    });
}

Result<> DailyBackups::makeIfDue(const std::stop_token& stop)
{
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    if (!lock)
        return {}; // under way: a run of indexing that is cancelled is not to wait for it
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    auto saved =
        m_catalog.backupIfDue(std::chrono::duration_cast<std::chrono::seconds>(now).count(), stop);
    if (saved || saved.error().code == ErrorCode::Cancelled)
        return {};
    Error error = std::move(saved).error();
    error.message = "Today's backup of the catalog could not be made: %1"_msg(error.message);
    logWarning(error.text());
    return fail(std::move(error));
}

} // namespace lookalike
