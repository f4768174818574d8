// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace lookalike {

/// What a key does in the preview of photos, for the list of shortcuts.
struct PreviewKey {
    QString command;
    QString keys; ///< as the user's system writes them
};
/// In the order in which the user needs them. These keys cannot be changed.
[[nodiscard]] QList<PreviewKey> previewKeys();

} // namespace lookalike
