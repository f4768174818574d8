// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/format.h"
#include "tests/testing.h"

using namespace lookalike;

/// If this fails, files go to the wrong codec or are listed as unsupported.
class TestFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsByContent_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("format");
        const auto row = [](const char* name, const QByteArray& head, ImageFormat format) {
            QTest::newRow(name) << head << static_cast<int>(format);
        };
        row("JPEG", QByteArray::fromHex("ffd8ffe000104a46"), ImageFormat::Jpeg);
        row("PNG", QByteArray::fromHex("89504e470d0a1a0a"), ImageFormat::Png);
        row("WebP", "RIFF\x10\x20\x30\x40WEBPVP8 ", ImageFormat::WebP);
        row("a RIFF file that is sound", "RIFF\x10\x20\x30\x40WAVEfmt ", ImageFormat::Unknown);
        row("little-endian TIFF", QByteArray::fromHex("49492a0008000000"), ImageFormat::Tiff);
        row("big-endian TIFF", QByteArray::fromHex("4d4d002a00000008"), ImageFormat::Tiff);
        row("Canon CR2", QByteArray::fromHex("49492a00100000004352020000000000"), ImageFormat::Raw);
        row("Fujifilm RAF", "FUJIFILMCCD-RAW 0201", ImageFormat::Raw);
        row("Panasonic RW2", QByteArray::fromHex("4949550018000000"), ImageFormat::Raw);
        row("GIF", "GIF89a", ImageFormat::Gif);
        row("JP2", QByteArray::fromHex("0000000c6a5020200d0a870a"), ImageFormat::Jpeg2000);
        row("JPEG 2000 codestream", QByteArray::fromHex("ff4fff510029"), ImageFormat::Jpeg2000);
        row("JPEG XL", QByteArray::fromHex("ff0a9601"), ImageFormat::JpegXl);
        row("HEIC", QByteArray::fromHex("00000018") + "ftypheic" + QByteArray(4, 0) + "mif1heic",
            ImageFormat::Heic);
        row("AVIF by a compatible brand",
            QByteArray::fromHex("0000001c") + "ftypmif1" + QByteArray(4, 0) + "mif1avifmiaf",
            ImageFormat::Avif);
        row("Canon CR3",
            QByteArray::fromHex("00000018") + "ftypcrx " + QByteArray(4, 0) + "crx isom",
            ImageFormat::Raw);
        row("a video", QByteArray::fromHex("00000018") + "ftypisom" + QByteArray(4, 0) + "isommp42",
            ImageFormat::Unknown);
        row("BMP", "BM" + QByteArray(12, 1) + QByteArray::fromHex("28000000"), ImageFormat::Bmp);
        row("text that begins with BM", "BMW is a maker of cars", ImageFormat::Unknown);
        row("a pixmap", "P6\n640 480\n255\n" + QByteArray(40, 0), ImageFormat::Pnm);
        row("a greymap with a comment", "P2\n# by hand\n3 4\n15\n1 2 3", ImageFormat::Pnm);
        row("a bitmap of nine pixels", "P1 3 3 010101010", ImageFormat::Pnm);
        row("an arbitrary map", "P7\nWIDTH 3\nHEIGHT 4\n", ImageFormat::Pnm);
        row("text that begins with P1", "P1 is the first priority", ImageFormat::Unknown);
        row("text that begins with P2 and a number", "P2 12 apples", ImageFormat::Unknown);
        row("TGA", QByteArray::fromHex("000002000000000000000000800260011800"), ImageFormat::Tga);
        row("TGA with a palette", QByteArray::fromHex("000109000000011800000000800260010820"),
            ImageFormat::Tga);
        row("zeros", QByteArray(64, 0), ImageFormat::Unknown);
        row("TGA without pixels", QByteArray::fromHex("000002000000000000000000000000001800"),
            ImageFormat::Unknown);
        row("PSD", "8BPS" + QByteArray::fromHex("0001000000000000000300000010000000100008"),
            ImageFormat::Psd);
        row("an icon",
            QByteArray::fromHex("000001000100202000000100200068040000160000002800000020000000"),
            ImageFormat::Ico);
        row("a cursor",
            QByteArray::fromHex("000002000100202000000100200068040000160000002800000020000000"),
            ImageFormat::Unknown);
        row("nothing", QByteArray(), ImageFormat::Unknown);
        row("one byte", QByteArray::fromHex("ff"), ImageFormat::Unknown);
    }
    void tellsByContent()
    {
        QFETCH(QByteArray, head);
        QFETCH(int, format);
        const std::span bytes(reinterpret_cast<const std::uint8_t*>(head.constData()),
                              static_cast<std::size_t>(head.size()));
        QCOMPARE(static_cast<int>(sniffFormat(bytes)), format);
    }

    void namesLeadBackToTheFormat()
    {
        for (int i = 0; i <= static_cast<int>(kLastImageFormat); ++i) {
            const auto format = static_cast<ImageFormat>(i);
            const auto parsed = parseFormat(formatName(format));
            QVERIFY(parsed.has_value());
            QCOMPARE(static_cast<int>(*parsed), i);
        }
        QVERIFY(!parseFormat("pcx").has_value());
    }

    void photosAsCamerasWriteThemCarryNoAlpha()
    {
        for (const ImageFormat format : {ImageFormat::Jpeg, ImageFormat::Raw})
            QVERIFY2(!formatMayHaveAlpha(format), formatName(format));
        for (const ImageFormat format :
             {ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp,
              ImageFormat::Gif, ImageFormat::Jpeg2000, ImageFormat::Heic, ImageFormat::Avif,
              ImageFormat::JpegXl, ImageFormat::Unknown})
            QVERIFY2(formatMayHaveAlpha(format), formatName(format));
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
