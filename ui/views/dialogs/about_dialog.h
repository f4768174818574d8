// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>
#include <QPair>

class QTreeWidget;

namespace lookalike {

class LibrarySession;

/// What this program is and stands on, what protects it, and where it keeps its data.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(const LibrarySession& session, QWidget* parent = nullptr);

    /// All of it for a bug report. English whatever the window speaks, and without the names of
    /// folders: it is likely to be published.
    [[nodiscard]] QString report() const;

private:
    [[nodiscard]] QList<QPair<QString, QString>> facts() const;
    [[nodiscard]] QTreeWidget* buildLibraries();

    const LibrarySession& m_session;
};

} // namespace lookalike
