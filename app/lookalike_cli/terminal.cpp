// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/terminal.h"

#include <iostream>

#ifdef _WIN32
#include <io.h>
#include <windows.h>
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace lookalike::cli {

bool standardInputIsTerminal()
{
#ifdef _WIN32
    return _isatty(0) != 0;
#else
    return ::isatty(STDIN_FILENO) == 1;
#endif
}

bool standardErrorIsTerminal()
{
#ifdef _WIN32
    return _isatty(2) != 0;
#else
    return ::isatty(STDERR_FILENO) == 1;
#endif
}

std::size_t terminalColumns()
{
#ifdef _WIN32
    CONSOLE_SCREEN_BUFFER_INFO info{};
    if (::GetConsoleScreenBufferInfo(::GetStdHandle(STD_ERROR_HANDLE), &info) != 0)
        return static_cast<std::size_t>(info.dwSize.X);
#else
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
#endif
    return 80;
}

StatusLine::~StatusLine()
{
    wipe();
}

void StatusLine::show(const std::string& text)
{
    // Cut at a character and one column short, because a wrapped line cannot be overwritten.
    const std::size_t columns = terminalColumns() - 1;
    std::size_t end = 0;
    for (std::size_t shown = 0; end < text.size(); ++end) {
        const bool starts = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
        if (starts && ++shown > columns)
            break;
    }
    std::cerr << "\r\033[K" << text.substr(0, end) << std::flush;
    m_shown = true;
}

void StatusLine::wipe()
{
    if (m_shown)
        std::cerr << "\r\033[K" << std::flush;
    m_shown = false;
}

} // namespace lookalike::cli
