// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace lookalike::cli {

/// Whether the user can answer on standard input.
[[nodiscard]] bool standardInputIsTerminal();
/// Whether the user watches standard error.
[[nodiscard]] bool standardErrorIsTerminal();
[[nodiscard]] std::size_t terminalColumns();

/// One line that is written over again and again on a terminal; wiped when it goes out of scope.
class StatusLine {
public:
    ~StatusLine();
    void show(const std::string& text);
    void wipe();

private:
    bool m_shown = false;
};

} // namespace lookalike::cli
