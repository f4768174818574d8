// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace lookalike {

struct SearchHit;

/// A larger picture of the photo under the pointer, with its name. Takes no focus. GUI thread.
class MapPeek : public QFrame {
    Q_OBJECT

public:
    explicit MapPeek(QWidget* parent);

    /// Beside `cell`, in global coordinates, and inside the screen, until the pointer leaves it.
    void show(const SearchHit& photo, const QImage& thumbnail, const QRect& cell);

private:
    QLabel* m_picture;
    QLabel* m_name;
};

} // namespace lookalike
