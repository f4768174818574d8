// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace lookalike::cli {

/// Whether standard input is a terminal, so that the user can answer.
[[nodiscard]] bool standardInputIsTerminal();
/// Whether standard error is a terminal.
[[nodiscard]] bool standardErrorIsTerminal();
[[nodiscard]] std::size_t terminalColumns();

/// A line on the terminal that each call overwrites; the destructor clears it.
class StatusLine {
public:
    ~StatusLine();
    void show(const std::string& text);
    void wipe();

private:
    bool m_shown = false;
};

} // namespace lookalike::cli
