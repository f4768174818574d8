// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/stored_map.h"

#include "core/base/atomic_file.h"
#include "core/catalog/catalog_connection.h"
#include "core/encode/json_file.h"

#include <utility>
#include <vector>

namespace lookalike {

namespace {

/// For a map of ten million photos.
constexpr std::uint64_t kMaxMapBytes = 256ULL << 20;

} // namespace

std::optional<PhotoMap> loadMap(const EmbeddingSpace& space, const std::filesystem::path& catalog,
                                ContentId newest)
{
    const auto json = readJsonFile(besideCatalog(catalog, ".map"), kMaxMapBytes);
    if (!json || !json->is_object() || json->value("space", std::string()) != space.id)
        return std::nullopt;
    std::vector<MapLevel> levels;
    try {
        for (const auto& stored : json->at("levels")) {
            MapLevel level{stored.at("columns").get<std::size_t>(), {}};
            for (const auto& cell : stored.at("contents")) {
                const ContentId content(cell.get<std::int64_t>());
                level.cells.push_back(content > newest ? ContentId() : content);
            }
            levels.push_back(std::move(level));
        }
    } catch (const nlohmann::json::exception&) {
        return std::nullopt; // it is sorted again
    }
    return PhotoMap::fromLevels(std::move(levels));
}

Result<> storeMap(const PhotoMap& map, const EmbeddingSpace& space,
                  const std::filesystem::path& catalog)
{
    nlohmann::ordered_json levels = nlohmann::ordered_json::array();
    for (const MapLevel& level : map.levels()) {
        nlohmann::ordered_json contents = nlohmann::ordered_json::array();
        for (const ContentId content : level.cells)
            contents.push_back(content.value());
        levels.push_back({{"columns", level.columns}, {"contents", std::move(contents)}});
    }
    const nlohmann::ordered_json json{{"space", space.id}, {"levels", std::move(levels)}};
    return writeAtomically(besideCatalog(catalog, ".map"), json.dump());
}

} // namespace lookalike
