// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library_backups.h"
#include "ui/bridge/background_runner.h"

#include <vector>

namespace lookalike {

/// Lists, makes and restores backups off the GUI thread, one thing at a time. GUI thread only.
/// Destruction and shut-down wait for what is under way: a restore is never left half-way.
class BackupRunner : public QObject {
    Q_OBJECT

public:
    /// `isOpen`: the catalog is in use by this program, so that a restore has to wait for the next
    /// start.
    BackupRunner(Background& background, std::filesystem::path catalog, bool isOpen);

    [[nodiscard]] const std::filesystem::path& catalog() const { return m_catalog; }
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] bool isBusy() const { return m_runner.isBusy(); }

    void list();
    void makeBackup();
    void restore(const std::filesystem::path& backup);
    void archiveCatalog();

Q_SIGNALS:
    void busyChanged(bool busy);
    void listed(const std::vector<lookalike::CatalogBackup>& backups);
    void made(const std::filesystem::path& backup);
    /// The backup is in place, or will be at the next start where the catalog is open. `former` is
    /// where the catalog that was there is kept; may be empty.
    void restored(const std::filesystem::path& former);
    void failed(const lookalike::Error& error);

private:
    const std::filesystem::path m_catalog;
    const bool m_isOpen;
    BackgroundRunner m_runner;
};

} // namespace lookalike
