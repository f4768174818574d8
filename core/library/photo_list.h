// SPDX-License-Identifier: GPL-3.0-or-later
// All photos of a library in an order, as columns: a million of them take about 60 MB.
#pragma once

#include "core/base/ids.h"
#include "core/catalog/content_filter.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

enum class PhotoOrder {
    Date,   ///< of the capture, or else of the file
    Folder, ///< by the folder's path, then by name
    Name,
    Size,     ///< bytes
    Likeness, ///< similar photos beside each other, see PhotoLibrary::sortByLikeness()
};

struct PhotoListRequest {
    ContentFilter filter;
    PhotoOrder order = PhotoOrder::Date;
    bool descending = true;  ///< of no meaning for Likeness
    std::size_t columns = 0; ///< of the grid, for Likeness
    /// Only the first of the list, in a fraction of the time: where the order is Date and the
    /// filter names no folders and no concepts, this many contents; otherwise none. 0: all.
    std::size_t first = 0;

    bool operator==(const PhotoListRequest&) const = default;
};

/// Photos of one camera with no more than this between two of them are a burst. The review of
/// duplicates looks further (kBurstSeconds), because there the pictures must be alike, too.
inline constexpr std::int64_t kBurstGapSeconds = 2;

/// Photos in an order. Files with the same bytes are one photo, and so are a camera's raw file and
/// its picture. The photos of a burst follow one another, where the first of them belongs.
/// Immutable once it is listed; any thread.
class PhotoList {
public:
    [[nodiscard]] std::size_t size() const noexcept { return m_contents.size(); }
    [[nodiscard]] bool isEmpty() const noexcept { return m_contents.empty(); }

    [[nodiscard]] ContentId content(std::size_t at) const { return m_contents[at]; }
    /// One of the files with this content; with a folder filter one that passes it.
    [[nodiscard]] FileId file(std::size_t at) const { return m_files[at]; }
    /// When the photo was taken, or else when its file was changed last, as a clock showed it there
    /// and then: in seconds since such a clock showed the beginning of 1970.
    [[nodiscard]] std::int64_t date(std::size_t at) const { return m_dates[at]; }
    /// False: date() is the file's.
    [[nodiscard]] bool hasCaptureDate(std::size_t at) const { return m_hasCaptureDate[at]; }
    [[nodiscard]] std::uint64_t bytes(std::size_t at) const { return m_bytes[at]; }
    /// The bytes of the file's name.
    [[nodiscard]] std::string_view name(std::size_t at) const
    {
        return std::string_view(m_names).substr(m_nameBegins[at],
                                                m_nameBegins[at + 1] - m_nameBegins[at]);
    }
    /// A place in folders().
    [[nodiscard]] std::size_t folder(std::size_t at) const { return m_folderOf[at]; }
    /// Those that hold a photo, in no order.
    [[nodiscard]] const std::vector<std::filesystem::path>& folders() const { return m_folders; }
    [[nodiscard]] std::filesystem::path path(std::size_t at) const;
    /// How many photos the burst has that begins here: 1 for a photo that is in none, 0 for the
    /// other photos of a burst.
    [[nodiscard]] std::size_t burst(std::size_t at) const { return m_bursts[at]; }

    /// Whether both hold the same photos in the same order and bursts.
    [[nodiscard]] bool isSame(const PhotoList& other) const;

private:
    friend class PhotoLister;

    std::vector<ContentId> m_contents;
    std::vector<FileId> m_files;
    std::vector<std::int64_t> m_dates;
    std::vector<bool> m_hasCaptureDate;
    std::vector<std::uint64_t> m_bytes;
    std::string m_names;
    std::vector<std::uint32_t> m_nameBegins{0}; ///< where each name begins; one more than photos
    std::vector<std::uint32_t> m_folderOf;
    std::vector<std::filesystem::path> m_folders;
    std::vector<std::uint32_t> m_bursts;
};

} // namespace lookalike
