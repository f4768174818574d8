// SPDX-License-Identifier: GPL-3.0-or-later
// A library over real files in a disposable tree, with the real trash and an encoder that sees
// colours.
#pragma once

#include "core/library/library_backups.h"
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <memory>
#include <set>
#include <string>

namespace lookalike::testing {

class LibraryTree {
public:
    explicit LibraryTree(const QString& place = {})
        : m_dir(place.isEmpty() ? QDir::tempPath() + "/lookalike-XXXXXX" : place)
        , folder(std::filesystem::canonical(m_dir.path().toStdString()))
        , photos(folder / "photos")
        , catalog(folder / "data" / "catalog.db")
        , encoder(std::make_shared<ColourEncoder>())
    {
        std::filesystem::create_directories(photos);
    }

    Result<> open()
    {
        library.reset();
        LibraryOptions options;
        options.catalog = catalog;
        options.decoder.inProcess = true;
        auto opened = openLibrary(options, encoder);
        if (!opened)
            return fail(opened);
        library = std::move(*opened);
        return {};
    }
    Result<IndexingSummary> index() { return library->index({}, {}); }
    std::filesystem::path paint(const std::string& name, int red, int green, int blue) const
    {
        writePlainPhoto(photos / name, red, green, blue);
        return photos / name;
    }
    /// Names of everything that a search for `picture` finds.
    std::set<std::string> found(const std::filesystem::path& picture) const
    {
        SearchRequest request;
        request.terms = {{picture, 1, {}}};
        request.topK = 10'000;
        std::set<std::string> names;
        if (const auto response = library->search(request, {}))
            for (const SearchHit& hit : response->hits)
                names.insert(hit.path.filename().string());
        return names;
    }
    FolderCounts counts() const { return library->status()->counts.front(); }

private:
    QTemporaryDir m_dir;

public:
    std::filesystem::path folder, photos, catalog;
    std::shared_ptr<ColourEncoder> encoder;
    std::unique_ptr<PhotoLibrary> library;
};

/// Where trees lie that are written again and again: in memory, where the system has a place there.
inline QString fastPlace()
{
    return std::filesystem::exists("/dev/shm") ? QStringLiteral("/dev/shm/lookalike-XXXXXX")
                                               : QDir::tempPath() + "/lookalike-XXXXXX";
}

/// The trash lies in a disposable place on the tree's own file system, and never in the user's
/// own.
inline void useDisposableTrash(const QString& place = QDir::tempPath() + "/lookalike-XXXXXX")
{
    static QTemporaryDir data(place);
    qputenv("XDG_DATA_HOME", data.path().toUtf8());
    qputenv("HOME", data.path().toUtf8());
}

} // namespace lookalike::testing
