// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold before a file may go: a verified copy stays, no protected folder holds it, and it
// is what it was believed to be. Nothing else decides about that.
#pragma once

#include "core/files/checked_file.h"
#include "core/files/protected_places.h"
#include "core/files/trash/trash.h"
#include "core/files/trash/trash_system.h"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

/// For one run over `tasks`, which outlive it. Use it on one thread.
class TrashGuard {
public:
    TrashGuard(TrashSystem& system, std::span<const TrashTask> tasks,
               std::span<const std::filesystem::path> protectedFolders, std::stop_token stop);

    /// Verifies a survivor and the victim. Fails with the reason why the victim has to stay.
    [[nodiscard]] Result<CheckedFile> approve(const TrashTask& task, const ExpectedFile& victim,
                                              CheckDepth depth);
    /// To be asked right before the act: the victim is unchanged, and a survivor is whose content
    /// was read within the last second. A survivor of the victim's content was compared with it
    /// byte by byte, another one by a hash that is an identity. With linkInPlace it is the one that
    /// survivor() was.
    [[nodiscard]] Result<> confirm(const TrashTask& task, const CheckedFile& victim);

    [[nodiscard]] FileChecker& checker() noexcept { return m_checker; }
    /// The one that approve() or confirm() verified last; only after one of them succeeded.
    [[nodiscard]] const CheckedFile& survivor() const { return *m_survivor; }
    [[nodiscard]] const ContentHash& victimContent() const noexcept { return m_victimContent; }
    /// Whether it still is there under its name, as it was.
    [[nodiscard]] bool survivorIsThere() { return m_checker.isUnchanged(*m_survivor); }
    /// It got another name, which changes its stamp: it is verified again for the next victim.
    void survivorWasLinked() { m_survivor.reset(); }

private:
    void noteVictims(std::span<const TrashTask> tasks);
    [[nodiscard]] Result<> findSurvivor(const TrashTask& task, const CheckedFile& victim,
                                        const ContentHash& content, CheckDepth depth);
    /// Whether the survivor of the last victim was read lately; compares its bytes with this one's.
    [[nodiscard]] bool isStillVerified(const CheckedFile& victim, const ContentHash& content);
    [[nodiscard]] Result<CheckedFile> verifySurvivor(const TrashTask& task,
                                                     const ExpectedFile& expected,
                                                     const CheckedFile& victim,
                                                     const ContentHash& content, CheckDepth depth);

    TrashSystem& m_system;
    FileChecker m_checker;
    std::set<FileIdentity> m_victims; ///< of all tasks: none of these is a survivor
    ProtectedPlaces m_protected;
    std::optional<CheckedFile> m_survivor;
    const TrashTask* m_survivorTask = nullptr;
    ContentHash m_survivorContent; ///< what the task says that it has
    FileIdentity m_comparedWith;   ///< the victim that it was verified for last
    ContentHash m_victimContent;
};

} // namespace lookalike
