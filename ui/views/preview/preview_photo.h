// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/picture_loader.h"

#include <QSize>
#include <QString>
#include <optional>

namespace lookalike {

/// A photo as the preview shows it.
struct PreviewPhoto {
    PictureSource source;
    QString name;     ///< for messages and screen readers
    QString caption;  ///< stands over the picture
    QImage thumbnail; ///< shown until the picture is there; may be null
    QSize size;       ///< pixels of the original; empty where they are not known
};

/// Where the user wants to go in the list that the preview shows photos of.
enum class PreviewMove { First, Previous, Next, Last };

/// Where the photo stands in that list.
struct PreviewPlace {
    int number = 1; ///< from 1
    int count = 1;
};

/// The row that a move from `row` leads to; empty where the list of `count` photos ends.
[[nodiscard]] std::optional<int> rowAfter(PreviewMove move, int row, int count);

} // namespace lookalike
