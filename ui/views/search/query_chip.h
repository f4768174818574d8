// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/state/query.h"

#include <QFrame>
#include <QImage>

class QLabel;
class QToolButton;

namespace lookalike {

/// One picture of the query: what it looks like, how much it counts, which part of it. The owner
/// tells it what it shows; it only reports what the user asks for.
class QueryChip : public QFrame {
    Q_OBJECT

public:
    explicit QueryChip(QWidget* parent = nullptr);

    /// `alone` hides the weight, which means nothing for the only picture, and shows its name. One
    /// of several is small, with its weight below.
    void show(const QueryPicture& picture, bool alone);
    void setImage(const QImage& image);
    [[nodiscard]] const QueryPicture& picture() const { return m_picture; }

Q_SIGNALS:
    void weightRequested(double weight);
    void regionRequested();
    void removeRequested();

private:
    void updatePicture();
    void updateTexts();

    QueryPicture m_picture;
    QImage m_image;
    QToolButton* m_pictureButton;
    int m_side = 0; ///< of the picture
    QLabel* m_name;
    QLabel* m_weight;
    QToolButton* m_less;
    QToolButton* m_more;
    QToolButton* m_remove;
};

} // namespace lookalike
