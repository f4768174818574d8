// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/name_prefix.h"

namespace lookalike {

NamePrefix::NamePrefix(const QString& text)
{
    for (const char32_t letter : text.toUcs4()) {
        const auto utf8 = [](char32_t one) { return QString::fromUcs4(&one, 1).toUtf8(); };
        m_letters.push_back({utf8(QChar::toLower(letter)), utf8(QChar::toUpper(letter))});
    }
}

bool NamePrefix::begins(std::string_view name) const
{
    for (const Letter& letter : m_letters) {
        const auto cut = [&name](const QByteArray& form) {
            const std::string_view wanted(form.constData(), static_cast<std::size_t>(form.size()));
            if (!name.starts_with(wanted))
                return false;
            name.remove_prefix(wanted.size());
            return true;
        };
        if (!cut(letter.lower) && !cut(letter.upper))
            return false;
    }
    return true;
}

} // namespace lookalike
