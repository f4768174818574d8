// SPDX-License-Identifier: GPL-3.0-or-later
// PNG through libpng, whose checksums reliably detect damage.
#include "core/image/color_profile.h"
#include "core/image/metadata.h"
#include "core/image/pixel_digest.h"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstring>
#include <functional>
#include <string_view>

namespace lookalike {
namespace {

constexpr png_alloc_size_t kMaxChunkBytes = 64U << 20U;

/// libpng reports errors with longjmp(), so the methods that call it must not hold objects with
/// destructors. Each returns false if libpng gave up.
class PngReader {
public:
    explicit PngReader(Bytes bytes)
        : m_rest(bytes)
    {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, onError, onWarning);
        if (m_png != nullptr)
            m_info = png_create_info_struct(m_png);
    }
    ~PngReader() { png_destroy_read_struct(&m_png, &m_info, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    bool readHeader()
    {
        if (m_info == nullptr)
            return false;
        if (setjmp(m_jump) != 0)
            return false;
        png_set_read_fn(m_png, this, onRead);
        png_set_chunk_malloc_max(m_png, kMaxChunkBytes);
        png_set_user_limits(m_png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
        png_read_info(m_png, m_info);
        return true;
    }

    /// Requests 8-bit RGB, or RGBA if there is transparency.
    bool start()
    {
        if (setjmp(m_jump) != 0)
            return false;
        png_set_palette_to_rgb(m_png);
        png_set_expand_gray_1_2_4_to_8(m_png);
        png_set_scale_16(m_png);
        png_set_tRNS_to_alpha(m_png); // does nothing without such a chunk
        png_set_gray_to_rgb(m_png);
        png_read_update_info(m_png, m_info);
        return (channels() == 3 || channels() == 4) &&
               png_get_rowbytes(m_png, m_info) == channels() * width();
    }

    /// Requests RGBA of 8 or 16 bits, whatever is stored. Returns the number of passes, 0 on
    /// failure.
    int startDeep()
    {
        if (setjmp(m_jump) != 0)
            return 0;
        png_set_palette_to_rgb(m_png);
        png_set_expand_gray_1_2_4_to_8(m_png);
        png_set_tRNS_to_alpha(m_png);
        png_set_gray_to_rgb(m_png);
        png_set_add_alpha(m_png, 0xFFFF, PNG_FILLER_AFTER);
        const int passes = png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
        return channels() == 4 ? passes : 0;
    }

    /// Reads the next row of the picture, or of a pass if the picture is interlaced.
    bool readRow(std::uint8_t* row)
    {
        if (setjmp(m_jump) != 0)
            return false;
        png_read_row(m_png, row, nullptr);
        return true;
    }

    /// Reads up to the end mark, because only that verifies the last checksum.
    bool finish()
    {
        if (setjmp(m_jump) != 0)
            return false;
        png_read_end(m_png, m_info);
        return true;
    }

    [[nodiscard]] std::uint32_t width() const { return png_get_image_width(m_png, m_info); }
    [[nodiscard]] std::uint32_t height() const { return png_get_image_height(m_png, m_info); }
    [[nodiscard]] bool isInterlaced() const
    {
        return png_get_interlace_type(m_png, m_info) == PNG_INTERLACE_ADAM7;
    }
    /// Returns 4 if there is alpha. Call it after start().
    [[nodiscard]] std::size_t channels() const { return png_get_channels(m_png, m_info); }
    [[nodiscard]] std::size_t rowBytes() const { return png_get_rowbytes(m_png, m_info); }
    [[nodiscard]] const char* error() const { return m_error; }

    [[nodiscard]] Bytes exif()
    {
        png_bytep data = nullptr;
        png_uint_32 size = 0;
        if (png_get_eXIf_1(m_png, m_info, &size, &data) == 0)
            return {};
        return {data, size};
    }

    /// Returns true for EXIF in a text chunk, where ImageMagick and others put it.
    [[nodiscard]] bool hasExifText() const
    {
        png_textp texts = nullptr;
        int count = 0;
        if (png_get_text(m_png, m_info, &texts, &count) <= 0)
            return false;
        return std::any_of(texts, texts + count, [](const png_text& text) {
            return std::string_view(text.key).starts_with("Raw profile type ");
        });
    }

    [[nodiscard]] Bytes profile() const
    {
        png_charp name = nullptr;
        int compression = 0;
        png_bytep data = nullptr;
        png_uint_32 size = 0;
        if (png_get_iCCP(m_png, m_info, &name, &compression, &data, &size) == 0)
            return {};
        return {data, size};
    }

    /// Returns the profile that the file describes with numbers, unless it is sRGB. An sRGB chunk
    /// overrides the numbers (PNG, 3rd edition, 4.3).
    [[nodiscard]] std::vector<std::uint8_t> describedProfile() const
    {
        constexpr double kUsualGamma = 2.2;
        constexpr double kTolerance = 0.05; // the same as libpng's
        constexpr double kSamePrimary = 0.01;
        int intent = 0;
        double stored = 0;
        if (png_get_sRGB(m_png, m_info, &intent) != 0 ||
            png_get_gAMA(m_png, m_info, &stored) == 0 || stored < 0.1 || stored > 5)
            return {};
        const double gamma = 1 / stored;
        Chromaticities c = kSrgbChromaticities;
        if (png_get_cHRM(m_png, m_info, &c.whiteX, &c.whiteY, &c.redX, &c.redY, &c.greenX,
                         &c.greenY, &c.blueX, &c.blueY) == 0)
            c = kSrgbChromaticities;
        const auto same = [](double a, double b) { return std::abs(a - b) <= kSamePrimary; };
        const Chromaticities& s = kSrgbChromaticities;
        const bool usualPrimaries = same(c.whiteX, s.whiteX) && same(c.whiteY, s.whiteY) &&
                                    same(c.redX, s.redX) && same(c.redY, s.redY) &&
                                    same(c.greenX, s.greenX) && same(c.greenY, s.greenY) &&
                                    same(c.blueX, s.blueX) && same(c.blueY, s.blueY);
        const bool usualGamma = std::abs(gamma / kUsualGamma - 1) <= kTolerance;
        if (usualPrimaries && usualGamma)
            return {};
        return makeProfile(c, usualGamma ? 0 : gamma);
    }

private:
    static PngReader& self(png_structp png)
    {
        return *static_cast<PngReader*>(png_get_error_ptr(png));
    }
    [[noreturn]] static void onError(png_structp png, png_const_charp text)
    {
        PngReader& reader = self(png);
        std::strncpy(reader.m_error, text, sizeof(reader.m_error) - 1);
        std::longjmp(reader.m_jump, 1);
    }
    static void onWarning(png_structp, png_const_charp) {}
    static void onRead(png_structp png, png_bytep out, std::size_t count)
    {
        PngReader& reader = self(png);
        if (count > reader.m_rest.size())
            png_error(png, "it ends too early");
        std::memcpy(out, reader.m_rest.data(), count);
        reader.m_rest = reader.m_rest.subspan(count);
    }

    Bytes m_rest;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    std::jmp_buf m_jump{};
    char m_error[128] = {};
};

/// Calls `take` with each row from top to bottom. Returns false if libpng gave up.
bool visitRows(PngReader& reader, int passes, const std::function<void(const std::uint8_t*)>& take)
{
    const std::size_t stride = reader.rowBytes();
    // Interlaced rows are complete only after the last pass.
    std::vector<std::uint8_t> stored(passes == 1 ? stride : stride * reader.height());
    for (int pass = 0; pass < passes; ++pass)
        for (std::size_t y = 0; y < reader.height(); ++y) {
            std::uint8_t* const row = stored.data() + (passes == 1 ? 0 : stride * y);
            if (!reader.readRow(row))
                return false;
            if (pass + 1 == passes)
                take(row);
        }
    return true;
}

/// Reads all rows through `rows` into `picture`. Returns false if libpng gave up.
template <class Rows>
bool readRows(PngReader& reader, Rows rows, StoredPicture& picture)
{
    if (!visitRows(reader, 1, [&rows](const std::uint8_t* row) { rows.addRow(row); }))
        return false;
    takeRows(rows, picture);
    return true;
}

/// Combines the seven passes of Adam7 here, because libpng would need the whole picture for it.
template <class Pixels>
bool readPasses(PngReader& reader, Pixels pixels, StoredPicture& picture)
{
    std::vector<std::uint8_t> row(reader.rowBytes());
    for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; ++pass) {
        const int left = PNG_PASS_START_COL(pass);
        const int columns = PNG_PASS_COLS(picture.fullWidth, pass);
        if (columns == 0)
            continue; // libpng skips it, too
        for (int y = PNG_PASS_START_ROW(pass); y < picture.fullHeight;
             y += 1 << PNG_PASS_ROW_SHIFT(pass)) {
            if (!reader.readRow(row.data()))
                return false;
            pixels.add(left, y, 1 << PNG_PASS_COL_SHIFT(pass), columns, row.data());
        }
    }
    takeRows(pixels, picture);
    return true;
}

/// Reads the pixels into `picture`. Returns false if libpng gave up.
bool readPixels(PngReader& reader, Reduction reduction, StoredPicture& picture)
{
    const int width = picture.fullWidth;
    const int height = picture.fullHeight;
    if (reader.channels() == 4) {
        AlphaReducer pixels(width, height, reduction);
        return reader.isInterlaced() ? readPasses(reader, std::move(pixels), picture)
                                     : readRows(reader, std::move(pixels), picture);
    }
    return reader.isInterlaced()
               ? readPasses(reader, PixelReducer(width, height, reduction), picture)
               : readRows(reader, RowReducer(width, height, reduction), picture);
}

/// Adds the stored chunks of an animation, which libpng does not support.
void addAnimation(Bytes bytes, PixelDigest& digest)
{
    constexpr std::size_t kSignature = 8;
    constexpr std::size_t kAround = 12; // length, type and checksum
    Bytes rest = bytes.subspan(std::min(bytes.size(), kSignature));
    while (rest.size() >= kAround) {
        std::size_t size = 0;
        for (std::size_t i = 0; i < 4; ++i)
            size = size << 8U | rest[i];
        if (size > rest.size() - kAround)
            return;
        const std::string_view type(reinterpret_cast<const char*>(rest.data()) + 4, 4);
        if (type == "acTL" || type == "fcTL" || type == "fdAT")
            digest.addBytes(rest.first(size + kAround));
        rest = rest.subspan(size + kAround);
    }
}

} // namespace

Result<StoredPicture> decodePng(Bytes bytes, const DecodeRequest& request)
{
    PngReader reader(bytes);
    if (!reader.readHeader())
        return brokenPicture(reader.error());
    if (auto size = checkSize(reader.width(), reader.height(), request); !size)
        return fail(size);
    StoredPicture picture;
    picture.fullWidth = static_cast<int>(reader.width());
    picture.fullHeight = static_cast<int>(reader.height());
    picture.profile.assign(reader.profile().begin(), reader.profile().end());
    if (picture.profile.empty())
        picture.profile = reader.describedProfile();
    if (!reader.start())
        return brokenPicture(reader.error());
    const Reduction reduction =
        reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide);
    if (auto room = takeRoom(bytesFor(picture, reduction, reader.channels() == 4), request); !room)
        return fail(room);
    if (!readPixels(reader, reduction, picture) || !reader.finish())
        return brokenPicture(reader.error());
    // EXIF chunks may follow the pixels.
    const Bytes exif = reader.exif();
    picture.orientation = exif.empty() && reader.hasExifText() ? readMetadata(bytes).orientation
                                                               : exifOrientation(exif);
    return picture;
}

bool digestPng(Bytes bytes, PixelDigest& digest)
{
    PngReader reader(bytes);
    if (!reader.readHeader())
        return false;
    const int passes = reader.startDeep();
    const std::size_t sampleBytes = passes == 0 ? 0 : reader.rowBytes() / reader.width() / 4;
    if (sampleBytes == 0 ||
        !digest.beginPage(reader.width(), reader.height(), sampleBytes == 1 ? "rgba8" : "rgba16"))
        return false;
    const std::size_t stride = reader.rowBytes();
    if (!visitRows(reader, passes, [&](const std::uint8_t* row) {
            digest.addRgba({row, stride}, sampleBytes);
        }))
        return false;
    addAnimation(bytes, digest);
    return true;
}

} // namespace lookalike
