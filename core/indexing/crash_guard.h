// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/search/positional_file.h"

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace lookalike {

/// The error text of a picture that crashed the program twice.
inline constexpr auto kQuarantined =
    "The program crashed twice while it was working on this picture"_msg;

/// The error text of a pair that crashed the program twice.
inline constexpr auto kQuarantinedPair =
    "The program crashed twice while it was comparing these two"_msg;

/// Finds the picture that crashes the program. Code that processes pixels in this process first
/// records what it is about to process, so that the next start can read what was not finished.
/// After one crash, each of these pictures is processed alone: the others turn out to be harmless,
/// and the one that crashes the program again is quarantined. It becomes a broken photo and is
/// skipped until the user asks to retry it.
///
/// The records are in a file beside the catalog. They survive any end of the process, but not a
/// power failure. They cost two short writes per picture. Thread-safe.
class CrashGuard {
public:
    /// What is done with a picture. The numbers are stored and never reused. A picture that crashes
    /// verification may be harmless to show; showing it must not clear its record.
    enum class Activity : std::uint8_t { Index = 1, Verify = 2, Compare = 3, Show = 4, Query = 5 };

    /// Reads the records of the last process and lists quarantined pictures in the catalog, which
    /// must outlive this object. One process at a time, as the catalog's lock ensures. Fails as the
    /// catalog and the file do.
    [[nodiscard]] static Result<std::unique_ptr<CrashGuard>>
    open(Catalog& catalog, const std::filesystem::path& path);
    CrashGuard(const CrashGuard&) = delete;
    CrashGuard& operator=(const CrashGuard&) = delete;
    /// Removes the file, since no work is in progress.
    ~CrashGuard();

    /// The work in progress of one thread. A thread has at most one session at a time.
    class Session {
    public:
        /// Does nothing if `guard` is null, which it is for a read-only catalog.
        explicit Session(CrashGuard* guard) noexcept
            : m_guard(guard)
        {}
        Session(const Session&) = delete;
        Session& operator=(const Session&) = delete;
        ~Session() { end(); }

        /// Adds a picture, or a pair to be compared, to what this thread is processing. Fails with
        /// Broken if it crashed the program twice. Waits if it must be processed alone or while
        /// another thread processes one alone, but only if the session is empty.
        [[nodiscard]] Result<> begin(Activity activity,
                                     std::initializer_list<ContentHash> pictures);
        /// Marks the last picture or pair that begin() added as finished.
        void endLast();
        /// Marks all as finished.
        void end();
        /// Returns true if no other session may work until end(). The caller must process the
        /// picture immediately.
        [[nodiscard]] bool isAlone() const noexcept { return m_alone; }
        /// Returns true if begin() would require an empty session.
        [[nodiscard]] bool mustBeAlone(Activity activity,
                                       std::initializer_list<ContentHash> pictures) const;

    private:
        CrashGuard* const m_guard;
        std::vector<std::size_t> m_slots;
        bool m_alone = false;
    };

    /// Allows everything to be tried again.
    [[nodiscard]] Result<> forgiveAll();

private:
    using Key = std::string; ///< activity and digests
    CrashGuard(Catalog& catalog, PositionalFile file, std::map<Key, int> ends);
    [[nodiscard]] int endsAt(const Key& key) const;
    std::size_t note(const Key& key);
    void erase(std::size_t slot);
    void forgive(const Key& key);
    void enter(bool alone);
    void leave(bool alone);

    Catalog& m_catalog;
    PositionalFile m_file;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<Key, int> m_ends; ///< number of crashes per key
    std::vector<Key> m_slots;  ///< as in the file; empty if free
    std::size_t m_sessions = 0;
    std::size_t m_waiting = 0; ///< sessions waiting to be alone
    bool m_alone = false;
};

} // namespace lookalike
