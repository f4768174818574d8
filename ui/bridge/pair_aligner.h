// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_runner.h"

#include <QImage>
#include <utility>

namespace lookalike {

/// A pair laid over each other, for the screen.
struct AlignedImages {
    FileId first;
    FileId second;
    QImage firstImage;
    QImage secondImage;
    QImage difference;
    double differing = 0; ///< as in AlignedPictures
};

/// Lays two photos over each other off the GUI thread; the latest request wins. GUI thread only.
class PairAligner : public QObject {
    Q_OBJECT

public:
    explicit PairAligner(Background& background);

    /// `longSide` of the first in device pixels. The last answer is kept, and asking again for what
    /// is under way changes nothing.
    void align(FileId first, FileId second, const RelationEvidence& evidence, int longSide);
    void cancel();

Q_SIGNALS:
    void aligned(const lookalike::AlignedImages& images);
    void failed(const lookalike::Error& error);

private:
    AlignedImages m_last;
    std::pair<FileId, FileId> m_underWay;
    BackgroundRunner m_runner;
};

} // namespace lookalike
