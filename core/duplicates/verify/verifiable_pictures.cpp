// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/verifiable_pictures.h"

#include "core/indexing/photo_reader.h"

#include <algorithm>

namespace lookalike {

namespace {

/// Budget of cached full-size pictures: a page is compared with many pages of the same form.
constexpr std::size_t kToneBudget = 192U << 20;

std::size_t costOf(const Result<VerifiablePictures::Picture>& picture)
{
    return picture ? (*picture)->bytes() : sizeof(Error);
}

} // namespace

VerifiablePictures::VerifiablePictures(const Decoder& decoder, std::size_t budget,
                                       CrashGuard* crashGuard)
    : m_decoder(decoder)
    , m_budget(budget)
    , m_crashGuard(crashGuard)
{}

Result<VerifiablePictures::Picture> VerifiablePictures::picture(ContentId content,
                                                                CatalogReader& reader)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_entries.find(content); found != m_entries.end()) {
            m_recent.splice(m_recent.begin(), m_recent, found->second);
            return found->second->second;
        }
    }
    // Two threads may load the same picture at once, which only costs time.
    auto loaded = load(content, reader);
    keep(content, loaded);
    return loaded;
}

Result<DecodedImage> VerifiablePictures::fullPicture(ContentId content, CatalogReader& reader) const
{
    DecodeRequest request;
    request.wantDigest = true;
    return decode(content, request, reader);
}

Result<VerifiablePictures::Tones> VerifiablePictures::tones(ContentId content,
                                                            CatalogReader& reader)
{
    const auto isIt = [content](const auto& entry) { return entry.first == content; };
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = std::ranges::find_if(m_tones, isIt); found != m_tones.end()) {
            m_tones.splice(m_tones.begin(), m_tones, found);
            return found->second;
        }
    }
    const auto decoded = decode(content, {}, reader);
    if (!decoded)
        return fail(decoded);
    auto made = std::make_shared<const FullPicture>(makeFullPicture(decoded->image));
    const std::lock_guard lock(m_mutex);
    if (std::ranges::none_of(m_tones, isIt)) {
        m_tones.emplace_front(content, made);
        m_toneBytes += made->bytes();
    }
    while (m_toneBytes > kToneBudget && m_tones.size() > 1) {
        m_toneBytes -= m_tones.back().second->bytes();
        m_tones.pop_back();
    }
    return made;
}

template <class Value, class Use>
Result<Value> VerifiablePictures::withPhoto(ContentId content, CatalogReader& reader, Use use) const
{
    const auto row = reader.content(content);
    if (!row)
        return fail(row);
    const auto files = reader.filesOfContent(content);
    if (!files)
        return fail(files);
    for (const FileRow& file : *files) {
        const auto photo = readPhoto(file.path);
        if (photo && *row && photo->is((*row)->hash))
            return use(file, **row, photo->contents.bytes);
    }
    return fail(ErrorCode::NotFound, "The photo is no longer where it was"_msg);
}

Result<DecodedImage> VerifiablePictures::decode(ContentId content, const DecodeRequest& request,
                                                CatalogReader& reader) const
{
    return withPhoto<DecodedImage>(
        content, reader,
        [&](const FileRow& file, const ContentRow&, const auto& bytes) -> Result<DecodedImage> {
            auto decoded = m_decoder.decode(bytes, request);
            return decoded ? std::move(decoded) : failFor(file.path, decoded);
        });
}

Result<std::optional<JpegSteps>> VerifiablePictures::jpegSteps(ContentId content,
                                                               CatalogReader& reader) const
{
    using Steps = std::optional<JpegSteps>;
    return withPhoto<Steps>(
        content, reader,
        [](const FileRow&, const ContentRow& row, const auto& bytes) -> Result<Steps> {
            if (row.format != ImageFormat::Jpeg || row.metadata.orientation != 1)
                return std::nullopt;
            return readJpegSteps(bytes);
        });
}

Result<VerifiablePictures::Picture> VerifiablePictures::load(ContentId content,
                                                             CatalogReader& reader) const
{
    const auto row = reader.content(content);
    if (!row)
        return fail(row);
    CrashGuard::Session session(m_crashGuard);
    if (*row)
        if (auto begun = session.begin(CrashGuard::Activity::Verify, {(*row)->hash}); !begun)
            return fail(begun);
    DecodeRequest request;
    request.wantedShortSide = kVerifyShortSide;
    request.wantMetadata = true;
    const auto decoded = decode(content, request, reader);
    if (!decoded)
        return fail(decoded);
    auto made = makeVerifiablePicture(decoded->image, decoded->fullWidth, decoded->fullHeight,
                                      decoded->format, decoded->facts, decoded->metadata.shot);
    if (!made)
        return fail(made);
    return std::make_shared<const VerifiablePicture>(std::move(*made));
}

void VerifiablePictures::keep(ContentId content, const Result<Picture>& picture)
{
    const std::lock_guard lock(m_mutex);
    if (m_entries.contains(content))
        return;
    m_recent.emplace_front(content, picture);
    m_entries.emplace(content, m_recent.begin());
    m_bytes += costOf(picture);
    while (m_bytes > m_budget && m_recent.size() > 2) {
        m_bytes -= costOf(m_recent.back().second);
        m_entries.erase(m_recent.back().first);
        m_recent.pop_back();
    }
}

} // namespace lookalike
