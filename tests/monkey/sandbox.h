// SPDX-License-Identifier: GPL-3.0-or-later
// A disposable home with photos, a trash and a catalog, which remembers every file that was ever
// put into it. Whoever works on it, the program included, may move files and give them more names;
// no content may change or get lost.
#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>
#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace lookalike::testing {

/// One at a time: it points HOME and the XDG folders of this process into itself. GUI thread.
class Sandbox {
public:
    explicit Sandbox(std::uint32_t seed);
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    [[nodiscard]] bool isValid() const { return m_temporary.isValid(); }
    [[nodiscard]] std::filesystem::path photos() const { return m_root / "photos"; }
    [[nodiscard]] std::filesystem::path trash() const { return m_root / "data/Trash/files"; }
    [[nodiscard]] std::filesystem::path catalog() const { return m_root / "data/catalog.db"; }

    /// Photos of some scenes with copies of many kinds, and what else lies about in folders.
    void plant();
    /// What other programs do meanwhile: one random change to the tree, described.
    QString disturb();
    /// Any file or folder of the tree; an empty path where there is none.
    [[nodiscard]] std::filesystem::path anyFile();
    [[nodiscard]] std::filesystem::path anyFolder();

    /// Compares everything with what it was. Empty where nothing is lost and nothing changed.
    [[nodiscard]] QString complaint();
    [[nodiscard]] std::size_t files() const { return m_known.size(); }
    [[nodiscard]] std::size_t inTrash() const { return m_inTrash; }

private:
    /// A file, told by its inode: as long as nothing deletes it, no other gets its number.
    struct Known {
        QByteArray sha256;
        std::int64_t modifiedNs = 0;
        std::int64_t changedNs = 0; ///< when the content was last hashed
        std::string name;           ///< of its first path, for messages
    };

    [[nodiscard]] unsigned random(unsigned bound)
    {
        return static_cast<unsigned>(m_random()) % bound;
    }
    [[nodiscard]] std::filesystem::path fresh(const char* folder);
    [[nodiscard]] std::filesystem::path freshPhoto();
    /// Remembers the file and moves it to where nothing is yet.
    void give(const std::filesystem::path& made, const std::filesystem::path& target);
    void write(const std::filesystem::path& target, const QByteArray& bytes);
    void copy(const std::filesystem::path& source, const std::filesystem::path& target);
    /// Another size, format, crop, or direction.
    void derive(const std::filesystem::path& source, const std::filesystem::path& target);
    void paint(const std::filesystem::path& target);
    void edit(const std::filesystem::path& file);
    /// What the user deletes: kept outside of the tree, so that all can still be accounted for.
    void remove(const std::filesystem::path& file);
    [[nodiscard]] std::vector<std::filesystem::path> list(const std::filesystem::path& folder,
                                                          bool folders) const;
    /// False where a file that lies there is not as it was.
    [[nodiscard]] QString look(const std::filesystem::path& folder,
                               std::map<std::uint64_t, std::size_t>& seen);

    QTemporaryDir m_temporary;
    std::filesystem::path m_root;
    std::mt19937 m_random;
    std::map<std::uint64_t, Known> m_known;
    std::size_t m_count = 0;
    std::size_t m_inTrash = 0;
};

} // namespace lookalike::testing
