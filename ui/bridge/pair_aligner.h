// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_review.h"
#include "core/library/photo_library.h"
#include "ui/bridge/latest_job.h"

#include <QImage>
#include <QObject>
#include <memory>
#include <utility>

namespace lookalike {

/// A pair laid over each other, for the screen.
struct AlignedImages {
    FileId first;
    FileId second;
    QImage firstImage;
    QImage secondImage;
    QImage difference;
};

/// Lays two photos over each other off the GUI thread; the latest request wins. GUI thread only.
class PairAligner : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void setLibrary(std::shared_ptr<PhotoLibrary> library);
    /// `longSide` of the first in device pixels. The last answer is kept, and asking again for what
    /// is under way changes nothing.
    void align(FileId first, FileId second, const RelationEvidence& evidence, int longSide);
    void cancel();
    [[nodiscard]] bool shutDown(std::chrono::milliseconds deadline);

Q_SIGNALS:
    void aligned(const lookalike::AlignedImages& images);
    void failed(const lookalike::Error& error);

private:
    std::shared_ptr<PhotoLibrary> m_library;
    AlignedImages m_last;
    std::pair<FileId, FileId> m_underWay;
    LatestJob m_job;
};

} // namespace lookalike
