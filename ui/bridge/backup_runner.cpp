// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/backup_runner.h"

namespace lookalike {

BackupRunner::BackupRunner(Background& background, std::filesystem::path catalog, bool isOpen)
    : m_catalog(std::move(catalog))
    , m_isOpen(isOpen)
    , m_runner(background, BackgroundRunner::Policy::OneAtATime)
{
    m_runner.letJobsFinish();
    connect(&m_runner, &BackgroundRunner::busyChanged, this, &BackupRunner::busyChanged);
}

void BackupRunner::list()
{
    m_runner.start(
        this, [catalog = m_catalog](const std::stop_token&) { return findBackups(catalog); },
        &BackupRunner::listed, &BackupRunner::failed);
}

void BackupRunner::makeBackup()
{
    m_runner.start(
        this,
        [catalog = m_catalog](const std::stop_token&) {
            return lookalike::makeBackup(catalog, {});
        },
        &BackupRunner::made, &BackupRunner::failed);
}

void BackupRunner::restore(const std::filesystem::path& backup)
{
    using Former = Result<std::filesystem::path>;
    m_runner.start(
        this,
        [catalog = m_catalog, backup, later = m_isOpen](const std::stop_token&) -> Former {
            if (!later)
                return restoreBackup(catalog, backup);
            auto scheduled = restoreAtNextStart(catalog, backup);
            return scheduled ? Former(std::filesystem::path()) : Former(fail(scheduled));
        },
        &BackupRunner::restored, &BackupRunner::failed);
}

void BackupRunner::archiveCatalog()
{
    m_runner.start(
        this,
        [catalog = m_catalog](const std::stop_token&) {
            return lookalike::archiveCatalog(catalog);
        },
        &BackupRunner::restored, &BackupRunner::failed);
}

} // namespace lookalike
