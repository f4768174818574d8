// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/engines.h"

#include "core/catalog/space_rows.h"
#include "core/library/previous_encoder.h"

#include <algorithm>
#include <utility>

namespace lookalike {

Engines::Engines(const LibraryParts& parts, EncoderLoader loader, SpaceEncoderLoader previous,
                 std::function<void()> loaded)
    : m_parts(parts)
    , m_loader(std::move(loader))
    , m_previousLoader(std::move(previous))
    , m_loaded(std::move(loaded))
{}

Result<Engine*> Engines::ensureEngine()
{
    const std::lock_guard lock(m_mutex);
    if (m_engine)
        return m_engine.get();
    m_parts.decoder.prepare(); // its processes start before LibTorch fills this one
    auto encoder = m_loader();
    if (!encoder)
        return fail(encoder);
    auto opened = Engine::open(m_parts, std::move(*encoder));
    if (!opened)
        return fail(opened);
    m_engine = std::move(*opened);
    m_ready = m_engine.get();
    m_loaded();
    return m_engine.get();
}

Result<Engine*> Engines::ensureSearchEngine()
{
    if (!m_previousLoader)
        return ensureEngine();
    const auto rows = readSpaces(m_parts.catalog);
    if (!rows)
        return fail(rows);
    const SpaceRow* const current = currentSpace(*rows);
    if (current == nullptr)
        return ensureEngine();
    if (Engine* const ready = m_ready; ready != nullptr && ready->space().id == current->space.id)
        return ready;
    return ensurePrevious(current->space);
}

Result<Engine*> Engines::ensurePrevious(const EmbeddingSpace& space)
{
    const std::lock_guard lock(m_previousMutex);
    for (const auto& engine : m_previous)
        if (engine->space().id == space.id)
            return engine.get();
    if (m_unavailableSpaces.contains(space.id))
        return ensureEngine();
    auto encoder = m_previousLoader(space);
    if (encoder && !*encoder) {
        // The same model, perhaps with earlier preprocessing.
        const auto ready = ensureEngine();
        if (!ready || !isFormerSpace((*ready)->encoder()->info(), space))
            return ready;
        return addPrevious(std::make_shared<PreviousEncoder>((*ready)->encoder(), space));
    }
    // A model of the same name may have other weights by now.
    if (!encoder || (*encoder)->info().space.id != space.id) {
        m_unavailableSpaces.insert(space.id);
        return ensureEngine();
    }
    return addPrevious(std::move(*encoder));
}

Result<Engine*> Engines::addPrevious(std::shared_ptr<const Encoder> encoder)
{
    auto opened = Engine::open(m_parts, std::move(encoder));
    if (!opened)
        return fail(opened);
    return m_previous.emplace_back(std::move(*opened)).get();
}

Result<> Engines::publish(Engine& engine)
{
    auto refreshed = engine.refresh();
    m_parts.filters.catalogChanged();
    return refreshed;
}

Result<> Engines::publishAll()
{
    {
        const std::lock_guard lock(m_previousMutex);
        for (const auto& engine : m_previous)
            if (auto published = publish(*engine); !published)
                return published;
    }
    const std::lock_guard lock(m_mutex);
    return m_engine ? publish(*m_engine) : Result<>();
}

Result<> Engines::whileUnused(const EmbeddingSpace& space, const std::function<Result<>()>& work)
{
    const std::lock_guard previousLock(m_previousMutex);
    const std::lock_guard lock(m_mutex);
    const auto isOfSpace = [&](const std::unique_ptr<Engine>& engine) {
        return engine && engine->space().id == space.id;
    };
    if (isOfSpace(m_engine) || std::ranges::any_of(m_previous, isOfSpace))
        return fail(ErrorCode::Conflict,
                    "The model %1 is in use; try again after a restart"_msg(space.model));
    return work();
}

} // namespace lookalike
