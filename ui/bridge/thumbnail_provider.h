// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"
#include "ui/bridge/thumbnail_cache.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace lookalike {

/// Small pictures of files for the views: from memory, from the disk cache, or decoded by core on
/// worker threads. What is visible is loaded first, what scrolled away is forgotten. GUI thread
/// only, but for the workers inside.
class ThumbnailProvider : public QObject {
    Q_OBJECT

public:
    explicit ThumbnailProvider(ThumbnailCache cache = ThumbnailCache(), QObject* parent = nullptr);
    ~ThumbnailProvider() override;

    /// Where thumbnails are kept from now on.
    void setCache(const ThumbnailCache& cache);
    /// Null stops loading.
    void setLibrary(std::shared_ptr<PhotoLibrary> library);

    /// What is in memory; null where nothing is. `size` is one of ThumbnailCache's.
    [[nodiscard]] QImage find(const std::filesystem::path& path, int size) const;
    [[nodiscard]] bool hasFailed(const std::filesystem::path& path) const;

    /// Loads these in this order, instead of all that an earlier call still waits for.
    void showing(const std::vector<std::filesystem::path>& paths, int size);
    /// Loads one before all others.
    void request(const std::filesystem::path& path, int size);
    /// Originals may have changed: everything is looked up again when it is next shown.
    void revalidate();

    [[nodiscard]] bool shutDown(std::chrono::milliseconds deadline);

Q_SIGNALS:
    /// find() or hasFailed() has a new answer for this path.
    void ready(const QByteArray& pathBytes);

private:
    struct Job {
        std::filesystem::path path;
        int size = 0;
    };
    struct Entry {
        QImage image;
        int age = 0; ///< m_age when it was loaded
    };
    using Key = std::pair<QByteArray, int>;

    [[nodiscard]] bool isFresh(const Job& job) const;
    void startWorkers();
    void work();
    [[nodiscard]] bool takeJob(Job& job, std::shared_ptr<PhotoLibrary>& library);
    [[nodiscard]] QImage load(PhotoLibrary& library, const Job& job) const;
    void deliver(const Job& job, const QImage& image);

    QThreadPool m_pool;

    // Shared with the workers.
    mutable std::mutex m_mutex;
    ThumbnailCache m_cache;
    std::deque<Job> m_urgent;
    std::deque<Job> m_visible;
    QSet<Key> m_loading;
    std::shared_ptr<PhotoLibrary> m_library;
    int m_workers = 0;

    // GUI thread.
    QCache<Key, Entry> m_memory; ///< cost in kilobytes
    QSet<QByteArray> m_failed;
    int m_age = 0;
};

} // namespace lookalike
