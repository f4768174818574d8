// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text_encoder_loader.h"

#include <utility>

namespace lookalike {

TextEncoderLoader::TextEncoderLoader(std::function<Loaded(const std::stop_token&)> load)
    : m_load(std::move(load))
{}

TextEncoderLoader::Loaded TextEncoderLoader::get(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_isLoading && !(m_loaded && *m_loaded)) {
        m_isLoading = true;
        m_thread = std::jthread([this](const std::stop_token& closing) {
            Loaded loaded = m_load(closing);
            const std::lock_guard guard(m_mutex);
            m_loaded = std::move(loaded);
            m_isLoading = false;
            m_done.notify_all();
        });
    }
    if (!m_done.wait(lock, stop, [this] { return !m_isLoading; }))
        return fail(ErrorCode::Cancelled, "The search was cancelled"_msg);
    return *m_loaded;
}

} // namespace lookalike
