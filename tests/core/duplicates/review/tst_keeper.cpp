// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, the worse copy is suggested to stay, or a reason is told that is not true.
#include "core/catalog/companions.h"
#include "core/duplicates/review/duplicate_group.h"
#include "core/duplicates/review/keeper_words.h"
#include "core/duplicates/review/photo_name.h"
#include "tests/testing.h"

#include <algorithm>
#include <random>

using namespace lookalike;

Q_DECLARE_METATYPE(lookalike::PictureFacts)
Q_DECLARE_METATYPE(lookalike::KeeperLossKind)

namespace {

struct Copy {
    FileRow file;
    ContentRow content;
    bool isProtected = false;
    bool isDerived = false;
    std::vector<Companion> companions = {};
    [[nodiscard]] KeeperCandidate candidate() const
    {
        return {&file, &content, isProtected, isDerived, companions};
    }
};

Copy photo(const char* path, int width, int height, ImageFormat format = ImageFormat::Jpeg)
{
    Copy copy;
    copy.file.path = path;
    copy.content.width = width;
    copy.content.height = height;
    copy.content.format = format;
    copy.content.bytes = 1000;
    return copy;
}

bool isBetter(const Copy& a, const Copy& b,
              const std::vector<KeeperRule>& rules = defaultKeeperRules())
{
    return isBetterKeeper(rules, a.candidate(), b.candidate());
}

std::vector<std::string> reasonTexts(const Copy& keeper, const std::vector<KeeperCandidate>& others)
{
    DuplicateMember member;
    member.file = keeper.file;
    member.content = keeper.content;
    std::vector<std::string> texts;
    for (const KeeperRule rule : keeperReasons(defaultKeeperRules(), keeper.candidate(), others))
        texts.push_back(keeperReasonText(rule, member));
    return texts;
}

std::vector<std::string> lossTexts(const Copy& keeper, const std::vector<KeeperCandidate>& others)
{
    std::vector<std::string> texts;
    for (const KeeperLoss& loss : keeperLosses(keeper.candidate(), others))
        texts.push_back(keeperLossText(loss));
    return texts;
}

} // namespace

class TestKeeper : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBetterCopyStays();
    void aNameDecidesOnlyAmongEquals();
    void theOrderOfRulesDecides();
    void theOrderIsStrict();
    void reasonsAreTrue();
    void whatWouldBeLost();
    void whatBelongsToACopy();
    void theOneThatCarriesMostStays();
    void whatACopyCarriesIsNamed();
    void aMotionPhotoNeverGoesForAStill();
    void anEditIsNotBetterForItsBytes();
    void aFormatThatAllHaveIsNoReason();
    void nothingIsSuggestedWithoutEvidence();
    void whatMayBeSuggestedToGo_data();
    void whatMayBeSuggestedToGo();
    void whatHoldsMoreIsNotSuggestedToGo_data();
    void whatHoldsMoreIsNotSuggestedToGo();
    void cameraNames_data();
    void cameraNames();
    void signsOfACopyAreWords_data();
    void signsOfACopyAreWords();
    void ruleNames();
};

void TestKeeper::theBetterCopyStays()
{
    QVERIFY(isBetter(photo("/p/a.jpg", 4000, 3000), photo("/p/b.jpg", 400, 300)));
    QVERIFY(isBetter(photo("/p/z.heic", 400, 300, ImageFormat::Heic), photo("/p/a.png", 400, 300)));
    Copy signedJpeg = photo("/p/z.jpg", 400, 300);
    signedJpeg.content.metadata.camera = "Canon";
    QVERIFY(isBetter(signedJpeg, photo("/p/a.png", 400, 300, ImageFormat::Png)));
    QVERIFY(isBetter(photo("/p/z.png", 400, 300, ImageFormat::Png), photo("/p/a.jpg", 400, 300)));
    QVERIFY(isBetter(photo("/p/IMG_1234.jpg", 40, 30), photo("/p/IMG_1234 (1).jpg", 40, 30)));
    QVERIFY(isBetter(photo("/p/beach.jpg", 40, 30), photo("/p/beach - Copy.jpg", 40, 30)));
    Copy crop = photo("/p/a.jpg", 4000, 3000);
    crop.isDerived = true;
    QVERIFY(isBetter(photo("/p/b.jpg", 3000, 2000), crop)); // even one with more pixels
    Copy kept = photo("/archive/a.jpg", 40, 30);
    kept.isProtected = true;
    QVERIFY(isBetter(kept, photo("/p/a.jpg", 4000, 3000)));
    Copy told = photo("/p/b.jpg", 40, 30);
    told.content.metadata.takenAt = 1;
    QVERIFY(isBetter(told, photo("/p/a.jpg", 40, 30)));
}

void TestKeeper::aNameDecidesOnlyAmongEquals()
{
    Copy named = photo("/p/DSC_0001.jpg", 400, 300);
    const auto holiday = [](auto change) {
        Copy copy = photo("/long/path/holiday.jpg", 400, 300);
        change(copy.content);
        return copy;
    };
    for (const Copy& better : {holiday([](ContentRow& c) { c.width = 500; }),
                               holiday([](ContentRow& c) { c.bytes = 2000; }),
                               holiday([](ContentRow& c) { c.metadata.takenAt = 1; }),
                               holiday([](ContentRow& c) { c.metadata.latitude = 1; })}) {
        QVERIFY(isBetter(better, named));
        const auto reasons =
            keeperReasons(defaultKeeperRules(), better.candidate(), std::vector{named.candidate()});
        QCOMPARE(reasons.size(), std::size_t{1});
        QVERIFY(reasons.front() != KeeperRule::OriginalName);
    }
    // A few bytes more are no merit.
    const Copy equal = holiday([](ContentRow& c) { c.bytes = 1001; });
    QVERIFY(isBetter(named, equal));
    QCOMPARE(keeperReasons(defaultKeeperRules(), named.candidate(), std::vector{equal.candidate()}),
             std::vector{KeeperRule::OriginalName});
}

void TestKeeper::theOrderOfRulesDecides()
{
    Copy older = photo("/p/older.jpg", 40, 30);
    older.file.stamp.modifiedNs = -5;
    const Copy larger = photo("/p/larger.jpg", 400, 300);
    QVERIFY(isBetter(larger, older));
    std::vector<KeeperRule> rules = defaultKeeperRules();
    std::ranges::rotate(rules, std::ranges::find(rules, KeeperRule::Older));
    QVERIFY(isBetter(older, larger, rules));
}

void TestKeeper::theOrderIsStrict()
{
    std::mt19937 random(3);
    std::vector<Copy> copies;
    for (int i = 0; i < 60; ++i) {
        Copy copy = photo("", 100 + static_cast<int>(random() % 3), 100,
                          static_cast<ImageFormat>(1 + random() % 11));
        copy.file.path = "/p/" + std::to_string(random() % 7) + "/" + std::to_string(i) + ".jpg";
        copy.isDerived = random() % 3 == 0;
        copy.isProtected = random() % 5 == 0;
        copy.content.bytes = random() % 3;
        copies.push_back(copy);
    }
    for (const Copy& a : copies) {
        QVERIFY(!isBetter(a, a));
        for (const Copy& b : copies) {
            QVERIFY(&a == &b || isBetter(a, b) != isBetter(b, a));
            for (const Copy& c : copies)
                QVERIFY(!(isBetter(a, b) && isBetter(b, c)) || isBetter(a, c));
        }
    }
}

void TestKeeper::reasonsAreTrue()
{
    Copy keeper = photo("/p/IMG_1234.HEIC", 4000, 3000, ImageFormat::Heic);
    keeper.content.metadata.latitude = 1;
    keeper.content.metadata.takenAt = 2;
    const Copy copy = photo("/p/whatsapp.jpg", 1600, 1200);
    const std::vector<KeeperCandidate> others{copy.candidate()};
    const auto reasons = reasonTexts(keeper, others);
    QCOMPARE(reasons, (std::vector<std::string>{"most pixels (12.0 MP)", "original HEIC",
                                                "has the place and date",
                                                "has the camera's own file name"}));
    // Of two that are the same in all but the file, the fallback is told.
    Copy twin = keeper;
    twin.file.path = "/p/sub/IMG_1234.HEIC";
    const std::vector<KeeperCandidate> twins{twin.candidate()};
    QCOMPARE(reasonTexts(keeper, twins), (std::vector<std::string>{"shorter path"}));
    QVERIFY(reasonTexts(keeper, {}).empty());
}

void TestKeeper::whatWouldBeLost()
{
    const Copy keeper = photo("/p/large.jpg", 4000, 3000);
    Copy small = photo("/p/small.jpg", 400, 300);
    small.content.metadata.takenAt = 1;
    small.content.metadata.rating = 4;
    const std::vector<KeeperCandidate> others{small.candidate()};
    QCOMPARE(lossTexts(keeper, others),
             (std::vector<std::string>{"the date of small.jpg", "the rating of small.jpg"}));
    const std::vector<KeeperCandidate> larger{keeper.candidate()};
    QCOMPARE(lossTexts(small, larger),
             (std::vector<std::string>{"the higher resolution of large.jpg"}));
}

void TestKeeper::whatBelongsToACopy()
{
    const Copy single = photo("/a/IMG_1.HEIC", 40, 30);
    Copy live = photo("/longer/IMG_1.HEIC", 40, 30);
    Companion video;
    video.file.path = "/longer/IMG_1.MOV";
    video.kind = CompanionKind::Video;
    live.companions = {video};
    QVERIFY(isBetter(live, single));
    const std::vector<KeeperCandidate> others{single.candidate()};
    QCOMPARE(reasonTexts(live, others),
             (std::vector<std::string>{"next to its raw file, video or sidecar"}));
    QVERIFY(lossTexts(live, others).empty());
    const std::vector<KeeperCandidate> lives{live.candidate()};
    QCOMPARE(lossTexts(single, lives), (std::vector<std::string>{"the video next to IMG_1.HEIC"}));
}

void TestKeeper::theOneThatCarriesMostStays()
{
    const auto carrying = [](auto put) {
        Copy copy = photo("/long/path/zzz.jpg", 40, 30);
        put(copy.content.metadata.carried);
        return copy;
    };
    const Copy plain = photo("/p/IMG_0042.jpg", 40, 30);
    for (const Copy& told : {carrying([](Carried& c) { c.keywords = {"lake"}; }),
                             carrying([](Carried& c) { c.title = "Lake"; }),
                             carrying([](Carried& c) { c.caption = "At the lake"; }),
                             carrying([](Carried& c) { c.faces = {"Oma"}; }),
                             carrying([](Carried& c) { c.placeName = "Rome"; }),
                             carrying([](Carried& c) { c.videoBytes = 100; })})
        QVERIFY(isBetter(told, plain));
    const Copy one = carrying([](Carried& c) { c.keywords = {"lake"}; });
    const Copy two = carrying([](Carried& c) { c.keywords = {"lake", "Oma"}; });
    QVERIFY(isBetter(two, one));
    const Copy titled = carrying([](Carried& c) {
        c.keywords = {"lake"};
        c.title = "Lake";
    });
    QVERIFY(isBetter(titled, two));
    // Pixels count more.
    QVERIFY(isBetter(photo("/p/a.jpg", 400, 300), titled));
    const std::vector<KeeperCandidate> others{plain.candidate()};
    QCOMPARE(reasonTexts(titled, others), (std::vector<std::string>{"has the keywords and title"}));
    // Of two that lie beside something, the one beside more kinds of it.
    const auto beside = [](const char* path, std::vector<CompanionKind> kinds) {
        Copy copy = photo(path, 40, 30);
        for (const CompanionKind kind : kinds)
            copy.companions.push_back({{}, kind});
        return copy;
    };
    QVERIFY(isBetter(beside("/long/a.jpg", {CompanionKind::Json, CompanionKind::Sidecar}),
                     beside("/p/b.jpg", {CompanionKind::Json, CompanionKind::Json})));
}

void TestKeeper::whatACopyCarriesIsNamed()
{
    Copy keeper = photo("/p/large.jpg", 4000, 3000);
    keeper.content.metadata.rating = 2;
    keeper.content.metadata.carried.keywords = {"lake"};
    keeper.content.metadata.carried.title = "Lake";
    Copy first = photo("/p/first.jpg", 400, 300);
    first.content.metadata.rating = 4;
    first.content.metadata.carried = {{"lake", "Oma"}, "Our lake", "2019\nsummer", {}, "Rome", 0};
    Copy second = photo("/p/second.jpg", 400, 300);
    second.content.metadata.carried = {
        {"1", "2", "3", "4", "Oma"}, "Lake", std::string(200, 'c'), {"Opa"}, "", 100};
    second.companions = {{{}, CompanionKind::Json}, {{}, CompanionKind::Edits}};
    const std::vector<KeeperCandidate> others{first.candidate(), second.candidate()};
    QCOMPARE(
        lossTexts(keeper, others),
        (std::vector<std::string>{
            "the rating of first.jpg", "the keywords of first.jpg (Oma, 1, 2, 3, 4)",
            "the title of first.jpg (Our lake)", "the caption of first.jpg (2019\\u{000A}summer)",
            "the named faces of second.jpg (Opa)", "the place name of first.jpg (Rome)",
            "the video inside second.jpg", "the JSON file next to second.jpg",
            "the file with the edits next to second.jpg"}));
    QVERIFY(lossTexts(keeper, std::vector<KeeperCandidate>{keeper.candidate()}).empty());
}

void TestKeeper::aMotionPhotoNeverGoesForAStill()
{
    DuplicateMember kept;
    kept.file.id = FileId(1);
    DuplicateMember member;
    member.file.id = FileId(2);
    member.evidence.relation = Relation::IdenticalPixels;
    kept.evidence.relation = Relation::IdenticalPixels;
    QVERIFY(maySuggestToGo(member, kept));
    member.content.metadata.carried.videoBytes = 100;
    QVERIFY(!maySuggestToGo(member, kept));
    QVERIFY(maySuggestToGo(kept, member));
    kept.content.metadata.carried.videoBytes = 200; // another video
    QVERIFY(!maySuggestToGo(member, kept));
    kept.content.metadata.carried.videoBytes = 100;
    QVERIFY(maySuggestToGo(member, kept));
}

void TestKeeper::anEditIsNotBetterForItsBytes()
{
    Copy original = photo("/p/z.jpg", 400, 300);
    original.file.stamp.modifiedNs = 1;
    Copy sharpened = photo("/p/a.jpg", 400, 300);
    sharpened.file.stamp.modifiedNs = 2;
    sharpened.content.bytes = 2 * original.content.bytes;
    QVERIFY(isBetter(sharpened, original)); // as if it was only saved with less loss
    KeeperCandidate first = original.candidate();
    KeeperCandidate second = sharpened.candidate();
    first.isEdited = second.isEdited = true;
    const auto rules = defaultKeeperRules();
    QVERIFY(isBetterKeeper(rules, first, second));
    QCOMPARE(keeperReasons(rules, first, std::vector{second}), std::vector{KeeperRule::Older});
    // Among others the one that looks unlike all of them is the edit.
    first.isEdited = false;
    QVERIFY(isBetterKeeper(rules, first, second));
}

void TestKeeper::aFormatThatAllHaveIsNoReason()
{
    Copy camera = photo("/p/a.jpg", 400, 300);
    camera.content.metadata.camera = "Canon";
    const Copy plain = photo("/p/b.jpg", 400, 300);
    const auto reasons =
        keeperReasons(defaultKeeperRules(), camera.candidate(), std::vector{plain.candidate()});
    QCOMPARE(reasons, std::vector{KeeperRule::MoreMetadata});
    const Copy picture = photo("/p/c.webp", 400, 300, ImageFormat::WebP);
    QCOMPARE(keeperReasons(defaultKeeperRules(), camera.candidate(),
                           std::vector{plain.candidate(), picture.candidate()})
                 .front(),
             KeeperRule::OriginalFormat);
}

void TestKeeper::nothingIsSuggestedWithoutEvidence()
{
    DuplicateGroup group;
    for (int i = 1; i <= 4; ++i) {
        DuplicateMember member;
        member.file.id = FileId(i);
        member.content.id = ContentId(std::min(i, 3)); // the last two are copies
        member.evidence.relation = Relation::Cropped;
        member.evidence.firstShown = 0.5F;
        group.members.push_back(member);
    }
    QVERIFY(maySuggestToGo(group, 1, 0) && maySuggestToGo(group, 0, 1));
    QCOMPARE(evidenceOf(group, 0, 1)->secondShown, 0.5F);
    QVERIFY(!evidenceOf(group, 2, 1) && !maySuggestToGo(group, 2, 1));
    QVERIFY(evidenceOf(group, 3, 2)->relation == Relation::IdenticalFile);
    RelationEvidence evidence;
    evidence.relation = Relation::Resized;
    evidence.scale = 0.25F;
    group.compared = {{ContentId(2), ContentId(3), evidence}};
    for (const std::size_t copy : {std::size_t{2}, std::size_t{3}}) {
        QVERIFY(maySuggestToGo(group, copy, 1) && maySuggestToGo(group, 1, copy));
        QCOMPARE(evidenceOf(group, copy, 1)->scale, 0.25F);
        QCOMPARE(evidenceOf(group, 1, copy)->scale, 4.0F);
    }
}

void TestKeeper::whatMayBeSuggestedToGo_data()
{
    QTest::addColumn<Relation>("relation");
    QTest::addColumn<bool>("isRaw");
    QTest::addColumn<bool>("keptIsRaw");
    QTest::addColumn<bool>("isProtected");
    QTest::addColumn<bool>("may");
    QTest::newRow("a smaller copy") << Relation::Resized << false << false << false << true;
    QTest::newRow("a protected copy") << Relation::Resized << false << false << true << false;
    QTest::newRow("another shot") << Relation::SimilarShot << false << false << false << false;
    QTest::newRow("the picture of a raw file that stays")
        << Relation::RawJpegPair << false << true << false << false;
    QTest::newRow("a raw file whose copy stays")
        << Relation::IdenticalFile << true << true << false << true;
    QTest::newRow("a raw file, where a person keeps a smaller copy of its picture")
        << Relation::IdenticalFile << true << false << false << false;
    QTest::newRow("its picture, where a person keeps a smaller copy")
        << Relation::RawJpegPair << false << false << false << false;
}

void TestKeeper::whatMayBeSuggestedToGo()
{
    QFETCH(Relation, relation);
    QFETCH(bool, isRaw);
    QFETCH(bool, keptIsRaw);
    QFETCH(bool, isProtected);
    DuplicateMember kept;
    kept.file.id = FileId(1);
    kept.content.format = keptIsRaw ? ImageFormat::Raw : ImageFormat::Jpeg;
    DuplicateMember member;
    member.file.id = FileId(2);
    member.content.format = isRaw ? ImageFormat::Raw : ImageFormat::Jpeg;
    member.evidence.relation = relation;
    member.isProtected = isProtected;
    QTEST(maySuggestToGo(member, kept), "may");
    QVERIFY(!maySuggestToGo(kept, kept));
}

void TestKeeper::whatHoldsMoreIsNotSuggestedToGo_data()
{
    QTest::addColumn<PictureFacts>("facts");
    QTest::addColumn<KeeperLossKind>("loss");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const PictureFacts& facts, KeeperLossKind loss,
                        const char* text) { QTest::newRow(name) << facts << loss << text; };
    row("an animation", {12, true, false, 8, 0}, KeeperLossKind::Animation, "the animation of");
    row("several pages", {3, false, false, 8, 0}, KeeperLossKind::Pages, "more pages in");
    row("alpha", {1, false, true, 8, 0}, KeeperLossKind::Transparency, "the transparency of");
    row("16 bits", {1, false, false, 16, 0}, KeeperLossKind::BitDepth, "the higher bit depth of");
    row("an HDR picture", {1, false, false, 8, kGainMap}, KeeperLossKind::GainMap,
        "the HDR gain map of");
    row("an MPO", {1, false, false, 8, kSecondPicture}, KeeperLossKind::SecondPicture,
        "the second picture inside");
    row("a depth map", {1, false, false, 8, kDepthMap}, KeeperLossKind::DepthMap,
        "the depth map of");
}

void TestKeeper::whatHoldsMoreIsNotSuggestedToGo()
{
    QFETCH(PictureFacts, facts);
    QFETCH(KeeperLossKind, loss);
    QFETCH(QString, text);
    Copy plain = photo("/p/plain.jpg", 400, 300);
    plain.content.hash.bytes[0] = 1;
    plain.content.facts = PictureFacts();
    Copy rich = photo("/p/rich.jpg", 40, 30);
    rich.content.hash.bytes[0] = 2;
    rich.content.facts = facts;
    const auto member = [](const Copy& copy) {
        DuplicateMember one;
        one.file = copy.file;
        one.file.id = FileId(copy.content.hash.bytes[0]);
        one.content = copy.content;
        one.evidence.relation = Relation::Recompressed;
        return one;
    };
    QVERIFY(!maySuggestToGo(member(rich), member(plain)));
    QVERIFY(maySuggestToGo(member(plain), member(rich)));
    const std::vector others{rich.candidate()};
    const auto losses = keeperLosses(plain.candidate(), others);
    QCOMPARE(losses.size(), std::size_t{1});
    QVERIFY(losses[0].kind == loss);
    QCOMPARE(lossTexts(plain, others), (std::vector{text.toStdString() + " rich.jpg"}));
    const std::vector poorer{plain.candidate()};
    for (const KeeperLoss& other : keeperLosses(rich.candidate(), poorer))
        QVERIFY(other.kind == KeeperLossKind::Pixels);

    plain.content.hash = rich.content.hash; // one file twice: nothing is lost
    QVERIFY(maySuggestToGo(member(rich), [&] {
        DuplicateMember other = member(plain);
        other.file.id = FileId(7);
        return other;
    }()));
}

void TestKeeper::cameraNames_data()
{
    QTest::addColumn<QString>("stem");
    QTest::addColumn<bool>("expected");
    for (const char* name : {"IMG_1234", "DSC01234", "_MG_0042", "PXL_20240512_101530123",
                             "20240512_101530", "P1010042", "DJI_0007", "IMG-20240512-0001"})
        QTest::addRow("%s is a camera's", name) << name << true;
    for (const char* name : {"beach", "1234", "IMG", "img_final", "picture 1234", "2024"})
        QTest::addRow("%s is a person's", name) << name << false;
}

void TestKeeper::cameraNames()
{
    QFETCH(QString, stem);
    QFETCH(bool, expected);
    QCOMPARE(isCameraName(stem.toStdString()), expected);
}

void TestKeeper::signsOfACopyAreWords_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isSign");
    for (const char* name : {"Mediterranean sunset", "Edith", "Smallville", "Copyright 2019",
                             "edition 3", "credit", "photocopier", "thumbelina", "Kopien",
                             "scaledown", "smallest", "medit 4", "Éditha", "copyéd", "beachedited"})
        QTest::addRow("%s", name) << name << false;
    for (const char* name :
         {"beach - Copy", "copy of beach", "beach_edit", "beach-edited(2)", "beach.small",
          "beach copy2", "2copy", "COPY", "Kopie von Strand", "strand\u2013bearbeitet",
          "thumb_0001", "beach-resized", "[Edited] beach", "beach\u3000copy", "plage - copie",
          "playa - copia", "beach\u00A0copy", "IMG_2201_upscaled_2x", "beach (1)"})
        QTest::addRow("%s", name) << name << true;
}

void TestKeeper::signsOfACopyAreWords()
{
    QFETCH(QString, name);
    QFETCH(bool, isSign);
    const Copy named = photo(("/long/folder/" + name + ".jpg").toUtf8().constData(), 40, 30);
    const Copy other = photo("/p/download.jpg", 40, 30);
    const std::vector<KeeperCandidate> others{named.candidate()};
    const auto reasons = keeperReasons(defaultKeeperRules(), other.candidate(), others);
    QCOMPARE(std::ranges::find(reasons, KeeperRule::OriginalName) != reasons.end(), isSign);
}

void TestKeeper::ruleNames()
{
    for (const KeeperRule rule : defaultKeeperRules())
        QVERIFY(parseKeeperRule(keeperRuleName(rule)) == rule);
    QVERIFY(!parseKeeperRule("prettiest"));
    QCOMPARE(defaultKeeperRules().size(), std::size_t{kKeeperRuleCount});
}

QTEST_GUILESS_MAIN(TestKeeper)
#include "tst_keeper.moc"
