// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/alpha.h"
#include "core/image/decoder.h"
#include "core/image/perceptual_hash.h"
#include "tests/core/image/picture_writers.h"
#include "tests/core/image/tiff_writer.h"
#include "tests/testing.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

using Rgb = std::array<int, 3>;

constexpr int kSide = 48;
constexpr Rgba kBlack{0, 0, 0, 255};
constexpr Rgba kWhite{255, 255, 255, 255};
constexpr Rgba kHidden{180, 0, 180, 0};
constexpr Rgba kHiddenBlack{0, 0, 0, 0};

Rgb pixel(const Image& image, int x, int y)
{
    const std::uint8_t* const at = image.row(y) + 3 * x;
    return {at[0], at[1], at[2]};
}

bool isNear(const Rgb& found, const Rgb& expected, int tolerance)
{
    return std::ranges::equal(found, expected,
                              [tolerance](int a, int b) { return std::abs(a - b) <= tolerance; });
}

Result<DecodedImage> decode(const FileBytes& bytes, const DecodeRequest& request = {})
{
    return makeInProcessDecoder()->decode(bytes, request);
}

/// A frame and a diagonal of one colour on a transparent ground.
RgbaPicture lineArt(int side, const Rgba& line, const Rgba& hidden = kHiddenBlack)
{
    RgbaPicture picture(side, side, hidden);
    const int stroke = side / 12;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            if (x < stroke || y < stroke || std::abs(x - y) < stroke)
                picture.at(x, y) = line;
    return picture;
}

/// Left a hidden colour, in the middle an opaque one, right one half seen, in stripes that fit
/// the blocks of lossy codecs.
RgbaPicture threeStripes()
{
    RgbaPicture picture(kSide, kSide);
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
            picture.at(x, y) = x < 16   ? Rgba{200, 0, 100, 0}
                               : x < 32 ? Rgba{40, 80, 120, 255}
                                        : Rgba{40, 80, 120, 102};
    return picture;
}

FileBytes tiffWithAlpha(RgbaPicture picture, std::uint16_t extra, std::uint16_t bits = 8)
{
    constexpr std::uint16_t kAssociated = 1;
    TiffPage page{static_cast<std::uint32_t>(picture.width),
                  static_cast<std::uint32_t>(picture.height),
                  kTiffRgb,
                  4,
                  bits,
                  {},
                  {}};
    page.extra = extra;
    for (Rgba& p : picture.pixels) {
        if (extra == kAssociated)
            for (std::size_t c = 0; c < 3; ++c)
                p[c] = static_cast<std::uint8_t>(p[c] * p[3] / 255);
        for (const std::uint8_t value : p)
            for (int i = 0; i < bits / 8; ++i)
                page.pixels.push_back(value);
    }
    return tiffBytes({page});
}

double meanOf(const Image& image)
{
    return std::accumulate(image.pixels.begin(), image.pixels.end(), 0.0) /
           static_cast<double>(image.pixels.size());
}

using Writer = std::function<FileBytes(const RgbaPicture&)>;

} // namespace

Q_DECLARE_METATYPE(Writer)

/// If this fails, drawings on a transparent ground all look alike, or what nobody sees decides.
class TestAlpha : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyContainerShowsWhatAViewerShows_data()
    {
        QTest::addColumn<Writer>("write");
        QTest::addColumn<int>("tolerance");
        const auto row = [](const char* name, const Writer& write, int tolerance = 1) {
            QTest::newRow(name) << write << tolerance;
        };
        const auto png = [](PngKind kind, bool interlaced) {
            return [=](const RgbaPicture& p) { return pngBytes(p, kind, interlaced); };
        };
        row("PNG with alpha", png(PngKind::Alpha, false));
        row("interlaced PNG with alpha", png(PngKind::Alpha, true));
        row("PNG of 16 bits with alpha", png(PngKind::Alpha16, false));
        row("PNG whose palette has alpha", png(PngKind::PaletteAlpha, false));
        row("interlaced PNG whose palette has alpha", png(PngKind::PaletteAlpha, true));
        row("WebP", [](const RgbaPicture& p) { return webpBytes({p}); });
        row("animated WebP", [](const RgbaPicture& p) {
            return webpBytes({p, lineArt(kSide, kBlack)});
        });
        row("BMP", bmpAlphaBytes);
        row(
            "TIFF with associated alpha", [](const RgbaPicture& p) { return tiffWithAlpha(p, 1); },
            3);
        row("TIFF with unassociated alpha",
            [](const RgbaPicture& p) { return tiffWithAlpha(p, 2); });
        row(
            "TIFF of 16 bits with associated alpha",
            [](const RgbaPicture& p) { return tiffWithAlpha(p, 1, 16); }, 3);
        row("TIFF of 16 bits with unassociated alpha",
            [](const RgbaPicture& p) { return tiffWithAlpha(p, 2, 16); });
        row("JPEG 2000", jpeg2000Bytes);
        row("JPEG XL", jpegXlBytes);
        row("AVIF", avifBytes, 12);
    }
    void everyContainerShowsWhatAViewerShows()
    {
        QFETCH(Writer, write);
        QFETCH(int, tolerance);
        const FileBytes bytes = write(threeStripes());
        if (bytes.empty())
            QSKIP("This build cannot write the format");
        const auto decoded = decode(bytes);
        VERIFY_RESULT(decoded);
        QCOMPARE(decoded->image.width, kSide);
        QCOMPARE(pixel(decoded->image, 4, 20), (Rgb{255, 255, 255}));
        QVERIFY(isNear(pixel(decoded->image, 24, 20), {40, 80, 120}, tolerance));
        QVERIFY(isNear(pixel(decoded->image, 40, 20), {169, 185, 201}, tolerance));
    }

    void greyWithAlpha()
    {
        RgbaPicture picture(4, 4, {90, 90, 90, 0});
        picture.at(1, 1) = {90, 90, 90, 255};
        const auto decoded = decode(pngBytes(picture, PngKind::GreyAlpha));
        VERIFY_RESULT(decoded);
        QCOMPARE(pixel(decoded->image, 0, 0), (Rgb{255, 255, 255}));
        QCOMPARE(pixel(decoded->image, 1, 1), (Rgb{90, 90, 90}));
    }

    void greyOfSixteenBitsWithAlpha()
    {
        constexpr std::uint16_t kGrey = 1;
        constexpr std::uint16_t kUnassociated = 2;
        TiffPage page{2, 1, kGrey, 2, 16, {0, 90, 0, 0, 0, 90, 255, 255}, {}};
        page.extra = kUnassociated;
        const auto decoded = decode(tiffBytes({page}));
        VERIFY_RESULT(decoded);
        QCOMPARE(pixel(decoded->image, 0, 0), (Rgb{255, 255, 255}));
        QCOMPARE(pixel(decoded->image, 1, 0), (Rgb{90, 90, 90}));
    }

    void theTransparentColourOfAPngAndAGif()
    {
        const RgbaPicture picture = lineArt(kSide, kBlack, {10, 20, 30, 0});
        const auto gif = decode(gifBytes({picture}));
        VERIFY_RESULT(gif);
        RgbaPicture keyed = picture;
        std::ranges::replace(keyed.pixels, kBlack, Rgba{1, 2, 3, 255});
        std::ranges::replace(keyed.pixels, Rgba{10, 20, 30, 0}, Rgba{0, 90, 0, 255});
        keyed.at(0, 0) = {0, 90, 0, 255}; // the colour that becomes transparent
        const auto png = decode(pngBytes(keyed, PngKind::ColourKey));
        VERIFY_RESULT(png);
        for (const Image& image : {gif->image, png->image})
            QCOMPARE(pixel(image, kSide - 2, kSide / 2), (Rgb{255, 255, 255}));
        QCOMPARE(pixel(gif->image, 1, kSide / 2), (Rgb{0, 0, 0}));
        QCOMPARE(pixel(png->image, 1, kSide / 2), (Rgb{1, 2, 3}));
    }

    void samplesThatAreNoAlphaAreNotTakenForIt()
    {
        constexpr std::uint16_t kUnspecified = 0;
        const auto tiff = decode(tiffWithAlpha(threeStripes(), kUnspecified));
        VERIFY_RESULT(tiff);
        QCOMPARE(pixel(tiff->image, 4, 20), (Rgb{200, 0, 100}));
        RgbaPicture unset = threeStripes();
        for (Rgba& p : unset.pixels)
            p[3] = 0;
        const auto bmp = decode(bmpAlphaBytes(unset)); // many programs write BMPs so
        VERIFY_RESULT(bmp);
        QCOMPARE(pixel(bmp->image, 24, 20), (Rgb{40, 80, 120}));
    }

    void whatIsHiddenHasNoSay_data()
    {
        QTest::addColumn<int>("shortSide");
        QTest::newRow("as stored") << 0;
        QTest::newRow("reduced while decoding") << 64;
    }
    void whatIsHiddenHasNoSay()
    {
        QFETCH(int, shortSide);
        DecodeRequest request;
        request.wantedShortSide = shortSide;
        const int side = shortSide == 0 ? kSide : 2100;
        const auto black = decode(pngBytes(lineArt(side, kBlack), PngKind::Alpha), request);
        VERIFY_RESULT(black);
        QVERIFY(shortSide == 0 || black->image.width < side);
        const Rgba grey{120, 130, 140, 255};
        for (const Rgba& line : {kBlack, grey, kWhite}) {
            const auto plain = decode(pngBytes(lineArt(side, line), PngKind::Alpha), request);
            const auto hidden =
                decode(pngBytes(lineArt(side, line, kHidden), PngKind::Alpha), request);
            const auto webp = decode(webpBytes({lineArt(side, line, kHidden)}), request);
            VERIFY_RESULT(plain);
            VERIFY_RESULT(hidden);
            VERIFY_RESULT(webp);
            QVERIFY(plain->image.pixels == hidden->image.pixels);
            QVERIFY(difference(plain->image, webp->image) < (shortSide == 0 ? 0.001 : 6.0));
        }
    }

    void nothingThatIsDrawnVanishes_data()
    {
        QTest::addColumn<QList<int>>("line");
        QTest::newRow("black") << QList<int>{0, 0, 0};
        QTest::newRow("white") << QList<int>{255, 255, 255};
        QTest::newRow("nearly white") << QList<int>{250, 248, 245};
        QTest::newRow("yellow") << QList<int>{255, 240, 0};
        QTest::newRow("grey") << QList<int>{128, 128, 128};
    }
    void nothingThatIsDrawnVanishes()
    {
        QFETCH(QList<int>, line);
        const auto byte = [&](int i) { return static_cast<std::uint8_t>(line[i]); };
        const Rgba colour{byte(0), byte(1), byte(2), 255};
        const auto decoded = decode(pngBytes(lineArt(kSide, colour), PngKind::Alpha));
        VERIFY_RESULT(decoded);
        const Rgb drawn = pixel(decoded->image, 1, kSide / 2);
        const Rgb ground = pixel(decoded->image, kSide - 2, kSide / 2);
        const int apart = std::abs(drawn[0] - ground[0]) + std::abs(drawn[1] - ground[1]) +
                          std::abs(drawn[2] - ground[2]);
        QVERIFY2(apart > 150, qPrintable(QString::number(apart)));
    }

    void copiesOfEverySizeLieOnOneGround()
    {
        // Nearest to the choice: a picture of light tones, a little on either side.
        for (const int light : {225, 232, 238, 246, 255}) {
            const auto tone = static_cast<std::uint8_t>(light);
            RgbaPicture large(2016, 2016, kHidden);
            for (int y = 100; y < 1900; ++y)
                for (int x = 100; x < 1900; ++x)
                    if ((x - 1000) * (x - 1000) + (y - 1000) * (y - 1000) < 800 * 800)
                        large.at(x, y) = {tone, tone, tone,
                                          static_cast<std::uint8_t>(155 + (x + y) % 101)};
            const FileBytes png = pngBytes(large, PngKind::Alpha);
            const FileBytes webp = webpBytes({large});
            const auto whole = decode(png);
            VERIFY_RESULT(whole);
            for (const int shortSide : {600, 320, 100}) {
                DecodeRequest request;
                request.wantedShortSide = shortSide;
                for (const FileBytes& bytes : {png, webp}) {
                    const auto small = decode(bytes, request);
                    VERIFY_RESULT(small);
                    QCOMPARE(pixel(small->image, 0, 0), pixel(whole->image, 0, 0));
                    QVERIFY(std::abs(meanOf(small->image) - meanOf(whole->image)) < 1.5);
                }
            }
        }
    }

    void edgesAreAveragedByWhatIsSeenOfThem()
    {
        // Red beside hidden green: an average of all values would be brown.
        AlphaReducer rows(2, 2, Reduction{2, 2});
        const std::array<std::uint8_t, 8> row{255, 0, 0, 255, 0, 255, 0, 0};
        rows.addRow(row.data());
        rows.addRow(row.data());
        Image colours;
        std::vector<std::uint8_t> alpha;
        rows.take(colours, alpha);
        QCOMPARE(pixel(colours, 0, 0), (Rgb{255, 0, 0}));
        QCOMPARE(alpha, (std::vector<std::uint8_t>{128}));
    }

    void aFlatAlphaChannelChangesNothing()
    {
        RgbaPicture picture(2100, 2000);
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < picture.width; ++x)
                picture.at(x, y) = {static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(y),
                                    static_cast<std::uint8_t>(x * y), 255};
        for (const int shortSide : {0, 224}) {
            DecodeRequest request;
            request.wantedShortSide = shortSide;
            const auto with = decode(pngBytes(picture, PngKind::Alpha), request);
            const auto without = decode(pngBytes(picture, PngKind::Opaque), request);
            VERIFY_RESULT(with);
            VERIFY_RESULT(without);
            QVERIFY(with->image.pixels == without->image.pixels);
        }
    }

    void aPictureOfWhichNothingIsSeenIsPlain()
    {
        const auto decoded = decode(pngBytes(RgbaPicture(8, 8, kHidden), PngKind::Alpha));
        VERIFY_RESULT(decoded);
        QVERIFY(std::ranges::all_of(decoded->image.pixels, [](int v) { return v == 255; }));
    }

    void aSmallerFirstFrameLiesOnTheGround()
    {
        FileBytes gif = gifBytes({lineArt(kSide, kBlack)});
        gif[6] = 60; // the screen becomes wider than its frame
        const auto decoded = decode(gif);
        VERIFY_RESULT(decoded);
        QCOMPARE(decoded->image.width, 60);
        QCOMPARE(pixel(decoded->image, 55, 2), (Rgb{255, 255, 255}));
    }
};

QTEST_GUILESS_MAIN(TestAlpha)
#include "tst_alpha.moc"
