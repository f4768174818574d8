// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/module_answer.h"

#include "core/base/path_bytes.h"

#include <charconv>
#include <new>
#include <optional>

namespace lookalike {

namespace {

std::optional<ErrorCode> errorCodeNamed(std::string_view name)
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code)
        if (name == errorCodeName(static_cast<ErrorCode>(code)))
            return static_cast<ErrorCode>(code);
    return std::nullopt;
}

} // namespace

std::string ModuleAnswer::text(const std::string& name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() ? std::string() : found->second;
}

std::uint64_t ModuleAnswer::number(const std::string& name) const
{
    const std::string digits = text(name);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? value : 0;
}

tl::unexpected<Error> ModuleAnswer::error() const
{
    return fail(errorCodeNamed(text("error.code")).value_or(ErrorCode::Internal),
                Message::decoded(text("error.message")), pathFromBytes(text("error.path")));
}

void ModuleAnswer::tell(void* context, const char* name, const char* value, std::size_t bytes)
{
    try {
        static_cast<ModuleAnswer*>(context)->m_values.emplace(name, std::string(value, bytes));
    } catch (const std::bad_alloc&) { // no exception crosses; without its values a call has failed
    }
}

} // namespace lookalike
