// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/homography.h"
#include "core/duplicates/verify/relation.h"
#include "tests/testing.h"

#include <cmath>
#include <random>
#include <set>

using namespace lookalike;

class TestRelation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRelationHasANameOfItsOwn()
    {
        std::set<std::string> names;
        for (int i = 0; i < kRelationCount; ++i) {
            const auto relation = static_cast<Relation>(i);
            const std::string name = relationName(relation);
            QVERIFY(names.insert(name).second);
            QVERIFY(parseRelation(name) == relation);
        }
        QVERIFY(!parseRelation("resised"));
        QVERIFY(!parseRelation(""));
    }

    void seenTwiceFromTheOtherSideIsTheSame()
    {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> number(-0.2, 0.2);
        for (int i = 0; i < 200; ++i) {
            RelationEvidence evidence;
            evidence.relation = Relation::Cropped;
            evidence.score = 0.9F;
            evidence.firstShown = 0.5F;
            evidence.secondShown = 0.25F;
            evidence.scale = 2;
            evidence.rotation = static_cast<float>(number(random) * 100);
            evidence.mirrored = i % 2 == 1;
            evidence.enlarged = static_cast<Enlarged>(i % 3);
            evidence.sharpened = static_cast<Sharpened>(i / 3 % 3);
            evidence.secondToFirst = {1 + number(random),  number(random),      number(random),
                                      number(random),      1 + number(random),  number(random),
                                      number(random) / 10, number(random) / 10, 1};
            const RelationEvidence other = reversed(evidence);
            QCOMPARE(other.firstShown, evidence.secondShown);
            QCOMPARE(other.scale, 0.5F);
            const RelationEvidence again = reversed(other);
            QCOMPARE(again.rotation, evidence.rotation);
            QCOMPARE(again.mirrored, evidence.mirrored);
            QVERIFY(again.enlarged == evidence.enlarged);
            QCOMPARE(other.enlarged == evidence.enlarged, evidence.enlarged == Enlarged::None);
            QVERIFY(again.sharpened == evidence.sharpened);
            QCOMPARE(other.sharpened == evidence.sharpened, evidence.sharpened == Sharpened::None);
            QVERIFY(unpackEvidence(packEvidence(evidence)) == evidence);
            for (std::size_t k = 0; k < 9; ++k)
                QVERIFY(std::abs(again.secondToFirst[k] - evidence.secondToFirst[k]) < 1e-9);
            const PlanePoint there = mapped(other.secondToFirst, {0.3, 0.7});
            const PlanePoint back = mapped(evidence.secondToFirst, there);
            QVERIFY(std::abs(back.x - 0.3) < 1e-9 && std::abs(back.y - 0.7) < 1e-9);
        }
    }

    void bytesOfReworkedCopiesTellNothing()
    {
        RelationEvidence evidence;
        evidence.relation = Relation::Recompressed;
        QVERIFY(!isReworked(evidence));
        evidence.relation = Relation::Edited;
        QVERIFY(isReworked(evidence));
        evidence.relation = Relation::Rotated;
        for (const float quarter : {-90.1F, 0.0F, 90.2F, 180.0F}) {
            evidence.rotation = quarter;
            QVERIFY(!isReworked(evidence));
            evidence.rotation = quarter + 4;
            QVERIFY(isReworked(evidence));
        }
    }

    void aMapWithoutInverseGivesTheIdentity()
    {
        QVERIFY(inverse({1, 2, 0, 2, 4, 0, 0, 0, 1}) == kIdentity);
    }
};

QTEST_GUILESS_MAIN(TestRelation)
#include "tst_relation.moc"
