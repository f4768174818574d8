// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/translated.h"

#include <QCoreApplication>

namespace lookalike {

QString translated(const Message& message)
{
    return QString::fromStdString(message.translated([](std::string_view english) {
        return QCoreApplication::translate("lookalike::Core", std::string(english).c_str())
            .toStdString();
    }));
}

} // namespace lookalike
