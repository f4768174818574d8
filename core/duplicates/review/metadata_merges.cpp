// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/metadata_merges.h"

#include "core/base/ascii.h"
#include "core/base/path_bytes.h"
#include "core/image/metadata_task.h"
#include "core/indexing/photo_reader.h"

#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

bool isXmp(const std::filesystem::path& path)
{
    return equalInAnyCase(pathToBytes(path.extension()), ".xmp");
}

/// Of the picture as it is stored.
std::pair<int, int> storedSize(const ContentRow& content)
{
    const bool isTransposed = content.metadata.orientation >= 5;
    return isTransposed ? std::pair(content.height, content.width)
                        : std::pair(content.width, content.height);
}

} // namespace

MetadataMerges::MetadataMerges(const Decoder& decoder, CatalogReader& reader, std::stop_token stop)
    : m_decoder(decoder)
    , m_reader(reader)
    , m_stop(std::move(stop))
{}

std::vector<PlannedMerge> MetadataMerges::plan(std::span<const MergeRequest> requests)
{
    std::vector<PlannedMerge> answers(requests.size());
    std::map<FileId, std::vector<std::size_t>> byKeeper;
    for (std::size_t i = 0; i < requests.size(); ++i)
        byKeeper[requests[i].keeper.file.id].push_back(i);
    for (const auto& [keeper, which] : byKeeper)
        planKeeper(requests, which, answers);
    return answers;
}

void MetadataMerges::planKeeper(std::span<const MergeRequest> requests,
                                const std::vector<std::size_t>& which,
                                std::vector<PlannedMerge>& answers)
{
    if (auto planned = planSources(requests, which, answers); !planned)
        for (const std::size_t i : which) {
            answers[i] = {};
            answers[i].error = planned.error();
        }
}

// An error concerns the keeper and thus all of its copies.
Result<> MetadataMerges::planSources(std::span<const MergeRequest> requests,
                                     const std::vector<std::size_t>& which,
                                     std::vector<PlannedMerge>& answers)
{
    const CatalogPhoto& keeper = requests[which.front()].keeper;
    auto own = sidecarOf(keeper);
    if (!own)
        return fail(own);
    std::map<std::size_t, MergeSource> sources;
    for (const std::size_t i : which) {
        auto carried = carriedBy(requests[i], own->path);
        if (!carried)
            answers[i].error = std::move(carried).error();
        else if (*carried != DescriptiveMetadata())
            sources[i] = {std::move(*carried), requests[i].sameFrame};
    }
    if (sources.empty())
        return {};
    const auto embedded = embeddedIn(keeper);
    if (!embedded)
        return fail(embedded);
    const DescriptiveMetadata present = withSidecar(*embedded, own->metadata);
    std::erase_if(sources, [&](const auto& source) {
        const auto alone = mergedMetadata(present, {&source.second, 1});
        answers[source.first].merged = alone ? *alone : present;
        return alone && *alone == present;
    });
    if (sources.empty())
        return {};
    std::vector<MergeSource> list;
    for (const auto& [i, source] : sources)
        list.push_back(source);
    const auto merged = mergedMetadata(present, list);
    if (!merged)
        return failFor(keeper.file.path, merged);
    const auto [width, height] = storedSize(keeper.content);
    const SidecarRequest request{*merged, *embedded, width, height};
    auto text =
        m_decoder.metadata(MetadataTask::WriteSidecar, sidecarOrder(own->bytes, request), m_stop);
    if (!text)
        return failFor(own->path, text);
    auto sidecar = std::make_shared<SidecarWrite>();
    sidecar->keeper = keeper.file.path;
    sidecar->path = own->path;
    sidecar->text = std::move(*text);
    sidecar->replaces = own->file;
    for (const auto& [i, source] : sources) {
        answers[i].sidecar = sidecar;
        answers[i].fields = changedFields(present, *merged);
        answers[i].merged = *merged;
    }
    return {};
}

Result<std::shared_ptr<const SidecarWrite>> MetadataMerges::planKeyword(const CatalogPhoto& photo,
                                                                        const std::string& keyword)
{
    auto own = sidecarOf(photo);
    if (!own)
        return fail(own);
    const auto embedded = embeddedIn(photo);
    if (!embedded)
        return fail(embedded);
    DescriptiveMetadata wanted = withSidecar(*embedded, own->metadata);
    std::vector<std::string>& subjects = wanted.list(WordList::Subject);
    if (std::ranges::find(subjects, keyword) != subjects.end())
        return nullptr;
    subjects.push_back(keyword);
    const auto [width, height] = storedSize(photo.content);
    const SidecarRequest request{wanted, *embedded, width, height};
    auto text =
        m_decoder.metadata(MetadataTask::WriteSidecar, sidecarOrder(own->bytes, request), m_stop);
    if (!text)
        return failFor(own->path, text);
    return std::make_shared<const SidecarWrite>(
        SidecarWrite{photo.file.path, own->path, std::move(*text), own->file});
}

Result<DescriptiveMetadata> MetadataMerges::embeddedIn(const CatalogPhoto& photo)
{
    const auto file = readFile(photo.file.path, kMaxPhotoBytes);
    if (!file)
        return fail(file);
    const auto text = m_decoder.metadata(MetadataTask::DescribePhoto, file->bytes, m_stop);
    if (!text)
        return failFor(photo.file.path, text);
    return descriptiveFromText(*text);
}

Result<MetadataMerges::Sidecar> MetadataMerges::readSidecar(const std::filesystem::path& path)
{
    auto file = readFile(path, kMaxSidecarBytes);
    if (!file)
        return fail(file);
    const auto text = m_decoder.metadata(MetadataTask::DescribeSidecar, file->bytes, m_stop);
    if (!text)
        return failFor(path, text);
    Sidecar sidecar;
    sidecar.path = path;
    sidecar.file = ExpectedFile{path, file->stamp, hashContent(file->bytes)};
    sidecar.bytes = std::move(file->bytes);
    sidecar.metadata = descriptiveFromText(*text);
    return sidecar;
}

// "IMG_1.jpg.xmp" as darktable and digiKam name it, or "IMG_1.xmp" as Lightroom does; but the
// latter may be about the raw file beside a picture, and is left alone there.
Result<MetadataMerges::Sidecar> MetadataMerges::sidecarOf(const CatalogPhoto& keeper)
{
    std::filesystem::path full = keeper.file.path;
    full += ".xmp";
    std::vector<std::filesystem::path> candidates{full};
    for (const Companion& companion : keeper.companions) {
        if (companion.kind != CompanionKind::Sidecar || !isXmp(companion.file.path))
            continue;
        const auto others = othersWith(companion, keeper.file, m_reader);
        if (!others)
            return fail(others);
        if (others->empty())
            candidates.push_back(companion.file.path);
    }
    for (const std::filesystem::path& path : candidates) {
        auto sidecar = readSidecar(path);
        if (sidecar || sidecar.error().code != ErrorCode::NotFound)
            return sidecar;
    }
    Sidecar none;
    none.path = full;
    return none;
}

Result<DescriptiveMetadata> MetadataMerges::carriedBy(const MergeRequest& request,
                                                      const std::filesystem::path& keepers)
{
    DescriptiveMetadata carried;
    // Copies of one content carry the same.
    if (request.victim.content.id != request.keeper.content.id) {
        auto embedded = embeddedIn(request.victim);
        if (!embedded)
            return embedded;
        carried = std::move(*embedded);
    }
    for (const Companion& companion : request.victim.companions) {
        if (companion.kind != CompanionKind::Sidecar || !isXmp(companion.file.path) ||
            companion.file.path == keepers)
            continue;
        const auto sidecar = readSidecar(companion.file.path);
        if (!sidecar && sidecar.error().code == ErrorCode::NotFound)
            continue;
        if (!sidecar)
            return fail(sidecar);
        carried = withSidecar(std::move(carried), sidecar->metadata);
    }
    return carried;
}

} // namespace lookalike
