// SPDX-License-Identifier: GPL-3.0-or-later
// Decoder processes are not available on Windows yet: the program says so and decodes in its own
// process.
#include "core/image/worker/worker_process.h"

namespace lookalike {

Result<std::unique_ptr<WorkerProcess>> WorkerProcess::start(const WorkerProgram& program)
{
    return fail(ErrorCode::Unsupported, "There are no decoder processes on this system yet",
                program.file);
}

} // namespace lookalike
