// SPDX-License-Identifier: GPL-3.0-or-later
// Where photos lie below headings, against a plain walk over all of them. If this fails, a click
// hits another photo than the one that is seen, or the arrow keys leave photos out.
#include "tests/testing.h"
#include "ui/widgets/section_layout.h"

#include <algorithm>
#include <random>
#include <vector>

using namespace lookalike;

class TestSectionLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingHasNoHeight()
    {
        SectionLayout layout;
        layout.setMeasures({{10, 20}, 3, 5});
        QCOMPARE(layout.height(), 0);
        QCOMPARE(layout.sectionAt(7), -1);
        QCOMPARE(layout.itemAt({1, 1}), -1);
        QCOMPARE(layout.itemNear({1, 1}), -1);
        QCOMPARE(layout.itemsBetween(0, 100), std::pair(0, 0));
        layout.setItems({}, 0);
        QCOMPARE(layout.height(), 0);
    }
    void itemsLieInRowsBelowHeadings_data()
    {
        QTest::addColumn<int>("columns");
        for (const int columns : {1, 2, 3, 7})
            QTest::addRow("%d columns", columns) << columns;
    }
    void itemsLieInRowsBelowHeadings()
    {
        QFETCH(int, columns);
        std::mt19937 random(5);
        std::vector<int> firsts;
        int count = 0;
        for (int section = 0; section < 40; ++section) {
            firsts.push_back(count);
            count += 1 + static_cast<int>(random() % 15);
        }
        SectionLayout layout;
        layout.setItems(firsts, count);
        layout.setMeasures({{10, 20}, columns, 5});
        int top = 0;
        for (int section = 0; section < layout.sections(); ++section) {
            QCOMPARE(layout.topOf(section), top);
            QCOMPARE(layout.sectionAt(top), section);
            top += 5;
            for (int item = layout.firstOf(section); item < layout.endOf(section); ++item) {
                const int inSection = item - layout.firstOf(section);
                const QRect rect(inSection % columns * 10, top + inSection / columns * 20, 10, 20);
                QCOMPARE(layout.rectOf(item), rect);
                QCOMPARE(layout.sectionOf(item), section);
                for (const QPoint& corner : {rect.topLeft(), rect.bottomRight()}) {
                    QCOMPARE(layout.itemAt(corner), item);
                    QCOMPARE(layout.itemNear(corner), item);
                }
            }
            top = layout.rectOf(layout.endOf(section) - 1).bottom() + 1;
        }
        QCOMPARE(layout.height(), top);
        QCOMPARE(layout.itemAt({0, 0}), -1); // a heading
        QCOMPARE(layout.itemAt({columns * 10, 6}), -1);
        QCOMPARE(layout.itemNear({0, top + 1000}) >= layout.firstOf(39), true);
    }
    void whatIsSeenIsFound()
    {
        SectionLayout layout;
        layout.setItems({0, 4, 5, 30}, 41);
        layout.setMeasures({{10, 20}, 4, 8});
        for (int top = 0; top < layout.height(); top += 3) {
            const int bottom = top + 50;
            const auto [begin, end] = layout.itemsBetween(top, bottom);
            for (int item = 0; item < 41; ++item) {
                const QRect rect = layout.rectOf(item);
                if (rect.top() < bottom && rect.bottom() >= top)
                    QVERIFY(item >= begin && item < end);
            }
            QVERIFY(end - begin <= 4 * 6);
        }
    }
    void upAndDownStayInTheColumn()
    {
        SectionLayout layout;
        layout.setItems({0, 7, 8}, 20);
        layout.setMeasures({{10, 20}, 3, 8});
        for (int item = 0; item < 20; ++item) {
            const int below = layout.below(item);
            const int above = layout.above(item);
            QVERIFY(below == item || layout.rectOf(below).top() > layout.rectOf(item).top());
            QVERIFY(above == item || layout.rectOf(above).top() < layout.rectOf(item).top());
            QVERIFY(layout.rectOf(below).left() <= layout.rectOf(item).left());
        }
        QCOMPARE(layout.below(1), 4);
        QCOMPARE(layout.below(4), 6); // the last of a short row
        QCOMPARE(layout.below(6), 7);
        QCOMPARE(layout.above(7), 6);
        QCOMPARE(layout.above(10), 7);
        QCOMPARE(layout.above(2), 2);
        QCOMPARE(layout.below(19), 19);
    }
    void tenMillionPhotosHaveAHeight()
    {
        SectionLayout layout;
        layout.setItems({0}, 10'000'000);
        layout.setMeasures({{480, 500}, 1, 30});
        QVERIFY(layout.height() > 0);
        QVERIFY(layout.sectionAt(layout.height() - 1) == 0);
    }
};

QTEST_APPLESS_MAIN(TestSectionLayout)
#include "tst_section_layout.moc"
