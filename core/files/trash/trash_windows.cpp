// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: a recycle bin with a journal is not written yet, and photos are not moved without one.
// It can be: IFileOperationProgressSink tells before each item whether it would be destroyed rather
// than recycled, may veto that, and tells afterwards where the item went.
#include "core/files/trash/trash.h"
#include "core/files/trash/trash_place.h"

#include <utility>

namespace lookalike {

std::string homeTrashPath(TrashSystem&)
{
    return {};
}

struct Trash::State {};

Trash::Trash(std::unique_ptr<State> state)
    : m_state(std::move(state))
{}

Trash::~Trash() = default;

Result<std::unique_ptr<Trash>> Trash::open(const std::filesystem::path& journal, TrashSystem*)
{
    return fail(ErrorCode::Unsupported,
                "Photos cannot be moved to the recycle bin in a way that can be undone"_msg,
                journal);
}

// open() never gives an object away: the rest exists to be linked.

TrashOutcome Trash::run(std::span<const TrashTask>, std::span<const std::filesystem::path>,
                        const ProgressCallback&, std::stop_token)
{
    return {};
}

TrashOutcome Trash::check(std::span<const TrashTask>, std::span<const std::filesystem::path>,
                          CheckDepth, std::stop_token)
{
    return {};
}

Result<TrashOutcome> Trash::undo(std::int64_t, const ProgressCallback&, std::stop_token)
{
    return fail(ErrorCode::Unsupported, "There is no trash"_msg);
}

Result<TrashOutcome> Trash::undoLast(const ProgressCallback&, std::stop_token)
{
    return fail(ErrorCode::Unsupported, "There is no trash"_msg);
}

std::vector<TrashBatch> Trash::history() const
{
    return {};
}

} // namespace lookalike
