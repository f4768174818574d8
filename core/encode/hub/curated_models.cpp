// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/curated_models.h"

#include <algorithm>
#include <array>

namespace lookalike {

namespace {

constexpr std::uint64_t kMegabyte = 1'000'000;

constexpr std::array kModels = {
    CuratedModel{"facebook/dinov2-small", "ed25f3a31f01632728cabb09d1542f84ab7b0056",
                 "Scenes and objects that look alike; the best first choice"_msg, "apache-2.0",
                 88 * kMegabyte, 384,
                 "ae1e99fcefd534ed978cdeb8326f08030c96e28b7a81ffcbc98a857c84d14be1"},
    CuratedModel{"facebook/dinov2-base", "f9e44c814b77203eaa57a6bdbbd535f21ede1415",
                 "The same, finer, at about four times the cost"_msg, "apache-2.0", 346 * kMegabyte,
                 768, ""},
    CuratedModel{"google/siglip-base-patch16-224", "7fd15f0689c79d79e38b1c2e2e2370a7bf2761ed",
                 "Pictures with the same meaning, however they look"_msg, "apache-2.0",
                 813 * kMegabyte, 768,
                 "2c63cb7d1f2e95ba501893cbb8faeb4ea9a3af295498d35097126228659c2af8", true},
    CuratedModel{"laion/CLIP-ViT-B-32-laion2B-s34B-b79K", "",
                 "Photos that words describe, in English; quick"_msg, "mit", 605 * kMegabyte, 512,
                 "", true},
    CuratedModel{"laion/CLIP-ViT-B-16-laion2B-s34B-b88K", "",
                 "Photos that words describe, in English; finer"_msg, "mit", 599 * kMegabyte, 512,
                 "", true},
    CuratedModel{"google/siglip2-base-patch32-256", "",
                 "Photos that words describe, in most languages; quick"_msg, "apache-2.0",
                 1507 * kMegabyte, 768, "", true, true},
    CuratedModel{"google/siglip2-base-patch16-224", "",
                 "Photos that words describe, in most languages; finer"_msg, "apache-2.0",
                 1501 * kMegabyte, 768, "", true, true},
    CuratedModel{"openai/clip-vit-large-patch14", "32bd64288804d66eefd0ccbe215aa642df71cc41",
                 "Meaning and style, also of drawings; slow without a GPU"_msg, "",
                 1710 * kMegabyte, 768, "", true},
    CuratedModel{"microsoft/resnet-50", "34c2154c194f829b11125337b98c8f5f9965ff19",
                 "Everyday objects; an older, widely used model"_msg, "apache-2.0", 102 * kMegabyte,
                 2048, ""},
};

} // namespace

std::span<const CuratedModel> curatedModels()
{
    return kModels;
}

std::string namesOfModelsWithWords(bool manyLanguages)
{
    std::string names;
    for (const CuratedModel& model : kModels)
        if (model.words && (model.manyLanguages || !manyLanguages))
            names.append(names.empty() ? "" : ", ").append(model.id);
    return names;
}

const CuratedModel* findCurated(std::string_view id)
{
    const auto* found = std::find_if(kModels.begin(), kModels.end(),
                                     [&](const CuratedModel& model) { return model.id == id; });
    return found == kModels.end() ? nullptr : found;
}

Result<ModelId> parseCuratedId(const std::string& text)
{
    auto id = parseModelId(text);
    if (id && text.find('@') == std::string::npos)
        if (const CuratedModel* curated = findCurated(id->text());
            curated != nullptr && !curated->revision.empty())
            id->revision = curated->revision;
    return id;
}

} // namespace lookalike
