// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/keeper.h"

#include "core/base/ascii.h"
#include "core/base/path_bytes.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <utility>

namespace lookalike {

namespace {

constexpr std::array<const char*, kKeeperRuleCount> kNames{
    "protected_folder", "original",   "more_pixels", "original_format", "more_metadata",
    "original_name",    "more_bytes", "older",       "shorter_path",    "has_companions"};

std::int64_t pixels(const ContentRow& content)
{
    return std::int64_t{content.width} * content.height;
}

/// What tends to be converted into what: lower comes first. A JPEG is an original where a camera
/// signed it; without that, what loses nothing is the better copy.
int formatRank(const ContentRow& content)
{
    switch (content.format) {
    case ImageFormat::Raw:
        return 0;
    case ImageFormat::Heic:
        return 1;
    case ImageFormat::Jpeg:
        return content.metadata.camera.empty() ? 4 : 2;
    case ImageFormat::Tiff:
    case ImageFormat::Png:
        return 3;
    default:
        return 5;
    }
}

/// Kinds of what it carries first; of two with the same kinds, keywords and names.
std::int64_t carriedMerit(const Metadata& metadata)
{
    constexpr std::int64_t kMoreThanWords = 10'000;
    const Carried& carried = metadata.carried;
    const std::int64_t kinds = int{metadata.takenAt.has_value()} +
                               int{metadata.latitude.has_value()} + int{!metadata.camera.empty()} +
                               int{metadata.rating.value_or(0) > 0} +
                               int{!carried.keywords.empty()} + int{!carried.title.empty()} +
                               int{!carried.caption.empty()} + int{!carried.faces.empty()} +
                               int{!carried.placeName.empty()} + int{carried.videoBytes > 0};
    return kinds * kMoreThanWords +
           static_cast<std::int64_t>(carried.keywords.size() + carried.faces.size());
}

bool hasKind(const KeeperCandidate& candidate, CompanionKind kind)
{
    return std::ranges::find(candidate.companions, kind, &Companion::kind) !=
           candidate.companions.end();
}

constexpr std::array<std::pair<CompanionKind, KeeperLossKind>, 6> kCompanionLosses{
    {{CompanionKind::Raw, KeeperLossKind::RawBeside},
     {CompanionKind::Picture, KeeperLossKind::PictureBeside},
     {CompanionKind::Video, KeeperLossKind::VideoBeside},
     {CompanionKind::Sidecar, KeeperLossKind::SidecarBeside},
     {CompanionKind::Json, KeeperLossKind::JsonBeside},
     {CompanionKind::Edits, KeeperLossKind::EditsBeside}}};

std::int64_t companionKinds(const KeeperCandidate& candidate)
{
    return std::ranges::count_if(kCompanionLosses, [&candidate](const auto& kind) {
        return hasKind(candidate, kind.first);
    });
}

std::string stemOf(const FileRow& file)
{
    return pathToBytes(file.path.stem());
}

/// Whether a space or a sign of Unicode begins `text`, and how many bytes it takes; 0 for none.
std::size_t wideSignBytes(std::string_view text)
{
    const auto startsWithin = [&](std::string_view lead, unsigned char first, unsigned char last) {
        return text.size() > lead.size() && text.starts_with(lead) &&
               static_cast<unsigned char>(text[lead.size()]) >= first &&
               static_cast<unsigned char>(text[lead.size()]) <= last;
    };
    if (startsWithin("\xC2", 0xA0, 0xBF)) // no-break space to inverted question mark
        return 2;
    const bool isSign = startsWithin("\xE2", 0x80, 0x81) ||     // general punctuation
                        startsWithin("\xE3\x80", 0x80, 0xBF) || // of East Asia
                        startsWithin("\xEF\xBC", 0x81, 0x8F);   // the same in full width
    return isSign ? 3 : 0;
}

/// The words of a name: what stands between spaces, punctuation, digits and its ends.
std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words(1);
    const auto end = [&words] {
        if (!words.back().empty())
            words.emplace_back();
    };
    while (!name.empty()) {
        const auto first = static_cast<unsigned char>(name.front());
        const std::size_t sign =
            first < 0x80 ? (std::isalpha(first) != 0 ? 0 : 1) : wideSignBytes(name);
        if (sign == 0)
            words.back() += name.front();
        else
            end();
        name.remove_prefix(std::max<std::size_t>(sign, 1));
    }
    return words;
}

/// A name's word that says "I am a copy", as programs and file managers write it.
bool isSignOfCopy(const std::string& word)
{
    static constexpr std::array<std::string_view, 33> kSigns{
        "copy",       "copies",          "kopie",      "kopia",        "kopi",       "copie",
        "copia",      "c\u00F3pia",      "edit",       "edited",       "edits",      "editado",
        "editada",    "\u00E9dit\u00E9", "bearbeitet", "modifi\u00E9", "modificato", "bewerkt",
        "resize",     "resized",         "rescaled",   "scaled",       "upscaled",   "upscale",
        "downscaled", "enlarged",        "small",      "thumb",        "thumbs",     "thumbnail",
        "thumbnails", "klein",           "cropped"};
    return std::ranges::find(kSigns, word) != kSigns.end();
}

/// 2: as a camera names it; 1: any other name; 0: says itself that it is a copy.
int nameRank(const FileRow& file)
{
    const std::string stem = stemOf(file);
    const std::string text = asciiLower(stem);
    if (std::ranges::any_of(wordsOf(text), isSignOfCopy))
        return 0;
    // "beach (1)", as browsers and file managers number them
    if (text.size() > 3 && text.back() == ')') {
        const auto open = text.rfind('(');
        if (open != std::string::npos && open + 2 < text.size() &&
            std::all_of(text.begin() + static_cast<std::ptrdiff_t>(open) + 1, text.end() - 1,
                        [](unsigned char c) { return std::isdigit(c) != 0; }))
            return 0;
    }
    return isCameraName(stem) ? 2 : 1;
}

/// Sides that differ by less than two in a hundred come from rounding, not from another size: no
/// reason to tell the user.
bool hasMorePixels(const ContentRow& a, const ContentRow& b)
{
    return pixels(a) > pixels(b) + pixels(b) / 25;
}

/// Greater is better.
std::int64_t merit(KeeperRule rule, const KeeperCandidate& candidate)
{
    const ContentRow& content = *candidate.content;
    switch (rule) {
    case KeeperRule::ProtectedFolder:
        return candidate.isProtected ? 1 : 0;
    case KeeperRule::Original:
        return candidate.isDerived || candidate.isEnlarged ? 0 : 1;
    case KeeperRule::MorePixels:
        return pixels(content);
    case KeeperRule::OriginalFormat:
        return -formatRank(content);
    case KeeperRule::MoreMetadata:
        return carriedMerit(content.metadata);
    case KeeperRule::OriginalName:
        return nameRank(*candidate.file);
    case KeeperRule::MoreBytes:
        return static_cast<std::int64_t>(content.bytes);
    case KeeperRule::Older:
        return -candidate.file->stamp.modifiedNs;
    case KeeperRule::ShorterPath:
        return -static_cast<std::int64_t>(pathToBytes(candidate.file->path).size());
    case KeeperRule::HasCompanions:
        return companionKinds(candidate);
    }
    return 0;
}

std::string megapixels(const ContentRow& content)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f MP", static_cast<double>(pixels(content)) / 1e6);
    return text.data();
}

std::string metadataText(const Metadata& metadata)
{
    std::vector<std::string> parts;
    if (metadata.latitude)
        parts.emplace_back("place");
    if (metadata.takenAt)
        parts.emplace_back("date");
    if (!metadata.camera.empty())
        parts.emplace_back("camera");
    if (metadata.rating.value_or(0) > 0)
        parts.emplace_back("rating");
    const Carried& carried = metadata.carried;
    if (!carried.keywords.empty())
        parts.emplace_back("keywords");
    if (!carried.title.empty())
        parts.emplace_back("title");
    if (!carried.caption.empty())
        parts.emplace_back("caption");
    if (!carried.faces.empty())
        parts.emplace_back("names of faces");
    if (!carried.placeName.empty())
        parts.emplace_back("name of the place");
    if (carried.videoBytes > 0)
        parts.emplace_back("video");
    std::string text = "has ";
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
}

std::string nameOf(const std::filesystem::path& file)
{
    return displayText(pathToBytes(file.filename()));
}

/// "IMG_1.CR2 and IMG_1.xmp"
std::string companionsText(const KeeperCandidate& candidate)
{
    std::string text;
    for (std::size_t i = 0; i < candidate.companions.size(); ++i)
        text += (i == 0                                 ? ""
                 : i + 1 == candidate.companions.size() ? " and "
                                                        : ", ") +
                nameOf(candidate.companions[i].file.path);
    return text;
}

std::string reasonText(KeeperRule rule, const KeeperCandidate& keeper)
{
    switch (rule) {
    case KeeperRule::ProtectedFolder:
        return "in a protected folder";
    case KeeperRule::Original:
        return "not cropped, turned, edited or enlarged";
    case KeeperRule::MorePixels:
        return "more pixels (" + megapixels(*keeper.content) + ")";
    case KeeperRule::OriginalFormat:
        return std::string("original format (") + formatTitle(keeper.content->format) + ")";
    case KeeperRule::MoreMetadata:
        return metadataText(keeper.content->metadata);
    case KeeperRule::OriginalName:
        return nameRank(*keeper.file) == 2 ? "named as cameras name files" : "not named as a copy";
    case KeeperRule::MoreBytes:
        return "larger file";
    case KeeperRule::Older:
        return "older file";
    case KeeperRule::ShorterPath:
        return "shorter path";
    case KeeperRule::HasCompanions:
        return "beside " + companionsText(keeper);
    }
    return {};
}

bool isBetterIn(KeeperRule rule, const KeeperCandidate& a, const KeeperCandidate& b)
{
    if (rule == KeeperRule::MorePixels)
        return hasMorePixels(*a.content, *b.content);
    return merit(rule, a) > merit(rule, b);
}

/// What nobody has looked at passes for plain.
PictureFacts factsOf(const KeeperCandidate& candidate)
{
    return candidate.content->facts.value_or(PictureFacts());
}

std::string lossText(KeeperLossKind kind)
{
    switch (kind) {
    case KeeperLossKind::Date:
        return "the date";
    case KeeperLossKind::Place:
        return "the place";
    case KeeperLossKind::Camera:
        return "the camera";
    case KeeperLossKind::Rating:
        return "the rating";
    case KeeperLossKind::Pixels:
        return "more pixels";
    case KeeperLossKind::Animation:
        return "the animation";
    case KeeperLossKind::Pages:
        return "more pages";
    case KeeperLossKind::Transparency:
        return "the transparency";
    case KeeperLossKind::BitDepth:
        return "more bits a channel";
    case KeeperLossKind::GainMap:
        return "the HDR gain map";
    case KeeperLossKind::SecondPicture:
        return "a second picture inside";
    case KeeperLossKind::DepthMap:
        return "the depth map";
    case KeeperLossKind::Keywords:
        return "the keywords";
    case KeeperLossKind::Title:
        return "the title";
    case KeeperLossKind::Caption:
        return "the caption";
    case KeeperLossKind::Faces:
        return "the names of faces";
    case KeeperLossKind::PlaceName:
        return "the name of the place";
    case KeeperLossKind::Video:
        return "the video inside the file";
    case KeeperLossKind::RawBeside:
        return "the raw file next to it";
    case KeeperLossKind::PictureBeside:
        return "the picture next to it";
    case KeeperLossKind::VideoBeside:
        return "the video next to it";
    case KeeperLossKind::SidecarBeside:
        return "the sidecar next to it";
    case KeeperLossKind::JsonBeside:
        return "the JSON file next to it";
    case KeeperLossKind::EditsBeside:
        return "the file with its edits next to it";
    }
    return {};
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

const char* keeperRuleName(KeeperRule rule) noexcept
{
    return kNames[static_cast<std::size_t>(rule)];
}

std::optional<KeeperRule> parseKeeperRule(std::string_view name) noexcept
{
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (name == kNames[i])
            return static_cast<KeeperRule>(i);
    return {};
}

std::vector<KeeperRule> defaultKeeperRules()
{
    return {KeeperRule::ProtectedFolder, KeeperRule::Original,      KeeperRule::MorePixels,
            KeeperRule::OriginalFormat,  KeeperRule::HasCompanions, KeeperRule::MoreMetadata,
            KeeperRule::OriginalName,    KeeperRule::MoreBytes,     KeeperRule::Older,
            KeeperRule::ShorterPath};
}

bool isBetterKeeper(std::span<const KeeperRule> rules, const KeeperCandidate& a,
                    const KeeperCandidate& b)
{
    for (const KeeperRule rule : rules) {
        const std::int64_t left = merit(rule, a);
        const std::int64_t right = merit(rule, b);
        if (left != right)
            return left > right;
    }
    return pathToBytes(a.file->path) < pathToBytes(b.file->path);
}

std::vector<KeeperRule> keeperReasonRules(std::span<const KeeperRule> rules,
                                          const KeeperCandidate& keeper,
                                          std::span<const KeeperCandidate> others)
{
    std::vector<KeeperRule> reasons;
    for (const KeeperRule rule : rules) {
        const bool isFallback = rule == KeeperRule::Older || rule == KeeperRule::ShorterPath ||
                                rule == KeeperRule::MoreBytes;
        if (isFallback && !reasons.empty())
            continue;
        if (std::ranges::any_of(others, [&](const KeeperCandidate& other) {
                return isBetterIn(rule, keeper, other);
            }))
            reasons.push_back(rule);
    }
    return reasons;
}

std::vector<KeeperLoss> keeperLossList(const KeeperCandidate& keeper,
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
            noteFact(kind, [extra = extra](const PictureFacts& other) {
                return (other.extras & extra) != 0;
            });
    // Videos of another length are other videos.
    note(KeeperLossKind::Video, [&](const auto& other) {
        const std::uint64_t video = metadata(other).carried.videoBytes;
        return video > 0 && video != kept.carried.videoBytes;
    });
    for (const auto& [kind, loss] : kCompanionLosses)
        if (!hasKind(keeper, kind))
            note(loss, [kind = kind](const auto& other) { return hasKind(other, kind); });
    return losses;
}

std::vector<std::string> keeperReasons(std::span<const KeeperRule> rules,
                                       const KeeperCandidate& keeper,
                                       std::span<const KeeperCandidate> others)
{
    std::vector<std::string> reasons;
    for (const KeeperRule rule : keeperReasonRules(rules, keeper, others))
        reasons.push_back(reasonText(rule, keeper));
    return reasons;
}

std::string keeperLossText(const KeeperLoss& loss)
{
    return lossText(loss.kind) +
           (loss.detail.empty() ? std::string() : " (" + displayText(loss.detail) + ")") +
           ", which " + nameOf(loss.holder) + " has";
}

std::vector<std::string> keeperLosses(const KeeperCandidate& keeper,
                                      std::span<const KeeperCandidate> others)
{
    std::vector<std::string> losses;
    for (const KeeperLoss& loss : keeperLossList(keeper, others))
        losses.push_back(keeperLossText(loss));
    return losses;
}

bool isCameraName(std::string_view stem)
{
    static constexpr std::array<std::string_view, 12> kPrefixes{
        "img", "dsc", "dscn", "dscf", "pxl", "p", "dji", "gopr", "mvimg", "sam", "cimg", "_mg"};
    const std::string text = asciiLower(stem);
    std::string_view rest(text);
    std::size_t longest = 0;
    for (const std::string_view prefix : kPrefixes)
        if (rest.starts_with(prefix))
            longest = std::max(longest, prefix.size());
    rest.remove_prefix(longest);
    // "20240512_101530" has no prefix and is a telephone's
    if (longest == 0 && !(rest.size() >= 15 && rest.starts_with("20")))
        return false;
    const auto isPart = [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
    };
    const auto digits = std::ranges::count_if(
        rest, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
    return digits >= 4 && std::ranges::all_of(rest, isPart);
}

} // namespace lookalike
