// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace lookalike {

/// What models of photos tell PhotoTileDelegate besides Qt's own roles.
enum PhotoTileRole {
    ScoreRole = Qt::UserRole + 1, ///< double, see scoreOf(); invalid: none
    ScoreTextRole,                ///< QString: the same in words or digits; or empty
    PathRole,                     ///< bytes of the path, QByteArray
    CopiesRole,                   ///< int: files that are one tile; 1 where there is no copy
    FurtherRole,                  ///< bool: belongs to the photo before it, which is unfolded
    StackRole,                    ///< QString: what else the tile stands for, "3 copies"; or empty
    CompanionsRole,               ///< QString: "RAW", "Live", or empty
    NoteRole,                     ///< QString: what is special about the photo; or empty
    MarkRole,                     ///< QueryMark::Kind as int; invalid: not marked
    IsQueryRole,                  ///< bool: one of the query's own pictures
    ShapeRole,                    ///< QSize of the original, for placeholders
    FailureRole,                  ///< ErrorCode as int: why there is no thumbnail; else invalid
};

} // namespace lookalike
