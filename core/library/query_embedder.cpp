// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/query_embedder.h"

#include "core/base/float16.h"
#include "core/encode/hub/words_of.h"
#include "core/indexing/photo_reader.h"
#include "core/library/region.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace lookalike {

namespace {

constexpr std::size_t kMaxCachedQueries = 64;

std::string regionKey(const std::optional<Region>& region)
{
    if (!region)
        return {};
    std::ostringstream key;
    key.precision(17);
    key << ':' << region->x << ',' << region->y << ',' << region->width << ',' << region->height;
    return std::move(key).str();
}

std::string stampKey(const FileStamp& stamp)
{
    std::ostringstream key;
    key << stamp.identity.device << '/' << stamp.identity.file << '/' << stamp.size << '/'
        << stamp.modifiedNs << '/' << stamp.changedNs;
    return std::move(key).str();
}

Result<QueryVector> withContent(std::vector<float> embedding, const ContentHash& hash,
                                CatalogReader& reader)
{
    const auto content = reader.contentByHash(hash);
    if (!content)
        return fail(content);
    return QueryVector{std::move(embedding), content->value_or(ContentId()), {}};
}

bool isAsciiSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Result<std::optional<QueryVector>> storedEmbedding(ContentId content, CatalogReader& reader,
                                                   SpaceId space)
{
    if (!content.isValid() || !space.isValid())
        return std::nullopt;
    const auto stored = reader.embedding(space, content);
    if (!stored)
        return fail(stored);
    if (!*stored)
        return std::nullopt;
    QueryVector vector;
    vector.content = content;
    for (const std::uint16_t value : **stored)
        vector.embedding.push_back(toFloat32(value));
    return vector;
}

/// That of a file that is as the library read it.
Result<std::optional<QueryVector>> storedEmbedding(const FileRow& file, CatalogReader& reader,
                                                   SpaceId space)
{
    if (file.state != FileState::Indexed)
        return std::nullopt;
    return storedEmbedding(file.content, reader, space);
}

} // namespace

QueryEmbedder::QueryEmbedder(const Decoder& decoder, const Encoder& encoder, CrashGuard* crashGuard)
    : m_decoder(decoder)
    , m_encoder(encoder)
    , m_crashGuard(crashGuard)
    , m_cache(kMaxCachedQueries)
{}

Result<QueryVector> QueryEmbedder::embed(const QueryTerm& term, CatalogReader& reader,
                                         SpaceId space, const std::stop_token& stop)
{
    if (const auto* words = std::get_if<QueryWords>(&term.picture))
        return embedWords(*words, stop);
    if (std::holds_alternative<ConceptId>(term.picture))
        return fail(ErrorCode::InvalidArgument, "A concept is not a picture"_msg);
    const auto region = clampRegion(term.region);
    if (const auto* bytes = std::get_if<PictureBytes>(&term.picture)) {
        if (*bytes == nullptr || (*bytes)->empty())
            return fail(ErrorCode::InvalidArgument, "The query picture is empty"_msg);
        const ContentHash hash = hashContent(**bytes);
        return embedBytes(**bytes, hash, hash.hex() + regionKey(region), {}, region, reader, stop);
    }
    if (const auto* path = std::get_if<std::filesystem::path>(&term.picture)) {
        std::error_code error;
        const auto real = std::filesystem::canonical(*path, error); // queries may be links
        if (error)
            return fail(ErrorCode::NotFound, "Cannot find the query picture"_msg, *path);
        return embedFile(real, region, reader, space, stop);
    }
    const auto file = reader.file(std::get<FileId>(term.picture));
    if (!file)
        return fail(file);
    if (!*file)
        return fail(ErrorCode::NotFound, "The photo is no longer in the library"_msg);
    if (!region) {
        auto stored = storedEmbedding(**file, reader, space);
        if (!stored)
            return fail(stored);
        if (*stored)
            return std::move(**stored);
    }
    return embedFile((*file)->path, region, reader, space, stop);
}

Result<std::optional<QueryVector>> QueryEmbedder::embedContent(ContentId content,
                                                               CatalogReader& reader, SpaceId space,
                                                               const std::stop_token& stop)
{
    auto stored = storedEmbedding(content, reader, space);
    if (!stored || *stored)
        return stored;
    const auto files = reader.filesOfContent(content);
    if (!files)
        return fail(files);
    for (const FileRow& file : *files) {
        auto vector = embedFile(file.path, std::nullopt, reader, space, stop);
        if (vector)
            return std::move(*vector);
        if (vector.error().code != ErrorCode::NotFound)
            return fail(vector);
    }
    return std::nullopt;
}

Result<QueryVector> QueryEmbedder::embedWords(const QueryWords& words, const std::stop_token& stop)
{
    if (std::ranges::all_of(words.text, isAsciiSpace))
        return fail(ErrorCode::InvalidArgument, "There are no words to search for"_msg);
    const auto encoder = wordsOf(m_encoder, stop);
    if (!encoder)
        return fail(encoder);
    auto embedding = (*encoder)->encode(words.text, stop);
    if (!embedding)
        return fail(embedding);
    return QueryVector{std::move(embedding->values), {}, std::move(embedding->unknownLetters)};
}

Result<QueryVector> QueryEmbedder::embedFile(const std::filesystem::path& path,
                                             const std::optional<Region>& region,
                                             CatalogReader& reader, SpaceId space,
                                             const std::stop_token& stop)
{
    const auto stamp = statFile(path);
    if (!stamp)
        return fail(stamp);
    const std::string key = stampKey(*stamp) + regionKey(region);
    if (auto cached = m_cache.find(key))
        return withContent(std::move(cached->embedding), cached->hash, reader);
    if (!region) {
        const auto known = reader.fileByPath(path);
        if (!known)
            return fail(known);
        if (*known && (*known)->stamp == *stamp) {
            auto stored = storedEmbedding(**known, reader, space);
            if (!stored)
                return fail(stored);
            if (*stored)
                return std::move(**stored);
        }
    }
    const auto photo = readPhoto(path);
    if (!photo)
        return fail(photo);
    return embedBytes(photo->contents.bytes, photo->hash,
                      stampKey(photo->contents.stamp) + regionKey(region), path, region, reader,
                      stop);
}

Result<QueryVector> QueryEmbedder::embedBytes(const std::vector<std::uint8_t>& bytes,
                                              const ContentHash& hash, const std::string& key,
                                              const std::filesystem::path& path,
                                              const std::optional<Region>& region,
                                              CatalogReader& reader, const std::stop_token& stop)
{
    const EncoderInfo& info = m_encoder.info();
    if (auto cached = m_cache.find(key))
        return withContent(std::move(cached->embedding), hash, reader);
    CrashGuard::Session session(m_crashGuard);
    if (auto begun = session.begin(CrashGuard::Activity::Query, {hash}); !begun)
        return failFor(path, begun);
    DecodeRequest request;
    request.wantedShortSide = shortSideFor(info.preprocess.wantedShortSide(), region);
    request.stop = stop;
    auto decoded = m_decoder.decode(bytes, request);
    if (!decoded)
        return failFor(path, decoded);
    const Image picture = region ? cropRegion(decoded->image, *region) : std::move(decoded->image);
    const Image input = preprocess(picture, info.preprocess);
    std::vector<float> embedding(static_cast<std::size_t>(info.space.dim));
    if (auto encoded = m_encoder.encode(std::span<const Image>(&input, 1), embedding); !encoded)
        return failFor(path, encoded);
    m_cache.insert(key, Cached{embedding, hash});
    return withContent(std::move(embedding), hash, reader);
}

} // namespace lookalike
