// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, the photos of a group are shown smaller than they could be, or cut off.
#include "tests/testing.h"
#include "ui/views/duplicates/card_grid.h"

using namespace lookalike;

namespace {

constexpr CardChrome kChrome{16, 180, 208};
constexpr int kSpacing = 8;
constexpr int kSmallestPane = 120; ///< smaller pictures are not shown without scrolling

/// The area of one picture in the grid.
double pictureArea(const CardGrid& grid, double aspect, QSize viewport)
{
    const double width =
        (viewport.width() - (grid.columns - 1) * kSpacing) / grid.columns - kChrome.width;
    const double height = grid.cardHeight - kChrome.height;
    const double side = std::min(width, height * aspect);
    return side * side / aspect;
}

} // namespace

class TestCardGrid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noOtherGridShowsLargerPictures()
    {
        for (const QSize viewport : {QSize(500, 300), QSize(730, 420), QSize(960, 590),
                                     QSize(2240, 1200), QSize(400, 900)})
            for (const double aspect : {0.5, 0.67, 1.0, 1.5, 3.0})
                for (int count = 1; count <= 40; ++count) {
                    const CardGrid grid = arrangeCards(count, aspect, viewport, kChrome, kSpacing);
                    QVERIFY(grid.columns >= 1 && grid.columns <= count);
                    const auto heightOf = [&](int columns) {
                        const int rows = (count + columns - 1) / columns;
                        return (viewport.height() - (rows - 1) * kSpacing) / rows;
                    };
                    if (grid.cardHeight > heightOf(grid.columns))
                        continue; // scrolls
                    const double area = pictureArea(grid, aspect, viewport);
                    for (int columns = 1; columns <= count; ++columns) {
                        if (viewport.width() / columns < kChrome.smallestWidth + kSpacing)
                            break;
                        const CardGrid other{columns, heightOf(columns)};
                        QVERIFY(pictureArea(other, aspect, viewport) <= area + 1 ||
                                other.cardHeight < kChrome.height + kSmallestPane);
                    }
                }
    }

    void twoPhotosStandSideBySideOrBelowEachOther()
    {
        QCOMPARE(arrangeCards(2, 1.5, {1000, 600}, kChrome, kSpacing).columns, 2);
        QCOMPARE(arrangeCards(2, 1.5, {460, 1400}, kChrome, kSpacing).columns, 1);
    }

    void manyPhotosScroll()
    {
        const QSize viewport(960, 590);
        const CardGrid grid = arrangeCards(40, 1.5, viewport, kChrome, kSpacing);
        QVERIFY(grid.columns > 1);
        QVERIFY(grid.cardHeight <= viewport.height());
        QVERIFY(grid.cardHeight * ((40 + grid.columns - 1) / grid.columns) > viewport.height());
        QVERIFY(pictureArea(grid, 1.5, viewport) >= 120.0 * kSmallestPane);
    }
};

QTEST_GUILESS_MAIN(TestCardGrid)
#include "tst_card_grid.moc"
