// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace lookalike {

/// Arranges widgets in lines like words in a paragraph, wrapping at the right edge. Those of one
/// line stand on one centre line; one that is too wide gets the whole width.
class FlowLayout : public QLayout {
    Q_OBJECT

public:
    explicit FlowLayout(int spacing, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items += item; }
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    void setGeometry(const QRect& area) override;

private:
    /// Returns the height of all lines.
    int arrange(const QRect& area, bool apply) const;

    /// One line: items with their sizes.
    using Line = QList<std::pair<QLayoutItem*, QSize>>;
    void place(const Line& line, const QPoint& at, int height, const QRect& inner) const;

    QList<QLayoutItem*> m_items;
    int m_spacing;
};

} // namespace lookalike
