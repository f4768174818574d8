// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace lookalike {

/// A button that fits any width: text that is too long loses its middle, and the tooltip shows all
/// of it. For texts without a limit, such as paths.
class ElidedButton : public QPushButton {
    Q_OBJECT

public:
    explicit ElidedButton(const QString& text, QWidget* parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    const QString m_whole;
};

} // namespace lookalike
