// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, the photos of a group are shown smaller than they could be, or cut off.
#include "tests/testing.h"
#include "ui/views/duplicates/card_grid.h"

#include <algorithm>
#include <optional>
#include <random>

using namespace lookalike;

namespace {

using Aspects = std::vector<double>;

constexpr CardChrome kChrome{16, 180, 208};
constexpr int kSpacing = 8;
constexpr int kSmallestPane = 120; ///< smaller pictures are not shown without scrolling

std::vector<QSize> viewports()
{
    return {{500, 340}, {730, 420}, {960, 590}, {2240, 1200}, {400, 900}};
}

/// Of all pictures, as large as their cards have room for them.
double pictureArea(const Aspects& aspects, const std::vector<QRect>& cards)
{
    double sum = 0;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const double width = cards[i].width() - kChrome.width;
        const double height = cards[i].height() - kChrome.height;
        const double side = std::min(width, height * aspects[i]);
        sum += side * side / aspects[i];
    }
    return sum;
}

/// Cards of one size.
std::vector<QRect> evenGrid(std::size_t count, int columns, QSize viewport)
{
    const int rows = (static_cast<int>(count) + columns - 1) / columns;
    const QSize card((viewport.width() - (columns - 1) * kSpacing) / columns,
                     (viewport.height() - (rows - 1) * kSpacing) / rows);
    return std::vector<QRect>(count, QRect(QPoint(), card));
}

Aspects randomAspects(std::mt19937& random, int count)
{
    Aspects aspects;
    for (int i = 0; i < count; ++i)
        aspects.push_back(std::uniform_real_distribution(0.4, 2.5)(random));
    return aspects;
}

bool fits(const std::vector<QRect>& cards, QSize viewport)
{
    return std::ranges::all_of(
        cards, [&](const QRect& card) { return card.bottom() < viewport.height(); });
}

/// The area of all pictures by that in the best grid of equal cards that fits; none: one of the two
/// has to scroll.
std::optional<double> gainOverEvenGrids(const Aspects& aspects, QSize viewport)
{
    const std::vector<QRect> cards = arrangeCards(aspects, viewport, kChrome, kSpacing);
    if (!fits(cards, viewport))
        return std::nullopt;
    double best = 0;
    for (int columns = 1; columns <= static_cast<int>(aspects.size()); ++columns) {
        if (viewport.width() / columns < kChrome.smallestWidth + kSpacing)
            break;
        const std::vector<QRect> even = evenGrid(aspects.size(), columns, viewport);
        if (even.front().height() >= kChrome.height + kSmallestPane)
            best = std::max(best, pictureArea(aspects, even));
    }
    return best > 0 ? std::optional(pictureArea(aspects, cards) / best) : std::nullopt;
}

} // namespace

class TestCardGrid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsGoFromEdgeToEdgeAndNothingOverlaps()
    {
        std::mt19937 random(7);
        for (const QSize viewport : viewports())
            for (int count = 1; count <= 60; ++count) {
                const Aspects aspects = randomAspects(random, count);
                const std::vector<QRect> cards = arrangeCards(aspects, viewport, kChrome, kSpacing);
                QCOMPARE(cards.size(), aspects.size());
                QCOMPARE(cards.front().topLeft(), QPoint(0, 0));
                for (std::size_t i = 0; i < cards.size(); ++i) {
                    QVERIFY(cards[i].width() >= std::min(kChrome.smallestWidth, viewport.width()));
                    QVERIFY(cards[i].height() >= kChrome.height);
                    QVERIFY(cards[i].right() < viewport.width());
                    const bool lastOfRow =
                        i + 1 == cards.size() || cards[i + 1].top() != cards[i].top();
                    if (lastOfRow && (i + 1 < cards.size() || fits(cards, viewport)))
                        QVERIFY(cards[i].right() >= viewport.width() - 2);
                    if (i + 1 == cards.size())
                        continue;
                    if (lastOfRow) {
                        QCOMPARE(cards[i + 1].left(), 0);
                        QVERIFY(std::abs(cards[i + 1].top() - cards[i].bottom() - 1 - kSpacing) <=
                                1);
                    } else {
                        QVERIFY(std::abs(cards[i + 1].left() - cards[i].right() - 1 - kSpacing) <=
                                1);
                        QCOMPARE(cards[i + 1].height(), cards[i].height());
                    }
                }
            }
    }

    void noEvenGridShowsCopiesLarger()
    {
        for (const QSize viewport : viewports())
            for (int count = 1; count <= 40; ++count)
                for (const double aspect : {0.5, 0.67, 1.0, 1.5, 3.0}) {
                    const auto gain = gainOverEvenGrids(
                        Aspects(static_cast<std::size_t>(count), aspect), viewport);
                    QVERIFY2(!gain || *gain >= 0.96, qPrintable(QStringLiteral("%1 of %2: %3")
                                                                    .arg(count)
                                                                    .arg(aspect)
                                                                    .arg(gain.value_or(0))));
                }
    }

    void picturesOfManyShapesAreLargerThanInEvenGrids()
    {
        std::mt19937 random(11);
        std::vector<double> gains;
        for (const QSize viewport : viewports())
            for (int count = 2; count <= 40; ++count)
                if (const auto gain = gainOverEvenGrids(randomAspects(random, count), viewport))
                    gains.push_back(*gain);
        std::ranges::sort(gains);
        QVERIFY(gains.size() > 20);
        // All in a row have one height, where an even grid lets the narrow ones be higher.
        QVERIFY2(gains.front() >= 0.8, qPrintable(QString::number(gains.front())));
        QVERIFY2(gains[gains.size() / 2] >= 1.1,
                 qPrintable(QString::number(gains[gains.size() / 2])));
    }

    void aSquareCopyLeavesTheRoomThatItDoesNotNeed()
    {
        const Aspects aspects{1.5, 1.0};
        const std::vector<QRect> cards = arrangeCards(aspects, {1000, 600}, kChrome, kSpacing);
        QCOMPARE(cards[0].top(), cards[1].top());
        QVERIFY(cards[0].width() > cards[1].width() * 1.4);
    }

    void twoPhotosStandSideBySideOrBelowEachOther()
    {
        const Aspects aspects{1.5, 1.5};
        const auto side = arrangeCards(aspects, {1000, 600}, kChrome, kSpacing);
        QCOMPARE(side[0].top(), side[1].top());
        QCOMPARE(side[0].width(), side[1].width());
        const auto below = arrangeCards(aspects, {460, 1400}, kChrome, kSpacing);
        QCOMPARE(below[0].left(), below[1].left());
    }

    void manyPhotosScroll()
    {
        const QSize viewport(960, 590);
        const Aspects aspects(40, 1.5);
        const std::vector<QRect> cards = arrangeCards(aspects, viewport, kChrome, kSpacing);
        QVERIFY(!fits(cards, viewport));
        QCOMPARE(cards[1].top(), cards[0].top());
        for (const QRect& card : cards) {
            QVERIFY(card.height() >= kChrome.height + kSmallestPane - 1);
            QVERIFY(card.height() <= viewport.height());
        }
        QCOMPARE(cards.back().height(), cards.front().height());
    }

    void noPhotosHaveNoPlaces()
    {
        QVERIFY(arrangeCards({}, {960, 590}, kChrome, kSpacing).empty());
    }
};

QTEST_GUILESS_MAIN(TestCardGrid)
#include "tst_card_grid.moc"
