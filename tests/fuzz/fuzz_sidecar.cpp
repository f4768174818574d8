// SPDX-License-Identifier: GPL-3.0-or-later
// The index file beside the catalog. An input changes a valid one: the first byte chooses the file
// (a few rows, or a full chunk and a few rows) and which checksums the harness makes right again,
// then come places and what is written there. Where no checksum is mended, a damaged file must give
// the same answers as a whole one: the truth is in the source.
#include "core/base/log.h"
#include "core/search/chunk.h"
#include "core/search/index_builder.h"
#include "core/search/kernels.h"
#include "core/search/sketch_index.h"
#include "tests/core/search/memory_source.h"
#include "tests/fuzz/fuzz_target.h"

#include <xxhash.h>

#include <algorithm>
#include <array>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

constexpr int kDim = 64;
constexpr std::size_t kRows = 8;
constexpr std::size_t kTopK = 5;

// The layout as core/search/sidecar.h states it.
constexpr std::size_t kPage = 4096;
constexpr std::size_t kFileHead = 56;
constexpr std::size_t kCommitHead = 64;
constexpr std::size_t kChunkHead = 24 + sizeof(DeadRows);
constexpr std::size_t kPlane = kChunkRows / kernels::kBlockRows * kernels::blockBytes(kDim / 4);
constexpr std::size_t kIds = kChunkRows * sizeof(std::int64_t);
constexpr std::size_t kSums = kChunkRows * sizeof(std::uint32_t);
constexpr std::size_t kRecords = kPage + kIds + kSums + 2 * kPlane;
constexpr std::size_t kChunkBytes =
    (kRecords + kChunkRows * RowRecord::words(kDim) * sizeof(std::uint16_t) + kPage - 1) / kPage *
    kPage;

/// The large file takes longer, so few inputs choose it.
constexpr unsigned kLarge = 0x71;
enum Mend : std::uint8_t { FileHead = 2, Commits = 4, ChunkHeads = 8, AnyMend = 14 };

std::size_t chunkStart(std::size_t number)
{
    return kPage * 3 + number * kChunkBytes;
}

struct Index {
    MemorySource source;
    std::string file;
    std::vector<std::uint16_t> query;
    std::vector<std::int64_t> best;
};

const EmbeddingSpace& space()
{
    static const EmbeddingSpace fuzzed{"a space for fuzzing", "fuzz", kDim};
    return fuzzed;
}

const FuzzFolder& folder()
{
    static const FuzzFolder made;
    return made;
}

std::vector<float> queryOf(const Index& index)
{
    std::vector<float> query(index.query.size());
    std::ranges::transform(index.query, query.begin(), toFloat32);
    return query;
}

std::string readBytes(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

Index makeIndex(std::size_t rows)
{
    Index index;
    const SyntheticEmbeddings set(rows, kDim, 11);
    fill(index.source, set, 0, rows);
    const std::filesystem::path path = folder() / "valid.idx";
    promise(IndexStore::open(path, space(), index.source).has_value(), "an index can be made");
    index.file = readBytes(path);
    index.query = index.source.rows().at(7);
    for (const Neighbor& neighbor : bruteForce(index.source, queryOf(index), kTopK))
        index.best.push_back(neighbor.content.value());
    std::filesystem::remove(path);
    return index;
}

Index& validIndex(bool large)
{
    static Index small = makeIndex(kRows);
    static Index full = makeIndex(kChunkRows + kRows);
    return large ? full : small;
}

/// Every head ends with the checksum of what precedes it. One that was never written stays so.
void mendHead(std::string& file, std::size_t start, std::size_t bytes)
{
    if (start + bytes > file.size() ||
        std::string_view(file).substr(start, bytes).find_first_not_of('\0') == std::string::npos)
        return;
    const std::uint64_t checksum = XXH3_64bits(file.data() + start, bytes - sizeof(std::uint64_t));
    std::memcpy(file.data() + start + bytes - sizeof checksum, &checksum, sizeof checksum);
}

void mendSketches(std::string& file, std::size_t start)
{
    if (start + kRecords > file.size())
        return;
    std::uint64_t checksum = 0;
    std::size_t offset = start + kPage;
    for (const std::size_t bytes : {kIds, kSums, kPlane, kPlane}) {
        checksum = XXH3_64bits_withSeed(file.data() + offset, bytes, checksum);
        offset += bytes;
    }
    checksum |= 1U;
    std::memcpy(file.data() + start + sizeof(std::uint64_t), &checksum, sizeof checksum);
}

void mend(std::string& file, unsigned what, bool large)
{
    if ((what & FileHead) != 0)
        mendHead(file, 0, kFileHead);
    if ((what & Commits) != 0)
        for (const std::size_t slot : {kPage, 2 * kPage})
            mendHead(file, slot, kCommitHead);
    if ((what & ChunkHeads) == 0)
        return;
    if (large)
        mendSketches(file, chunkStart(0));
    for (const std::size_t number : {0U, 1U})
        mendHead(file, chunkStart(number), kChunkHead);
}

/// Writes where the input says, or cuts the file off there.
void change(std::string& file, InputReader& input)
{
    const std::array<std::size_t, 7> places{0,
                                            kPage,
                                            2 * kPage,
                                            chunkStart(0),
                                            chunkStart(0) + kPage,
                                            chunkStart(0) + kRecords,
                                            chunkStart(1)};
    while (!input.isAtEnd()) {
        const std::size_t place = input.byte() % (places.size() + 1);
        const std::size_t offset = input.word();
        if (place == places.size()) {
            file.resize(std::min(file.size(), offset * 16));
            continue;
        }
        const auto bytes = input.take(input.byte());
        const std::size_t start = std::min(places[place] + offset, file.size());
        std::copy_n(bytes.begin(), std::min(bytes.size(), file.size() - start),
                    file.begin() + static_cast<std::ptrdiff_t>(start));
    }
}

bool answersRight(const IndexStore& store, const Index& index)
{
    NeighborQuery options;
    options.topK = kTopK;
    options.threads = 1;
    const auto found = store.snapshot()->search(queryOf(index), options);
    return found && std::ranges::equal(*found, index.best, {}, [](const Neighbor& neighbor) {
               return neighbor.content.value();
           });
}

/// Through the store: it opens whatever there is, or makes it anew.
void openStore(const std::filesystem::path& path, Index& index, bool mended)
{
    const auto store = IndexStore::open(path, space(), index.source);
    promise(store.has_value(), "an index is always opened, or made anew");
    static_cast<void>((*store)->verify());
    if (answersRight(**store, index) || mended)
        return;
    // A row that was read on demand may have turned out to be damaged: then all are made anew.
    promise((*store)->refresh(index.source).has_value() && answersRight(**store, index),
            "damage never changes an answer");
}

/// Without making it anew, which takes a hundred times as long as what is tried here.
void loadOnly(const std::filesystem::path& path, const Index& index)
{
    static const auto sketcher = std::make_shared<const Sketcher>(space());
    static const auto pool = std::make_shared<TaskPool>();
    auto sidecar = Sidecar::open(path, space(), *sketcher);
    if (!sidecar)
        return;
    const auto builder = IndexBuilder::load(sketcher, pool, std::move(*sidecar));
    if (!builder)
        return;
    const auto segments = (*builder)->segments();
    const SketchIndex loaded(sketcher, {segments.begin(), segments.end()}, pool,
                             std::make_shared<std::atomic<bool>>(false));
    static_cast<void>(loaded.search(queryOf(index), {}));
    static_cast<void>(loaded.verify());
}

std::string operation(std::uint8_t place, std::uint16_t offset, const std::string& bytes)
{
    std::string text;
    text += static_cast<char>(place);
    text += static_cast<char>(offset & 0xFFU);
    text += static_cast<char>(offset >> 8U);
    text += static_cast<char>(bytes.size());
    return text + bytes;
}

} // namespace

std::vector<std::string> lookalike::testing::fuzzSeeds()
{
    const std::string many(8, '\xFF');
    std::vector<std::string> seeds{std::string(1, '\0'), "\x71", "\x0E", "\x7F"};
    for (const char head : {'\0', '\x71', '\x0E', '\x7F'}) {
        seeds.push_back(head + operation(0, 12, many));
        seeds.push_back(head + operation(1, 24, many) + operation(2, 24, std::string(8, '\1')));
        seeds.push_back(head + operation(1, 56, many) + operation(3, 16, many));
        seeds.push_back(head + operation(4, 0, many) + operation(5, 3, many));
        seeds.push_back(head + operation(6, 8, many));
        seeds.push_back(head + std::string("\7\x10\x20", 3));
    }
    return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const bool quiet = startLog({{}, "fuzz", LogLevel::Off, LogLevel::Off}).has_value();
    promise(quiet, "the log can be turned off");
    InputReader input({data, size});
    const unsigned flags = input.byte();
    const bool large = (flags & kLarge) == kLarge;
    Index& index = validIndex(large);
    std::string file = index.file;
    change(file, input);
    mend(file, flags, large);
    promise(size > 1 || file == index.file, "the harness knows the layout");

    const std::filesystem::path path = folder() / "fuzzed.idx";
    writeBytes(path, file);
    if (large)
        loadOnly(path, index);
    else
        openStore(path, index, (flags & AnyMend) != 0);
    return 0;
}
