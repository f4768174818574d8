// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "ui/bridge/background_runner.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace lookalike {

class LibrarySession;

/// Puts photos into an order in which similar ones stand together, off the GUI thread. The latest
/// request wins. GUI thread.
class LikenessSorter : public QObject {
    Q_OBJECT

public:
    /// `session` must outlive it.
    explicit LikenessSorter(LibrarySession& session, QObject* parent = nullptr);

    /// Calls `then` with the contents in the order of a grid of `columns` columns, as
    /// PhotoLibrary::sortByLikeness(); in the order given where they cannot be sorted. Not after
    /// another sort() or cancel().
    using Then = std::function<void(std::vector<ContentId> sorted)>;
    void sort(std::vector<ContentId> contents, std::size_t columns, Then then);
    void cancel() { m_runner.cancel(); }
    [[nodiscard]] bool isBusy() const { return m_runner.isBusy(); }

private:
    BackgroundRunner m_runner;
};

} // namespace lookalike
