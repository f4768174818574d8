// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/pattern.h"
#include "core/encode/text/pattern_node.h"
#include "core/encode/text/unicode.h"

#include <cctype>
#include <limits>
#include <optional>

namespace lookalike {
namespace {

constexpr std::size_t kMaxPatternBytes = 4096;
constexpr int kMaxGroupDepth = 16;
constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();

class PatternParser {
public:
    explicit PatternParser(std::string_view regex)
        : m_rest(regex)
    {}

    /// Nothing where the pattern uses what is not supported.
    std::optional<Pattern::Node> parse()
    {
        Pattern::Node root = alternatives(0);
        if (!m_rest.empty())
            m_failed = true;
        return m_failed ? std::nullopt : std::optional(std::move(root));
    }

private:
    using Node = Pattern::Node;

    bool take(std::string_view text)
    {
        if (!m_rest.starts_with(text))
            return false;
        m_rest.remove_prefix(text.size());
        return true;
    }

    char32_t takeCharacter()
    {
        const CodePoint point = decodeUtf8(m_rest);
        if (m_rest.empty() || point.length == 0) {
            m_failed = true;
            return 0;
        }
        m_rest.remove_prefix(point.length);
        return point.value;
    }

    Node alternatives(int depth)
    {
        Node node;
        node.kind = Node::Kind::Alternatives;
        if (depth > kMaxGroupDepth)
            m_failed = true;
        do
            node.children.push_back(sequence(depth));
        while (!m_failed && take("|"));
        return node;
    }

    Node sequence(int depth)
    {
        Node node;
        while (!m_failed && !m_rest.empty() && m_rest[0] != '|' && m_rest[0] != ')')
            node.children.push_back(repeated(atom(depth)));
        return node;
    }

    Node repeated(Node atom)
    {
        std::size_t least = 1;
        std::size_t most = 1;
        if (take("+")) {
            most = kUnlimited;
        } else if (take("*")) {
            least = 0;
            most = kUnlimited;
        } else if (take("?")) {
            least = 0;
        } else if (m_rest.starts_with("{")) {
            m_rest.remove_prefix(1);
            least = number();
            most = !take(",") ? least : m_rest.starts_with("}") ? kUnlimited : number();
            m_failed |= !take("}");
        } else {
            return atom;
        }
        if (m_rest.starts_with("?") || m_rest.starts_with("*") || m_rest.starts_with("{"))
            m_failed = true; // not greedy, or repeated twice
        take("+");           // possessive: greedy, and no way back, which these patterns never take
        Node node;
        node.kind = Node::Kind::Repeat;
        node.least = least;
        node.most = most;
        node.children.push_back(std::move(atom));
        return node;
    }

    std::size_t number()
    {
        std::size_t value = 0;
        const std::size_t before = m_rest.size();
        while (!m_rest.empty() && std::isdigit(static_cast<unsigned char>(m_rest[0])) != 0 &&
               value < 10'000) {
            value = value * 10 + static_cast<std::size_t>(m_rest[0] - '0');
            m_rest.remove_prefix(1);
        }
        m_failed |= m_rest.size() == before;
        return value;
    }

    Node atom(int depth)
    {
        Node node;
        if (take("(")) {
            const bool outerCase = m_ignoreCase;
            if (take("?:"))
                node.kind = Node::Kind::Sequence;
            else if (take("?i:"))
                m_ignoreCase = true;
            else if (take("?="))
                node.kind = Node::Kind::Ahead;
            else if (take("?!"))
                node.kind = Node::Kind::NotAhead;
            else if (m_rest.starts_with("?"))
                m_failed = true;
            if (!m_failed)
                node.children.push_back(alternatives(depth + 1));
            m_failed |= !take(")");
            m_ignoreCase = outerCase;
            return node;
        }
        if (take("^")) {
            node.kind = Node::Kind::Begin;
            return node;
        }
        if (take("$")) {
            node.kind = Node::Kind::End;
            return node;
        }
        node.kind = Node::Kind::Class;
        node.characters.ignoreCase = m_ignoreCase;
        if (take("[")) {
            characterClass(node.characters);
        } else if (take(".")) {
            node.characters.items.push_back({'\n', '\n'});
            node.characters.negated = true;
        } else if (take("\\")) {
            node.characters.items.push_back(escape());
        } else {
            m_failed |=
                m_rest.starts_with("+") || m_rest.starts_with("*") || m_rest.starts_with("?");
            const char32_t c = takeCharacter();
            node.characters.items.push_back({c, c});
        }
        return node;
    }

    void characterClass(CharacterClass& characters)
    {
        characters.negated = take("^");
        bool first = true;
        while (!m_failed && (first || !m_rest.starts_with("]"))) {
            first = false;
            if (m_rest.starts_with("[") || m_rest.starts_with("&&")) {
                m_failed = true; // sets of sets
                return;
            }
            CharacterClass::Item item;
            if (take("\\")) {
                item = escape();
            } else {
                item.first = takeCharacter();
                item.last = item.first;
            }
            if (item.property == 0 && m_rest.size() > 1 && m_rest[0] == '-' && m_rest[1] != ']') {
                m_rest.remove_prefix(1);
                const bool escaped = take("\\");
                const CharacterClass::Item end = escaped ? escape() : CharacterClass::Item{};
                item.last = escaped ? end.last : takeCharacter();
                m_failed |= end.property != 0 || item.last < item.first;
            }
            characters.items.push_back(item);
        }
        m_failed |= !take("]");
    }

    CharacterClass::Item escape()
    {
        const char32_t c = takeCharacter();
        switch (c) {
        case 's':
        case 'd':
        case 'w':
            return {0, 0, static_cast<char>(c)};
        case 'S':
        case 'D':
        case 'W':
            return {0, 0, static_cast<char>(c + ('a' - 'A')), 0, 0, true};
        case 'p':
        case 'P':
            return category(c == 'P');
        case 'n':
            return {'\n', '\n'};
        case 'r':
            return {'\r', '\r'};
        case 't':
            return {'\t', '\t'};
        default:
            m_failed |= c < 128 && std::isalnum(static_cast<int>(c)) != 0;
            return {c, c};
        }
    }

    CharacterClass::Item category(bool negated)
    {
        CharacterClass::Item item{0, 0, 'p', 0, 0, negated};
        const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
        if (take("{")) {
            if (take("^"))
                item.negated = !item.negated;
            const std::size_t end = m_rest.find('}');
            m_failed |= end == std::string_view::npos || end < 1 || end > 2 || !letter(m_rest[0]) ||
                        (end == 2 && !letter(m_rest[1]));
            if (m_failed)
                return item;
            item.major = m_rest[0];
            item.minor = end == 2 ? m_rest[1] : '\0';
            m_rest.remove_prefix(end + 1);
        } else {
            item.major = static_cast<char>(takeCharacter() & 0x7FU);
        }
        return item;
    }

    std::string_view m_rest;
    bool m_ignoreCase = false;
    bool m_failed = false;
};

} // namespace

Result<Pattern> Pattern::parse(std::string_view regex)
{
    auto root = regex.size() <= kMaxPatternBytes ? PatternParser(regex).parse() : std::nullopt;
    if (!root)
        return fail(ErrorCode::Unsupported,
                    "The regular expression %1 is not supported"_msg(cutUtf8(regex, 200)));
    return Pattern(std::make_shared<const Node>(std::move(*root)));
}

} // namespace lookalike
