// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_runner.h"
#include "ui/bridge/thumbnail_cache.h"

#include <QCache>
#include <QHash>
#include <QImage>
#include <QSet>
#include <deque>
#include <filesystem>
#include <optional>
#include <vector>

namespace lookalike {

/// Small pictures of files for the views: from memory, from the disk cache, or decoded by core on
/// worker threads. What is visible is loaded first, what scrolled away is forgotten. GUI thread
/// only.
class ThumbnailProvider : public QObject {
    Q_OBJECT

public:
    explicit ThumbnailProvider(Background& background);

    /// Where thumbnails are kept from now on.
    void setCache(const ThumbnailCache& cache) { m_cache = cache; }

    /// What is in memory; null where nothing is. `size` is one of ThumbnailCache's.
    [[nodiscard]] QImage find(const std::filesystem::path& path, int size) const;
    /// Why there is none; empty where there is one or it was not looked for yet.
    [[nodiscard]] std::optional<ErrorCode> failure(const std::filesystem::path& path) const;

    /// Loads these in this order, instead of all that an earlier call still waits for.
    void showing(const std::vector<std::filesystem::path>& paths, int size);
    /// Loads one before all others.
    void request(const std::filesystem::path& path, int size);
    /// Originals may have changed: everything is looked up again when it is next shown.
    void revalidate();

Q_SIGNALS:
    /// find() or failure() has a new answer for this path.
    void ready(const QByteArray& pathBytes);
    /// Who shows thumbnails asks for them again.
    void revalidated();

private:
    struct Job {
        std::filesystem::path path;
        int size = 0;
        int age = 0; ///< m_age when it was begun
    };
    struct Entry {
        QImage image;
        int age = 0; ///< m_age when it was loaded
    };
    using Key = std::pair<QByteArray, int>;

    [[nodiscard]] bool isFresh(const Job& job) const;
    [[nodiscard]] bool takeJob(Job& job);
    void loadNext();
    void deliver(const Job& job, const Result<QImage>& image);

    ThumbnailCache m_cache;
    std::deque<Job> m_urgent;
    std::deque<Job> m_visible;
    QSet<Key> m_loading;
    QCache<Key, Entry> m_memory; ///< cost in kilobytes
    QHash<QByteArray, ErrorCode> m_failed;
    int m_age = 0;
    BackgroundRunner m_runner;
};

} // namespace lookalike
