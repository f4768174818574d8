// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/text_encoder.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace lookalike {

/// Loads a text encoder when it is first asked for, on a thread of its own: a query that is taken
/// back does not wait for the weights, and the next one finds them. Thread-safe.
class TextEncoderLoader {
public:
    using Loaded = Result<std::shared_ptr<const TextEncoder>>;
    /// `load` is called again after it failed. Its token is stopped by the destructor, which waits
    /// for it.
    explicit TextEncoderLoader(std::function<Loaded(const std::stop_token&)> load);

    /// Waits for the encoder. Fails as `load` does, and with Cancelled at once on a stop request.
    [[nodiscard]] Loaded get(const std::stop_token& stop);

private:
    const std::function<Loaded(const std::stop_token&)> m_load;
    std::mutex m_mutex;
    std::condition_variable_any m_done;
    bool m_isLoading = false;
    std::optional<Loaded> m_loaded;
    std::jthread m_thread; ///< last member: joined before the others are destroyed
};

} // namespace lookalike
