// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/preview/preview_photo.h"
#include "ui/widgets/shared_view.h"

#include <QWidget>
#include <optional>

class QToolButton;

namespace lookalike {

class Background;
class PreviewBar;
class PreviewSide;
class PreviewStage;
class PreviewZoom;

/// A photo over the whole window, and another beside it, zoomed and moved together. Knows no list
/// of photos: it asks for the next one by signal. GUI thread.
class PhotoPreview : public QWidget {
    Q_OBJECT

public:
    /// What stands beside the photo: always, or where `command` is not empty, as long as the user
    /// wants to compare.
    struct Companion {
        PreviewPhoto photo;
        QString command;
    };

    /// `background` must outlive the preview, which covers `parent` while it is shown.
    PhotoPreview(Background& background, QWidget* parent);

    /// Enter and a button ask for similar photos.
    void offerSimilar();
    /// Shows the photo, or goes on to it, and takes the keyboard focus.
    void show(const PreviewPhoto& photo, const PreviewPlace& place,
              const std::optional<Companion>& companion = {});

Q_SIGNALS:
    void moveRequested(lookalike::PreviewMove move);
    /// The preview has closed.
    void similarRequested();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void connectParts();
    void arrange();
    void showCompanion();
    void describe();
    void setComparing(bool on);
    void showParts(bool visible);
    void showNextOfShow();
    void closeForSimilar();
    [[nodiscard]] bool hasBoth() const;

    SharedView m_view;
    PreviewPhoto m_photo;
    PreviewPlace m_place;
    std::optional<Companion> m_companion;
    bool m_comparing = false;
    bool m_holdsCompare = false; ///< the key is held: letting go ends comparing
    bool m_offersSimilar = false;
    PreviewSide* m_first;
    PreviewSide* m_second;
    PreviewZoom* m_zoom;
    QToolButton* m_close;
    PreviewBar* m_bar;
    PreviewStage* m_stage;
};

} // namespace lookalike
