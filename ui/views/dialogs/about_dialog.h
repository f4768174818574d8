// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>
#include <QPair>

class QTreeWidget;

namespace lookalike {

class LibrarySession;

/// Shows the version, the model in use, where the catalog is, how pictures are isolated while they
/// are decoded, and the libraries with their licences.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(const LibrarySession& session, QWidget* parent = nullptr);

    /// The same facts as text for a bug report: always in English, and without folder names,
    /// because the user is likely to publish it.
    [[nodiscard]] QString report() const;

private:
    [[nodiscard]] QList<QPair<QString, QString>> facts() const;
    [[nodiscard]] QTreeWidget* buildLibraries();

    const LibrarySession& m_session;
};

} // namespace lookalike
