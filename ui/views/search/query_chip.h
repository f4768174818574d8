// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/state/query.h"

#include <QFrame>
#include <QImage>

class QLabel;
class QToolButton;

namespace lookalike {

/// One picture of the query, or words: what it is, how much it counts, which part of a picture. The
/// owner tells it what it shows; it only reports what the user asks for.
class QueryChip : public QFrame {
    Q_OBJECT

public:
    explicit QueryChip(QWidget* parent = nullptr);

    /// `alone` hides the weight, which means nothing for the only term, and shows the name of a
    /// picture. One of several is small, with its weight below.
    void show(const NamedTerm& term, bool alone);
    void setImage(const QImage& image);
    [[nodiscard]] const NamedTerm& shown() const { return m_shown; }

Q_SIGNALS:
    void weightRequested(double weight);
    void regionRequested();
    void removeRequested();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void updatePicture();
    void updateWords();
    void updateTexts();
    void showMenu(const QPoint& at);

    NamedTerm m_shown;
    QImage m_image;
    QToolButton* m_face; ///< the picture, or the words
    int m_side = 0;      ///< of the picture
    QLabel* m_name;
    QLabel* m_weight;
    QToolButton* m_less;
    QToolButton* m_more;
    QToolButton* m_remove;
};

} // namespace lookalike
