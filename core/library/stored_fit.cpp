// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/stored_fit.h"

#include "core/base/log.h"

#include <system_error>
#include <utility>

namespace lookalike {

std::filesystem::path fitFile(const Catalog& catalog, const EmbeddingSpace& space)
{
    std::filesystem::path file = catalog.file();
    file += "." + space.id.substr(0, 12) + ".fit";
    return file;
}

StoredFit::StoredFit(const Catalog& catalog, EmbeddingSpace space)
    : m_space(std::move(space))
    , m_file(fitFile(catalog, m_space))
{}

std::shared_ptr<const LabelFit> StoredFit::current()
{
    const std::lock_guard lock(m_mutex);
    std::error_code error;
    const auto time = std::filesystem::last_write_time(m_file, error);
    const auto bytes = error ? 0 : std::filesystem::file_size(m_file, error);
    if (error) {
        m_stamp.reset();
        m_fit.reset();
        return nullptr;
    }
    if (m_stamp == Stamp{time, bytes})
        return m_fit;
    m_stamp = Stamp{time, bytes};
    m_fit.reset();
    auto block = readFit(m_space, m_file);
    if (block)
        m_fit = std::make_shared<const LabelFit>(std::move(block->fit));
    else
        logWarning("Searches do without the fit: " + block.error().text());
    return m_fit;
}

} // namespace lookalike
