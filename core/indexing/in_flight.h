// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <map>
#include <mutex>
#include <vector>

namespace lookalike {

/// Contents that are being decoded or wait to be stored, so that copies of one photo that are read
/// at the same time are encoded once. Thread-safe.
class InFlight {
public:
    /// A copy that waits for what becomes of its content.
    struct Follower {
        FileRow file;
        FileStamp stamp;
    };

    /// True: the caller is the first and must call finish(). False: `copy` waits for the first.
    [[nodiscard]] bool claim(const ContentHash& hash, const Follower& copy);
    /// The content is stored, or has failed: hands over the copies that wait for it.
    [[nodiscard]] std::vector<Follower> finish(const ContentHash& hash);

private:
    std::mutex m_mutex;
    std::map<ContentHash, std::vector<Follower>> m_waiting;
};

} // namespace lookalike
