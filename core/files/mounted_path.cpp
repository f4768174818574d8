// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/mounted_path.h"

#include "core/base/path_within.h"

#include <sstream>

namespace lookalike {

namespace {

bool isOctal(char c)
{
    return c >= '0' && c <= '7';
}

// Spaces, tabs, newlines and backslashes are written as three octal digits.
std::string unescaped(const std::string& text)
{
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 3 < text.size() && isOctal(text[i + 1]) &&
            isOctal(text[i + 2]) && isOctal(text[i + 3])) {
            bytes.push_back(static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 +
                                              (text[i + 3] - '0')));
            i += 3;
        } else {
            bytes.push_back(text[i]);
        }
    }
    return bytes;
}

} // namespace

// "36 35 98:0 /root /mount/point options ...": see proc(5).
std::optional<std::string> pathInFileSystem(std::string_view mounts, std::uint64_t mount,
                                            std::string_view path)
{
    std::istringstream lines{std::string(mounts)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::uint64_t id = 0;
        std::string parent, device, root, point;
        if (!(words >> id >> parent >> device >> root >> point) || id != mount)
            continue;
        root = unescaped(root);
        point = unescaped(point);
        if (!isPathWithin(point, path))
            return std::nullopt;
        if (point == "/")
            point.clear();
        if (root == "/")
            root.clear();
        const std::string inside = root + std::string(path.substr(point.size()));
        return inside.empty() ? "/" : inside;
    }
    return std::nullopt;
}

} // namespace lookalike
