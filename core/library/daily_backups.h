// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"

#include <mutex>
#include <stop_token>
#include <thread>

namespace lookalike {

/// Makes the daily backup of a catalog that is open. Any thread; destruction stops a backup that is
/// under way.
class DailyBackups {
public:
    /// The catalog outlives this object.
    explicit DailyBackups(const Catalog& catalog);

    /// Checks every ten minutes from now on whether a backup is due, for the first time after a
    /// minute: a program that only answers one question makes none. Called once.
    void start();
    /// Makes the backup if it is due and not already under way. The error says that it failed; it
    /// is in the log, too.
    [[nodiscard]] Result<> makeIfDue(const std::stop_token& stop);

private:
    const Catalog& m_catalog;
    std::mutex m_mutex; ///< one backup at a time
    std::jthread m_thread;
};

} // namespace lookalike
