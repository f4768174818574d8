// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/search_request.h"
#include "ui/state/query.h"

#include <QList>
#include <QMimeData>
#include <QUrl>
#include <memory>
#include <vector>

namespace lookalike {

/// The program's own drag type: JSON of catalog ids and paths.
inline constexpr char kResultMimeType[] = "application/x-lookalike-results";

/// What the user dropped or pasted.
struct Drop {
    std::vector<std::filesystem::path> folders;
    std::vector<NamedTerm> pictures;
    QList<QUrl>
        downloads; ///< pictures on the web, to be fetched only because the user dropped them
};

enum class DropKind { Nothing, Pictures, Folders };

/// What readDrop() would find, without reading files or pixels: cheap enough for every drag event.
[[nodiscard]] DropKind peekDrop(const QMimeData& data);

/// Reads, in this order of trust: the program's own results, local files and folders, the bytes of
/// a picture, a `data:` address, a picture on a web page, a path or an address as plain text.
/// Touches the file system but not the network. GUI thread.
[[nodiscard]] Drop readDrop(const QMimeData& data);

/// What photos that are dragged or copied offer: `hits` to this program, `files` to others.
[[nodiscard]] std::unique_ptr<QMimeData> resultMimeData(const std::vector<SearchHit>& hits,
                                                        const std::vector<SearchHit>& files);

} // namespace lookalike
