// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace lookalike {

/// The theme colour of an icon, looked up when the icon is painted.
enum class IconTint { Text, Secondary, Accent, OnAccent, Danger, Success, OnScrim };

/// One of the program's own line icons (resources/icons/NAME.svg), sharp at every scale.
[[nodiscard]] QIcon lineIcon(const QString& name, IconTint tint = IconTint::Text);

} // namespace lookalike
