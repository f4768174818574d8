// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/exclusions.h"

#include "core/base/ascii.h"
#include "core/base/path_within.h"

#include <algorithm>

namespace lookalike {

namespace {

/// Lower case, with "/" between names.
std::string normalPath(std::string_view text)
{
    std::string normal = asciiLower(text);
    std::ranges::replace_if(
        normal, [](char c) { return isPathSeparator(c); }, '/');
    return normal;
}

std::string normalPattern(std::string_view pattern)
{
    std::string normal = normalPath(pattern);
    while (normal.ends_with('/'))
        normal.pop_back();
    return normal;
}

bool isInsideCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// After a mismatch, only the last "*" needs to take one more character.
bool matchesPattern(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == '?' && text[t] != '/') {
            ++p;
            ++t;
            while (t < text.size() && isInsideCharacter(text[t]))
                ++t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool matchesAny(const std::vector<std::string>& patterns, std::string_view text)
{
    return std::ranges::any_of(
        patterns, [&](const std::string& pattern) { return matchesPattern(pattern, text); });
}

} // namespace

Exclusions::Exclusions(const std::vector<std::string>& patterns)
{
    for (const std::string& pattern : patterns) {
        std::string normal = normalPattern(pattern);
        if (normal.empty())
            continue;
        if (normal.find('/') == std::string::npos) {
            m_names.push_back(std::move(normal));
            continue;
        }
        if (normal.front() != '/' && normal.front() != '*')
            normal.insert(normal.begin(), '/');
        m_paths.push_back(std::move(normal));
    }
}

Result<> Exclusions::check(std::string_view pattern)
{
    const std::string normal = normalPattern(pattern);
    if (normal.find_first_not_of("*/") == std::string::npos)
        return fail(ErrorCode::InvalidArgument,
                    "This pattern would leave out nothing or everything: \"%1\""_msg(pattern));
    return {};
}

std::string Exclusions::patternOf(std::string_view folder)
{
    std::string pattern = "/" + std::string(folder);
    std::ranges::replace(pattern, '*', '?'); // of a name: it stands for one character at least
    return pattern;
}

bool Exclusions::excludes(std::string_view below) const
{
    if (isEmpty())
        return false;
    const std::string text = "/" + normalPath(below);
    // The path itself, then each folder around it, by its path and by its name.
    for (std::size_t end = text.size(); end != 0 && end != std::string::npos;) {
        const std::string_view path = std::string_view(text).substr(0, end);
        const std::size_t slash = path.rfind('/');
        if (matchesAny(m_paths, path) || matchesAny(m_names, path.substr(slash + 1)))
            return true;
        end = slash;
    }
    return false;
}

// No pattern ends with a separator: one that matches the folder's path with a separator ends with
// "*" and matches all that is in the folder, too.
bool Exclusions::excludesFolder(std::string_view below) const
{
    return excludes(below) || matchesAny(m_paths, "/" + normalPath(below) + "/");
}

} // namespace lookalike
