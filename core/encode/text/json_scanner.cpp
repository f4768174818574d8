// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/json_scanner.h"

#include "core/base/system_error.h"
#include "core/encode/text/unicode.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <locale>
#include <sstream>
#include <utility>

namespace lookalike {
namespace {

constexpr std::size_t kBufferBytes = 64U << 10U;
constexpr std::size_t kMaxDepth = 32;
constexpr std::size_t kMaxStringBytes = 4U << 20U;
constexpr std::size_t kMaxNumberBytes = 64;

constexpr auto kIsSpace = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
/// Stands for itself in a string.
constexpr auto kIsPlain = [](char c) {
    return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
};

bool isWellFormed(std::string_view text)
{
    while (!text.empty()) {
        const bool isAscii = static_cast<unsigned char>(text.front()) < 0x80;
        const std::size_t length = isAscii ? 1 : decodeUtf8(text).length;
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

/// Whether all of a text is a number, whatever the locale's decimal point is.
bool isNumber(const std::string& text, double& value)
{
#ifdef __cpp_lib_to_chars
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && error == std::errc() && end == text.data() + text.size();
#else
    // libc++ reads whole numbers alone until version 20.
    std::istringstream stream(text);
    stream.imbue(std::locale::classic());
    return text.find_first_of('+') != 0 && stream >> value && stream.peek() == EOF;
#endif
}

Message invalidJson()
{
    return "The file is not valid JSON"_msg;
}

} // namespace

JsonScanner::JsonScanner(std::filesystem::path path)
    : m_path(std::move(path))
    , m_buffer(kBufferBytes)
{}

Result<JsonScanner> JsonScanner::open(const std::filesystem::path& path, std::uint64_t maxBytes)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error)
        return failSystem(error, "The file cannot be read"_msg, path);
    if (size > maxBytes)
        return fail(ErrorCode::TooLarge, "The file is too large"_msg, path);
    JsonScanner scanner(path);
    scanner.m_stream.open(path, std::ios::binary);
    if (!scanner.m_stream)
        return failSystem(lastSystemError(), "The file cannot be read"_msg, path);
    return scanner;
}

int JsonScanner::look()
{
    return m_at < m_end && !failed() ? static_cast<unsigned char>(m_buffer[m_at]) : refill();
}

int JsonScanner::refill()
{
    if (failed())
        return -1;
    m_stream.read(m_buffer.data(), static_cast<std::streamsize>(m_buffer.size()));
    m_at = 0;
    m_end = static_cast<std::size_t>(m_stream.gcount());
    return m_end == 0 ? -1 : static_cast<unsigned char>(m_buffer[0]);
}

int JsonScanner::take()
{
    const int c = look();
    if (c >= 0)
        advance(1);
    return c;
}

void JsonScanner::advance(std::size_t count)
{
    if (m_copy != nullptr) {
        if (count > m_copyLimit - m_copy->size())
            refuse("A value of the file is too large"_msg);
        else
            m_copy->append(m_buffer.data() + m_at, count);
    }
    m_at += count;
}

template <class IsOfClass>
std::size_t JsonScanner::runOf(const IsOfClass& isOfClass) const
{
    const char* const begin = m_buffer.data() + m_at;
    const char* const end = m_buffer.data() + m_end;
    return static_cast<std::size_t>(std::find_if_not(begin, end, isOfClass) - begin);
}

char JsonScanner::peek()
{
    while (look() >= 0) {
        const std::size_t spaces = runOf(kIsSpace);
        if (spaces == 0)
            return m_buffer[m_at];
        advance(spaces);
    }
    return '\0';
}

bool JsonScanner::expect(char wanted)
{
    if (peek() != wanted)
        return refuse(invalidJson());
    take();
    return !failed();
}

bool JsonScanner::push()
{
    if (m_started.size() >= kMaxDepth)
        return refuse("The JSON is nested too deeply"_msg);
    m_started.push_back(false);
    return true;
}

bool JsonScanner::beginObject()
{
    return expect('{') && push();
}

bool JsonScanner::beginArray()
{
    return expect('[') && push();
}

bool JsonScanner::next(char end)
{
    if (failed() || m_started.empty())
        return false;
    if (peek() == end) {
        take();
        m_started.pop_back();
        return false;
    }
    if (m_started.back() && !expect(','))
        return false;
    m_started.back() = true;
    return !failed();
}

bool JsonScanner::nextKey(std::string& key)
{
    return next('}') && string(key) && expect(':');
}

bool JsonScanner::nextItem()
{
    return next(']');
}

bool JsonScanner::string(std::string& value)
{
    value.clear();
    if (!expect('"'))
        return false;
    for (int c = look(); c != '"'; c = look()) {
        if (c < 0x20 || value.size() > kMaxStringBytes)
            return refuse(invalidJson());
        if (c == '\\') {
            take();
            if (!escape(value))
                return false;
            continue;
        }
        const std::size_t plain = runOf(kIsPlain);
        value.append(m_buffer.data() + m_at, plain);
        advance(plain);
    }
    take();
    return isWellFormed(value) || refuse(invalidJson());
}

bool JsonScanner::escape(std::string& value)
{
    const int c = take();
    switch (c) {
    case '"':
    case '\\':
    case '/':
        value += static_cast<char>(c);
        return true;
    case 'b':
        value += '\b';
        return true;
    case 'f':
        value += '\f';
        return true;
    case 'n':
        value += '\n';
        return true;
    case 'r':
        value += '\r';
        return true;
    case 't':
        value += '\t';
        return true;
    case 'u':
        break;
    default:
        return refuse(invalidJson());
    }
    std::uint32_t unit = 0;
    if (!hexadecimal(unit))
        return false;
    if (unit >= 0xD800 && unit < 0xDC00) {
        std::uint32_t low = 0;
        if (take() != '\\' || take() != 'u' || !hexadecimal(low) || low < 0xDC00 || low > 0xDFFF)
            return refuse(invalidJson());
        unit = 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
    } else if (unit >= 0xDC00 && unit < 0xE000) {
        return refuse(invalidJson());
    }
    appendUtf8(value, unit);
    return true;
}

bool JsonScanner::hexadecimal(std::uint32_t& unit)
{
    unit = 0;
    for (int i = 0; i < 4; ++i) {
        const int c = take();
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return refuse(invalidJson());
        unit = unit * 16 + static_cast<std::uint32_t>(digit);
    }
    return true;
}

bool JsonScanner::number(double& value)
{
    std::string text;
    peek();
    for (int c = look();
         (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
         c = look()) {
        text += static_cast<char>(take());
        if (text.size() > kMaxNumberBytes)
            return refuse(invalidJson());
    }
    if (!isNumber(text, value) || !std::isfinite(value))
        return refuse(invalidJson());
    return !failed();
}

bool JsonScanner::integer(std::int64_t& value)
{
    constexpr double kLargest = 9e15; // exact in a double
    double whole = 0;
    if (!number(whole))
        return false;
    if (whole != std::floor(whole) || std::abs(whole) > kLargest)
        return refuse("A number of the file is not a whole one, or too large"_msg);
    value = static_cast<std::int64_t>(whole);
    return true;
}

bool JsonScanner::literal()
{
    std::string text;
    peek();
    for (int c = look(); c >= 'a' && c <= 'z' && text.size() < 6; c = look())
        text += static_cast<char>(take());
    return text == "true" || text == "false" || text == "null" || refuse(invalidJson());
}

bool JsonScanner::skip()
{
    std::string ignored;
    double number = 0;
    switch (peek()) {
    case '{':
        if (beginObject())
            while (nextKey(ignored))
                skip();
        return !failed();
    case '[':
        if (beginArray())
            while (nextItem())
                skip();
        return !failed();
    case '"':
        return string(ignored);
    case 't':
    case 'f':
    case 'n':
        return literal();
    default:
        return this->number(number);
    }
}

bool JsonScanner::raw(std::string& text, std::size_t most)
{
    text.clear();
    peek();
    m_copy = &text;
    m_copyLimit = most;
    const bool done = skip();
    m_copy = nullptr;
    return done;
}

bool JsonScanner::refuse(const Message& message)
{
    if (m_error.empty())
        m_error = message;
    return false;
}

Result<> JsonScanner::error() const
{
    if (m_error.empty())
        return {};
    return fail(ErrorCode::Broken, m_error, m_path);
}

} // namespace lookalike
