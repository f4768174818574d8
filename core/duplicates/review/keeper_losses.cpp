// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/keeper_losses.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lookalike {

namespace {

constexpr std::array<std::pair<CompanionKind, KeeperLossKind>, 6> kCompanionLosses{
    {{CompanionKind::Raw, KeeperLossKind::RawBeside},
     {CompanionKind::Picture, KeeperLossKind::PictureBeside},
     {CompanionKind::Video, KeeperLossKind::VideoBeside},
     {CompanionKind::Sidecar, KeeperLossKind::SidecarBeside},
     {CompanionKind::Json, KeeperLossKind::JsonBeside},
     {CompanionKind::Edits, KeeperLossKind::EditsBeside}}};

bool hasKind(const KeeperCandidate& candidate, CompanionKind kind)
{
    return std::ranges::find(candidate.companions, kind, &Companion::kind) !=
           candidate.companions.end();
}

/// A file that was not examined counts as plain.
PictureFacts factsOf(const KeeperCandidate& candidate)
{
    return candidate.content->facts.value_or(PictureFacts());
}

/// Those of the others that `kept` does not have, each once; the first few of them as a text.
class MissingWords {
public:
    explicit MissingWords(const std::vector<std::string>& kept)
        : m_kept(kept)
    {}
    /// Whether `words` has any.
    bool add(const std::vector<std::string>& words)
    {
        bool any = false;
        for (const std::string& word : words) {
            if (std::ranges::find(m_kept, word) != m_kept.end())
                continue;
            any = true;
            if (std::ranges::find(m_missing, word) == m_missing.end())
                m_missing.push_back(word);
        }
        return any;
    }
    [[nodiscard]] std::string text() const
    {
        constexpr std::size_t kShown = 5;
        std::string text;
        for (std::size_t i = 0; i < std::min(kShown, m_missing.size()); ++i)
            text += (i == 0 ? "" : ", ") + m_missing[i];
        return m_missing.size() > kShown ? text + ", ..." : text;
    }

private:
    const std::vector<std::string>& m_kept;
    std::vector<std::string> m_missing;
};

void addLostWords(std::vector<KeeperLoss>& losses, KeeperLossKind kind,
                  std::vector<std::string> Carried::*words, const KeeperCandidate& keeper,
                  std::span<const KeeperCandidate> others)
{
    MissingWords missing(keeper.content->metadata.carried.*words);
    const KeeperCandidate* holder = nullptr;
    for (const KeeperCandidate& other : others)
        if (missing.add(other.content->metadata.carried.*words) && holder == nullptr)
            holder = &other;
    if (holder != nullptr)
        losses.push_back({kind, holder->file->path, missing.text()});
}

void addLostText(std::vector<KeeperLoss>& losses, KeeperLossKind kind, std::string Carried::*text,
                 const KeeperCandidate& keeper, std::span<const KeeperCandidate> others)
{
    const std::string& kept = keeper.content->metadata.carried.*text;
    for (const KeeperCandidate& other : others) {
        const std::string& has = other.content->metadata.carried.*text;
        if (has.empty() || has == kept)
            continue;
        constexpr std::size_t kShownBytes = 60;
        const std::string_view shown = cutUtf8(has, kShownBytes);
        losses.push_back({kind, other.file->path,
                          std::string(shown) + (shown.size() < has.size() ? "..." : "")});
        return;
    }
}

} // namespace

std::vector<KeeperLoss> keeperLosses(const KeeperCandidate& keeper,
                                     std::span<const KeeperCandidate> others)
{
    std::vector<KeeperLoss> losses;
    const Metadata& kept = keeper.content->metadata;
    const auto note = [&](KeeperLossKind kind, auto hasIt) {
        const auto found = std::ranges::find_if(others, hasIt);
        if (found != others.end())
            losses.push_back({kind, found->file->path, {}});
    };
    const auto& metadata = [](const KeeperCandidate& other) -> const Metadata& {
        return other.content->metadata;
    };
    if (!kept.takenAt)
        note(KeeperLossKind::Date,
             [&](const auto& other) { return metadata(other).takenAt.has_value(); });
    if (!kept.latitude)
        note(KeeperLossKind::Place,
             [&](const auto& other) { return metadata(other).latitude.has_value(); });
    if (kept.camera.empty())
        note(KeeperLossKind::Camera,
             [&](const auto& other) { return !metadata(other).camera.empty(); });
    note(KeeperLossKind::Rating, [&](const auto& other) {
        return metadata(other).rating.value_or(0) > std::max(kept.rating.value_or(0), 0);
    });
    addLostWords(losses, KeeperLossKind::Keywords, &Carried::keywords, keeper, others);
    addLostText(losses, KeeperLossKind::Title, &Carried::title, keeper, others);
    addLostText(losses, KeeperLossKind::Caption, &Carried::caption, keeper, others);
    addLostWords(losses, KeeperLossKind::Faces, &Carried::faces, keeper, others);
    addLostText(losses, KeeperLossKind::PlaceName, &Carried::placeName, keeper, others);
    note(KeeperLossKind::Pixels, [&](const auto& other) {
        return !other.isEnlarged && hasMorePixels(*other.content, *keeper.content);
    });
    const PictureFacts holds = factsOf(keeper);
    const auto noteFact = [&](KeeperLossKind kind, auto hasMore) {
        note(kind, [&](const auto& other) { return hasMore(factsOf(other)); });
    };
    noteFact(KeeperLossKind::Animation, [&](const PictureFacts& other) {
        return other.animated && (!holds.animated || other.frames > holds.frames);
    });
    noteFact(KeeperLossKind::Pages, [&](const PictureFacts& other) {
        return !other.animated && other.frames > holds.frames;
    });
    noteFact(KeeperLossKind::Transparency,
             [&](const PictureFacts& other) { return other.alpha && !holds.alpha; });
    noteFact(KeeperLossKind::BitDepth,
             [&](const PictureFacts& other) { return other.bits > holds.bits; });
    for (const auto& [kind, extra] : {std::pair(KeeperLossKind::GainMap, kGainMap),
                                      std::pair(KeeperLossKind::SecondPicture, kSecondPicture),
                                      std::pair(KeeperLossKind::DepthMap, kDepthMap)})
        if ((holds.extras & extra) == 0)
            noteFact(kind, [wanted = extra](const PictureFacts& other) {
                return (other.extras & wanted) != 0;
            });
    // Videos of another length are other videos.
    note(KeeperLossKind::Video, [&](const auto& other) {
        const std::uint64_t video = metadata(other).carried.videoBytes;
        return video > 0 && video != kept.carried.videoBytes;
    });
    for (const auto& [kind, loss] : kCompanionLosses)
        if (!hasKind(keeper, kind))
            note(loss, [lost = kind](const auto& other) { return hasKind(other, lost); });
    return losses;
}

} // namespace lookalike
