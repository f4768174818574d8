// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/search_request.h"
#include "ui/bridge/picture_loader.h"

#include <QImage>
#include <QWidget>

namespace lookalike {

class LibrarySession;

/// One result over the whole window. Arrows move on, Enter finds similar, Space and Esc close.
class QuickPreview : public QWidget {
    Q_OBJECT

public:
    QuickPreview(LibrarySession& session, QWidget* parent);

    /// `caption` stands below the picture; `thumbnail` is shown until the large one is there.
    void show(const SearchHit& hit, const QString& caption, const QImage& thumbnail);

Q_SIGNALS:
    /// -1 and 1 move by one.
    void moveRequested(int step);
    void similarRequested();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void loadPicture();

    PictureLoader m_loader;
    SearchHit m_hit;
    QString m_caption;
    QImage m_image;
    QString m_problem;
};

} // namespace lookalike
