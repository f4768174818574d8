// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/duplicates/verify/full_picture.h"
#include "core/duplicates/verify/verifiable_picture.h"
#include "core/image/decoder.h"
#include "core/indexing/crash_guard.h"

#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace lookalike {

/// Pictures of contents for verification, from their files; the last ones stay in memory. Any
/// thread, each with a reader of its own.
class VerifiablePictures {
public:
    using Picture = std::shared_ptr<const VerifiablePicture>;
    using Tones = std::shared_ptr<const FullPicture>;

    /// The decoder and the guard outlive this object; there may be no guard. `budget` is bytes of
    /// memory.
    VerifiablePictures(const Decoder& decoder, std::size_t budget, CrashGuard* crashGuard);

    /// From the first file whose bytes still are this content's; NotFound where there is none.
    /// Otherwise fails as Decoder::decode() does; failures are remembered, too.
    [[nodiscard]] Result<Picture> picture(ContentId content, CatalogReader& reader);
    /// The whole picture at full size, with its digest; not kept.
    [[nodiscard]] Result<DecodedImage> fullPicture(ContentId content, CatalogReader& reader) const;
    /// Its tones at full size; the last ones stay in memory, as long as they are not many bytes.
    [[nodiscard]] Result<Tones> tones(ContentId content, CatalogReader& reader);

private:
    [[nodiscard]] Result<DecodedImage> decode(ContentId content, const DecodeRequest& request,
                                              CatalogReader& reader) const;
    [[nodiscard]] Result<Picture> load(ContentId content, CatalogReader& reader) const;
    void keep(ContentId content, const Result<Picture>& picture);

    using Entry = std::pair<ContentId, Result<Picture>>;
    const Decoder& m_decoder;
    const std::size_t m_budget;
    CrashGuard* const m_crashGuard;
    std::mutex m_mutex;
    std::list<Entry> m_recent; ///< the last one used first
    std::unordered_map<ContentId, std::list<Entry>::iterator> m_entries;
    std::size_t m_bytes = 0;
    std::list<std::pair<ContentId, Tones>> m_tones; ///< the last one used first
    std::size_t m_toneBytes = 0;
};

} // namespace lookalike
