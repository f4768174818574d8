// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/backup_runner.h"

#include "ui/bridge/catch_exceptions.h"

#include <memory>

namespace lookalike {

BackupRunner::BackupRunner(std::filesystem::path catalog, bool isOpen, QObject* parent)
    : QObject(parent)
    , m_catalog(std::move(catalog))
    , m_isOpen(isOpen)
{
    m_thread.setMaxThreadCount(1);
}

BackupRunner::~BackupRunner()
{
    m_thread.waitForDone();
}

template <class Work, class Then>
void BackupRunner::run(Work work, Then then)
{
    if (m_busy)
        return;
    m_busy = true;
    Q_EMIT busyChanged(true);
    m_thread.start([this, work = std::move(work), then = std::move(then)] {
        using Answer = decltype(work());
        auto answer = std::make_shared<Answer>(catchExceptions(work));
        QMetaObject::invokeMethod(
            this,
            [this, answer, then] {
                m_busy = false;
                Q_EMIT busyChanged(false);
                if (answer->has_value())
                    then(**answer);
                else
                    Q_EMIT failed(answer->error());
            },
            Qt::QueuedConnection);
    });
}

void BackupRunner::list()
{
    run([catalog = m_catalog] { return findBackups(catalog); },
        [this](const std::vector<CatalogBackup>& backups) { Q_EMIT listed(backups); });
}

void BackupRunner::makeBackup()
{
    run([catalog = m_catalog] { return lookalike::makeBackup(catalog, {}); },
        [this](const std::filesystem::path& backup) { Q_EMIT made(backup); });
}

void BackupRunner::restore(const std::filesystem::path& backup)
{
    using Former = Result<std::filesystem::path>;
    run(
        [catalog = m_catalog, backup, later = m_isOpen]() -> Former {
            if (!later)
                return restoreBackup(catalog, backup);
            auto scheduled = restoreAtNextStart(catalog, backup);
            return scheduled ? Former(std::filesystem::path()) : Former(fail(scheduled));
        },
        [this](const std::filesystem::path& former) { Q_EMIT restored(former); });
}

void BackupRunner::archiveCatalog()
{
    run([catalog = m_catalog] { return lookalike::archiveCatalog(catalog); },
        [this](const std::filesystem::path& former) { Q_EMIT restored(former); });
}

} // namespace lookalike
