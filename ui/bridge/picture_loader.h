// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_runner.h"

#include <QCache>
#include <QImage>
#include <deque>
#include <variant>
#include <vector>

namespace lookalike {

/// A picture to look at: a file, or bytes that are no file.
using PictureSource = std::variant<std::filesystem::path, PictureBytes>;

/// Loads large pictures for a view, one after the other; the latest request wins. GUI thread only.
class PictureLoader : public QObject {
    Q_OBJECT

public:
    static constexpr int kRecentMegabytes = 192;

    /// Keeps so much of what it loaded last in memory.
    explicit PictureLoader(Background& background, int recentMegabytes = kRecentMegabytes);

    /// The long side to load where the screen has room for `wanted` pixels: one of a few steps, so
    /// that not every step of zooming decodes the picture again. At most `most`.
    [[nodiscard]] static int stepFor(int wanted, int most);

    /// Emits loaded() or failed() for each, at once for those that are still in memory. `longSide`
    /// in device pixels; pictures are never enlarged.
    void load(const std::vector<PictureSource>& sources, int longSide);
    void load(const PictureSource& source, int longSide) { load(std::vector{source}, longSide); }
    void cancel();
    /// Originals may have changed: nothing that is in memory is taken for them any more.
    void dropRecent() { m_recent.clear(); }
    /// Cancels, and also gives the memory of what was loaded back.
    void forget();

Q_SIGNALS:
    void loaded(const lookalike::PictureSource& source, const QImage& image);
    /// `reason` is a sentence for the user.
    void failed(const lookalike::PictureSource& source, const QString& reason,
                lookalike::ErrorCode code);

private:
    void loadNext(int longSide);
    void deliver(const PictureSource& source, int longSide, const Result<QImage>& image);

    QCache<QByteArray, QImage> m_recent; ///< cost in kilobytes
    std::deque<PictureSource> m_waiting;
    BackgroundRunner m_runner;
};

/// Decodes for showing: by core for files, by Qt for bytes. Any thread.
[[nodiscard]] Result<QImage> decodePicture(PhotoLibrary& library, const PictureSource& source,
                                           int longSide);

} // namespace lookalike
