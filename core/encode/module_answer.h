// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/torch_module.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace lookalike {

/// What a call of the module tells. One thread.
class ModuleAnswer {
public:
    ModuleAnswer() = default;
    ModuleAnswer(const ModuleAnswer&) = delete;
    ModuleAnswer& operator=(const ModuleAnswer&) = delete;

    /// For the call; valid as long as this object.
    [[nodiscard]] const LookalikeAnswer* forCall() const { return &m_answer; }

    /// Empty where it was not told.
    [[nodiscard]] std::string text(const std::string& name) const;
    /// 0 where it was not told or is no number.
    [[nodiscard]] std::uint64_t number(const std::string& name) const;
    /// All values of the name, in the order in which they were told.
    [[nodiscard]] auto all(const std::string& name) const { return m_values.equal_range(name); }
    /// Why the call failed.
    [[nodiscard]] tl::unexpected<Error> error() const;

private:
    static void tell(void* context, const char* name, const char* value, std::size_t bytes);

    std::multimap<std::string, std::string> m_values;
    LookalikeAnswer m_answer{this, &ModuleAnswer::tell};
};

} // namespace lookalike
