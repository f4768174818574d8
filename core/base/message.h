// SPDX-License-Identifier: GPL-3.0-or-later
// What the program has to say, as data: a template, and what is filled into it. The command line
// prints it in English; the window translates the template first.
#pragma once

#include "core/base/display_text.h"

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lookalike {

class Message;

/// The characters of a marked literal, as a template argument.
template <std::size_t Size>
struct MessageLiteral {
    consteval MessageLiteral(const char (&literal)[Size]) { std::copy_n(literal, Size, text); }
    char text[Size];
};

/// An English sentence with the gaps %1 to %9, which only `"..."_msg` makes. Marked literals are
/// how the build finds the sentences to translate, so no other text can become a template.
template <std::size_t Gaps>
class MessageTemplate {
public:
    template <std::size_t Size>
    consteval explicit MessageTemplate(const MessageLiteral<Size>& literal)
        : m_text(literal.text, Size - 1)
    {}

    /// Fills the gaps: with whole numbers, paths, messages, and text of others (a name, what a
    /// library says), which stays as it is.
    template <class... Arguments>
    requires(Gaps > 0 && sizeof...(Arguments) == Gaps) [[nodiscard]] Message
    operator()(const Arguments&... arguments) const;

    [[nodiscard]] constexpr std::string_view text() const noexcept { return m_text; }

private:
    std::string_view m_text;
};

/// How many gaps a template has: the largest number behind a percent sign.
[[nodiscard]] constexpr std::size_t gapsOf(std::string_view text) noexcept
{
    std::size_t gaps = 0;
    for (std::size_t i = 1; i < text.size(); ++i)
        if (text[i - 1] == '%' && text[i] >= '1' && text[i] <= '9')
            gaps = std::max(gaps, static_cast<std::size_t>(text[i] - '0'));
    return gaps;
}

/// `"The file has %1 bytes, more than the limit of %2"_msg(size, limit)`
template <MessageLiteral literal>
[[nodiscard]] consteval auto operator""_msg()
{
    return MessageTemplate<gapsOf(literal.text)>(literal);
}

/// A value; any thread. Empty where there is nothing to say.
class Message {
public:
    /// A template in another language; what it has no translation for, as it is. UTF-8.
    using Translate = std::string (*)(std::string_view english);

    Message() = default;
    Message(MessageTemplate<0> whole)
        : m_template(whole.text())
    {}
    template <class... Arguments>
    requires(sizeof...(Arguments) >
             0) explicit Message(MessageTemplate<sizeof...(Arguments)> gapped,
                                 const Arguments&... arguments)
        : m_template(gapped.text())
        , m_arguments{of(arguments)...}
    {}

    /// What others say (a library, the system) or what a name is; it is never translated.
    [[nodiscard]] static Message verbatim(std::string text);

    [[nodiscard]] bool empty() const noexcept { return m_template.empty() && m_verbatim.empty(); }
    /// UTF-8, by the rule of displayText().
    [[nodiscard]] std::string english() const;
    [[nodiscard]] std::string translated(Translate translate) const;

    /// For a column or a stream: template and arguments between control characters, which the
    /// texts themselves cannot hold (see message.cpp). Text of others becomes displayText() of it.
    [[nodiscard]] std::string encoded() const;
    /// What encoded() gave. Plain text and what is damaged become text of others, and so does a
    /// template that this version of the program does not have: it is shown in English.
    [[nodiscard]] static Message decoded(std::string_view stored);

    friend bool operator==(const Message&, const Message&) = default;

private:
    class Reader;

    template <class Value>
    [[nodiscard]] static Message of(const Value& value)
    {
        if constexpr (std::convertible_to<const Value&, Message>)
            return value;
        else if constexpr (std::same_as<Value, std::filesystem::path>)
            return verbatim(displayPath(value));
        else if constexpr (std::integral<Value>)
            return verbatim(std::to_string(value));
        else
            return verbatim(std::string(std::string_view(value)));
    }

    std::string_view m_template; ///< a literal's; empty where it is verbatim
    std::string m_verbatim;
    std::vector<Message> m_arguments;
};

template <std::size_t Gaps>
template <class... Arguments>
requires(Gaps > 0 &&
         sizeof...(Arguments) ==
             Gaps) Message MessageTemplate<Gaps>::operator()(const Arguments&... arguments) const
{
    return Message(*this, arguments...);
}

/// All templates that a user of the window can meet. The build makes the list of the marked
/// literals in the sources (packaging/cmake/ListMessages.cmake).
[[nodiscard]] std::span<const std::string_view> messageTemplates();

} // namespace lookalike
