// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/picture_loader.h"
#include "ui/views/duplicates/shared_view.h"

#include <QWidget>

class QLabel;

namespace lookalike {

class LibrarySession;
class PicturePane;

/// A photo that goes and the one that stays for it, side by side over a dialog, zoomed and moved
/// together. Space, Esc and a click close it; the arrow keys ask for the next pair.
class PairPreview : public QWidget {
    Q_OBJECT

public:
    /// `session` must outlive the preview, which covers `parent` while it is shown.
    PairPreview(LibrarySession& session, QWidget* parent);

    /// `keeper` may be empty.
    void showPair(const std::filesystem::path& photo, const std::filesystem::path& keeper);

Q_SIGNALS:
    /// -1 and 1 move by one.
    void moveRequested(int step);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    /// One of the two, with what is below it.
    struct Side {
        QWidget* area;
        PicturePane* pane;
        QLabel* caption;
        std::filesystem::path photo;
    };
    Side addSide();
    void show(Side& side, const QString& caption, const std::filesystem::path& photo);

    LibrarySession& m_session;
    SharedView m_view;
    Side m_goes;
    Side m_stays;
    PictureLoader m_loader;
};

} // namespace lookalike
