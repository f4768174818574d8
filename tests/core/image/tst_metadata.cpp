// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/metadata.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <string>

using namespace lookalike;

namespace {

using lookalike::testing::FileBytes;

/// Nothing but what is between the first and the last marker.
FileBytes emptyJpeg()
{
    return {0xFF, 0xD8, 0xFF, 0xD9};
}

Carried carriedOf(const std::string& attributes, const std::string& description)
{
    return readMetadata(lookalike::testing::withXmp(emptyJpeg(), attributes, description)).carried;
}

std::string bag(const char* element, const char* kind, std::initializer_list<const char*> items)
{
    std::string text = std::string("<") + element + "><rdf:" + kind + ">";
    for (const char* item : items)
        text += std::string("<rdf:li>") + item + "</rdf:li>";
    return text + "</rdf:" + kind + "></" + element + ">";
}

/// An EXIF block that holds an ImageDescription.
FileBytes describedBlock(std::string text)
{
    text += '\0';
    FileBytes block{'I',  'I',  42, 0,  8,
                    0,    0,    0,  1,  0,
                    0x0E, 0x01, 2,  0,  static_cast<std::uint8_t>(text.size()),
                    0,    0,    0,  26, 0,
                    0,    0,    0,  0,  0,
                    0};
    block.insert(block.end(), text.begin(), text.end());
    return block;
}

/// A JPEG with IPTC records of application 2.
FileBytes withIptc(const std::vector<std::pair<std::uint8_t, std::string>>& records)
{
    std::string data;
    for (const auto& [number, text] : records)
        data += std::string("\x1C\x02", 2) + static_cast<char>(number) + '\0' +
                static_cast<char>(text.size()) + text;
    std::string contents = std::string("Photoshop 3.0\0", 14) + "8BIM" +
                           std::string("\x04\x04\0\0\0\0\0", 7) + static_cast<char>(data.size()) +
                           data;
    if (data.size() % 2 != 0)
        contents += '\0';
    FileBytes jpeg = emptyJpeg();
    const FileBytes segment = lookalike::testing::jpegSegment(0xED, contents);
    jpeg.insert(jpeg.begin() + 2, segment.begin(), segment.end());
    return jpeg;
}

constexpr const char* kDublinCore = "xmlns:dc='http://purl.org/dc/elements/1.1/'";
using Words = std::vector<std::string>;

} // namespace

/// If this fails, dates, places and cameras in the details panel and in filters are wrong.
class TestMetadata : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsOrientationOfABlock()
    {
        for (int orientation = 1; orientation <= 8; ++orientation)
            QCOMPARE(exifOrientation(lookalike::testing::exifBlock(orientation)), orientation);
        QCOMPARE(exifOrientation(lookalike::testing::exifBlock(9)), 1);
        QCOMPARE(exifOrientation({}), 1);
        auto padded = lookalike::testing::exifBlock(6);
        padded.resize(kMaxExifBytes);
        QCOMPARE(exifOrientation(padded), 6);
        padded.push_back(0);
        QCOMPARE(exifOrientation(padded), 1);
        const auto block = lookalike::testing::exifBlock(6);
        for (std::size_t size = 0; size < 20; ++size)
            QVERIFY(exifOrientation({block.data(), size}) >= 1);
    }

    void unreadableMetadataIsNone()
    {
        QVERIFY(!readMetadata({}).takenAt.has_value());
        const lookalike::testing::FileBytes garbage{0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 'E', 'x'};
        const Metadata metadata = readMetadata(garbage);
        QVERIFY(metadata.camera.empty());
        QCOMPARE(metadata.orientation, 1);
    }

    void readsACamerasPhoto()
    {
        REQUIRE_SHARED("data/camera/Samsung-SM-G935L-Galaxy-S7-Edge.jpg");
        const Metadata metadata = readMetadata(
            lookalike::testing::readFile(lookalike::testing::sharedFolder() /
                                         "data/camera/Samsung-SM-G935L-Galaxy-S7-Edge.jpg"));
        QCOMPARE(QString::fromStdString(metadata.camera), QString("samsung SM-G935L"));
        QVERIFY(metadata.takenAt.has_value());
        QCOMPARE(*metadata.takenAt, std::int64_t{1486669898});
        QVERIFY(metadata.latitude.has_value() && metadata.longitude.has_value());
        QVERIFY(std::abs(*metadata.latitude - 48.8925) < 1e-3);
        QVERIFY(std::abs(*metadata.longitude - 2.2364) < 1e-3);
    }

    void theMakeIsNotRepeated()
    {
        REQUIRE_SHARED("data/camera/Nikon-D3100.jpg");
        const Metadata metadata = readMetadata(lookalike::testing::readFile(
            lookalike::testing::sharedFolder() / "data/camera/Nikon-D3100.jpg"));
        QCOMPARE(QString::fromStdString(metadata.camera), QString("NIKON D3100"));
        QVERIFY(!metadata.lens.empty());
    }

    void readsTheShot()
    {
        REQUIRE_SHARED("cases/07-exposure-bracket");
        const auto shotOf = [](const char* name) {
            return readMetadata(lookalike::testing::readFile(lookalike::testing::sharedFolder() /
                                                             "cases/07-exposure-bracket" / name))
                .shot;
        };
        const ShotFacts first = shotOf("DSC_0123.JPG");
        const ShotFacts second = shotOf("DSC_0124.JPG");
        QVERIFY(first.namesCamera && second.namesCamera);
        QVERIFY(first.takenAt && second.takenAt && first.takenAt != second.takenAt);
        QVERIFY(first.exposureSeconds > 0 && second.exposureSeconds > 0);
        QVERIFY(first.exposureSeconds != second.exposureSeconds);
    }

    void readsTheFrameNumber()
    {
        REQUIRE_SHARED("data/camera/Nikon-D3100.jpg");
        const ShotFacts shot =
            readMetadata(lookalike::testing::readFile(lookalike::testing::sharedFolder() /
                                                      "data/camera/Nikon-D3100.jpg"))
                .shot;
        QCOMPARE(shot.counter, ShotFacts::Counter::Nikon);
        QVERIFY(shot.aperture > 0 && shot.iso > 0 && shot.takenAt && shot.micros);
    }

    void readsKeywordsOfAllPlaces()
    {
        QCOMPARE(carriedOf(kDublinCore, bag("dc:subject", "Bag", {"lake", "Oma", "lake"})).keywords,
                 (Words{"lake", "Oma"}));
        QCOMPARE(carriedOf("xmlns:lr='http://ns.adobe.com/lightroom/1.0/'",
                           bag("lr:hierarchicalSubject", "Bag", {"Places|Italy|Rome"}))
                     .keywords,
                 Words{"Places|Italy|Rome"});
        QCOMPARE(carriedOf("xmlns:digiKam='http://www.digikam.org/ns/1.0/'",
                           bag("digiKam:TagsList", "Seq", {"Places/Italy"}))
                     .keywords,
                 Words{"Places|Italy"});
        // Latin-1, as old programs wrote it.
        QCOMPARE(readMetadata(withIptc({{25, "lake"}, {25, "Z\xFCrich"}})).carried.keywords,
                 (Words{"lake", "Z\u00FCrich"}));
    }

    void readsTitleCaptionAndPlace()
    {
        const auto alternatives = [](const std::string& element) {
            return "<" + element +
                   "><rdf:Alt><rdf:li xml:lang='de'>See</rdf:li>"
                   "<rdf:li xml:lang='x-default'>Lake</rdf:li></rdf:Alt></" +
                   element + ">";
        };
        const Carried carried = carriedOf(
            std::string(kDublinCore) +
                " xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'"
                " xmlns:core='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'"
                " photoshop:City='Rome' photoshop:Country='Italy' core:Location='Trastevere'",
            alternatives("dc:title") + alternatives("dc:description"));
        QCOMPARE(carried.title, std::string("Lake"));
        QCOMPARE(carried.caption, std::string("Lake"));
        QCOMPARE(carried.placeName, std::string("Trastevere, Rome, Italy"));
        const Carried iptc =
            readMetadata(withIptc({{5, "Lake"}, {90, "Rome"}, {120, "first\rsecond"}})).carried;
        QCOMPARE(iptc.title, std::string("Lake"));
        QCOMPARE(iptc.placeName, std::string("Rome"));
        QCOMPARE(iptc.caption, std::string("first\nsecond"));
    }

    void aCamerasOwnWordsAreNoCaption_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isCaption");
        for (const char* text :
             {"OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM\\100MEDIA\\DJI_1.JPG", "cof",
              "oznorCOBR", "Exif_JPEG_PICTURE", "Created with GIMP", " "})
            QTest::addRow("%s", text) << QByteArray(text) << false;
        for (const char* text : {"Summer 2019", "cofee with Edith", "Oz and I", "hdr of the lake"})
            QTest::addRow("%s", text) << QByteArray(text) << true;
    }

    void aCamerasOwnWordsAreNoCaption()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isCaption);
        const FileBytes jpeg =
            lookalike::testing::withExif(emptyJpeg(), describedBlock(text.toStdString()));
        QCOMPARE(readMetadata(jpeg).carried.caption,
                 isCaption ? text.toStdString() : std::string());
    }

    void readsNamedFaces()
    {
        const auto region = [](const char* name, const char* type) {
            return std::string("<rdf:li rdf:parseType='Resource'><mwg-rs:Name>") + name +
                   "</mwg-rs:Name><mwg-rs:Type>" + type + "</mwg-rs:Type></rdf:li>";
        };
        QCOMPARE(carriedOf("xmlns:mwg-rs='http://www.metadataworkinggroup.com/schemas/regions/'",
                           "<mwg-rs:Regions rdf:parseType='Resource'><mwg-rs:RegionList><rdf:Bag>" +
                               region("Oma", "Face") + region("the boat", "Focus") +
                               "</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>")
                     .faces,
                 Words{"Oma"});
        QCOMPARE(carriedOf("xmlns:MP='http://ns.microsoft.com/photo/1.2/'"
                           " xmlns:MPRI='http://ns.microsoft.com/photo/1.2/t/RegionInfo#'"
                           " xmlns:MPReg='http://ns.microsoft.com/photo/1.2/t/Region#'",
                           "<MP:RegionInfo rdf:parseType='Resource'><MPRI:Regions><rdf:Bag>"
                           "<rdf:li MPReg:Rectangle='0,0,1,1' MPReg:PersonDisplayName='Opa'/>"
                           "</rdf:Bag></MPRI:Regions></MP:RegionInfo>")
                     .faces,
                 Words{"Opa"});
        QCOMPARE(carriedOf("xmlns:ext='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'",
                           bag("ext:PersonInImage", "Bag", {"Edith"}))
                     .faces,
                 Words{"Edith"});
    }

    void findsTheVideoOfAMotionPhoto()
    {
        const auto joined = [](std::initializer_list<FileBytes> parts) {
            FileBytes all;
            for (const FileBytes& part : parts)
                all.insert(all.end(), part.begin(), part.end());
            return readMetadata(all).carried.videoBytes;
        };
        using lookalike::testing::movie;
        QCOMPARE(joined({emptyJpeg(), movie(1000)}), std::uint64_t{1024});
        QCOMPARE(joined({emptyJpeg(), movie(1000, "qt  ")}), std::uint64_t{1024});
        // Samsung's trailer has names of its own before and after it.
        const std::string mark = "\x00\x00\x30\x0A\x10\x00\x00\x00MotionPhoto_Data";
        const std::string end = "SEFHk\x00SEFT";
        QCOMPARE(joined({emptyJpeg(), FileBytes(mark.begin(), mark.end()), movie(500),
                         FileBytes(end.begin(), end.end())}),
                 std::uint64_t{524});
        // A box of a HEIC file.
        const FileBytes inner = movie(100);
        const auto box = lookalike::testing::movieBox(
            "mpvd", {reinterpret_cast<const char*>(inner.data()), inner.size()});
        QCOMPARE(joined({lookalike::testing::movieBox("ftyp", "heic\0\0\0\0mif1heic"), box}),
                 std::uint64_t{124});
        // What only looks like one, and what is only announced.
        QCOMPARE(joined({emptyJpeg()}), std::uint64_t{0});
        FileBytes cut = movie(1000);
        cut.resize(20);
        QCOMPARE(joined({emptyJpeg(), cut}), std::uint64_t{0});
        for (std::size_t size = 0; size < 24; ++size) {
            cut.resize(size);
            QCOMPARE(joined({emptyJpeg(), cut}), std::uint64_t{0});
        }
        // Boxes without end.
        const FileBytes head = lookalike::testing::movieBox("ftyp", "mp42");
        const FileBytes empty = lookalike::testing::movieBox("free", {});
        FileBytes boxes = emptyJpeg();
        for (int i = 0; i < 200'000; ++i) {
            const FileBytes& next = i < 100'000 ? head : empty;
            boxes.insert(boxes.end(), next.begin(), next.end());
        }
        QCOMPARE(joined({boxes}), std::uint64_t{0});
        QCOMPARE(carriedOf("xmlns:GCamera='http://ns.google.com/photos/1.0/camera/'"
                           " GCamera:MotionPhoto='1'",
                           "")
                     .videoBytes,
                 std::uint64_t{0});
    }

    void carriedTextsAreCutAndClean()
    {
        Carried carried;
        for (int i = 0; i < 2000; ++i)
            addCarriedWord(carried.keywords, "word\n" + std::to_string(i));
        QCOMPARE(carried.keywords.size(), kMaxCarriedWords);
        QCOMPARE(carried.keywords.front(), std::string("word 0"));
        for (int i = 0; i < 2000; ++i)
            addCarriedWord(carried.faces, std::to_string(i) + std::string(1000, 'n'));
        QVERIFY(carriedLines(carried.faces).size() <= kMaxCarriedListBytes);
        setCarriedCaption(carried, std::string(100'000, 'c') + "\xFF");
        QCOMPARE(carried.caption.size(), kMaxCaptionBytes);
        carried.title =
            carriedLine(std::string(kMaxTitleBytes - 1, 't') + "\u00FC", kMaxTitleBytes);
        QCOMPARE(carried.title.size(), kMaxTitleBytes - 1);
        carried.placeName = "Rome";
        carried.videoBytes = 12;
        const std::string text = carriedText(carried);
        QVERIFY(text.size() <= kMaxCarriedBytes);
        QCOMPARE(carriedFromText(text), carried);
        QCOMPARE(carriedFromText(""), Carried());
        const Carried hostile = carriedFromText("9x\0a\0b\0c\0d\0e\0f\0");
        QCOMPARE(hostile.videoBytes, std::uint64_t{9});
    }

    void theCasesOfStrangers()
    {
        REQUIRE_SHARED("cases/09-keywords-and-caption-lost");
        const auto cases = lookalike::testing::sharedFolder() / "cases";
        const auto read = [&](const char* file) {
            return readMetadata(lookalike::testing::readFile(cases / file)).carried;
        };
        const Carried told = read("09-keywords-and-caption-lost/Grandma at the lake.jpg");
        QCOMPARE(told.keywords, (Words{"Grandma", "family"}));
        QCOMPARE(told.title, std::string("Grandma at the lake"));
        QCOMPARE(told.caption, std::string("Summer 2019"));
        QCOMPARE(told.faces, Words{"Grandma"});
        QCOMPARE(read("09-keywords-and-caption-lost/IMG_0042.jpg"), Carried());
        QCOMPARE(read("10-motion-photo/breakfast with everyone.jpg").videoBytes,
                 std::uint64_t{30048});
        QCOMPARE(read("10-motion-photo/IMG_20240512_101530.jpg").videoBytes, std::uint64_t{0});
    }
};

QTEST_GUILESS_MAIN(TestMetadata)
#include "tst_metadata.moc"
