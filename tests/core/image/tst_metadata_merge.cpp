// SPDX-License-Identifier: GPL-3.0-or-later
// What a keeper takes over from its copies, from values to the bytes of a sidecar. If these fail,
// keywords, captions and ratings are lost, or another program's sidecar is damaged.
#include "core/image/metadata_merge.h"
#include "core/image/metadata_task.h"
#include "core/image/sidecar.h"
#include "core/image/worker/worker_decoder.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <exiv2/exiv2.hpp>

#include <QTemporaryDir>
#include <algorithm>
#include <random>
#include <set>

using namespace lookalike;
using lookalike::testing::FileBytes;

namespace {

using Words = std::vector<std::string>;

std::string word(std::mt19937& random, const char* kind)
{
    return std::string(kind) + std::to_string(random() % 6);
}

DescriptiveMetadata randomMetadata(std::mt19937& random)
{
    DescriptiveMetadata metadata;
    const auto sometimes = [&random] { return random() % 2 == 0; };
    for (auto& list : metadata.words)
        for (auto i = random() % 4; i > 0; --i)
            if (std::string one = word(random, "w"); std::ranges::find(list, one) == list.end())
                list.push_back(one);
    if (sometimes())
        metadata.albums.push_back({word(random, "album"), ""});
    if (sometimes())
        metadata.regions.push_back({word(random, "name"), "Face", 250'000'000, 500'000'000,
                                    static_cast<std::int64_t>(random() % 9 + 1) * 10'000'000,
                                    120'000'000});
    if (sometimes())
        metadata.rating = static_cast<int>(random() % 7) - 1;
    if (sometimes())
        metadata.title = word(random, "title");
    if (sometimes())
        metadata.caption = word(random, "first\nline");
    if (sometimes())
        metadata.takenAt = "2019-07-0" + std::to_string(random() % 9 + 1) + "T14:05:09";
    if (sometimes())
        metadata.place = PhotoPlace{static_cast<std::int64_t>(random() % 90) * -1'000'000'000 + 1,
                                    static_cast<std::int64_t>(random()) * 7,
                                    {}};
    if (sometimes())
        metadata.placeNames = {"", word(random, "city"), "", "Italy"};
    return metadata;
}

std::vector<MergeSource> randomSources(std::mt19937& random)
{
    std::vector<MergeSource> sources;
    for (auto i = random() % 4; i > 0; --i)
        sources.push_back({randomMetadata(random), random() % 2 == 0});
    return sources;
}

template <class Item>
bool holdsAll(const std::vector<Item>& list, const std::vector<Item>& others)
{
    return std::ranges::all_of(
        others, [&list](const Item& item) { return std::ranges::find(list, item) != list.end(); });
}

FileBytes bytesOf(const std::string& text)
{
    return {text.begin(), text.end()};
}

/// By Exiv2 alone.
Exiv2::XmpData xmpOf(const std::string& sidecar)
{
    Exiv2::XmpData xmp;
    if (Exiv2::XmpParser::decode(xmp, sidecar) != 0)
        throw std::runtime_error("no XMP");
    return xmp;
}

std::string valueOf(const std::string& sidecar, const char* key)
{
    const Exiv2::XmpData xmp = xmpOf(sidecar);
    const auto found = xmp.findKey(Exiv2::XmpKey(key));
    return found == xmp.end() ? std::string("(none)") : found->toString();
}

DescriptiveMetadata everything()
{
    DescriptiveMetadata metadata;
    metadata.list(WordList::Subject) = {"lake", "Oma, Opa", "\u00FCber"};
    metadata.list(WordList::HierarchicalSubject) = {"Places|Italy|Rome"};
    metadata.list(WordList::TagsList) = {"Places/Italy/Rome"};
    metadata.list(WordList::LastKeyword) = {"Places/Italy"};
    metadata.list(WordList::CatalogSets) = {"Albums|Holiday"};
    metadata.list(WordList::ExpressionSets) = {"Holiday"};
    metadata.list(WordList::People) = {"Ada"};
    metadata.albums = {{"Summer <2019> & more", "urn:album:7"}, {"Best", ""}};
    metadata.regions = {{"Bob", "Face", 250'000'000, 500'000'001, 100'000'000, 200'000'000}};
    metadata.rating = 4;
    metadata.title = "At the lake";
    metadata.caption = "First line\nsecond \"line\"";
    metadata.takenAt = "2019-07-03T14:05:09.25+02:00";
    metadata.place = PhotoPlace{-33'856'784'123, 151'215'297'456, -12'345};
    metadata.placeNames = {"Harbour", "Sydney", "NSW", "Australia"};
    return metadata;
}

/// As darktable writes it: a history of edits in its own namespace.
const std::string kDarktable =
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    "<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='XMP Core 4.4.0-Exiv2'>\n"
    " <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
    "  <rdf:Description rdf:about=''\n"
    "    xmlns:xmp='http://ns.adobe.com/xap/1.0/'\n"
    "    xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/'\n"
    "    xmlns:dc='http://purl.org/dc/elements/1.1/'\n"
    "    xmlns:darktable='http://darktable.sf.net/'\n"
    "    xmlns:mine='http://example.org/mine/'\n"
    "   xmp:Rating='1'\n"
    "   xmpMM:DerivedFrom='IMG_1.CR2'\n"
    "   darktable:xmp_version='4'\n"
    "   darktable:auto_presets_applied='1'\n"
    "   darktable:history_end='2'\n"
    "   mine:note='kept'>\n"
    "   <dc:subject><rdf:Bag><rdf:li>zebra</rdf:li><rdf:li>apple</rdf:li></rdf:Bag></dc:subject>\n"
    "   <dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Old</rdf:li><rdf:li "
    "xml:lang='de'>Alt</rdf:li></rdf:Alt></dc:title>\n"
    "   <darktable:history>\n"
    "    <rdf:Seq>\n"
    "     <rdf:li darktable:num='0' darktable:operation='exposure' darktable:enabled='1'\n"
    "      darktable:params='00000000d0f14abb' darktable:multi_name=''/>\n"
    "     <rdf:li darktable:num='1' darktable:operation='filmicrgb' darktable:enabled='0'\n"
    "      darktable:params='gz02eJx' darktable:multi_name='two'/>\n"
    "    </rdf:Seq>\n"
    "   </darktable:history>\n"
    "  </rdf:Description>\n"
    " </rdf:RDF>\n"
    "</x:xmpmeta>\n";

} // namespace

class TestMetadataMerge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initializeMetadata(); }

    void nothingOfTheKeepersIsLostAndAllWordsAreUnited()
    {
        std::mt19937 random(1);
        for (int run = 0; run < 20'000; ++run) {
            const DescriptiveMetadata keeper = randomMetadata(random);
            const auto sources = randomSources(random);
            const auto merged = mergedMetadata(keeper, sources);
            VERIFY_RESULT(merged);
            for (std::size_t i = 0; i < kWordLists; ++i) {
                QVERIFY(holdsAll(merged->words[i], keeper.words[i]));
                QCOMPARE(std::set(merged->words[i].begin(), merged->words[i].end()).size(),
                         merged->words[i].size());
            }
            QVERIFY(holdsAll(merged->albums, keeper.albums));
            QVERIFY(holdsAll(merged->regions, keeper.regions));
            QVERIFY(merged->title.starts_with(keeper.title));
            QVERIFY(merged->caption.starts_with(keeper.caption));
            int highest = std::max(keeper.rating.value_or(0), 0);
            for (const MergeSource& source : sources) {
                const DescriptiveMetadata& other = source.metadata;
                for (std::size_t i = 0; i < kWordLists; ++i)
                    QVERIFY(holdsAll(merged->words[i], other.words[i]));
                QVERIFY(holdsAll(merged->albums, other.albums));
                QVERIFY(merged->title.find(other.title) != std::string::npos);
                QVERIFY(merged->caption.find(other.caption) != std::string::npos);
                highest = std::max(highest, other.rating.value_or(0));
                for (const PhotoRegion& region : other.regions)
                    QVERIFY(std::ranges::any_of(
                                merged->regions,
                                [&](const PhotoRegion& one) { return one.name == region.name; }) ||
                            holdsAll(merged->list(WordList::People), Words{region.name}));
            }
            // A rejection never counts; without any stars the keeper's own word stays.
            QVERIFY(highest > 0 ? merged->rating == highest : merged->rating == keeper.rating);
            if (!keeper.takenAt.empty())
                QCOMPARE(merged->takenAt, keeper.takenAt);
            if (keeper.place)
                QVERIFY(merged->place == keeper.place);
            if (keeper.placeNames != std::array<std::string, 4>())
                QVERIFY(merged->placeNames == keeper.placeNames);
        }
    }

    void theOrderDoesNotMatterAndASecondTimeAddsNothing()
    {
        std::mt19937 random(2);
        for (int run = 0; run < 20'000; ++run) {
            const DescriptiveMetadata keeper = randomMetadata(random);
            auto sources = randomSources(random);
            const auto merged = mergedMetadata(keeper, sources);
            VERIFY_RESULT(merged);
            std::ranges::shuffle(sources, random);
            const auto other = mergedMetadata(keeper, sources);
            VERIFY_RESULT(other);
            QVERIFY(*other == *merged);
            const auto again = mergedMetadata(*merged, sources);
            VERIFY_RESULT(again);
            QVERIFY(*again == *merged);
            QVERIFY(changedFields(*merged, *again).empty());
            QCOMPARE(changedFields(keeper, *merged).empty(), keeper == *merged);
        }
    }

    void regionsNeedOneFrame()
    {
        DescriptiveMetadata other;
        other.regions = {
            {"Ada", "Face", 1, 2, 3, 4}, {"Rex", "Pet", 1, 2, 3, 4}, {"", "Face", 5, 6, 7, 8}};
        const auto same = mergedMetadata({}, std::vector{MergeSource{other, true}});
        QCOMPARE(same->regions.size(), std::size_t{2});
        QVERIFY(same->list(WordList::People).empty());
        const auto crop = mergedMetadata({}, std::vector{MergeSource{other, false}});
        QVERIFY(crop->regions.empty());
        QCOMPARE(crop->list(WordList::People), Words{"Ada"});
        // The keeper's own rectangle stays the one.
        DescriptiveMetadata keeper;
        keeper.regions = {{"Ada", "Face", 9, 9, 9, 9}};
        const auto both = mergedMetadata(keeper, std::vector{MergeSource{other, true}});
        QCOMPARE(both->regions.size(), std::size_t{2});
        QCOMPARE(both->regions[0].x, std::int64_t{9});
    }

    void captionsAreNotRepeated()
    {
        DescriptiveMetadata keeper, same, longer, part;
        keeper.caption = "At the lake";
        same.caption = "At the lake";
        longer.caption = "At the lake\nwith Ada";
        part.caption = "lake"; // stands in the other, and is no line of it
        const auto merged = mergedMetadata(
            keeper, std::vector{MergeSource{same}, MergeSource{part}, MergeSource{longer}});
        QCOMPARE(merged->caption, std::string("At the lake\nAt the lake\nwith Ada\nlake"));
        keeper.caption.clear();
        const auto joined = mergedMetadata(
            keeper, std::vector{MergeSource{same}, MergeSource{part}, MergeSource{longer}});
        QCOMPARE(joined->caption, std::string("At the lake\nwith Ada\nlake"));
    }

    void moreThanASidecarHoldsIsRefused()
    {
        DescriptiveMetadata keeper, other;
        for (std::size_t i = 0; i < kMaxDescriptiveItems; ++i)
            keeper.list(WordList::Subject).push_back("k" + std::to_string(i));
        QVERIFY(mergedMetadata(keeper, std::vector{MergeSource{other}}).has_value());
        other.list(WordList::Subject) = {"one more"};
        const auto merged = mergedMetadata(keeper, std::vector{MergeSource{other}});
        QVERIFY(!merged && merged.error().code == ErrorCode::TooLarge);
    }

    void theTextFormComesBackAndTakesAnything()
    {
        std::mt19937 random(3);
        QVERIFY(descriptiveFromText(descriptiveText(everything())) == everything());
        for (int run = 0; run < 5000; ++run) {
            const DescriptiveMetadata metadata = randomMetadata(random);
            std::string text = descriptiveText(metadata);
            QVERIFY(descriptiveFromText(text) == metadata);
            for (auto i = random() % 5; i > 0 && !text.empty(); --i)
                text[random() % text.size()] = static_cast<char>(random());
            const DescriptiveMetadata damaged = descriptiveFromText(text);
            QVERIFY(descriptiveFromText(descriptiveText(damaged)) == damaged);
        }
    }

    void aNewSidecarSaysAllOfIt()
    {
        const auto sidecar = writeSidecar({}, {everything(), {}, 4000, 3000});
        VERIFY_RESULT(sidecar);
        for (const auto& [key, value] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"Xmp.dc.subject", "lake, Oma, Opa, \u00FCber"},
                 {"Xmp.lr.hierarchicalSubject", "Places|Italy|Rome"},
                 {"Xmp.digiKam.TagsList", "Places/Italy/Rome"},
                 {"Xmp.MicrosoftPhoto.LastKeywordXMP", "Places/Italy"},
                 {"Xmp.mediapro.CatalogSets", "Albums|Holiday"},
                 {"Xmp.expressionmedia.CatalogSets", "Holiday"},
                 {"Xmp.iptcExt.PersonInImage", "Ada"},
                 {"Xmp.mwg-coll.Collections[1]/mwg-coll:CollectionName", "Summer <2019> & more"},
                 {"Xmp.mwg-coll.Collections[1]/mwg-coll:CollectionURI", "urn:album:7"},
                 {"Xmp.mwg-coll.Collections[2]/mwg-coll:CollectionName", "Best"},
                 {"Xmp.mwg-rs.Regions/mwg-rs:RegionList[1]/mwg-rs:Name", "Bob"},
                 {"Xmp.mwg-rs.Regions/mwg-rs:RegionList[1]/mwg-rs:Area/stArea:y", "0.500000001"},
                 {"Xmp.mwg-rs.Regions/mwg-rs:AppliedToDimensions/stDim:w", "4000"},
                 {"Xmp.xmp.Rating", "4"},
                 {"Xmp.dc.title", "lang=\"x-default\" At the lake"},
                 {"Xmp.dc.description", "lang=\"x-default\" First line\nsecond \"line\""},
                 {"Xmp.exif.DateTimeOriginal", "2019-07-03T14:05:09.25+02:00"},
                 {"Xmp.exif.GPSLatitude", "33,51.407047380S"},
                 {"Xmp.exif.GPSLongitude", "151,12.917847360E"},
                 {"Xmp.exif.GPSAltitude", "12345/1000"},
                 {"Xmp.exif.GPSAltitudeRef", "1"},
                 {"Xmp.iptc.Location", "Harbour"},
                 {"Xmp.photoshop.City", "Sydney"},
                 {"Xmp.photoshop.State", "NSW"},
                 {"Xmp.photoshop.Country", "Australia"}})
            QCOMPARE(QString::fromStdString(valueOf(*sidecar, key)), QString::fromUtf8(value));
        const auto back = describeSidecar(bytesOf(*sidecar));
        VERIFY_RESULT(back);
        QVERIFY(*back == everything());
        // As a file, by Exiv2's own reader.
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString() + "/a.jpg.xmp";
        lookalike::testing::writeFile(path, bytesOf(*sidecar));
        auto image = Exiv2::ImageFactory::open(path);
        image->readMetadata();
        QCOMPARE(image->xmpData()["Xmp.xmp.Rating"].toString(), std::string("4"));
    }

    void whateverIsMergedIsReadBack()
    {
        std::mt19937 random(4);
        for (int run = 0; run < 300; ++run) {
            const DescriptiveMetadata embedded = randomMetadata(random);
            std::string existing;
            if (random() % 2 == 0)
                existing = *writeSidecar({}, {randomMetadata(random), {}, 40, 30});
            const DescriptiveMetadata present =
                existing.empty() ? DescriptiveMetadata() : *describeSidecar(bytesOf(existing));
            const DescriptiveMetadata keeper = withSidecar(embedded, present);
            const auto merged = mergedMetadata(keeper, randomSources(random));
            VERIFY_RESULT(merged);
            const auto sidecar = writeSidecar(bytesOf(existing), {*merged, embedded, 40, 30});
            VERIFY_RESULT(sidecar);
            const auto back = describeSidecar(bytesOf(*sidecar));
            VERIFY_RESULT(back);
            QVERIFY(withSidecar(embedded, *back) == *merged);
            QVERIFY(changedFields(withSidecar(embedded, *back), *merged).empty());
        }
    }

    void theOtherPartsOfASidecarStay()
    {
        const auto present = describeSidecar(bytesOf(kDarktable));
        VERIFY_RESULT(present);
        QCOMPARE(present->list(WordList::Subject), (Words{"zebra", "apple"}));
        DescriptiveMetadata other;
        other.list(WordList::Subject) = {"lake"};
        other.rating = 5;
        other.title = "New";
        const auto merged = mergedMetadata(*present, std::vector{MergeSource{other}});
        const auto sidecar = writeSidecar(bytesOf(kDarktable), {*merged, {}, 40, 30});
        VERIFY_RESULT(sidecar);
        QCOMPARE(valueOf(*sidecar, "Xmp.dc.subject"), std::string("zebra, apple, lake"));
        QCOMPARE(valueOf(*sidecar, "Xmp.xmp.Rating"), std::string("5"));
        const Exiv2::XmpData before = xmpOf(kDarktable);
        const Exiv2::XmpData after = xmpOf(*sidecar);
        int same = 0;
        for (const Exiv2::Xmpdatum& datum : before) {
            if (datum.key() == "Xmp.dc.subject" || datum.key() == "Xmp.xmp.Rating" ||
                datum.key() == "Xmp.dc.title")
                continue;
            const auto found = after.findKey(Exiv2::XmpKey(datum.key()));
            QVERIFY2(found != after.end(), datum.key().c_str());
            QCOMPARE(found->toString(), datum.toString());
            ++same;
        }
        QVERIFY(same > 12);
        const auto title = after.findKey(Exiv2::XmpKey("Xmp.dc.title"));
        const auto& texts = static_cast<const Exiv2::LangAltValue&>(title->value()).value_;
        QCOMPARE(texts.at("de"), std::string("Alt"));
        QCOMPARE(texts.at("x-default"), std::string("Old / New"));
    }

    void hostileSidecarsAreErrors()
    {
        const std::string rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>";
        for (const auto& [text, code] : std::initializer_list<std::pair<std::string, ErrorCode>>{
                 {"no XMP", ErrorCode::Broken},
                 {" ", ErrorCode::Broken},
                 {rdf, ErrorCode::Broken},
                 {"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" + rdf + "</rdf:RDF>", ErrorCode::Unsupported},
                 {kDarktable.substr(0, kDarktable.size() / 2), ErrorCode::Broken},
                 {std::string(kMaxSidecarBytes + 1, ' '), ErrorCode::TooLarge}}) {
            const auto described = describeSidecar(bytesOf(text));
            QVERIFY(!described);
            QCOMPARE(described.error().code, code);
            QVERIFY(!writeSidecar(bytesOf(text), {everything(), {}, 40, 30}));
        }
        // A qualifier, which Exiv2 does not read, would be lost.
        const std::string before =
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + rdf +
            "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'"
            " xmlns:q='http://example.org/q/'><dc:format>image/jpeg</dc:format>";
        const std::string after = "</rdf:Description></rdf:RDF></x:xmpmeta>";
        for (const char* source :
             {"<dc:source "
              "rdf:parseType='Resource'><rdf:value>a</rdf:value><q:by>me</q:by></dc:source>",
              "<dc:creator><rdf:Seq><rdf:li xml:lang='de'>Ada</rdf:li></rdf:Seq></dc:creator>",
              "<dc:source xml:lang='de'>Dachboden</dc:source>",
              "<dc:source rdf:resource='http://example.org/'/>"}) {
            const auto qualified = bytesOf(before + source + after);
            QVERIFY(describeSidecar(qualified).has_value());
            const auto refused = writeSidecar(qualified, {everything(), {}, 40, 30});
            QVERIFY2(!refused && refused.error().code == ErrorCode::Unsupported, source);
        }
        VERIFY_RESULT(writeSidecar(bytesOf(before + after), {everything(), {}, 40, 30}));
        std::mt19937 random(5);
        for (int run = 0; run < 400; ++run) {
            std::string text = kDarktable;
            for (int i = 0; i < 3; ++i)
                text[random() % text.size()] = static_cast<char>(random());
            if (const auto described = describeSidecar(bytesOf(text)))
                static_cast<void>(writeSidecar(bytesOf(text), {*described, {}, 40, 30}));
        }
    }

    void photosAreDescribed()
    {
        const FileBytes jpeg = lookalike::testing::withXmp(
            lookalike::testing::greyJpeg(),
            "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
            " xmp:Rating='3'",
            "<dc:subject><rdf:Bag><rdf:li>lake</rdf:li></rdf:Bag></dc:subject>"
            "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>Swim</rdf:li></rdf:Alt>"
            "</dc:description>");
        const auto described = describePhoto(jpeg);
        VERIFY_RESULT(described);
        QCOMPARE(described->list(WordList::Subject), Words{"lake"});
        QCOMPARE(described->caption, std::string("Swim"));
        QVERIFY(described->rating == 3);
        QVERIFY(*describePhoto(bytesOf("no photo")) == DescriptiveMetadata());
        REQUIRE_SHARED("data/camera/Samsung-SM-G935L-Galaxy-S7-Edge.jpg");
        const auto camera = describePhoto(
            lookalike::testing::readFile(lookalike::testing::sharedFolder() /
                                         "data/camera/Samsung-SM-G935L-Galaxy-S7-Edge.jpg"));
        VERIFY_RESULT(camera);
        QVERIFY2(camera->takenAt.starts_with("2017-02-09T19:51:38"), camera->takenAt.c_str());
        QVERIFY(camera->place && camera->place->latitude / 1'000'000 == 48'892);
    }

    void decoderProcessesDoTheSame()
    {
        const auto decoder = makeWorkerDecoder({});
        VERIFY_RESULT(decoder);
        const SidecarRequest request{everything(), {}, 40, 30};
        const auto sidecar = (*decoder)->metadata(MetadataTask::WriteSidecar,
                                                  sidecarOrder(bytesOf(kDarktable), request), {});
        VERIFY_RESULT(sidecar);
        QCOMPARE(*sidecar, *writeSidecar(bytesOf(kDarktable), request));
        const auto text =
            (*decoder)->metadata(MetadataTask::DescribeSidecar, bytesOf(*sidecar), {});
        VERIFY_RESULT(text);
        QVERIFY(descriptiveFromText(*text) == *describeSidecar(bytesOf(*sidecar)));
        const auto broken = (*decoder)->metadata(MetadataTask::DescribeSidecar, bytesOf("x"), {});
        QVERIFY(!broken && broken.error().code == ErrorCode::Broken);
        const auto photo =
            (*decoder)->metadata(MetadataTask::DescribePhoto, lookalike::testing::greyJpeg(), {});
        VERIFY_RESULT(photo);
        QVERIFY(photo->empty());
        QVERIFY((*decoder)->decode(lookalike::testing::greyJpeg(), {}).has_value());
    }
};

QTEST_GUILESS_MAIN(TestMetadataMerge)
#include "tst_metadata_merge.moc"
