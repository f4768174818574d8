// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/sandbox.h"

namespace lookalike {

Message protectionText(const Protections& protections)
{
    Message text;
    const auto add = [&text](bool active, const Message& name) {
        if (active)
            text = text.empty() ? name : "%1, %2"_msg(text, name);
    };
    add(protections.limits, "memory and time limits"_msg);
    add(protections.noNewPrivileges, "no new privileges"_msg);
    add(protections.landlock > 0, "Landlock %1"_msg(protections.landlock));
    add(protections.systemCallFilter, "system call filter"_msg);
    add(protections.lowIntegrity, "low integrity"_msg);
    return text;
}

} // namespace lookalike
