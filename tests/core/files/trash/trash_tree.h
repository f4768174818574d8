// SPDX-License-Identifier: GPL-3.0-or-later
// A disposable home and photo folder with a trash on the same device, for the tests of the trash.
#pragma once

#include "core/base/path_bytes.h"
#include "core/files/trash/trash.h"
#include "core/files/trash/trash_system.h"
#include "tests/testing.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace lookalike::testing {

inline void writeText(const std::filesystem::path& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

inline std::string readText(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline ContentHash hashOf(const std::string& text)
{
    return hashContent({text.begin(), text.end()});
}

/// The file as a scan would have found it now.
inline ExpectedFile expectedFile(const std::filesystem::path& path)
{
    ExpectedFile file;
    file.path = path;
    if (const auto stamp = statFile(path))
        file.stamp = *stamp;
    file.content = hashOf(readText(path));
    return file;
}

/// One group: the first path stays, the others go.
inline TrashTask keepFirst(const std::vector<std::filesystem::path>& paths, bool link = false)
{
    TrashTask task;
    task.linkInPlace = link;
    for (const auto& path : paths)
        (task.survivors.empty() ? task.survivors : task.victims).push_back(expectedFile(path));
    return task;
}

/// The newest batch of which something can be taken back.
inline std::optional<std::int64_t> lastBatch(const Trash& trash)
{
    for (const TrashBatch& batch : trash.history())
        if (!batch.undone())
            return batch.id;
    return std::nullopt;
}

/// Removes itself, and points XDG_DATA_HOME into itself.
class TrashTree {
public:
    /// `inMemory`: on a file system in memory where there is one, for what is done often.
    explicit TrashTree(bool inMemory = false)
        : m_dir(folderFor(inMemory) + "/lookalike-trash-XXXXXX")
        , m_root(m_dir.path().toStdString())
    {
        std::filesystem::create_directories(photos());
        std::filesystem::create_directories(data());
        qputenv("XDG_DATA_HOME", QByteArray::fromStdString(data().native()));
    }
    ~TrashTree()
    {
        std::error_code error;
        std::filesystem::remove_all(m_root, error); // also names that are not UTF-8
    }
    TrashTree(const TrashTree&) = delete;
    TrashTree& operator=(const TrashTree&) = delete;

    [[nodiscard]] const std::filesystem::path& root() const { return m_root; }
    [[nodiscard]] std::filesystem::path photos() const { return m_root / "photos"; }
    [[nodiscard]] std::filesystem::path data() const { return m_root / "data"; }
    [[nodiscard]] std::filesystem::path trashed() const { return data() / "Trash" / "files"; }
    [[nodiscard]] std::filesystem::path infos() const { return data() / "Trash" / "info"; }
    [[nodiscard]] std::filesystem::path journal() const { return m_root / "journal"; }

    std::filesystem::path write(const std::string& name, const std::string& text) const
    {
        const std::filesystem::path path = photos() / name;
        std::filesystem::create_directories(path.parent_path());
        writeText(path, text);
        return path;
    }

    /// The contents of all regular files below a folder, with the number of names each has.
    static std::map<std::string, int> contents(const std::filesystem::path& folder)
    {
        std::map<std::string, int> found;
        std::error_code error;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error))
            if (entry.symlink_status().type() == std::filesystem::file_type::regular)
                ++found[readText(entry.path())];
        return found;
    }
    /// Of the photos and of what is in the trash.
    [[nodiscard]] std::map<std::string, int> allContents() const
    {
        auto all = contents(photos());
        for (const auto& [text, count] : contents(trashed()))
            all[text] += count;
        return all;
    }

private:
    static QString folderFor(bool inMemory)
    {
        const QFileInfo memory(QStringLiteral("/dev/shm"));
        return inMemory && memory.isDir() && memory.isWritable() ? memory.filePath()
                                                                 : QDir::tempPath();
    }

    QTemporaryDir m_dir;
    std::filesystem::path m_root;
};

inline std::size_t countEntries(const std::filesystem::path& folder)
{
    std::error_code error;
    std::size_t count = 0;
    for (auto entry = std::filesystem::directory_iterator(folder, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
        ++count;
    return count;
}

} // namespace lookalike::testing
