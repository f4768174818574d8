// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/catalog/catalog.h"
#include "core/duplicates/review/planned_trash.h"
#include "core/image/decoder.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// Takes photos of a library to the trash and back, and keeps the catalog in step. Its journal lies
/// beside the catalog, which must be writable. Any thread.
class DuplicateTrash {
public:
    /// Both outlive this object. `changed` is called after files were moved away or put back.
    DuplicateTrash(Catalog& catalog, const Decoder& decoder, std::function<void()> changed);

    /// As in DuplicateReview. All fail like Trash::open() does where the journal cannot be used.
    [[nodiscard]] Result<TrashReport> preview(std::span<const TrashSelection> selection,
                                              TrashMode mode);
    [[nodiscard]] Result<TrashReport> moveToTrash(std::span<const TrashSelection> selection,
                                                  TrashMode mode, const ProgressCallback& progress,
                                                  std::stop_token stop);
    [[nodiscard]] Result<TrashReport> undo(std::optional<std::int64_t> batch);
    /// Newest first.
    [[nodiscard]] Result<std::vector<TrashBatch>> history(std::size_t limit);

private:
    /// Opens the journal on first use.
    [[nodiscard]] Result<Trash*> trash();
    [[nodiscard]] Result<PlannedTrash> plan(Trash& bin, std::span<const TrashSelection> selection,
                                            TrashMode mode, std::stop_token stop) const;
    /// Brings the catalog's rows in step with what was moved or put back.
    [[nodiscard]] Result<> follow(const TrashOutcome& outcome);

    Catalog& m_catalog;
    const Decoder& m_decoder;
    const std::function<void()> m_changed;
    std::mutex m_mutex; ///< held while the journal is opened
    std::unique_ptr<Trash> m_trash;
};

} // namespace lookalike
