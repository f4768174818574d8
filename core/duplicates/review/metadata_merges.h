// SPDX-License-Identifier: GPL-3.0-or-later
// What photos that stay are to take over from their copies that go, read from the files and ready
// to be written as sidecars.
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/duplicates/review/catalog_photo.h"
#include "core/files/trash/trash.h"
#include "core/image/decoder.h"
#include "core/image/metadata_merge.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// One copy that goes, and the photo that stays for it.
struct MergeRequest {
    CatalogPhoto victim;
    CatalogPhoto keeper;
    bool sameFrame = false; ///< MergeSource
};

/// The answer to one request.
struct PlannedMerge {
    /// Shared by all requests of one keeper; null where the keeper carries all of it already.
    std::shared_ptr<const SidecarWrite> sidecar;
    std::vector<MergedField> fields; ///< that the sidecar adds to what the keeper carries
    DescriptiveMetadata merged;      ///< what keeper and sidecar carry together
    std::optional<Error> error;      ///< why what the copy carries cannot be kept
};

/// Reads photos and sidecars; hostile bytes only through the decoder. All outlive it. Use it on one
/// thread.
class MetadataMerges {
public:
    MetadataMerges(const Decoder& decoder, CatalogReader& reader, std::stop_token stop);

    /// One answer a request, in order. A file that cannot be read costs the requests that need it.
    [[nodiscard]] std::vector<PlannedMerge> plan(std::span<const MergeRequest> requests);

    /// A sidecar for a photo that gets a keyword, with all that its own sidecar and the photo
    /// carry; null where either has the keyword. Fails as the decoder does for a photo or a sidecar
    /// that cannot be read.
    [[nodiscard]] Result<std::shared_ptr<const SidecarWrite>>
    planKeyword(const CatalogPhoto& photo, const std::string& keyword);

private:
    struct Sidecar {
        std::filesystem::path path; ///< where it is, or is to be
        std::optional<ExpectedFile> file;
        std::vector<std::uint8_t> bytes;
        DescriptiveMetadata metadata;
    };
    [[nodiscard]] Result<DescriptiveMetadata> embeddedIn(const CatalogPhoto& photo);
    [[nodiscard]] Result<Sidecar> readSidecar(const std::filesystem::path& path);
    /// The one that belongs to the keeper alone, or where a new one belongs.
    [[nodiscard]] Result<Sidecar> sidecarOf(const CatalogPhoto& keeper);
    [[nodiscard]] Result<DescriptiveMetadata> carriedBy(const MergeRequest& request,
                                                        const std::filesystem::path& keepers);
    void planKeeper(std::span<const MergeRequest> requests, const std::vector<std::size_t>& which,
                    std::vector<PlannedMerge>& answers);
    [[nodiscard]] Result<> planSources(std::span<const MergeRequest> requests,
                                       const std::vector<std::size_t>& which,
                                       std::vector<PlannedMerge>& answers);

    const Decoder& m_decoder;
    CatalogReader& m_reader;
    const std::stop_token m_stop;
};

} // namespace lookalike
