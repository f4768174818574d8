// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/companions.h"

#include "core/base/ascii.h"
#include "core/base/path_bytes.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

namespace {

using namespace std::string_view_literals;

/// Cameras write both files of a shot within a moment, and some round the time.
constexpr std::int64_t kSameShotSeconds = 2;

bool isSidecarEnding(std::string_view ending)
{
    constexpr std::array kEndings{"xmp"sv, "aae"sv, "thm"sv, "pp3"sv, "dop"sv};
    return std::ranges::find(kEndings, ending) != kEndings.end();
}

bool isOfOneShot(const ContentRow& a, const ContentRow& b)
{
    const bool oneIsRaw = (a.format == ImageFormat::Raw) != (b.format == ImageFormat::Raw);
    const auto& first = a.metadata.takenAt;
    const auto& second = b.metadata.takenAt;
    return oneIsRaw && (!first || !second || std::abs(*first - *second) <= kSameShotSeconds);
}

/// What `other` is to a photo with `content`, where its name says that it belongs to it.
Result<std::optional<CompanionKind>> kindOf(const FileRow& other, const ContentRow& content,
                                            CatalogReader& reader)
{
    const std::string ending = asciiLower(pathToBytes(other.path.extension()));
    if (other.state == FileState::Indexed) {
        const auto row = reader.content(other.content);
        if (!row)
            return tl::unexpected(row.error());
        if (!*row || !isOfOneShot(content, **row))
            return std::nullopt;
        return (*row)->format == ImageFormat::Raw ? CompanionKind::Raw : CompanionKind::Picture;
    }
    if (other.state != FileState::Unsupported)
        return std::nullopt;
    if (ending == ".mov" || ending == ".mp4")
        return CompanionKind::Video;
    if (!ending.empty() && isSidecarEnding(std::string_view(ending).substr(1)))
        return CompanionKind::Sidecar;
    return std::nullopt;
}

/// "IMG_1.jpg" and "IMG_1.mov", and "IMG_1.jpg.xmp" beside "IMG_1.jpg".
bool belongsByName(const FileRow& other, const FileRow& file)
{
    return other.path.stem() == file.path.stem() || other.path.stem() == file.path.filename();
}

} // namespace

const char* companionKindName(CompanionKind kind) noexcept
{
    switch (kind) {
    case CompanionKind::Raw:
        return "raw";
    case CompanionKind::Picture:
        return "picture";
    case CompanionKind::Video:
        return "video";
    case CompanionKind::Sidecar:
        break;
    }
    return "sidecar";
}

Result<std::vector<Companion>> companionsOf(const FileRow& file, const ContentRow& content,
                                            CatalogReader& reader)
{
    auto beside = reader.filesNamedLike(file);
    if (!beside)
        return fail(std::move(beside));
    std::vector<Companion> companions;
    for (FileRow& other : *beside) {
        if (!belongsByName(other, file))
            continue;
        const auto kind = kindOf(other, content, reader);
        if (!kind)
            return tl::unexpected(kind.error());
        if (*kind)
            companions.push_back({std::move(other), **kind});
    }
    return companions;
}

} // namespace lookalike
