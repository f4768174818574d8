// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace lookalike {

/// What a key does that cannot be changed, for the list of shortcuts.
struct FixedKey {
    QString command;
    QString keys; ///< as the user's system writes them
};
// In the order in which the user needs them.
/// Of the preview of photos.
[[nodiscard]] QList<FixedKey> previewKeys();
/// Of the box for words.
[[nodiscard]] QList<FixedKey> wordKeys();

} // namespace lookalike
