// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/git_blob.h"

#include <openssl/evp.h>

#include <array>
#include <new>
#include <span>

namespace lookalike {

std::string gitBlobId(std::string_view content)
{
    std::string blob = "blob " + std::to_string(content.size());
    blob.push_back('\0');
    blob.append(content);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(blob.data(), blob.size(), digest.data(), &size, EVP_sha1(), nullptr) != 1)
        throw std::bad_alloc(); // the only possible reason
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : std::span(digest).first(size)) {
        hex.push_back(kDigits[byte >> 4]);
        hex.push_back(kDigits[byte & 0xF]);
    }
    return hex;
}

} // namespace lookalike
