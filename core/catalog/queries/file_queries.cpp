// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/file_queries.h"

#include "core/base/path_bytes.h"
#include "core/catalog/queries/folder_queries.h"
#include "core/catalog/relative_path.h"
#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

namespace lookalike::queries {

namespace {

const std::string kSelectFile =
    std::string("SELECT ") + kFileColumns + " FROM files f JOIN folders d ON d.id = f.folder_id ";
constexpr int kPathColumn = 3; // of kFileColumns
const std::string kFileById = kSelectFile + "WHERE f.id = ?";
const std::string kFileByPath = kSelectFile + "WHERE f.folder_id = ? AND f.path = ?";
// Longer names that begin with a text sort between it and the text with a greater last byte.
// instr() excludes files in directories with such names.
const std::string kFilesNamedLike =
    kSelectFile + "WHERE f.folder_id = ?1 AND f.path > ?2 AND f.path < ?3 AND f.id <> ?4"
                  " AND f.state <> 5 AND instr(substr(f.path, length(?2) + 1), ?5) = 0"
                  " ORDER BY f.path";
const std::string kFilesOfFolder = kSelectFile + "WHERE f.folder_id = ?";
const std::string kFilesFrom =
    kSelectFile + "WHERE f.folder_id = ? AND f.path >= ? ORDER BY f.path";
const std::string kFailures =
    kSelectFile + "WHERE f.folder_id = ? AND f.state IN (2, 4) ORDER BY f.path LIMIT ?";
const std::string kFilesOfContent =
    kSelectFile + "WHERE f.content_id = ? AND f.state = 1 ORDER BY d.path, f.path";

} // namespace

std::optional<FileRow> findFile(StatementCache& statement, FileId file)
{
    const auto row = statement(kFileById);
    row->bind(1, file.value());
    if (!row->executeStep())
        return std::nullopt;
    return fileFrom(*row);
}

Result<std::optional<FileRow>> fileByPath(StatementCache& statement,
                                          const std::filesystem::path& path)
{
    const std::string bytes = pathToBytes(path);
    for (const FolderRow& folder : listFolders(statement)) {
        const std::string root = pathToBytes(folder.path);
        const auto below = pathBelow(root, bytes);
        if (!below)
            continue;
        const auto row = statement(kFileByPath);
        row->bind(1, folder.id.value());
        bindBlob(*row, 2, *below);
        if (row->executeStep())
            return std::optional(fileFrom(*row));
    }
    return std::optional<FileRow>();
}

Result<std::vector<FileRow>> filesNamedLike(StatementCache& statement, const FileRow& file,
                                            std::string_view prefix)
{
    std::vector<FileRow> rows;
    const std::string path = pathToBytes(file.path);
    const std::string name = pathToBytes(file.path.filename());
    for (const FolderRow& folder : listFolders(statement)) {
        if (folder.id != file.folder)
            continue;
        const std::string root = pathToBytes(folder.path);
        const auto below = pathBelow(root, path);
        if (!below)
            continue;
        std::string from(below->substr(0, below->size() - name.size()));
        from += prefix;
        std::string to = from; // the first string after all that begin with it
        while (!to.empty() && to.back() == '\xFF')
            to.pop_back();
        if (to.empty())
            continue;
        ++to.back();
        const auto row = statement(kFilesNamedLike);
        row->bind(1, folder.id.value());
        bindBlob(*row, 2, from);
        bindBlob(*row, 3, to);
        row->bind(4, file.id.value());
        bindBlob(*row, 5, std::string_view(&kPathSeparator, 1));
        while (row->executeStep())
            rows.push_back(fileFrom(*row));
    }
    return rows;
}

Result<std::map<std::filesystem::path, FileRow>> filesOf(StatementCache& statement, FolderId folder)
{
    using Rows = std::map<std::filesystem::path, FileRow>;
    Rows rows;
    const auto row = statement(kFilesOfFolder);
    row->bind(1, folder.value());
    while (row->executeStep()) {
        FileRow file = fileFrom(*row);
        std::filesystem::path path = file.path;
        rows.emplace(std::move(path), std::move(file));
    }
    return rows;
}

Result<std::map<std::filesystem::path, FileRow>> filesIn(StatementCache& statement, FolderId folder,
                                                         const std::filesystem::path& directory,
                                                         bool withFoldersBelow)
{
    std::map<std::filesystem::path, FileRow> rows;
    const auto root = folderPath(statement, folder);
    if (!root)
        return rows;
    const std::string path = pathToBytes(directory);
    std::string prefix;
    if (const auto below = pathBelow(*root, path))
        prefix = std::string(*below) + kPathSeparator;
    else if (trimSeparators(path) != trimSeparators(*root))
        return rows;
    const auto row = statement(kFilesFrom);
    for (std::optional<std::string> from = prefix; from;) {
        row->reset();
        row->bind(1, folder.value());
        bindBlob(*row, 2, *from);
        std::optional<std::string> next; // behind a folder that is passed over
        while (!next && row->executeStep()) {
            const SQLite::Column stored = row->getColumn(kPathColumn);
            const std::string_view name = blobOf(stored);
            if (!name.starts_with(prefix))
                break;
            const std::size_t separator = name.find(kPathSeparator, prefix.size());
            if (withFoldersBelow || separator == std::string_view::npos) {
                FileRow file = fileFrom(*row);
                std::filesystem::path key = file.path;
                rows.emplace(std::move(key), std::move(file));
            } else {
                next =
                    std::string(name.substr(0, separator)) + static_cast<char>(kPathSeparator + 1);
            }
        }
        from = std::move(next);
    }
    return rows;
}

Result<std::vector<FileRow>> failures(StatementCache& statement, std::size_t limit)
{
    std::vector<FileRow> rows;
    for (const FolderRow& folder : listFolders(statement)) {
        const auto row = statement(kFailures);
        row->bind(1, folder.id.value());
        row->bind(2, toStored(limit - rows.size()));
        while (row->executeStep())
            rows.push_back(fileFrom(*row));
    }
    return rows;
}

Result<std::vector<FileRow>> filesOfContent(StatementCache& statement, ContentId content)
{
    std::vector<FileRow> rows;
    const auto row = statement(kFilesOfContent);
    row->bind(1, content.value());
    while (row->executeStep())
        rows.push_back(fileFrom(*row));
    return rows;
}

} // namespace lookalike::queries
