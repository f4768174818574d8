// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: the system calls that the journal of moves stands on are not written for it yet, and
// photos are not moved without.
#include "core/files/transfer/transfer.h"

#include <utility>

namespace lookalike {

struct Transfer::State {};

Transfer::Transfer(std::unique_ptr<State> state)
    : m_state(std::move(state))
{}

Transfer::~Transfer() = default;

Result<std::unique_ptr<Transfer>> Transfer::open(const std::filesystem::path& journal, TrashSystem*)
{
    return fail(ErrorCode::Unsupported,
                "Photos cannot be moved on this system in a way that can be undone"_msg, journal);
}

// open() never gives an object away: the rest exists to be linked.

Result<TransferOutcome> Transfer::run(TransferKind, std::span<const TransferTask>,
                                      const std::filesystem::path&,
                                      std::span<const std::filesystem::path>,
                                      const ProgressCallback&, std::stop_token)
{
    return fail(ErrorCode::Unsupported, "There is no journal of moves"_msg);
}

Result<TransferOutcome> Transfer::undo(std::int64_t, const ProgressCallback&, std::stop_token)
{
    return fail(ErrorCode::Unsupported, "There is no journal of moves"_msg);
}

std::vector<TransferBatch> Transfer::history() const
{
    return {};
}

} // namespace lookalike
