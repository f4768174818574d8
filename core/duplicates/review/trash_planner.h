// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/duplicates/review/planned_trash.h"
#include "core/image/decoder.h"

#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

class RealRoots;

/// Turns what the user selects into tasks for the trash. Only photos in the library's folders go,
/// and only where a photo stays that was verified to be a copy. Use it on one thread.
class TrashPlanner {
public:
    /// Both outlive the planner.
    TrashPlanner(CatalogReader& reader, const Decoder& decoder);

    /// Fails like the reader does.
    [[nodiscard]] Result<PlannedTrash> plan(std::span<const TrashSelection> selection,
                                            TrashMode mode) const;
    /// Adds the sidecars that are to be written first to the tasks of what `bin` would move.
    [[nodiscard]] Result<> addSidecars(PlannedTrash& plan, Trash& bin, std::stop_token stop) const;

private:
    [[nodiscard]] Result<std::vector<CatalogPhoto>> photos(std::span<const FileId> files) const;
    [[nodiscard]] Result<> addVictim(PlannedTrash& plan, FileId file,
                                     const std::vector<CatalogPhoto>& survivors,
                                     const RealRoots& roots, TrashMode mode) const;
    /// To the task, those that the victim is a copy of. The first of them; null: there is none.
    [[nodiscard]] Result<const CatalogPhoto*>
    addSurvivors(TrashTask& task, const CatalogPhoto& victim,
                 const std::vector<CatalogPhoto>& survivors) const;
    /// The task has its survivors.
    [[nodiscard]] Result<> addTask(PlannedTrash& plan, TrashTask task, const CatalogPhoto& victim,
                                   const CatalogPhoto& keeper, TrashMode mode) const;

    CatalogReader& m_reader;
    const Decoder& m_decoder;
};

} // namespace lookalike
