// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/sandbox.h"

namespace lookalike {

std::string protectionText(const Protections& protections)
{
    std::string text;
    const auto add = [&text](bool active, const std::string& name) {
        if (active)
            text += (text.empty() ? "" : ", ") + name;
    };
    add(protections.limits, "memory and time limits");
    add(protections.noNewPrivileges, "no new privileges");
    add(protections.landlock > 0, "Landlock " + std::to_string(protections.landlock));
    add(protections.systemCallFilter, "system call filter");
    add(protections.lowIntegrity, "low integrity");
    return text;
}

} // namespace lookalike
