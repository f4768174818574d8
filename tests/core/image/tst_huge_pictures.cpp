// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that are much larger than their files, or than anything anybody wants to see of them.
#include "core/image/decode_budget.h"
#include "core/image/decoder.h"
#include "core/image/reduction.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <png.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <iterator>
#include <memory>
#include <random>
#include <string_view>
#include <thread>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

constexpr int kWanted = 224;

void append(FileBytes& bytes, std::string_view text)
{
    std::ranges::copy(text, std::back_inserter(bytes));
}

void appendNumber(FileBytes& bytes, std::size_t value, int size)
{
    for (int i = 0; i < size; ++i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// Two pixels in a corner of the screen; the ground is the first colour.
FileBytes hugeGif(std::size_t width, std::size_t height)
{
    FileBytes bytes;
    append(bytes, "GIF89a");
    appendNumber(bytes, width, 2);
    appendNumber(bytes, height, 2);
    const FileBytes rest{0x80, 0, 0, 10, 20, 30, 200, 210, 220,  0x2C, 0, 0,   0,
                         0,    2, 0, 1,  0,  0,  2,   2,   0x44, 0x0A, 0, 0x3B};
    bytes.insert(bytes.end(), rest.begin(), rest.end());
    return bytes;
}

/// Run lengths that end at once: everything is the palette's first colour.
FileBytes hugeBmp(std::size_t width, std::size_t height)
{
    FileBytes bytes;
    append(bytes, "BM");
    appendNumber(bytes, 14 + 40 + 4 + 2, 4);
    appendNumber(bytes, 0, 4);
    appendNumber(bytes, 14 + 40 + 4, 4);
    for (const std::size_t value : {std::size_t{40}, width, height})
        appendNumber(bytes, value, 4);
    appendNumber(bytes, 1, 2);
    appendNumber(bytes, 8, 2);
    for (const unsigned value : {1U, 2U, 0U, 0U, 1U, 0U}) // RLE8; one colour
        appendNumber(bytes, value, 4);
    bytes.insert(bytes.end(), {30, 20, 10, 0, 0, 1});
    return bytes;
}

FileBytes riffChunk(std::string_view name, const FileBytes& content)
{
    FileBytes bytes;
    append(bytes, name);
    appendNumber(bytes, content.size(), 4);
    bytes.insert(bytes.end(), content.begin(), content.end());
    bytes.resize(bytes.size() + bytes.size() % 2);
    return bytes;
}

/// An animation whose first frame is 8 x 8.
FileBytes hugeWebp(std::size_t width, std::size_t height)
{
    FileBytes frame;
    for (const unsigned value : {0U, 0U, 7U, 7U, 100U})
        appendNumber(frame, value, 3);
    frame.push_back(0);
    FileBytes pixels;
    cv::imencode(".webp", cv::Mat(8, 8, CV_8UC3, cv::Scalar(9, 9, 9)), pixels,
                 {cv::IMWRITE_WEBP_QUALITY, 101});
    frame.insert(frame.end(), pixels.begin() + 12, pixels.end());
    FileBytes header{2, 0, 0, 0};
    appendNumber(header, width - 1, 3);
    appendNumber(header, height - 1, 3);
    FileBytes content;
    append(content, "WEBP");
    for (const FileBytes& part : {riffChunk("VP8X", header), riffChunk("ANIM", {0, 0, 0, 0, 0, 0}),
                                  riffChunk("ANMF", frame)})
        content.insert(content.end(), part.begin(), part.end());
    return riffChunk("RIFF", content);
}

/// `row` gives the bytes of each row of `channels` values; they come seven times where the file is
/// interlaced.
FileBytes pngBytes(int width, int height, bool grey, bool interlaced,
                   const std::function<void(int, std::uint8_t*)>& row)
{
    FileBytes bytes;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(
        png, &bytes,
        [](png_structp file, png_bytep data, std::size_t size) {
            auto& out = *static_cast<FileBytes*>(png_get_io_ptr(file));
            out.insert(out.end(), data, data + size);
        },
        [](png_structp) {});
    png_set_compression_level(png, 1);
    png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), 8,
                 grey ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
                 interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    FileBytes line(static_cast<std::size_t>(width) * (grey ? 1 : 3));
    for (int pass = png_set_interlace_handling(png); pass > 0; --pass)
        for (int y = 0; y < height; ++y) {
            row(y, line.data());
            png_write_row(png, line.data());
        }
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return bytes;
}

/// Decodes in this process; `asked` becomes what the codec wanted room for.
Result<DecodedImage> decode(const FileBytes& bytes, int wanted, std::uint64_t& asked)
{
    DecodeRequest request;
    request.wantedShortSide = wanted;
    request.takeRoom = [&asked](std::uint64_t needed) -> Result<void> {
        asked = std::max(asked, needed);
        return {};
    };
    return makeInProcessDecoder()->decode(bytes, request);
}

std::vector<int> pixel(const Image& image, int x, int y)
{
    const std::uint8_t* const at = image.row(y) + 3 * static_cast<std::ptrdiff_t>(x);
    return {at[0], at[1], at[2]};
}

} // namespace

/// If this fails, a few small files can take all memory of a machine.
class TestHugePictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSmallFileTakesLittleMemory_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<std::vector<int>>("colour");
        const auto row = [](const char* name, const FileBytes& bytes, std::vector<int> colour) {
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                              static_cast<qsizetype>(bytes.size()))
                                << colour;
        };
        row("a GIF of two pixels", hugeGif(16'000, 15'600), {255, 255, 255});
        row("a BMP of no run", hugeBmp(16'000, 15'600), {10, 20, 30});
        row("a WebP with a small frame", hugeWebp(16'000, 15'600), {255, 255, 255});
        row("an interlaced PNG",
            pngBytes(8000, 6000, true, true,
                     [](int, std::uint8_t* line) { std::fill_n(line, 8000, std::uint8_t{77}); }),
            {77, 77, 77});
    }
    void aSmallFileTakesLittleMemory()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(std::vector<int>, colour);
        std::uint64_t asked = 0;
        const auto decoded = decode(FileBytes(bytes.begin(), bytes.end()), kWanted, asked);
        VERIFY_RESULT(decoded);
        QCOMPARE(asked, std::uint64_t{0});
        QVERIFY(decoded->fullWidth >= 8000);
        const Image& image = decoded->image;
        QVERIFY(image.pixels.size() <= 3 * mostDecodedPixels(kWanted));
        QVERIFY(std::min(image.width, image.height) >= kWanted);
        QCOMPARE(pixel(image, image.width / 2, image.height / 2), colour);
    }

    void whatCannotBeReducedOnTheWayAsksForRoom()
    {
        std::uint64_t asked = 0;
        FileBytes jpeg;
        cv::imencode(".jpg", cv::Mat(3000, 4000, CV_8UC3, cv::Scalar(30, 20, 10)), jpeg,
                     {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
        VERIFY_RESULT(decode(jpeg, kWanted, asked));
        QVERIFY(asked >= std::uint64_t{4000} * 3000 * 6); // the coefficients
        asked = 0;
        FileBytes webp;
        cv::imencode(".webp", cv::Mat(4000, 4000, CV_8UC3, cv::Scalar(30, 20, 10)), webp,
                     {cv::IMWRITE_WEBP_QUALITY, 101});
        VERIFY_RESULT(decode(webp, kWanted, asked));
        QVERIFY(asked >= std::uint64_t{4000} * 4000 * 4);
        asked = 0;
        VERIFY_RESULT(decode(bmpBytes(plainPicture(6000, 4000, 1, 2, 3)), 0, asked)); // full size
        QVERIFY(asked >= std::uint64_t{6000} * 4000 * 3);
    }

    void whoeverGetsNoRoomGivesUp()
    {
        DecodeRequest request;
        request.takeRoom = [](std::uint64_t) -> Result<void> {
            return fail(ErrorCode::Cancelled, "Cancelled"_msg);
        };
        VERIFY_ERROR(
            makeInProcessDecoder()->decode(bmpBytes(plainPicture(6000, 4000, 1, 2, 3)), request),
            ErrorCode::Cancelled);
    }

    /// Interlaced or not, reduced or not: the pixels are the same.
    void interlacedPicturesLookLikeOthers_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        for (const auto& [width, height] :
             {std::pair{1, 1}, {2, 1}, {1, 9}, {3, 5}, {4, 4}, {9, 8}, {17, 33}, {2501, 2003}})
            QTest::addRow("%d x %d", width, height) << width << height;
    }
    void interlacedPicturesLookLikeOthers()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        const Image truth = smoothPicture(width, height);
        const auto row = [&truth](int y, std::uint8_t* line) {
            std::copy_n(truth.row(y), static_cast<std::size_t>(truth.width) * 3, line);
        };
        std::uint64_t asked = 0;
        for (const int wanted : {0, 100}) {
            const auto plain = decode(pngBytes(width, height, false, false, row), wanted, asked);
            const auto interlaced =
                decode(pngBytes(width, height, false, true, row), wanted, asked);
            VERIFY_RESULT(plain);
            VERIFY_RESULT(interlaced);
            QVERIFY(interlaced->image.pixels == plain->image.pixels);
            if (wanted == 0)
                QVERIFY(interlaced->image.pixels == truth.pixels);
        }
    }

    void anInterlacedPictureThatBreaksOffIsBroken()
    {
        FileBytes png = pngBytes(40, 30, false, true, [](int y, std::uint8_t* line) {
            for (int i = 0; i < 120; ++i)
                line[i] = static_cast<std::uint8_t>(i * y * 37);
        });
        png.resize(png.size() - 100);
        std::uint64_t asked = 0;
        VERIFY_ERROR(decode(png, kWanted, asked), ErrorCode::Broken);
    }

    /// A picture keeps what is wanted of it, whatever its shape, and exceeds no limit.
    void reductionsKeepWhatIsWanted()
    {
        std::mt19937 random(5);
        const auto side = [&random] {
            return 1 + static_cast<int>(random() % (1U << (1 + random() % 20)));
        };
        for (int i = 0; i < 20'000; ++i) {
            const int width = side();
            const int height = side();
            const int wanted = 1 + static_cast<int>(random() % 1000);
            const Reduction reduction = reductionFor(width, height, wanted);
            const std::int64_t w = width / reduction.x;
            const std::int64_t h = height / reduction.y;
            QVERIFY(w > 0 && h > 0);
            QVERIFY(std::int64_t{reduction.x} * reduction.y <= 1 << 24);
            const std::int64_t pixels = std::int64_t{width} * height;
            if (pixels <= kAlwaysDecodedPixels)
                QVERIFY(reduction.isNone());
            if (pixels <= 250'000'000) {
                QVERIFY(w * h <= static_cast<std::int64_t>(mostDecodedPixels(wanted)));
                QVERIFY(std::min(w, h) >= std::min({wanted, width, height}));
            }
            // What was reduced already stays as it is.
            if (!reduction.isNone() && reduction.x == reduction.y)
                QVERIFY(reductionFor(static_cast<int>(w), static_cast<int>(h), wanted).isNone());
            QVERIFY(reductionFor(width, height, 0).isNone());
        }
        // Photos of usual shape keep three times what is wanted.
        QCOMPARE(reductionFor(6000, 4000, 224), (Reduction{5, 5}));
        QCOMPARE(reductionFor(2388, 1343, 224), (Reduction{1, 1}));
    }

    void longPicturesLoseLength()
    {
        std::uint64_t asked = 0;
        const Image truth = smoothPicture(90'000, 100);
        const auto decoded = decode(bmpBytes(truth), 60, asked);
        VERIFY_RESULT(decoded);
        QCOMPARE(decoded->image.height, 100);
        QVERIFY(decoded->image.pixels.size() <= 3 * mostDecodedPixels(60));
        QCOMPARE(decoded->fullWidth, 90'000);
    }

    /// The same from rows and from pixels in any order.
    void pixelsMayComeInAnyOrder()
    {
        const Image truth = smoothPicture(101, 67);
        for (const Reduction reduction : {Reduction{}, {2, 2}, {7, 3}, {1, 50}, {101, 67}}) {
            RowReducer rows(101, 67, reduction);
            for (int y = 0; y < 67; ++y)
                rows.addRow(truth.row(y));
            PixelReducer pixels(101, 67, reduction, {200, 100, 255});
            for (int y = 66; y >= 0; --y)
                for (int start = 0; start < 3; ++start) {
                    std::vector<std::uint8_t> part;
                    for (int x = start; x < 101; x += 3)
                        part.insert(part.end(), truth.row(y) + 3 * x, truth.row(y) + 3 * x + 3);
                    pixels.add(start, y, 3, static_cast<int>(part.size() / 3), part.data());
                }
            QVERIFY(pixels.take().pixels == rows.take().pixels);
        }
    }

    void theGroundIsSeenWhereNothingComes()
    {
        for (const Reduction reduction : {Reduction{}, {3, 4}}) {
            PixelReducer pixels(12, 12, reduction, {9, 8, 7});
            const Image image = pixels.take();
            QCOMPARE(pixel(image, 0, 0), (std::vector<int>{9, 8, 7}));
            QCOMPARE(pixel(image, image.width - 1, image.height - 1), (std::vector<int>{9, 8, 7}));
        }
    }

    void aBudgetIsNeverExceeded()
    {
        constexpr std::uint64_t kBudget = 100;
        DecodeBudget budget(kBudget);
        std::atomic<std::uint64_t> held{0};
        std::atomic<bool> exceeded{false};
        {
            std::vector<std::jthread> threads;
            for (unsigned i = 0; i < 8; ++i)
                threads.emplace_back([&, i] {
                    std::mt19937 random(i);
                    for (int round = 0; round < 200; ++round) {
                        const std::uint64_t wanted = 1 + random() % 150; // some too large
                        const auto room = budget.take(wanted, {});
                        const std::uint64_t taken = std::min(wanted, kBudget);
                        if (!room || (held += taken) > kBudget)
                            exceeded = true;
                        held -= taken;
                    }
                });
        }
        QVERIFY(!exceeded);
    }

    void waitingForABudgetCanBeStopped()
    {
        DecodeBudget budget(100);
        auto all = budget.take(1000, {});
        VERIFY_RESULT(all);
        std::stop_source stop;
        {
            const std::jthread stopper([&stop] { stop.request_stop(); });
            VERIFY_ERROR(budget.take(1, stop.get_token()), ErrorCode::Cancelled);
        }
        *all = {};
        VERIFY_RESULT(budget.take(100, {}));
        // One picture that asks twice holds what it asked for last.
        const auto taker = roomTaker(budget, {});
        VERIFY_RESULT(taker(80));
        VERIFY_RESULT(taker(90));
    }
};

QTEST_GUILESS_MAIN(TestHugePictures)
#include "tst_huge_pictures.moc"
