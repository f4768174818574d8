// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <string_view>
#include <vector>

namespace lookalike {

/// What the user types to go to a file's name, compared in any case with the bytes of names: fast
/// enough for a million of them.
class NamePrefix {
public:
    explicit NamePrefix(const QString& text);

    [[nodiscard]] bool begins(std::string_view name) const;

private:
    struct Letter {
        QByteArray lower; ///< UTF-8
        QByteArray upper;
    };
    std::vector<Letter> m_letters;
};

} // namespace lookalike
