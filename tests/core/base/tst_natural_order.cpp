// SPDX-License-Identifier: GPL-3.0-or-later
// If this fails, photos stand in another order by name than the user expects, or sorting them ends
// the program.
#include "core/base/natural_order.h"
#include "tests/testing.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace lookalike;

class TestNaturalOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesStandAsInAFileManager()
    {
        const std::vector<std::string> ordered{
            "",          "1.jpg",      "2.jpg",      "02.jpg.bak",  "10.jpg",    "a.jpg",
            "IMG_9.jpg", "IMG_10.jpg", "img_11.jpg", "IMG_100.jpg", "IMG_A.jpg", "Ärger.jpg"};
        for (std::size_t i = 0; i < ordered.size(); ++i)
            for (std::size_t k = 0; k < ordered.size(); ++k)
                QCOMPARE(compareNaturally(ordered[i], ordered[k]) < 0, i < k);
    }
    void onlyEqualNamesAreEqual()
    {
        QVERIFY(compareNaturally("a01", "a01") == 0);
        QVERIFY(compareNaturally("a01", "a1") != 0);
        QVERIFY(compareNaturally("A1", "a1") != 0);
        QVERIFY(compareNaturally("a000000000000000000000000000001", "a2") < 0);
    }
    void itIsAStrictOrder()
    {
        std::mt19937 random(7);
        const std::string letters = "aAbB01290._";
        std::vector<std::string> names(60);
        for (std::string& name : names)
            for (auto length = random() % 6; length > 0; --length)
                name += letters[random() % letters.size()];
        for (const std::string& a : names)
            for (const std::string& b : names) {
                QCOMPARE(compareNaturally(a, b) < 0, compareNaturally(b, a) > 0);
                QCOMPARE(compareNaturally(a, b) == 0, a == b);
                for (const std::string& c : names)
                    if (compareNaturally(a, b) < 0 && compareNaturally(b, c) < 0)
                        QVERIFY(compareNaturally(a, c) < 0);
            }
    }
};

QTEST_APPLESS_MAIN(TestNaturalOrder)
#include "tst_natural_order.moc"
