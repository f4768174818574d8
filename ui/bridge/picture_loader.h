// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"
#include "ui/bridge/latest_job.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <memory>
#include <variant>

namespace lookalike {

/// A picture to look at: a file, or bytes that are no file.
using PictureSource = std::variant<std::filesystem::path, PictureBytes>;

/// Loads large pictures for a view, one at a time, the latest request first. GUI thread only.
class PictureLoader : public QObject {
    Q_OBJECT

public:
    explicit PictureLoader(QObject* parent = nullptr);

    void setLibrary(std::shared_ptr<PhotoLibrary> library);
    /// Emits loaded() or failed(), at once where the picture is still in memory. `longSide` in
    /// device pixels; the picture is never enlarged.
    void load(const PictureSource& source, int longSide);
    void cancel();
    [[nodiscard]] bool shutDown(std::chrono::milliseconds deadline);

Q_SIGNALS:
    void loaded(const lookalike::PictureSource& source, const QImage& image);
    void failed(const lookalike::PictureSource& source, const QString& reason);

private:
    LatestJob m_job;
    std::shared_ptr<PhotoLibrary> m_library;
    QCache<QByteArray, QImage> m_recent; ///< cost in kilobytes
};

/// Decodes for showing: by core for files, by Qt for bytes. Any thread.
[[nodiscard]] Result<QImage> decodePicture(PhotoLibrary& library, const PictureSource& source,
                                           int longSide);

} // namespace lookalike
