// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lookalike {

/// Makes the Windows console show what the program prints as UTF-8, until its end: a console keeps
/// its code page for the programs that come after. Does nothing elsewhere.
class Utf8Console {
public:
    Utf8Console() noexcept;
    ~Utf8Console();
    Utf8Console(const Utf8Console&) = delete;
    Utf8Console& operator=(const Utf8Console&) = delete;

private:
    [[maybe_unused]] const unsigned m_before; ///< 0 if there is nothing to put back
};

} // namespace lookalike
