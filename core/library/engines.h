// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/engine.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace lookalike {

/// How the library comes by its encoder: the seam for tests that need no LibTorch.
using EncoderLoader = std::function<Result<std::shared_ptr<const Encoder>>()>;

/// The same for the model that an embedding space was made with. Null means that it is the one of
/// EncoderLoader; an error that it cannot be had any more.
using SpaceEncoderLoader =
    std::function<Result<std::shared_ptr<const Encoder>>(const EmbeddingSpace& space)>;

/// The engines of a library: one for the model that embeds, loaded when it is first needed, and one
/// for each earlier model whose space searches have used. An engine stays until the library closes.
/// Any thread; what needs an engine waits while it is loaded.
class Engines {
public:
    /// `previous` may be empty. `loaded` is called once the model that embeds is there.
    Engines(const LibraryParts& parts, EncoderLoader loader, SpaceEncoderLoader previous,
            std::function<void()> loaded);

    /// Of the model that embeds.
    [[nodiscard]] Result<Engine*> ensureEngine();
    /// Of the current space, where another model than the one that embeds made it and can still be
    /// had; otherwise ensureEngine().
    [[nodiscard]] Result<Engine*> ensureSearchEngine();
    /// Makes what the catalog holds visible to searches with `engine`, or with all that are loaded.
    [[nodiscard]] Result<> publish(Engine& engine);
    [[nodiscard]] Result<> publishAll();
    /// Runs `work` while no engine can be made. Conflict where there is one for the space.
    [[nodiscard]] Result<> whileUnused(const EmbeddingSpace& space,
                                       const std::function<Result<>()>& work);

private:
    [[nodiscard]] Result<Engine*> ensurePrevious(const EmbeddingSpace& space);
    [[nodiscard]] Result<Engine*> addPrevious(std::shared_ptr<const Encoder> encoder);

    const LibraryParts m_parts;
    const EncoderLoader m_loader;
    const SpaceEncoderLoader m_previousLoader;
    const std::function<void()> m_loaded;

    // The order in which locks are taken: m_previousMutex, m_mutex, that of an engine.
    std::mutex m_previousMutex; ///< held while an earlier model is loaded
    std::vector<std::unique_ptr<Engine>> m_previous;
    std::set<std::string> m_unavailableSpaces; ///< spaces whose model cannot be had any more
    std::mutex m_mutex;                        ///< held while the model that embeds is loaded
    std::unique_ptr<Engine> m_engine;
    std::atomic<Engine*> m_ready{nullptr}; ///< m_engine, for those who do not wait for it
};

} // namespace lookalike
