// SPDX-License-Identifier: GPL-3.0-or-later
// A process that works on the trash and is killed at one of its system calls.
#pragma once

#include "tests/core/files/trash/hooked_system.h"
#include "tests/core/files/trash/trash_tree.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <vector>

namespace lookalike::testing {

/// Moves the tasks, or where `batch` is not 0 undoes that one, in a child that is killed at the
/// call number `step`. Gives the child's status as waitpid(2) does, -1 where there was none; the
/// child exits with 0 where it has fewer calls.
inline int statusOfKilledTrash(const std::filesystem::path& journal,
                               const std::vector<TrashTask>& tasks, std::int64_t batch, int step)
{
    const pid_t child = ::fork();
    if (child == 0) {
        HookedSystem system;
        auto trash = Trash::open(journal, &system);
        if (!trash)
            ::_exit(1);
        int left = step;
        system.setHook([&left](SystemCall, const std::string&) {
            if (left-- == 0)
                ::kill(::getpid(), SIGKILL);
            return std::error_code();
        });
        if (batch != 0)
            static_cast<void>((*trash)->undo(batch));
        else
            static_cast<void>((*trash)->run(tasks, {}));
        ::_exit(0);
    }
    int status = -1;
    return ::waitpid(child, &status, 0) == child ? status : -1;
}

} // namespace lookalike::testing
