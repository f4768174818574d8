// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/companions.h"

#include "core/base/ascii.h"
#include "core/base/path_bytes.h"
#include "core/catalog/companion_names.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

namespace {

using namespace std::string_view_literals;

/// Cameras write both files of a shot almost at once, and some round the time.
constexpr std::int64_t kSameShotSeconds = 2;

bool isSidecarEnding(std::string_view ending)
{
    constexpr std::array kEndings{".xmp"sv, ".thm"sv, ".pp3"sv, ".dop"sv};
    return std::ranges::find(kEndings, ending) != kEndings.end();
}

/// Google Takeout extracts the video of "PXL_1.MP.jpg" as "PXL_1.MP".
bool isVideoFor(const PhotoName& photo, const std::string& name, std::string_view ending)
{
    if (ending == ".mp")
        return name == photo.stem;
    return (ending == ".mov" || ending == ".mp4") && hasNameOf(photo, name);
}

/// Returns the kind of a file that is not a photo if its name relates it to one.
std::optional<CompanionKind> kindByName(const PhotoName& photo, const std::string& name)
{
    const auto dot = name.rfind('.');
    const std::string ending =
        dot == std::string::npos ? std::string() : asciiLower(std::string_view(name).substr(dot));
    if (isVideoFor(photo, name, ending))
        return CompanionKind::Video;
    if (isSidecarEnding(ending) && hasNameOf(photo, name))
        return CompanionKind::Sidecar;
    if (isJsonFor(photo, name))
        return CompanionKind::Json;
    if (isEditFor(photo, name))
        return CompanionKind::Edits;
    return std::nullopt;
}

std::string nameOf(const FileRow& file)
{
    return pathToBytes(file.path.filename());
}

bool isOfOneShot(const ContentRow& a, const ContentRow& b)
{
    const bool oneIsRaw = (a.format == ImageFormat::Raw) != (b.format == ImageFormat::Raw);
    return oneIsRaw && isSameShot(a.metadata.takenAt, b.metadata.takenAt);
}

/// Returns the kind of `other` for a photo with `content` if its name relates the two.
Result<std::optional<CompanionKind>> kindOf(const FileRow& other, const PhotoName& photo,
                                            const ContentRow& content, CatalogReader& reader)
{
    if (other.state == FileState::Unsupported)
        return kindByName(photo, nameOf(other));
    if (other.state != FileState::Indexed || !hasNameOf(photo, nameOf(other)))
        return std::nullopt;
    const auto row = reader.content(other.content);
    if (!row)
        return fail(row);
    if (!*row || !isOfOneShot(content, **row))
        return std::nullopt;
    return (*row)->format == ImageFormat::Raw ? CompanionKind::Raw : CompanionKind::Picture;
}

/// Returns all files whose names may relate them to the photo or to one with the same companions.
Result<std::vector<FileRow>> filesBeside(const FileRow& file, const PhotoName& photo,
                                         CatalogReader& reader)
{
    std::vector<FileRow> files;
    for (const std::string& prefix : companionPrefixes(photo)) {
        auto found = reader.filesNamedLike(file, prefix);
        if (!found)
            return found;
        std::ranges::move(*found, std::back_inserter(files));
    }
    std::ranges::sort(files, {}, [](const FileRow& row) { return pathToBytes(row.path); });
    const auto repeated = std::ranges::unique(files, {}, &FileRow::id);
    files.erase(repeated.begin(), repeated.end());
    return files;
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
        return "sidecar";
    case CompanionKind::Json:
        return "json";
    case CompanionKind::Edits:
        return "edits";
    }
    return "sidecar";
}

bool isSameShot(const std::optional<std::int64_t>& first,
                const std::optional<std::int64_t>& second) noexcept
{
    return !first || !second || std::abs(*first - *second) <= kSameShotSeconds;
}

bool isPhoto(CompanionKind kind) noexcept
{
    return kind == CompanionKind::Raw || kind == CompanionKind::Picture;
}

Result<std::vector<Companion>> companionsOf(const FileRow& file, const ContentRow& content,
                                            CatalogReader& reader)
{
    const PhotoName photo = photoName(nameOf(file));
    auto beside = filesBeside(file, photo, reader);
    if (!beside)
        return fail(beside);
    std::vector<Companion> companions;
    for (FileRow& other : *beside) {
        const auto kind = kindOf(other, photo, content, reader);
        if (!kind)
            return fail(kind);
        if (*kind)
            companions.push_back({std::move(other), **kind});
    }
    return companions;
}

Result<std::vector<FileRow>> othersWith(const Companion& companion, const FileRow& photo,
                                        CatalogReader& reader)
{
    auto beside = filesBeside(photo, photoName(nameOf(photo)), reader);
    if (!beside)
        return beside;
    const std::string name = nameOf(companion.file);
    std::erase_if(*beside, [&](const FileRow& other) {
        return other.state == FileState::Unsupported || other.id == companion.file.id ||
               !kindByName(photoName(nameOf(other)), name);
    });
    return beside;
}

} // namespace lookalike
