// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/plain_border.h"
#include "tests/testing.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <random>

using namespace lookalike;

namespace {

using Tone = std::array<std::uint8_t, 3>;

void fill(Image& image, int left, int top, int right, int bottom, Tone tone)
{
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x)
            std::copy(tone.begin(), tone.end(), image.row(y) + static_cast<std::ptrdiff_t>(x) * 3);
}

/// Noise in every pixel: nothing of it is plain.
Image busyPicture(int width, int height)
{
    std::mt19937 random(11);
    Image image(width, height);
    for (std::uint8_t& value : image.pixels)
        value = static_cast<std::uint8_t>(random() % 256);
    return image;
}

/// Waves at a point of a photo, in pixels: nothing of it is black.
int waves(double x, double y)
{
    return static_cast<int>(std::lround(140 + 50 * std::sin(x / 7) + 40 * std::cos(y / 9)));
}

/// Waves of 160 x 120 pixels on a black canvas that grew for the turn.
Image turnedWaves(double degrees)
{
    const double angle = degrees * std::numbers::pi / 180;
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    Image canvas(static_cast<int>(std::ceil(160 * c + 120 * std::abs(s))),
                 static_cast<int>(std::ceil(160 * std::abs(s) + 120 * c)));
    for (int y = 0; y < canvas.height; ++y)
        for (int x = 0; x < canvas.width; ++x) {
            const double dx = x + 0.5 - canvas.width / 2.0;
            const double dy = y + 0.5 - canvas.height / 2.0;
            const double u = dx * c + dy * s + 80;
            const double v = dy * c - dx * s + 60;
            const bool inside = u > 0 && v > 0 && u < 160 && v < 120;
            std::fill_n(canvas.row(y) + static_cast<std::ptrdiff_t>(x) * 3, 3,
                        static_cast<std::uint8_t>(inside ? waves(u - 0.5, v - 0.5) : 0));
        }
    return canvas;
}

struct Sides {
    int left;
    int top;
    int right;
    int bottom;
};

} // namespace

Q_DECLARE_METATYPE(Sides)

class TestPlainBorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void turnsAPhotoBack()
    {
        for (const double degrees : {-12.0, -4.0, 2.0, 4.0, 9.0}) {
            const auto inside = insidePlainBorder(turnedWaves(degrees));
            QVERIFY(inside.has_value());
            QVERIFY(std::abs(inside->width - 160) <= 2 && std::abs(inside->height - 120) <= 2);
            double apart = 0;
            for (int y = 5; y < 115; ++y)
                for (int x = 5; x < 155; ++x)
                    apart +=
                        std::abs(inside->row(y)[static_cast<std::ptrdiff_t>(x) * 3] - waves(x, y));
            QVERIFY(apart < 10.0 * 110 * 150);
        }
    }

    void findsWhatABorderSurrounds_data()
    {
        QTest::addColumn<Sides>("sides");
        QTest::addColumn<int>("noise");
        QTest::addRow("a frame all around") << Sides{12, 9, 14, 10} << 0;
        QTest::addRow("a letterbox") << Sides{0, 20, 0, 20} << 0;
        QTest::addRow("bars at the sides") << Sides{25, 0, 25, 0} << 0;
        QTest::addRow("a caption's space below") << Sides{0, 0, 0, 30} << 0;
        QTest::addRow("much around a small picture") << Sides{40, 30, 40, 30} << 0;
        QTest::addRow("a frame with compression noise") << Sides{12, 9, 14, 10} << 6;
    }
    void findsWhatABorderSurrounds()
    {
        QFETCH(Sides, sides);
        QFETCH(int, noise);
        const Image photo = busyPicture(160, 120);
        Image framed(sides.left + 160 + sides.right, sides.top + 120 + sides.bottom);
        fill(framed, 0, 0, framed.width, framed.height, {240, 230, 220});
        std::mt19937 random(3);
        for (std::uint8_t& value : framed.pixels)
            value = static_cast<std::uint8_t>(
                value + static_cast<int>(random() % 100) * noise / 100 - noise / 2);
        for (int y = 0; y < photo.height; ++y)
            std::copy_n(photo.row(y), static_cast<std::size_t>(photo.width) * 3,
                        framed.row(sides.top + y) + static_cast<std::ptrdiff_t>(sides.left) * 3);
        const auto inside = insidePlainBorder(framed);
        QVERIFY(inside.has_value());
        QCOMPARE(inside->width, photo.width);
        QCOMPARE(inside->height, photo.height);
        QVERIFY(inside->pixels == photo.pixels);
    }

    void sidesMayHaveTonesOfTheirOwn()
    {
        Image framed = busyPicture(160, 120);
        fill(framed, 0, 0, 160, 15, {0, 0, 0});
        fill(framed, 0, 100, 160, 120, {255, 255, 255});
        const auto inside = insidePlainBorder(framed);
        QVERIFY(inside.has_value());
        QCOMPARE(inside->width, 160);
        QCOMPARE(inside->height, 85);
    }

    void aFrameInALetterboxGoesWithIt()
    {
        Image framed = busyPicture(160, 120);
        fill(framed, 0, 0, 160, 120, {0, 0, 0});
        fill(framed, 0, 15, 160, 105, {250, 250, 250});
        const Image photo = busyPicture(140, 70);
        for (int y = 0; y < photo.height; ++y)
            std::copy_n(photo.row(y), static_cast<std::size_t>(photo.width) * 3,
                        framed.row(25 + y) + 30);
        const auto inside = insidePlainBorder(framed);
        QVERIFY(inside.has_value());
        QVERIFY(inside->pixels == photo.pixels);
    }

    void saysNothingWhereThereIsNoBorder()
    {
        QVERIFY(!insidePlainBorder(Image()));
        QVERIFY(!insidePlainBorder(busyPicture(160, 120)));
        Image hairline = busyPicture(160, 120);
        fill(hairline, 0, 0, 160, 1, {0, 0, 0});
        QVERIFY(!insidePlainBorder(hairline));
    }

    void saysNothingWhereNextToNothingIsInside()
    {
        Image plain(160, 120);
        QVERIFY(!insidePlainBorder(plain));
        const Image small = busyPicture(40, 30);
        for (int y = 0; y < small.height; ++y)
            std::copy_n(small.row(y), static_cast<std::size_t>(small.width) * 3,
                        plain.row(40 + y) + 150);
        QVERIFY(!insidePlainBorder(plain));
    }
};

QTEST_GUILESS_MAIN(TestPlainBorder)
#include "tst_plain_border.moc"
