// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"
#include "ui/bridge/latest_job.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <filesystem>
#include <memory>
#include <vector>

namespace lookalike {

/// Loads the pictures of one group for the compare view, one after the other; the latest group
/// wins. GUI thread only.
class PictureSet : public QObject {
    Q_OBJECT

public:
    explicit PictureSet(QObject* parent = nullptr);

    void setLibrary(std::shared_ptr<PhotoLibrary> library);
    /// Emits loaded() or failed() for each, at once for those that are still in memory. `longSide`
    /// in device pixels; pictures are never enlarged.
    void load(const std::vector<std::filesystem::path>& paths, int longSide);
    void cancel();
    [[nodiscard]] bool shutDown(std::chrono::milliseconds deadline);

Q_SIGNALS:
    void loaded(const std::filesystem::path& path, const QImage& image);
    void failed(const std::filesystem::path& path, const QString& reason);

private:
    void deliver(const std::filesystem::path& path, int longSide, const Result<QImage>& image,
                 std::uint64_t generation);

    std::shared_ptr<PhotoLibrary> m_library;
    QCache<QByteArray, QImage> m_recent; ///< cost in kilobytes
    std::uint64_t m_generation = 0;
    LatestJob m_job;
};

} // namespace lookalike
