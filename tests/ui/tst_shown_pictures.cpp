// SPDX-License-Identifier: GPL-3.0-or-later
// What Qt decodes for the window: pasted pictures and thumbnails that lie in the cache.
#include "core/image/decoder.h"
#include "tests/core/image/picture_writers.h"
#include "tests/testing.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/thumbnail_cache.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <filesystem>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kSide = 64;
constexpr Rgba kBlack{0, 0, 0, 255};
constexpr Rgba kWhite{255, 255, 255, 255};

/// A square of one colour; around it a hidden one.
RgbaPicture square(const Rgba& colour)
{
    RgbaPicture picture(kSide, kSide, {200, 30, 90, 0});
    for (int y = 16; y < 48; ++y)
        for (int x = 16; x < 48; ++x)
            picture.at(x, y) = colour;
    return picture;
}

/// Takes the short text chunk of this key out of a PNG.
void forget(const QString& file, const QByteArray& mark)
{
    QFile png(file);
    QVERIFY(png.open(QIODevice::ReadWrite));
    QByteArray bytes = png.readAll();
    const auto at = bytes.indexOf("tEXt" + mark);
    QVERIFY(at > 4);
    const auto length = static_cast<unsigned char>(bytes[at - 1]); // short chunks only
    bytes.remove(at - 4, length + 12);
    png.resize(0);
    png.seek(0);
    png.write(bytes);
}

} // namespace

/// If this fails, the window shows another picture than the one that was searched with.
class TestShownPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pastedPicturesLieOnTheGroundOfTheLibrary_data()
    {
        QTest::addColumn<bool>("white");
        QTest::newRow("black on transparent") << false;
        QTest::newRow("white on transparent") << true;
    }
    void pastedPicturesLieOnTheGroundOfTheLibrary()
    {
        QFETCH(bool, white);
        const FileBytes bytes = pngBytes(square(white ? kWhite : kBlack), PngKind::Alpha);
        const auto decoded = makeInProcessDecoder()->decode(bytes, {});
        VERIFY_RESULT(decoded);
        const QImage shown =
            decodeBytes(std::make_shared<const std::vector<std::uint8_t>>(bytes), kSide);
        QVERIFY(!shown.hasAlphaChannel());
        QCOMPARE(shown, toQImage(decoded->image));
        QVERIFY(shown.pixelColor(2, 2) != shown.pixelColor(32, 32));
    }

    void aPastedPictureThatQtHandsOverAsPixelsToo()
    {
        QImage pixels(kSide, kSide, QImage::Format_ARGB32);
        pixels.fill(QColor(10, 20, 30, 0));
        pixels.setPixelColor(5, 5, Qt::black);
        const QImage shown = decodeBytes(toPictureBytes(pixels), kSide);
        QCOMPARE(shown.pixelColor(0, 0), QColor(Qt::white));
        QCOMPARE(shown.pixelColor(5, 5), QColor(Qt::black));
    }

    void thumbnailsOfOtherProgramsLieOnItToo()
    {
        QTemporaryDir folder;
        const fs::path photo = fs::path(folder.path().toStdString()) / "drawing.png";
        writeFile(photo, pngBytes(square(kBlack), PngKind::Alpha));
        const ThumbnailCache cache(folder.path() + QStringLiteral("/thumbnails"));
        QImage withAlpha(kSide, kSide, QImage::Format_ARGB32);
        withAlpha.fill(Qt::transparent);
        withAlpha.setPixelColor(5, 5, Qt::black);
        cache.write(photo, 256, withAlpha);
        const auto read = cache.read(photo, 256);
        QVERIFY(read.has_value());
        QVERIFY(!read->hasAlphaChannel());
        QCOMPARE(read->pixelColor(0, 0), QColor(Qt::white));
    }

    void ourThumbnailsOfEarlierVersionsAreMadeAgain()
    {
        QTemporaryDir folder;
        const fs::path photo = fs::path(folder.path().toStdString()) / "drawing.png";
        writeFile(photo, pngBytes(square(kBlack), PngKind::Alpha));
        const ThumbnailCache cache(folder.path() + QStringLiteral("/thumbnails"));
        QImage black(kSide, kSide, QImage::Format_RGB888); // as they showed it
        black.fill(Qt::black);
        cache.write(photo, 256, black);
        QVERIFY(cache.read(photo, 256).has_value());
        QDirIterator files(folder.path() + QStringLiteral("/thumbnails"), QDir::Files,
                           QDirIterator::Subdirectories);
        QVERIFY(files.hasNext());
        forget(files.next(), "Lookalike::Ground");
        QVERIFY(!cache.read(photo, 256).has_value());
    }
};

QTEST_GUILESS_MAIN(TestShownPictures)
#include "tst_shown_pictures.moc"
