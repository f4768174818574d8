// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <map>
#include <mutex>
#include <vector>

namespace lookalike {

/// Contents that are being decoded or waiting to be stored, so that copies of a photo that are read
/// at the same time are encoded only once. Thread-safe.
class InFlight {
public:
    /// A copy that waits for the result of its content.
    struct Follower {
        FileRow file;
        FileStamp stamp;
    };

    /// Returns true if the caller is the first and must call finish(). Returns false if `copy` now
    /// waits for the first.
    [[nodiscard]] bool claim(const ContentHash& hash, const Follower& copy);
    /// Call when the content is stored or has failed. Returns the copies that wait for it.
    [[nodiscard]] std::vector<Follower> finish(const ContentHash& hash);

private:
    std::mutex m_mutex;
    std::map<ContentHash, std::vector<Follower>> m_waiting;
};

} // namespace lookalike
