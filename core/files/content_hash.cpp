// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/content_hash.h"

#include <openssl/evp.h>
#include <xxhash.h>

#include <algorithm>
#include <new>

namespace lookalike {

namespace {

constexpr std::size_t kXxh3Bytes = 16;
constexpr std::size_t kSha256Bytes = 32;

} // namespace

std::span<const std::uint8_t> ContentHash::digest() const noexcept
{
    return std::span(bytes).first(kind == HashKind::Xxh3 ? kXxh3Bytes : kSha256Bytes);
}

std::string ContentHash::hex() const
{
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * digest().size());
    for (const std::uint8_t byte : digest()) {
        text.push_back(kDigits[byte >> 4]);
        text.push_back(kDigits[byte & 0xF]);
    }
    return text;
}

ContentHash contentHashFrom(std::span<const std::uint8_t> digest) noexcept
{
    ContentHash hash;
    hash.kind = digest.size() == kXxh3Bytes ? HashKind::Xxh3 : HashKind::Sha256;
    if (digest.size() == kXxh3Bytes || digest.size() == kSha256Bytes)
        std::ranges::copy(digest, hash.bytes.begin());
    return hash;
}

struct ContentHasher::State {
    std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> xxh3{nullptr, &XXH3_freeState};
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> sha256{nullptr, &EVP_MD_CTX_free};
};

ContentHasher::ContentHasher(HashKind kind)
    : m_kind(kind)
    , m_state(std::make_unique<State>())
{
    if (kind == HashKind::Xxh3) {
        m_state->xxh3.reset(XXH3_createState());
        if (!m_state->xxh3 || XXH3_128bits_reset(m_state->xxh3.get()) != XXH_OK)
            throw std::bad_alloc();
        return;
    }
    // libcrypto uses SHA-256 instructions of the processor if available.
    m_state->sha256.reset(EVP_MD_CTX_new());
    if (!m_state->sha256 || EVP_DigestInit_ex(m_state->sha256.get(), EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();
}

ContentHasher::~ContentHasher() = default;

void ContentHasher::update(std::span<const std::uint8_t> bytes)
{
    const bool done =
        m_kind == HashKind::Xxh3
            ? XXH3_128bits_update(m_state->xxh3.get(), bytes.data(), bytes.size()) == XXH_OK
            : EVP_DigestUpdate(m_state->sha256.get(), bytes.data(), bytes.size()) == 1;
    if (!done)
        throw std::bad_alloc(); // the only possible reason
}

ContentHash ContentHasher::finish()
{
    ContentHash hash;
    hash.kind = m_kind;
    if (m_kind == HashKind::Xxh3) {
        XXH128_canonical_t canonical;
        XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(m_state->xxh3.get()));
        static_assert(sizeof canonical.digest == kXxh3Bytes);
        std::copy(std::begin(canonical.digest), std::end(canonical.digest), hash.bytes.begin());
        return hash;
    }
    static_assert(sizeof hash.bytes == kSha256Bytes);
    if (EVP_DigestFinal_ex(m_state->sha256.get(), hash.bytes.data(), nullptr) != 1)
        throw std::bad_alloc();
    return hash;
}

ContentHash hashContent(const std::vector<std::uint8_t>& bytes, HashKind kind)
{
    ContentHasher hasher(kind);
    hasher.update(bytes);
    return hasher.finish();
}

} // namespace lookalike
