// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_fits.h"

#include <QWidget>
#include <optional>

class QButtonGroup;
class QVBoxLayout;

namespace lookalike {

class ElidedLabel;

/// Chooses what labels photos. Nothing is chosen at first: folder names are labels only where the
/// user says so. GUI thread.
class FitSourceBox : public QWidget {
    Q_OBJECT

public:
    explicit FitSourceBox(QWidget* parent = nullptr);

    /// Empty as long as nothing is chosen.
    [[nodiscard]] std::optional<FitSource> source() const;
    void choose(FitSource::Kind kind);
    /// Of FitSource::Kind::Folder.
    void setFolder(const std::filesystem::path& folder);

Q_SIGNALS:
    void changed();

private:
    void add(FitSource::Kind kind, const QString& text, const QString& explanation,
             QVBoxLayout& layout);
    void askForFolder();

    QButtonGroup* m_kinds;
    ElidedLabel* m_folderText;
    std::filesystem::path m_folder;
};

} // namespace lookalike
