// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <filesystem>
#include <vector>

class QCheckBox;

namespace lookalike {

/// The folder whose photos are shown, as its path from the library's folder on: every part of it
/// leads there. GUI thread.
class FolderTrail : public QFrame {
    Q_OBJECT

public:
    explicit FolderTrail(QWidget* parent = nullptr);

    /// `roots`: the folders of the library. `below`: folders that hold photos; those in `folder`
    /// can be chosen.
    void show(const std::filesystem::path& folder, bool withSubfolders,
              const std::vector<std::filesystem::path>& roots,
              const std::vector<std::filesystem::path>& below);

Q_SIGNALS:
    void folderChosen(const std::filesystem::path& folder);
    void subfoldersToggled(bool with);
    /// The user wants to see all photos again.
    void closed();

private:
    void rebuild();

    std::filesystem::path m_folder;
    std::vector<std::filesystem::path> m_parts;    ///< from the root to the folder
    std::vector<std::filesystem::path> m_children; ///< ascending
    QWidget* m_links = nullptr;
    QCheckBox* m_subfolders;
};

} // namespace lookalike
