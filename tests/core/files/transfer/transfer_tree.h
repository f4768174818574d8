// SPDX-License-Identifier: GPL-3.0-or-later
// A disposable folder of photos and one that they go to, on the same file system or another one.
#pragma once

#include "core/files/transfer/transfer.h"
#include "tests/core/files/trash/trash_tree.h"

#include <sys/stat.h>

namespace lookalike::testing {

/// Photos lie in memory; the folder they go to lies beside them, or where `isFar` on the disk.
class TransferTree {
public:
    explicit TransferTree(bool isFar)
        : m_near(true)
        , m_far(false)
        , m_target((isFar ? m_far : m_near).root() / "target")
    {
        std::filesystem::create_directories(m_target);
        static_cast<void>(m_near.photos());
    }

    /// Whether the two folders lie on two file systems, as on machines with /dev/shm.
    [[nodiscard]] bool isAcross() const
    {
        struct stat one {
        }, other{};
        return ::stat(m_near.photos().c_str(), &one) == 0 &&
               ::stat(m_target.c_str(), &other) == 0 && one.st_dev != other.st_dev;
    }
    std::filesystem::path write(const std::string& name, const std::string& text) const
    {
        return m_near.write(name, text);
    }
    [[nodiscard]] std::filesystem::path photos() const { return m_near.photos(); }
    [[nodiscard]] const std::filesystem::path& target() const { return m_target; }
    [[nodiscard]] std::filesystem::path journal() const { return m_near.root() / "moves"; }
    /// Of both folders: the texts, and how often each is there.
    [[nodiscard]] std::map<std::string, int> contents() const
    {
        auto all = TrashTree::contents(photos());
        for (const auto& [text, count] : TrashTree::contents(m_target))
            all[text] += count;
        return all;
    }

private:
    TrashTree m_near;
    TrashTree m_far;
    std::filesystem::path m_target;
};

/// The first is the photo.
inline TransferTask taskOf(const std::vector<std::filesystem::path>& paths)
{
    TransferTask task;
    task.photo = expectedFile(paths.front());
    for (std::size_t i = 1; i < paths.size(); ++i)
        task.companions.push_back(expectedFile(paths[i]));
    return task;
}

inline std::string whyNot(const TransferOutcome& outcome)
{
    std::string text;
    for (const TransferredFile& file : outcome.files)
        if (file.error)
            text += file.error->text() + "\n";
    return text;
}

} // namespace lookalike::testing
