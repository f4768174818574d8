// SPDX-License-Identifier: GPL-3.0-or-later
// The look of the program: a light and a dark set of colours for Qt's Fusion style, with one accent
// and neutral greys that do not tint the photos.
#pragma once

#include "ui/bridge/system_scheme.h"

#include <QColor>
#include <QFont>
#include <QObject>

class QApplication;
class QLabel;
class QWidget;

namespace lookalike {

/// Every colour of the window. Text colours reach a contrast of 4.5:1 on `window`, `base`, `mat`
/// and, for `onAccent`, on `accent`.
struct Colors {
    QColor window;
    QColor base;    ///< fields, lists, popups
    QColor mat;     ///< behind pictures
    QColor hover;   ///< controls under the pointer
    QColor border;  ///< decoration only
    QColor control; ///< outlines that carry meaning, 3:1 on window and base
    QColor text;
    QColor secondary; ///< less important text
    QColor disabled;
    QColor accent;
    QColor link; ///< text in the accent's colour
    QColor onAccent;
    QColor danger;
    QColor success;
    QColor scrim;   ///< behind the quick preview
    QColor onScrim; ///< text and icons on it

    [[nodiscard]] static const Colors& light();
    [[nodiscard]] static const Colors& dark();
};

/// Sizes in device-independent pixels, on a grid of 8.
namespace metrics {
inline constexpr int kGap = 8;
inline constexpr int kHalfGap = 4;
inline constexpr int kMargin = 12;
inline constexpr int kCorner = 6;
inline constexpr int kIcon = 16;
inline constexpr int kNarrowWindow = 900; ///< below, side panels start collapsed
} // namespace metrics

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor& a, const QColor& b);

/// Applies the colours to the application and follows the system unless the user chose otherwise.
/// main() owns the only object. GUI thread.
class Theme : public QObject {
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };
    Q_ENUM(Choice)

    explicit Theme(QApplication& application);

    [[nodiscard]] Choice choice() const { return m_choice; }
    /// Takes effect at once and is saved in the settings.
    void setChoice(Choice choice);

    /// The current colours.
    [[nodiscard]] static const Colors& colors();

Q_SIGNALS:
    void changed();

private:
    void apply();

    QApplication& m_application;
    SystemScheme m_system;
    Choice m_choice = Choice::System;
};

/// `font` with digits of equal width, so that changing numbers do not jump.
[[nodiscard]] QFont tabularFigures(QFont font);
/// A label that shows its text as plain text, never as HTML.
[[nodiscard]] QLabel* plainLabel(const QString& text, QWidget* parent = nullptr);
/// The same in the colour for less important text.
[[nodiscard]] QLabel* secondaryLabel(const QString& text, QWidget* parent = nullptr);

} // namespace lookalike
