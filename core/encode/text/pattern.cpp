// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/pattern.h"

#include "core/encode/text/pattern_node.h"
#include "core/encode/text/unicode.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace lookalike {
namespace {

constexpr std::size_t kMaxSteps = 200'000;

bool isWordCharacter(char32_t c)
{
    const Category category = categoryOf(c);
    return category.major == 'L' || category.major == 'M' ||
           (category.major == 'N' && category.minor != 'o') ||
           (category.major == 'P' && category.minor == 'c');
}

bool hasProperty(const CharacterClass::Item& item, char32_t c)
{
    switch (item.property) {
    case 's':
        return isWhiteSpace(c);
    case 'd': {
        const Category category = categoryOf(c);
        return category.major == 'N' && category.minor == 'd';
    }
    case 'w':
        return isWordCharacter(c);
    case 'p': {
        const Category category = categoryOf(c);
        return category.major == item.major && (item.minor == 0 || category.minor == item.minor);
    }
    default:
        return c >= item.first && c <= item.last;
    }
}

char32_t lowerCharacter(char32_t c)
{
    std::string text;
    appendUtf8(text, c);
    return decodeUtf8(lowerCase(text)).value;
}

using Next = std::function<bool(std::size_t)>;

/// Matches by trying one way after the other.
class Matcher {
public:
    explicit Matcher(std::string_view text)
        : m_text(text)
    {}

    bool match(const Pattern::Node& node, std::size_t at, const Next& next)
    {
        using Kind = Pattern::Node::Kind;
        if (++m_steps > kMaxSteps)
            return false;
        switch (node.kind) {
        case Kind::Class: {
            const std::size_t length = characterAt(node.characters, at);
            return length > 0 && next(at + length);
        }
        case Kind::Sequence:
            return sequence(node, 0, at, next);
        case Kind::Alternatives:
            return std::any_of(node.children.begin(), node.children.end(),
                               [&](const Pattern::Node& child) { return match(child, at, next); });
        case Kind::Repeat:
            return node.children[0].kind == Kind::Class ? repeatClass(node, at, next)
                                                        : repeat(node, 0, at, next);
        case Kind::Ahead:
        case Kind::NotAhead: {
            const bool found = match(node.children[0], at, [](std::size_t) { return true; });
            return found == (node.kind == Kind::Ahead) && next(at);
        }
        case Kind::Begin:
            return at == 0 && next(at);
        case Kind::End:
            return at == m_text.size() && next(at);
        }
        return false;
    }

private:
    [[nodiscard]] std::size_t characterAt(const CharacterClass& characters, std::size_t at) const
    {
        if (at >= m_text.size())
            return 0;
        const CodePoint point = decodeUtf8(m_text.substr(at));
        return characters.contains(point.value) ? point.length : 0;
    }

    bool sequence(const Pattern::Node& node, std::size_t child, std::size_t at, const Next& next)
    {
        if (child == node.children.size())
            return next(at);
        return match(node.children[child], at,
                     [&, child](std::size_t end) { return sequence(node, child + 1, end, next); });
    }

    /// Without recursion for each character.
    bool repeatClass(const Pattern::Node& node, std::size_t at, const Next& next)
    {
        std::vector<std::size_t> ends{at};
        while (ends.size() <= node.most) {
            const std::size_t length = characterAt(node.children[0].characters, ends.back());
            if (length == 0)
                break;
            ends.push_back(ends.back() + length);
        }
        for (std::size_t count = ends.size(); count > node.least; --count) {
            if (++m_steps > kMaxSteps)
                return false;
            if (next(ends[count - 1]))
                return true;
        }
        return false;
    }

    bool repeat(const Pattern::Node& node, std::size_t count, std::size_t at, const Next& next)
    {
        constexpr std::size_t kMaxRecursion = 500;
        if (count < std::min(node.most, kMaxRecursion) &&
            match(node.children[0], at, [&, count](std::size_t end) {
                return end > at && repeat(node, count + 1, end, next);
            }))
            return true;
        return count >= node.least && next(at);
    }

    std::string_view m_text;
    std::size_t m_steps = 0;
};

} // namespace

bool CharacterClass::contains(char32_t c) const
{
    const auto isIn = [&](char32_t candidate) {
        return std::any_of(items.begin(), items.end(), [&](const Item& item) {
            return hasProperty(item, candidate) != item.negated;
        });
    };
    return (isIn(c) || (ignoreCase && isIn(lowerCharacter(c)))) != negated;
}

Pattern::Pattern(std::shared_ptr<const Node> root)
    : m_root(std::move(root))
{}

Pattern Pattern::literal(std::string_view text)
{
    auto root = std::make_shared<Node>();
    forEachCodePoint(text, [&](char32_t c, std::string_view) {
        Node node;
        node.kind = Node::Kind::Class;
        node.characters.items.push_back({c, c});
        root->children.push_back(std::move(node));
    });
    return Pattern(std::move(root));
}

std::vector<TextSpan> Pattern::findAll(std::string_view text) const
{
    std::vector<TextSpan> found;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        Matcher matcher(text);
        matcher.match(*m_root, at, [&](std::size_t matched) {
            end = matched;
            return matched > at;
        });
        if (end > at) {
            found.push_back({at, end});
            at = end;
        } else {
            at += std::max<std::size_t>(1, decodeUtf8(text.substr(at)).length);
        }
    }
    return found;
}

} // namespace lookalike
