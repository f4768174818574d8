// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lookalike {

/// One line of plain text, elided if it does not fit; the tooltip then shows all of it.
class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setText(const QString& text, Qt::TextElideMode mode = Qt::ElideRight,
                 const QString& tip = {});
    [[nodiscard]] QString text() const { return m_text; }
    /// Bold, or in the colour for less important text.
    void setStrong(bool strong);
    void setSecondary(bool secondary);
    /// In the colour for text on the scrim of a preview.
    void setOnScrim();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QFont textFont() const;

    QString m_text;
    QString m_tip;
    Qt::TextElideMode m_mode = Qt::ElideRight;
    bool m_strong = false;
    bool m_secondary = false;
    bool m_onScrim = false;
};

} // namespace lookalike
