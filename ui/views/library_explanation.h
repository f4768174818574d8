// SPDX-License-Identifier: GPL-3.0-or-later
// What every page says where the library itself is the reason that it shows no photos. GUI thread.
#pragma once

#include "ui/widgets/empty_state.h"

#include <functional>
#include <optional>

namespace lookalike {

class LibraryReadiness;
class LibrarySession;

/// What is the page's own in it.
struct LibraryExplanation {
    QString purpose; ///< what Lookalike does with a folder that is added
    std::function<void()> addFolder;
    std::function<void()> showBackups;
};

/// The library could not be opened, is not known yet, or has no folders; empty where it has some.
[[nodiscard]] std::optional<EmptyState::Content>
libraryExplanation(LibrarySession& session, const LibraryReadiness& readiness,
                   const LibraryExplanation& page);
/// It has folders, and no photo that can be shown.
[[nodiscard]] EmptyState::Content noPhotosExplanation(LibrarySession& session);

} // namespace lookalike
