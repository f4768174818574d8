// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/same_shots.h"

#include "core/base/disjoint_sets.h"
#include "core/catalog/companions.h"

#include <algorithm>
#include <map>
#include <utility>

namespace lookalike {

std::vector<std::size_t> sameShots(std::span<const ShotPhoto> photos)
{
    DisjointSets sets(photos.size());
    std::map<ContentHash, std::size_t> byContent;
    std::map<std::filesystem::path, std::vector<std::size_t>> byStem;
    std::map<std::filesystem::path, std::vector<std::pair<std::int64_t, std::size_t>>> byFolder;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const ShotPhoto& photo = photos[i];
        sets.join(i, byContent.try_emplace(photo.hash, i).first->second);
        const auto folder = photo.file.parent_path();
        byStem[folder / photo.file.stem()].push_back(i);
        if (photo.takenAt)
            byFolder[folder].emplace_back(*photo.takenAt, i);
    }
    for (const auto& [stem, members] : byStem)
        for (const std::size_t raw : members)
            for (const std::size_t picture : members)
                if (photos[raw].isRaw && !photos[picture].isRaw &&
                    isSameShot(photos[raw].takenAt, photos[picture].takenAt))
                    sets.join(raw, picture);
    for (auto& [folder, members] : byFolder) {
        std::ranges::sort(members);
        for (std::size_t i = 1; i < members.size(); ++i)
            if (members[i].first - members[i - 1].first <= kBurstSeconds)
                sets.join(members[i - 1].second, members[i].second);
    }
    std::vector<std::size_t> first(photos.size());
    for (std::size_t i = 0; i < photos.size(); ++i)
        first[i] = sets.find(i);
    return first;
}

} // namespace lookalike
