// SPDX-License-Identifier: GPL-3.0-or-later
// Hashes of file contents, and what they can be trusted with.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

/// The hash function of a ContentHash.
enum class HashKind : std::uint8_t {
    /// XXH3-128, used by catalogs before schema 5 and old trash journals. It detects accidental
    /// changes but is not an identity: finding another file with the same value takes microseconds.
    Xxh3,
    /// SHA-256. Files with equal values have equal bytes: no collision is known.
    Sha256,
};

/// The hash of all bytes of a file. Only hashes of one kind can be equal.
struct ContentHash {
    HashKind kind = HashKind::Sha256;
    std::array<std::uint8_t, 32> bytes{}; ///< an Xxh3 fills the first 16, big-endian
    auto operator<=>(const ContentHash&) const noexcept = default;

    /// Returns true if equal hashes mean equal bytes.
    [[nodiscard]] bool isIdentity() const noexcept { return kind == HashKind::Sha256; }
    /// Returns 16 bytes for Xxh3 and 32 for Sha256; the length of a stored hash reveals its kind.
    [[nodiscard]] std::span<const std::uint8_t> digest() const noexcept;
    /// Returns the digest in lower-case hexadecimal digits.
    [[nodiscard]] std::string hex() const;
};

/// Returns the hash with this digest(), or all zeros if no kind has this length.
[[nodiscard]] ContentHash contentHashFrom(std::span<const std::uint8_t> digest) noexcept;

/// Computes a ContentHash from bytes in pieces. Use it on one thread. Throws std::bad_alloc.
class ContentHasher {
public:
    explicit ContentHasher(HashKind kind);
    ContentHasher(const ContentHasher&) = delete;
    ContentHasher& operator=(const ContentHasher&) = delete;
    ~ContentHasher();

    void update(std::span<const std::uint8_t> bytes);
    /// Returns the hash of all bytes so far. The object must not be used afterwards.
    [[nodiscard]] ContentHash finish();

private:
    struct State;
    const HashKind m_kind;
    const std::unique_ptr<State> m_state;
};

/// Hashes bytes in memory.
[[nodiscard]] ContentHash hashContent(const std::vector<std::uint8_t>& bytes,
                                      HashKind kind = HashKind::Sha256);

} // namespace lookalike
