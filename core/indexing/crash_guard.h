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

/// What a picture that ended the program twice is listed with.
inline constexpr auto kQuarantined =
    "The program crashed twice while it was working on this picture"_msg;

/// And why a pair is left out.
inline constexpr auto kQuarantinedPair =
    "The program crashed twice while it was comparing these two"_msg;

/// Finds the picture that ends the program. Whatever works on pixels in this process writes down
/// what it works on before it begins, so that the next start reads what was not finished. After one
/// end, each of these is worked on while nothing else is: the others turn out harmless, and what
/// ends the program a second time is the culprit. It becomes a broken photo and is left alone until
/// the user has it tried again.
///
/// The notes are in a file beside the catalog. They survive however the process ends, not a power
/// cut: two short writes a picture. Thread-safe.
class CrashGuard {
public:
    /// What is done with a picture. Numbers are stored and never reused. One that harms where it is
    /// verified may be harmless where it is shown, and must not be forgiven for that.
    enum class Activity : std::uint8_t { Index = 1, Verify = 2, Compare = 3, Show = 4, Query = 5 };

    /// Reads what the last process left, and lists the culprits in the catalog, which outlives this
    /// object. One process at a time, as the catalog's lock has it. Fails as the catalog and the
    /// file do.
    [[nodiscard]] static Result<std::unique_ptr<CrashGuard>>
    open(Catalog& catalog, const std::filesystem::path& path);
    CrashGuard(const CrashGuard&) = delete;
    CrashGuard& operator=(const CrashGuard&) = delete;
    /// Removes the file: nothing is under way.
    ~CrashGuard();

    /// Work under way on one thread. A thread has one at a time.
    class Session {
    public:
        /// Without a guard it does nothing: a catalog that cannot be written remembers no end.
        explicit Session(CrashGuard* guard) noexcept
            : m_guard(guard)
        {}
        Session(const Session&) = delete;
        Session& operator=(const Session&) = delete;
        ~Session() { end(); }

        /// Adds a picture, or the pair that is compared, to what this thread works on. Fails with
        /// Broken where the program ended twice at it. Waits where other work goes on that must
        /// not, or where this has to be done alone: only while the session is empty.
        [[nodiscard]] Result<> begin(Activity activity,
                                     std::initializer_list<ContentHash> pictures);
        /// The last one that begin() added is done.
        void endLast();
        /// All are done.
        void end();
        /// Nothing else goes on until end(): do it at once.
        [[nodiscard]] bool isAlone() const noexcept { return m_alone; }
        /// Whether begin() would have to be called on an empty session.
        [[nodiscard]] bool mustBeAlone(Activity activity,
                                       std::initializer_list<ContentHash> pictures) const;

    private:
        CrashGuard* const m_guard;
        std::vector<std::size_t> m_slots;
        bool m_alone = false;
    };

    /// Everything may be tried again.
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
    std::map<Key, int> m_ends; ///< how often the program ended at it
    std::vector<Key> m_slots;  ///< as in the file; empty where free
    std::size_t m_sessions = 0;
    std::size_t m_waiting = 0; ///< for being alone
    bool m_alone = false;
};

} // namespace lookalike
