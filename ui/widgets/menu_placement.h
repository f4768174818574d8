// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMenu;
class QWidget;

namespace lookalike {

/// Keeps the menus of a window inside it, where they fit; Qt only keeps them on the screen. GUI
/// thread.
class MenuPlacement : public QObject {
    Q_OBJECT

public:
    /// Belongs to `window`.
    explicit MenuPlacement(QWidget& window);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    [[nodiscard]] bool belongs(const QMenu& menu) const;
    void place(QMenu& menu) const;

    QWidget& m_window;
};

} // namespace lookalike
