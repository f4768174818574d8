// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/backup_runner.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace lookalike {

/// The backups of the catalog, and what can be done with them. Where the catalog is damaged, also
/// the way out: a backup in its place, or an empty one. Nothing is ever deleted.
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
    /// Not while the catalog is being replaced.
    void reject() override;

private:
    void buildLayout(const QString& damage);
    void wire();
    void fill(const std::vector<CatalogBackup>& backups);
    void confirmRestore();
    void confirmBeginAnew();
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
    QPushButton *m_restore, *m_make, *m_anew, *m_close;
};

} // namespace lookalike
