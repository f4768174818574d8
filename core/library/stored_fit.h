// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/fit/fit_block.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

namespace lookalike {

/// The fit of an embedding space, beside the catalog.
[[nodiscard]] std::filesystem::path fitFile(const Catalog& catalog, const EmbeddingSpace& space);

/// The fit that the file has at present, whichever program wrote it. Any thread.
class StoredFit {
public:
    StoredFit(const Catalog& catalog, EmbeddingSpace space);

    /// Null where there is none, or one that is of no use, which is logged once.
    [[nodiscard]] std::shared_ptr<const LabelFit> current();

private:
    /// By which a file that was written again is known.
    struct Stamp {
        std::filesystem::file_time_type time;
        std::uintmax_t bytes = 0;
        bool operator==(const Stamp&) const = default;
    };
    const EmbeddingSpace m_space;
    const std::filesystem::path m_file;
    std::mutex m_mutex;
    std::optional<Stamp> m_stamp; ///< of what was read
    std::shared_ptr<const LabelFit> m_fit;
};

} // namespace lookalike
