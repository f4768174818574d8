// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/candidates/hash_neighbours.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <mutex>
#include <thread>

namespace lookalike {

namespace {

constexpr std::size_t kMostOfOneHash = 64;
constexpr int kLeastBits = 8;
constexpr std::size_t kManyPhotos = 200'000; ///< wider bands are faster from here on
constexpr std::size_t kChunk = 256;

struct Entry {
    std::uint64_t hash;
    std::uint32_t photo;
};

bool isPlain(std::uint64_t hash)
{
    const int bits = std::popcount(hash);
    return bits < kLeastBits || bits > 64 - kLeastBits;
}

/// The entries sorted by some bits of their hash.
class Band {
public:
    Band(int shift, int bits, const std::vector<Entry>& entries)
        : m_shift(shift)
        , m_mask((std::uint64_t{1} << bits) - 1)
        , m_starts((std::size_t{1} << bits) + 1)
        , m_entries(entries.size())
    {
        for (const Entry& entry : entries)
            ++m_starts[key(entry.hash) + 1];
        for (std::size_t i = 1; i < m_starts.size(); ++i)
            m_starts[i] += m_starts[i - 1];
        std::vector<std::uint32_t> next(m_starts.begin(), m_starts.end() - 1);
        for (const Entry& entry : entries)
            m_entries[next[key(entry.hash)]++] = entry;
    }

    [[nodiscard]] std::size_t key(std::uint64_t hash) const noexcept
    {
        return static_cast<std::size_t>((hash >> m_shift) & m_mask);
    }
    [[nodiscard]] std::span<const Entry> bucket(std::size_t key) const noexcept
    {
        return std::span(m_entries).subspan(m_starts[key], m_starts[key + 1] - m_starts[key]);
    }

private:
    int m_shift;
    std::uint64_t m_mask;
    std::vector<std::uint32_t> m_starts;
    std::vector<Entry> m_entries;
};

/// Returns all `bits`-bit numbers with at most `most` bits set.
std::vector<std::uint32_t> nearMasks(int bits, int most)
{
    std::vector<std::uint32_t> masks;
    for (std::uint32_t mask = 0; mask < (1U << bits); ++mask)
        if (std::popcount(mask) <= most)
            masks.push_back(mask);
    return masks;
}

struct BandIndex {
    std::vector<Band> bands;
    std::vector<std::vector<std::uint32_t>> masks; ///< one list per band

    /// If every band i differed by more than t[i] bits, all would differ by at least the sum of
    /// t[i] + 1; so it suffices that the t[i] add up to radius + 1 - bands (Qin et al., 2018). A
    /// band with a negative t need not be searched.
    BandIndex(const std::vector<Entry>& entries, int bandCount, int radius)
    {
        const int sum = radius + 1 - bandCount;
        int shift = 0;
        for (int i = 0; i < bandCount; ++i) {
            const int bits = (64 - shift) / (bandCount - i);
            const int most =
                (sum + bandCount) / bandCount - 1 + (i < (sum + bandCount) % bandCount);
            bands.emplace_back(shift, bits, entries);
            masks.push_back(nearMasks(bits, most));
            shift += bits;
        }
    }
};

void findNear(const BandIndex& index, std::array<std::uint64_t, 8> variants, std::uint32_t photo,
              int radius, std::vector<HashPair>& found)
{
    std::sort(variants.begin(), variants.end());
    const auto count =
        static_cast<std::size_t>(std::unique(variants.begin(), variants.end()) - variants.begin());
    for (const std::uint64_t hash : std::span(variants).first(count))
        for (std::size_t b = 0; b < index.bands.size(); ++b) {
            const Band& band = index.bands[b];
            const std::size_t key = band.key(hash);
            for (const std::uint32_t mask : index.masks[b])
                for (const Entry& entry : band.bucket(key ^ mask))
                    if (std::popcount(entry.hash ^ hash) <= radius && entry.photo != photo)
                        found.push_back(
                            {std::min(entry.photo, photo), std::max(entry.photo, photo)});
        }
}

void sortUnique(std::vector<HashPair>& pairs)
{
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

/// Sorted by hash, then photo; at most kMostOfOneHash entries per hash.
std::vector<Entry> entriesOf(std::span<const std::array<std::uint64_t, 8>> hashes,
                             HashNeighbours& result)
{
    std::vector<Entry> all;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        if (isPlain(hashes[i][0]))
            ++result.plain;
        else
            all.push_back({hashes[i][0], static_cast<std::uint32_t>(i)});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Entry& a, const Entry& b) { return a.hash < b.hash; });
    std::vector<Entry> kept;
    std::size_t same = 0;
    for (const Entry& entry : all) {
        same = !kept.empty() && kept.back().hash == entry.hash ? same + 1 : 0;
        if (same < kMostOfOneHash)
            kept.push_back(entry);
        else
            ++result.crowded;
    }
    return kept;
}

} // namespace

HashNeighbours hashNeighbours(std::span<const std::array<std::uint64_t, 8>> hashes, int radius,
                              const std::stop_token& stop)
{
    HashNeighbours result;
    radius = std::clamp(radius, 0, 15);
    const std::vector<Entry> entries = entriesOf(hashes, result);
    const bool wide = entries.size() > kManyPhotos && radius < 9;
    const BandIndex index(entries, wide ? 3 : 4, radius);
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    const auto work = [&] {
        std::vector<HashPair> found;
        for (std::size_t begin = next.fetch_add(kChunk);
             begin < hashes.size() && !stop.stop_requested(); begin = next.fetch_add(kChunk)) {
            const std::size_t old = found.size();
            for (std::size_t i = begin; i < std::min(begin + kChunk, hashes.size()); ++i)
                if (!isPlain(hashes[i][0]))
                    findNear(index, hashes[i], static_cast<std::uint32_t>(i), radius, found);
            std::sort(found.begin() + static_cast<std::ptrdiff_t>(old), found.end());
            found.erase(std::unique(found.begin() + static_cast<std::ptrdiff_t>(old), found.end()),
                        found.end());
        }
        const std::scoped_lock lock(mutex);
        result.pairs.insert(result.pairs.end(), found.begin(), found.end());
    };
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 1; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
            threads.emplace_back(work);
        work();
    }
    sortUnique(result.pairs);
    result.cancelled = stop.stop_requested();
    return result;
}

} // namespace lookalike
