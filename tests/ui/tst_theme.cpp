// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing.h"
#include "ui/widgets/theme.h"

using namespace lookalike;

/// Were this to fail, some people could not read the window (WCAG 2.1, 1.4.3).
class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextColourCanBeReadOnEveryBackground()
    {
        for (const Colors* colors : {&Colors::light(), &Colors::dark()}) {
            for (const QColor& back : {colors->window, colors->base, colors->mat})
                for (const QColor& text :
                     {colors->text, colors->secondary, colors->link, colors->danger})
                    QVERIFY2(contrastRatio(text, back) >= 4.5,
                             qPrintable(text.name() + QStringLiteral(" on ") + back.name()));
            QVERIFY(contrastRatio(colors->onAccent, colors->accent) >= 4.5);
            QVERIFY(contrastRatio(colors->onScrim, colors->scrim) >= 4.5);
            QVERIFY(contrastRatio(colors->control, colors->window) >= 3);
        }
    }
};

QTEST_GUILESS_MAIN(TestTheme)
#include "tst_theme.moc"
