// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/files/transfer/transfer.h"
#include "core/library/photo_transfers.h"

#include <functional>
#include <memory>
#include <mutex>

namespace lookalike {

/// Moves and copies the photos of a catalog, and keeps it in step. Its journal lies beside the
/// catalog.
class LibraryTransfers final : public PhotoTransfers {
public:
    /// The catalog outlives this object. `changed` is called after files went or came back.
    LibraryTransfers(Catalog& catalog, std::function<void()> changed);

    /// Finishes what an earlier run of the program left half done. Does nothing where there is no
    /// journal, or another program has it.
    void settle();

    Result<TransferPreview> preview(const TransferRequest& request) override;
    Result<TransferOutcome> run(const TransferRequest& request, const ProgressCallback& progress,
                                std::stop_token stop) override;
    Result<TransferOutcome> undo(std::optional<std::int64_t> batch,
                                 const ProgressCallback& progress, std::stop_token stop) override;
    Result<std::vector<TransferBatch>> history(std::size_t limit) override;

private:
    [[nodiscard]] std::filesystem::path journal() const;
    /// Opens the journal on first use.
    [[nodiscard]] Result<Transfer*> transfer();
    /// Brings the catalog's rows in step with what went (`isBack`: came back).
    [[nodiscard]] Result<> follow(const TransferOutcome& outcome, bool isBack);

    Catalog& m_catalog;
    const std::function<void()> m_changed;
    std::mutex m_mutex; ///< held while the journal is opened
    std::unique_ptr<Transfer> m_transfer;
};

} // namespace lookalike
