// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/chunk.h"

#include "core/search/sidecar.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace lookalike {

void RowRecord::append(std::vector<std::uint16_t>& records, ContentId content,
                       std::span<const std::uint16_t> vector)
{
    const std::array<std::uint64_t, 2> tail = {static_cast<std::uint64_t>(content.value()),
                                               rowChecksum(content, vector)};
    std::array<std::uint16_t, kTailWords> words{};
    std::memcpy(words.data(), tail.data(), sizeof tail);
    records.insert(records.end(), vector.begin(), vector.end());
    records.insert(records.end(), words.begin(), words.end());
}

ContentId RowRecord::content(std::span<const std::uint16_t> record) noexcept
{
    std::int64_t value = 0;
    std::memcpy(&value, record.last(kTailWords).data(), sizeof value);
    return ContentId(value);
}

std::uint64_t RowRecord::checksum(std::span<const std::uint16_t> record) noexcept
{
    std::uint64_t value = 0;
    std::memcpy(&value, record.last(kTailWords / 2).data(), sizeof value);
    return value;
}

std::uint64_t rowChecksum(ContentId content, std::span<const std::uint16_t> vector) noexcept
{
    return XXH3_64bits_withSeed(vector.data(), vector.size_bytes(),
                                static_cast<std::uint64_t>(content.value()));
}

std::size_t Chunk::residentBytes() const noexcept
{
    return ids.capacity() * sizeof(std::int64_t) + checksums.capacity() * sizeof(std::uint32_t) +
           2 * planeBytes + records.capacity() * sizeof(std::uint16_t);
}

void Chunk::allocatePlanes(std::size_t rows, std::size_t blockBytes)
{
    planeBytes = (rows + kernels::kBlockRows - 1) / kernels::kBlockRows * blockBytes;
    signs = hwy::AllocateAligned<std::uint8_t>(planeBytes);
    levels = hwy::AllocateAligned<std::uint8_t>(planeBytes);
    if (signs == nullptr || levels == nullptr)
        throw std::bad_alloc();
    std::fill_n(signs.get(), planeBytes, std::uint8_t{0});
    std::fill_n(levels.get(), planeBytes, std::uint8_t{0});
}

Result<std::span<const std::uint16_t>> Chunk::read(std::size_t first, std::size_t count,
                                                   std::size_t dim,
                                                   std::vector<std::uint16_t>& buffer) const
{
    const std::size_t words = RowRecord::words(dim);
    if (file == nullptr)
        return std::span(records).subspan(first * words, count * words);
    buffer.resize(count * words);
    if (auto done = file->readRecords(number, first, buffer); !done)
        return fail(done);
    return std::span<const std::uint16_t>(buffer);
}

std::size_t Segment::deadCount() const noexcept
{
    std::size_t count = 0;
    if (dead != nullptr) {
        for (const std::uint64_t word : *dead)
            count += static_cast<std::size_t>(std::popcount(word));
    }
    return count;
}

} // namespace lookalike
