// SPDX-License-Identifier: GPL-3.0-or-later
// What the bytes of a file are called, and what such a name may be trusted with.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

/// Which function made a ContentHash.
enum class HashKind : std::uint8_t {
    /// XXH3-128, of catalogs before schema 5 and of old trash journals. It tells that a file
    /// changed
    /// by accident. It is no identity: a second file with the same value is made in microseconds.
    Xxh3,
    /// SHA-256. Two files with one value are the same bytes; nobody can make others.
    Sha256,
};

/// The name of all bytes of a file. Only hashes of one kind can be equal.
struct ContentHash {
    HashKind kind = HashKind::Sha256;
    std::array<std::uint8_t, 32> bytes{}; ///< an Xxh3 fills the first 16, big-endian
    auto operator<=>(const ContentHash&) const noexcept = default;

    /// Whether equal hashes mean equal bytes.
    [[nodiscard]] bool isIdentity() const noexcept { return kind == HashKind::Sha256; }
    /// 16 bytes of an Xxh3, 32 of a Sha256: the length tells the kind wherever a hash is stored.
    [[nodiscard]] std::span<const std::uint8_t> digest() const noexcept;
    /// The digest in lower-case hexadecimal digits.
    [[nodiscard]] std::string hex() const;
};

/// The hash whose digest() this is; all zeros where the length belongs to no kind.
[[nodiscard]] ContentHash contentHashFrom(std::span<const std::uint8_t> digest) noexcept;

/// Makes a ContentHash of bytes that come in pieces. Use it on one thread. Throws std::bad_alloc.
class ContentHasher {
public:
    explicit ContentHasher(HashKind kind);
    ContentHasher(const ContentHasher&) = delete;
    ContentHasher& operator=(const ContentHasher&) = delete;
    ~ContentHasher();

    void update(std::span<const std::uint8_t> bytes);
    /// Of all that came so far. Ends the object's use.
    [[nodiscard]] ContentHash finish();

private:
    struct State;
    const HashKind m_kind;
    const std::unique_ptr<State> m_state;
};

/// Of bytes in memory: a SHA-256 unless told otherwise.
[[nodiscard]] ContentHash hashContent(const std::vector<std::uint8_t>& bytes,
                                      HashKind kind = HashKind::Sha256);

} // namespace lookalike
