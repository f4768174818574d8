// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/backup_runner.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace lookalike {

/// Lists the backups of the catalog, makes new ones and restores them. If the catalog is damaged,
/// the dialog offers a backup or an empty catalog in its place. It never deletes a catalog or a
/// backup.
class BackupsDialog : public QDialog {
    Q_OBJECT

public:
    /// `damage` says why the catalog cannot be opened; empty where it can.
    BackupsDialog(Background& background, const std::filesystem::path& catalog, bool isOpen,
                  const QString& damage, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The catalog was replaced and can be opened.
    void replaced();

public Q_SLOTS:
    /// Does nothing while the catalog is being replaced.
    void reject() override;

private:
    void buildLayout(const QString& damage);
    void wire();
    void fill(const std::vector<CatalogBackup>& backups);
    void confirmRestore();
    void confirmStartOver();
    void replaceCatalog(const std::function<void()>& start);
    void tellRestored();
    void updateButtons();
    [[nodiscard]] const CatalogBackup* selected() const;

    BackupRunner m_runner;
    std::vector<CatalogBackup> m_backups;
    bool m_replacing = false;
    QLabel* m_introduction;
    QTreeWidget* m_list;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton *m_restore, *m_make, *m_startOver, *m_close;
};

} // namespace lookalike
