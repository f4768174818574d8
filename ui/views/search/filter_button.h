// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

class QBoxLayout;

namespace lookalike {

/// A button of the filter bar that says what its filter lets through, and opens a menu to change
/// it. GUI thread.
class FilterButton : public QToolButton {
    Q_OBJECT

public:
    explicit FilterButton(const QString& icon, QWidget* parent = nullptr);

    /// `active`: the filter leaves something out. Long text is shortened.
    void show(const QString& text, bool active);
    /// Adds a panel to the menu that stays open while it is used.
    [[nodiscard]] QBoxLayout* addPanel();
    /// Begins another menu in place of the present one.
    void clearMenu();
};

} // namespace lookalike
