// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/duplicates/verify/full_picture.h"
#include "core/duplicates/verify/verifiable_picture.h"
#include "core/image/decoder.h"
#include "core/image/jpeg_steps.h"
#include "core/indexing/crash_guard.h"

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

namespace lookalike {

/// Loads pictures of contents for verification from their files and caches the most recent ones.
/// Any thread; each must use its own reader.
class VerifiablePictures {
public:
    using Picture = std::shared_ptr<const VerifiablePicture>;
    using Tones = std::shared_ptr<const FullPicture>;

    /// The decoder and the guard must outlive this object; the guard may be null. `budget` is the
    /// memory limit in bytes.
    VerifiablePictures(const Decoder& decoder, std::size_t budget, CrashGuard* crashGuard);

    /// Reads the first file that still has this content's bytes. Fails with NotFound if there is
    /// none, and otherwise as Decoder::decode() does. Failures are cached, too.
    [[nodiscard]] Result<Picture> picture(ContentId content, CatalogReader& reader);
    /// Returns the whole picture at full size with its digest; it is not cached.
    [[nodiscard]] Result<DecodedImage> fullPicture(ContentId content, CatalogReader& reader) const;
    /// Returns the luma at full size. The most recent ones are cached within a size limit.
    [[nodiscard]] Result<Tones> tones(ContentId content, CatalogReader& reader);
    /// Returns how a JPEG file stores its luma, nothing where its picture is rotated for display.
    /// Fails as picture() does.
    [[nodiscard]] Result<std::optional<JpegSteps>> jpegSteps(ContentId content,
                                                             CatalogReader& reader) const;

private:
    /// Calls `use` with the first file that still has this content's bytes, and returns its result.
    template <class Value, class Use>
    [[nodiscard]] Result<Value> withPhoto(ContentId content, CatalogReader& reader, Use use) const;
    [[nodiscard]] Result<DecodedImage> decode(ContentId content, const DecodeRequest& request,
                                              CatalogReader& reader) const;
    [[nodiscard]] Result<Picture> load(ContentId content, CatalogReader& reader) const;
    void keep(ContentId content, const Result<Picture>& picture);

    using Entry = std::pair<ContentId, Result<Picture>>;
    const Decoder& m_decoder;
    const std::size_t m_budget;
    CrashGuard* const m_crashGuard;
    std::mutex m_mutex;
    std::list<Entry> m_recent; ///< most recently used first
    std::unordered_map<ContentId, std::list<Entry>::iterator> m_entries;
    std::size_t m_bytes = 0;
    std::list<std::pair<ContentId, Tones>> m_tones; ///< most recently used first
    std::size_t m_toneBytes = 0;
};

} // namespace lookalike
