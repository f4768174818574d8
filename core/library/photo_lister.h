// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/library/photo_list.h"
#include "core/search/content_set.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lookalike {

/// Makes one PhotoList. Lives as long as that takes; one thread.
class PhotoLister {
public:
    /// Puts contents into the order of likeness.
    using LikenessSort =
        std::function<Result<std::vector<ContentId>>(std::span<const ContentId> contents)>;

    /// As PhotoLibrary::list(). `sort` is called where the order is Likeness. `members` are what
    /// passes the concepts of the filter, where it names some.
    [[nodiscard]] static Result<std::shared_ptr<const PhotoList>>
    list(CatalogReader& reader, const PhotoListRequest& request, const ContentSet* members,
         const LikenessSort& sort, const std::stop_token& stop);

private:
    using Rows = std::vector<std::uint32_t>; ///< places in m_read

    PhotoLister(const PhotoListRequest& request, const std::stop_token& stop)
        : m_request(request)
        , m_stop(stop)
    {}
    [[nodiscard]] Result<> read(CatalogReader& reader, const ContentSet* members);
    void add(const ListedFile& file);
    [[nodiscard]] std::uint32_t folderOf(const ListedFile& file, std::string_view directory);
    /// Whether the file is to stand for its content in place of the one that is known.
    [[nodiscard]] bool isBefore(std::uint32_t folder, std::string_view name,
                                std::uint32_t known) const;
    [[nodiscard]] std::string_view nameOf(std::uint32_t row) const;
    [[nodiscard]] std::optional<std::int64_t> captureDate(std::uint32_t row) const;
    /// Without the raw files that have a picture.
    [[nodiscard]] Rows photos() const;
    /// Numbers the bursts from 1, in m_burstOf.
    void findBursts(const Rows& photos);
    [[nodiscard]] bool isInOrder(std::uint32_t a, std::uint32_t b) const;
    /// Sorts, and moves the photos of each burst behind its first.
    void arrange(Rows& photos) const;
    /// Of what arrange() has arranged. A burst lies where its first photo belongs.
    [[nodiscard]] Result<> arrangeByLikeness(Rows& photos, const LikenessSort& sort) const;
    /// Whether the photo belongs to the same burst as the one before it.
    [[nodiscard]] bool goesOn(const Rows& photos, std::size_t at) const;
    [[nodiscard]] std::shared_ptr<const PhotoList> take(const Rows& photos);
    [[nodiscard]] bool isStopped() const { return m_stop.stop_requested(); }

    const PhotoListRequest& m_request;
    const std::stop_token& m_stop;
    PhotoList m_read; ///< one for each content, in the order of reading, not yet in bursts
    std::vector<std::uint32_t> m_nameLengths;
    std::vector<std::uint32_t> m_cameras; ///< 0: it names none
    std::vector<bool> m_isRaw;
    std::vector<std::uint32_t> m_rowOf;   ///< by content, + 1; ids are dense
    std::vector<std::uint32_t> m_burstOf; ///< 0: in none
    std::vector<std::uint32_t> m_rankOf;  ///< of a folder among all, by path
    std::unordered_map<FolderId, std::string> m_roots;
    std::unordered_map<std::string, std::uint32_t> m_folderNumbers; ///< by path
    std::unordered_map<std::string, std::uint32_t> m_cameraNumbers;
    FolderId m_lastRoot;
    std::string m_lastDirectory;
    std::uint32_t m_lastFolder = 0;
};

} // namespace lookalike
