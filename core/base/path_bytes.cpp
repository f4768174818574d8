// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path_bytes.h"

namespace lookalike {

#ifdef _WIN32

namespace {

void appendCodePoint(std::string& out, char32_t c)
{
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

} // namespace

std::string pathToBytes(const std::filesystem::path& path)
{
    const std::wstring& wide = path.native();
    std::string out;
    out.reserve(wide.size());
    for (std::size_t i = 0; i < wide.size(); ++i) {
        char32_t c = wide[i];
        const bool pair = c >= 0xD800 && c < 0xDC00 && i + 1 < wide.size() &&
                          wide[i + 1] >= 0xDC00 && wide[i + 1] < 0xE000;
        if (pair)
            c = 0x10000 + ((c - 0xD800) << 10) + (char32_t{wide[++i]} - 0xDC00);
        appendCodePoint(out, c);
    }
    return out;
}

std::filesystem::path pathFromBytes(std::string_view bytes)
{
    std::wstring wide;
    wide.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size();) {
        const auto lead = static_cast<unsigned char>(bytes[i++]);
        int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        char32_t c = more == 0 ? lead : lead & (0x3F >> more);
        for (; more > 0 && i < bytes.size(); --more)
            c = (c << 6) | (static_cast<unsigned char>(bytes[i++]) & 0x3F);
        if (c >= 0x10000) {
            wide.push_back(static_cast<wchar_t>(0xD800 + ((c - 0x10000) >> 10)));
            wide.push_back(static_cast<wchar_t>(0xDC00 + (c & 0x3FF)));
        } else {
            wide.push_back(static_cast<wchar_t>(c));
        }
    }
    return std::filesystem::path(std::move(wide));
}

#else

std::string pathToBytes(const std::filesystem::path& path)
{
    return path.native();
}

std::filesystem::path pathFromBytes(std::string_view bytes)
{
    return std::filesystem::path(std::string(bytes));
}

#endif

} // namespace lookalike
