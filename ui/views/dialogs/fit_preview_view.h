// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_fits.h"

#include <QHash>
#include <QWidget>

class QStandardItem;
class QVBoxLayout;

namespace lookalike {

class ThumbnailProvider;

/// Searches for labelled photos, each with its first results without a fit and with it. Results
/// that share a label with the photo have a tick. GUI thread.
class FitPreviewView : public QWidget {
    Q_OBJECT

public:
    /// `thumbnails` must outlive the view.
    FitPreviewView(ThumbnailProvider& thumbnails, QWidget* parent = nullptr);

    void show(const FitPreview& preview);

private:
    [[nodiscard]] QWidget* makeExample(const FitExample& example);
    [[nodiscard]] QWidget* makeResults(const QString& name,
                                       const std::vector<FitExample::Found>& found);
    void showThumbnail(const QByteArray& pathBytes);

    ThumbnailProvider& m_thumbnails;
    QVBoxLayout* m_layout;
    QMultiHash<QByteArray, QStandardItem*> m_items; ///< by the path of the photo
};

} // namespace lookalike
