// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/display_text.h"

#include "core/base/path_bytes.h"
#include "core/base/utf8.h"

#include <cstdio>

namespace lookalike {

namespace {

// Control characters, line and paragraph separators, and characters that reorder or hide the text
// around them (https://www.unicode.org/reports/tr9/, explicit formatting characters).
bool mustShow(char32_t c) noexcept
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB);
}

} // namespace

std::string displayPath(const std::filesystem::path& path)
{
    return displayText(pathToBytes(path));
}

std::string displayText(std::string_view bytes)
{
    std::string shown;
    shown.reserve(bytes.size());
    char escape[16];
    while (!bytes.empty()) {
        const CodePoint c = decodeUtf8(bytes);
        if (c.length == 0) {
            std::snprintf(escape, sizeof escape, "%%%02X",
                          static_cast<unsigned>(static_cast<unsigned char>(bytes.front())));
            shown += escape;
        } else if (mustShow(c.value)) {
            std::snprintf(escape, sizeof escape, "\\u{%04X}", static_cast<unsigned>(c.value));
            shown += escape;
        } else {
            shown.append(bytes.substr(0, c.length));
        }
        bytes.remove_prefix(c.length == 0 ? 1 : c.length);
    }
    return shown;
}

} // namespace lookalike
