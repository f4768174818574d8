// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace lookalike {

/// SHA-256 (FIPS 180-4) of a byte stream. Implemented here because its users must build with only
/// LibTorch and header-only libraries. One thread at a time.
class Sha256 {
public:
    Sha256() noexcept;
    void update(std::span<const std::byte> bytes) noexcept;
    void update(std::string_view text) noexcept;
    /// Adds the rest of a stream and returns its number of bytes. Check the stream's eof() for a
    /// read error. Stops early when `stop` is requested.
    std::uint64_t update(std::istream& stream, const std::stop_token& stop = {});
    /// Returns the digest of all bytes so far as 64 lower-case hexadecimal digits. The object must
    /// not be used afterwards.
    [[nodiscard]] std::string hexDigest();

private:
    void processBlock(const std::uint8_t* block) noexcept;

    std::array<std::uint32_t, 8> m_state;
    std::array<std::uint8_t, 64> m_block{};
    std::size_t m_blockBytes = 0;
    std::uint64_t m_totalBytes = 0;
};

} // namespace lookalike
