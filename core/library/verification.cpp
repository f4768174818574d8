// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/verification.h"

#include "core/base/float16.h"
#include "core/base/path_bytes.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace lookalike {

namespace {

/// Devices and versions of LibTorch round in their own ways; another photo is further off.
constexpr double kSameEmbedding = 0.99;

/// Embeddings that no encoder of ours could have written.
Result<std::uint64_t> countDamaged(CatalogReader& reader, const SpaceRow& space)
{
    constexpr double kTolerance = 0.01; // of rounding to float16
    std::uint64_t damaged = 0;
    auto visited = reader.forEachEmbedding(
        space.id, ContentId(), [&](ContentId, std::span<const std::uint16_t> vector) {
            double squares = 0;
            for (const std::uint16_t half : vector) {
                const auto value = static_cast<double>(toFloat32(half));
                squares += value * value;
            }
            const bool sound = vector.size() == static_cast<std::size_t>(space.space.dim) &&
                               std::abs(std::sqrt(squares) - 1) <= kTolerance;
            damaged += sound ? 0U : 1U;
            return true;
        });
    if (!visited)
        return fail(visited);
    return damaged;
}

/// Between an embedding as it is stored and one that was just made.
double cosine(std::span<const std::uint16_t> stored, std::span<const float> made)
{
    double sum = 0;
    for (std::size_t i = 0; i < std::min(stored.size(), made.size()); ++i)
        sum += static_cast<double>(toFloat32(stored[i])) * static_cast<double>(made[i]);
    return sum;
}

/// `count` of them at random, in their order; all where it is 0 or there are fewer.
std::vector<ContentId> sampleOf(std::vector<ContentId> contents, std::uint64_t count)
{
    if (count == 0 || count >= contents.size())
        return contents;
    std::vector<ContentId> sample;
    std::ranges::sample(contents, std::back_inserter(sample), static_cast<std::ptrdiff_t>(count),
                        std::mt19937_64(std::random_device()()));
    return sample;
}

bool isUnchanged(const FileRow& file)
{
    const auto stamp = statFile(file.path);
    return stamp && *stamp == file.stamp;
}

} // namespace

Verification::Verification(const LibraryParts& parts, Engines& engines)
    : m_parts(parts)
    , m_engines(engines)
{}

Result<std::vector<std::string>> Verification::verify() const
{
    auto lines = m_parts.catalog.integrity();
    if (!lines)
        return lines;
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    const auto spaces = (*reader)->spaces();
    if (!spaces)
        return fail(spaces);
    for (const SpaceRow& space : *spaces)
        if (auto verified = verifySpace(space, **reader, *lines); !verified)
            return fail(verified);
    return lines;
}

Result<> Verification::verifySpace(const SpaceRow& space, CatalogReader& reader,
                                   std::vector<std::string>& lines) const
{
    const auto damaged = countDamaged(reader, space);
    if (!damaged)
        return fail(damaged);
    if (*damaged > 0)
        lines.push_back(std::to_string(*damaged) + " embeddings of " + space.space.model +
                        " are damaged");
    // Opening makes good what does not match the catalog; what is found after that is a fault of
    // the disk.
    CatalogEmbeddings embeddings(m_parts.catalog, space.id);
    const auto index =
        IndexStore::open(indexFile(m_parts.catalog, space.space), space.space, embeddings);
    const Result<> sound = index ? (*index)->verify() : fail(index);
    if (!sound)
        lines.push_back(sound.error().text());
    if (index && (*index)->snapshot()->size() + *damaged != space.embeddings)
        lines.push_back("The search index of " + space.space.model + " has " +
                        std::to_string((*index)->snapshot()->size()) + " of " +
                        std::to_string(space.embeddings) + " embeddings");
    return {};
}

Result<DeepVerification> Verification::verifyDeep(std::uint64_t sample,
                                                  const ProgressCallback& progress,
                                                  const std::stop_token& stop) const
{
    const auto engine = m_engines.ensureEngine();
    if (!engine)
        return fail(engine);
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    auto all = (*reader)->contents({});
    if (!all)
        return fail(all);
    const std::vector<ContentId> contents = sampleOf(std::move(*all), sample);
    DeepVerification result;
    ProgressReporter reporter(progress);
    reporter.setStage(Stage::Reading, contents.size());
    for (const ContentId content : contents) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        const std::size_t before = result.problems.size();
        if (auto checked = verifyContent(**engine, content, **reader, result); !checked)
            return fail(checked);
        reporter.advance({}, result.problems.size() != before);
    }
    reporter.finish();
    return result;
}

Result<> Verification::verifyContent(Engine& engine, ContentId content, CatalogReader& reader,
                                     DeepVerification& result) const
{
    const auto row = reader.content(content);
    if (!row)
        return fail(row);
    const auto files = reader.filesOfContent(content);
    if (!files)
        return fail(files);
    if (!*row)
        return {};
    // What changed since, or is away, says nothing about the catalog.
    const auto file = std::ranges::find_if(*files, isUnchanged);
    const auto photo = file == files->end() ? fail(ErrorCode::NotFound, "The file is not there"_msg)
                                            : readPhoto(file->path);
    if (!photo || photo->contents.stamp != file->stamp) {
        ++result.skipped;
        return {};
    }
    ++result.read;
    const std::string name = displayPath(file->path);
    if (!photo->is((*row)->hash)) {
        result.problems.push_back("The catalog has another hash of " + name);
        return {};
    }
    const auto stored = reader.embedding(engine.spaceId(), content);
    if (!stored)
        return fail(stored);
    if (!*stored)
        return {};
    const auto made = encodeAgain(engine, *photo, file->path);
    if (!made)
        result.problems.push_back("It cannot be read any more: " + name + " (" +
                                  made.error().message.english() + ")");
    else if (cosine(**stored, *made) < kSameEmbedding)
        result.problems.push_back("The catalog has another embedding than that of " + name);
    return {};
}

Result<std::vector<float>> Verification::encodeAgain(Engine& engine, const ReadPhoto& photo,
                                                     const std::filesystem::path& file) const
{
    CrashGuard::Session session(m_parts.crashGuard);
    if (auto begun = session.begin(CrashGuard::Activity::Index, {photo.hash}); !begun)
        return fail(begun);
    const EncoderInfo& info = engine.encoder()->info();
    const auto prepared = preparePhoto(photo, m_parts.decoder, info.preprocess, file);
    if (!prepared)
        return fail(prepared);
    std::vector<float> made(static_cast<std::size_t>(info.space.dim));
    auto encoded = engine.encoder()->encode(std::span(&prepared->input, 1), made);
    if (!encoded)
        return fail(encoded);
    return made;
}

} // namespace lookalike
