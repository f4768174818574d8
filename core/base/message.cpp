// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/message.h"

#include <optional>
#include <unordered_set>

namespace lookalike {

namespace {

// An encoded message is its text, or
//
//     STX template (US message)* ETX
//
// with a message for each gap. displayText() lets no control character through, so that neither
// can occur in a text.
constexpr char kBegin = '\x02';
constexpr char kNext = '\x1F';
constexpr char kEnd = '\x03';
constexpr int kMostNested = 8; ///< what is stored or sent may be anything

/// `pieces` for %1, %2 and so on, all at once: a piece may hold "%1" itself.
std::string filled(std::string_view gapped, const std::vector<std::string>& pieces)
{
    std::string text;
    for (std::size_t i = 0; i < gapped.size(); ++i) {
        const auto number = i + 1 < gapped.size() && gapped[i] == '%'
                                ? static_cast<std::size_t>(gapped[i + 1] - '1')
                                : pieces.size();
        if (number < pieces.size()) {
            text += pieces[number];
            ++i;
        } else {
            text += gapped[i];
        }
    }
    return text;
}

std::string asItIs(std::string_view english)
{
    return std::string(english);
}

/// A template of this program's, in static storage; empty where it is none.
std::string_view knownTemplate(std::string_view english)
{
    static const std::unordered_set<std::string_view> known(messageTemplates().begin(),
                                                            messageTemplates().end());
    const auto found = known.find(english);
    return found == known.end() ? std::string_view() : *found;
}

} // namespace

Message Message::verbatim(std::string text)
{
    Message message;
    message.m_verbatim = std::move(text);
    return message;
}

std::string Message::english() const
{
    return translated(asItIs);
}

std::string Message::translated(Translate translate) const
{
    if (m_template.empty())
        return displayText(m_verbatim);
    std::vector<std::string> pieces;
    for (const Message& argument : m_arguments)
        pieces.push_back(argument.translated(translate));
    return filled(translate(m_template), pieces);
}

std::string Message::encoded() const
{
    if (m_template.empty())
        return displayText(m_verbatim);
    std::string text = kBegin + std::string(m_template);
    for (const Message& argument : m_arguments)
        text += kNext + argument.encoded();
    return text + kEnd;
}

/// Reads what encoded() gives from the front of a text.
class Message::Reader {
public:
    explicit Reader(std::string_view stored)
        : m_rest(stored)
    {}

    [[nodiscard]] bool isAtEnd() const { return m_rest.empty(); }

    [[nodiscard]] std::optional<Message> read(int depth = 0)
    {
        if (!skip(kBegin))
            return verbatim(std::string(untilControl()));
        if (depth == kMostNested)
            return std::nullopt;
        const std::string_view english = untilControl();
        Message message;
        while (skip(kNext)) {
            auto argument = read(depth + 1);
            if (!argument)
                return std::nullopt;
            message.m_arguments.push_back(std::move(*argument));
        }
        if (english.empty() || gapsOf(english) != message.m_arguments.size() || !skip(kEnd))
            return std::nullopt;
        message.m_template = knownTemplate(english);
        if (!message.m_template.empty())
            return message;
        message.m_template = english; // for as long as `stored` lives
        return verbatim(message.english());
    }

private:
    bool skip(char mark)
    {
        if (!m_rest.starts_with(mark))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    std::string_view untilControl()
    {
        constexpr std::string_view kMarks = "\x02\x1F\x03";
        const std::string_view text = m_rest.substr(0, m_rest.find_first_of(kMarks));
        m_rest.remove_prefix(text.size());
        return text;
    }

    std::string_view m_rest;
};

Message Message::decoded(std::string_view stored)
{
    Reader reader(stored);
    auto message = reader.read();
    return message && reader.isAtEnd() ? std::move(*message) : verbatim(std::string(stored));
}

} // namespace lookalike
