// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf8_console.h"

#ifdef _WIN32
#include <windows.h>
#endif

namespace lookalike {

#ifdef _WIN32

Utf8Console::Utf8Console() noexcept
    : m_before(::GetConsoleOutputCP())
{
    ::SetConsoleOutputCP(CP_UTF8);
}

Utf8Console::~Utf8Console()
{
    if (m_before != 0)
        ::SetConsoleOutputCP(m_before);
}

#else

Utf8Console::Utf8Console() noexcept
    : m_before(0)
{}

Utf8Console::~Utf8Console() = default;

#endif

} // namespace lookalike
