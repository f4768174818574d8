// SPDX-License-Identifier: GPL-3.0-or-later
// The first page of TIFF files through libtiff, not through OpenCV, which ignores strips that it
// cannot read.
#include "core/image/codecs.h"
#include "core/image/deep_tiff.h"
#include "core/image/tiff_tag.h"

#include <tiffio.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace lookalike {
namespace {

constexpr tmsize_t kMaxAllocation = tmsize_t{2} << 30;

struct TiffState {
    explicit TiffState(Bytes file)
        : bytes(file)
    {}

    Bytes bytes;
    toff_t position = 0;
    bool decoding = false; ///< pixels are being read
    bool damaged = false;
    std::string text; ///< the error that stopped it
};

TiffState& stateOf(thandle_t handle)
{
    return *static_cast<TiffState*>(handle);
}

tmsize_t onRead(thandle_t handle, void* out, tmsize_t size)
{
    TiffState& state = stateOf(handle);
    if (size <= 0 || state.position >= state.bytes.size())
        return 0;
    const std::size_t count =
        std::min<std::size_t>(static_cast<std::size_t>(size), state.bytes.size() - state.position);
    std::memcpy(out, state.bytes.data() + state.position, count);
    state.position += count;
    return static_cast<tmsize_t>(count);
}

tmsize_t onWrite(thandle_t, void*, tmsize_t)
{
    return 0;
}

toff_t onSeek(thandle_t handle, toff_t offset, int whence)
{
    TiffState& state = stateOf(handle);
    if (whence == SEEK_CUR)
        offset += state.position;
    if (whence == SEEK_END)
        offset += state.bytes.size();
    return state.position = offset;
}

int onClose(thandle_t)
{
    return 0;
}

toff_t onSize(thandle_t handle)
{
    return stateOf(handle).bytes.size();
}

int onError(TIFF*, void* user, const char*, const char* format, std::va_list arguments)
{
    auto& state = *static_cast<TiffState*>(user);
    state.damaged = true;
    char text[256] = {};
    const bool known = state.decoding && !state.text.empty(); // later errors follow from the first
    if (std::vsnprintf(text, sizeof(text), format, arguments) > 0 && !known)
        state.text = text;
    return 1;
}

/// Codecs inside TIFF report damaged data as warnings and continue. Warnings about tags are
/// harmless.
int onWarning(TIFF* tiff, void* user, const char* module, const char* format,
              std::va_list arguments)
{
    const std::string_view name = module == nullptr ? "" : module;
    const bool codec = name == "JPEGLib" || name.starts_with("Fax") || name.starts_with("LZW") ||
                       name.starts_with("PackBits");
    if (static_cast<TiffState*>(user)->decoding && codec)
        onError(tiff, user, module, format, arguments);
    return 1;
}

struct TiffCloser {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
struct OptionsDeleter {
    void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};
using Tiff = std::unique_ptr<TIFF, TiffCloser>;

Tiff openTiff(TiffState& state)
{
    const std::unique_ptr<TIFFOpenOptions, OptionsDeleter> options(TIFFOpenOptionsAlloc());
    if (!options)
        throw std::bad_alloc();
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMaxAllocation);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), onError, &state);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), onWarning, &state);
    return Tiff(TIFFClientOpenExt("memory", "rm", &state, onRead, onWrite, onSeek, onClose, onSize,
                                  nullptr, nullptr, options.get()));
}

std::uint64_t bytesPerPixel(TIFF* tiff)
{
    return (std::uint64_t{tiffTag<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1)} *
                tiffTag<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1) +
            7) /
           8;
}

/// Returns true if the strips or tiles of the current page are inside the file.
bool pageIsComplete(TIFF* tiff, std::uint64_t fileSize)
{
    const std::uint32_t count =
        TIFFIsTiled(tiff) != 0 ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint64_t offset = TIFFGetStrileOffset(tiff, i);
        if (offset > fileSize || TIFFGetStrileByteCount(tiff, i) > fileSize - offset)
            return false;
    }
    return true;
}

struct RgbaReader {
    TIFFRGBAImage value{};
    bool begun = false;
    ~RgbaReader()
    {
        if (begun)
            TIFFRGBAImageEnd(&value);
    }
};

/// Reads `step` rows at a time through `rows` into `picture`. Returns false if libtiff gave up.
template <class Rows>
bool readRows(TIFFRGBAImage& reader, const TiffState& state, std::uint32_t step, Rows rows,
              StoredPicture& picture)
{
    const std::uint32_t width = reader.width;
    const std::uint32_t height = reader.height;
    constexpr std::size_t kChannels = std::is_same_v<Rows, AlphaReducer> ? 4 : 3;
    std::vector<std::uint32_t> pixels(std::size_t{width} * step);
    std::vector<std::uint8_t> row(std::size_t{width} * kChannels);
    for (std::uint32_t y = 0; y < height; y += step) {
        const std::uint32_t count = std::min(step, height - y);
        reader.row_offset = static_cast<int>(y);
        if (TIFFRGBAImageGet(&reader, pixels.data(), width, count) == 0 || state.damaged)
            return false;
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t* const from = pixels.data() + std::size_t{width} * i;
            for (std::size_t x = 0; x < width; ++x)
                for (std::size_t c = 0; c < kChannels; ++c)
                    row[x * kChannels + c] = static_cast<std::uint8_t>(from[x] >> (8 * c));
            rows.addRow(row.data());
        }
    }
    takeRows(rows, picture);
    return true;
}

/// Returns true for 16-bit grey with a second sample, because libtiff's RGBA reader ignores its
/// alpha.
bool isDeepGrey(TIFF* tiff)
{
    const auto colours = tiffTag<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    return tiffTag<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1) == 16 &&
           tiffTag<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1) == 2 &&
           tiffTag<std::uint16_t>(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) ==
               PLANARCONFIG_CONTIG &&
           (colours == PHOTOMETRIC_MINISBLACK || colours == PHOTOMETRIC_MINISWHITE) &&
           TIFFIsTiled(tiff) == 0;
}

bool readDeepGrey(TIFF* tiff, TiffState& state, AlphaReducer rows, StoredPicture& picture)
{
    const bool inverted =
        tiffTag<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, 0) == PHOTOMETRIC_MINISWHITE;
    const auto width = static_cast<std::size_t>(picture.fullWidth);
    std::vector<std::uint16_t> values(width * 2);
    if (TIFFScanlineSize64(tiff) != values.size() * 2)
        return false;
    std::vector<std::uint8_t> row(width * 4);
    state.decoding = true;
    state.damaged = false; // a tag that libtiff skipped is harmless
    for (int y = 0; y < picture.fullHeight; ++y) {
        if (TIFFReadScanline(tiff, values.data(), static_cast<std::uint32_t>(y), 0) < 0 ||
            state.damaged)
            return false;
        for (std::size_t x = 0; x < width; ++x) {
            const auto alpha = static_cast<std::uint8_t>(values[x * 2 + 1] >> 8);
            const auto grey = static_cast<std::uint8_t>(values[x * 2] >> 8);
            std::fill_n(row.data() + x * 4, 3,
                        static_cast<std::uint8_t>(inverted ? 255 - grey : grey));
            row[x * 4 + 3] = alpha;
        }
        rows.addRow(row.data());
    }
    takeRows(rows, picture);
    return true;
}

} // namespace

bool isCameraRawTiff(Bytes bytes)
{
    TiffState state(bytes);
    const Tiff tiff = openTiff(state);
    if (!tiff)
        return false;
    std::uint16_t count = 0;
    void* data = nullptr;
    if (TIFFGetField(tiff.get(), TIFFTAG_DNGVERSION, &data) == 1)
        return true;
    if (tiffTag<char*>(tiff.get(), TIFFTAG_MAKE, nullptr) == nullptr)
        return false;
    // The first page of a raw file is a small preview next to the sensor data, or it holds the
    // sensor data in a vendor-specific compression.
    const bool preview =
        (tiffTag<std::uint32_t>(tiff.get(), TIFFTAG_SUBFILETYPE, 0) & FILETYPE_REDUCEDIMAGE) != 0;
    const bool subPages = TIFFGetField(tiff.get(), TIFFTAG_SUBIFD, &count, &data) == 1;
    const auto compression =
        tiffTag<std::uint16_t>(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_NONE);
    return preview || subPages || TIFFIsCODECConfigured(compression) == 0;
}

bool hasAllData(Bytes bytes)
{
    constexpr int kMostPages = 32;
    if (sniffFormat(bytes) != ImageFormat::Tiff)
        return true;
    TiffState state(bytes);
    const Tiff tiff = openTiff(state);
    if (!tiff)
        return false;
    std::vector<toff_t> subPages;
    std::uint16_t count = 0;
    toff_t* offsets = nullptr;
    if (TIFFGetField(tiff.get(), TIFFTAG_SUBIFD, &count, &offsets) == 1)
        subPages.assign(offsets, offsets + std::min<int>(count, kMostPages));
    bool complete = pageIsComplete(tiff.get(), bytes.size());
    for (const toff_t offset : subPages)
        complete = complete && TIFFSetSubDirectory(tiff.get(), offset) == 1 &&
                   pageIsComplete(tiff.get(), bytes.size());
    return complete;
}

Result<StoredPicture> decodeTiff(Bytes bytes, const DecodeRequest& request)
{
    TiffState state(bytes);
    const Tiff tiff = openTiff(state);
    if (!tiff)
        return brokenPicture(state.text);
    const auto width = tiffTag<std::uint32_t>(tiff.get(), TIFFTAG_IMAGEWIDTH, 0);
    const auto height = tiffTag<std::uint32_t>(tiff.get(), TIFFTAG_IMAGELENGTH, 0);
    if (auto size = checkSize(width, height, request); !size)
        return fail(size);
    StoredPicture picture;
    picture.fullWidth = static_cast<int>(width);
    picture.fullHeight = static_cast<int>(height);
    const auto orientation = tiffTag<std::uint16_t>(tiff.get(), TIFFTAG_ORIENTATION, 1);
    if (orientation >= 1 && orientation <= 8)
        picture.orientation = orientation;
    std::uint32_t profileSize = 0;
    std::uint8_t* profile = nullptr;
    if (TIFFGetField(tiff.get(), TIFFTAG_ICCPROFILE, &profileSize, &profile) == 1)
        picture.profile.assign(profile, profile + profileSize);

    // If the alpha is declared as premultiplied, libtiff returns the colours unchanged.
    std::uint16_t extraCount = 0;
    std::uint16_t* extras = nullptr;
    std::uint16_t alphaType = EXTRASAMPLE_UNSPECIFIED;
    if (TIFFGetField(tiff.get(), TIFFTAG_EXTRASAMPLES, &extraCount, &extras) == 1 &&
        extraCount > 0) {
        alphaType = extras[0];
        const std::vector<std::uint16_t> asStored(extraCount, EXTRASAMPLE_ASSOCALPHA);
        TIFFSetField(tiff.get(), TIFFTAG_EXTRASAMPLES, extraCount, asStored.data());
    }
    TIFFSetField(tiff.get(), TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    state.damaged = false; // a tag that libtiff skipped is harmless
    state.text.clear();
    const Reduction reduction =
        reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide);
    // Other extra samples are masks and the like, which viewers ignore.
    const bool associated = alphaType == EXTRASAMPLE_ASSOCALPHA;
    const bool alpha = associated || alphaType == EXTRASAMPLE_UNASSALPHA;
    const auto alphaRows = [&] {
        return AlphaReducer(picture.fullWidth, picture.fullHeight, reduction,
                            associated ? AlphaKind::Premultiplied : AlphaKind::Straight);
    };
    if (alpha && isDeepGrey(tiff.get())) {
        if (auto room = takeRoom(bytesFor(picture, reduction, alpha), request); !room)
            return fail(room);
        if (!readDeepGrey(tiff.get(), state, alphaRows(), picture))
            return brokenPicture(state.text);
        return picture;
    }
    if (hasDeepSamples(tiff.get())) {
        state.decoding = true;
        auto image = readDeepTiff(tiff.get(), picture, request);
        if (state.damaged)
            return brokenPicture(state.text);
        if (!image)
            return fail(image);
        picture.image = std::move(*image);
        picture.profile.clear();
        return picture;
    }
    RgbaReader reader;
    char reason[1024] = {};
    if (TIFFRGBAImageOK(tiff.get(), reason) == 0 ||
        TIFFRGBAImageBegin(&reader.value, tiff.get(), 1, reason) == 0) {
        if (state.damaged)
            return brokenPicture(state.text);
        if (std::string_view(reason).starts_with("Missing"))
            return brokenPicture(reason);
        return fail(ErrorCode::Unsupported, "This kind of TIFF is not supported (%1)"_msg(reason));
    }
    reader.begun = true;
    reader.value.req_orientation = ORIENTATION_TOPLEFT;

    const bool isTiled = TIFFIsTiled(tiff.get()) != 0;
    const auto step = std::clamp<std::uint32_t>(
        tiffTag<std::uint32_t>(tiff.get(), isTiled ? TIFFTAG_TILELENGTH : TIFFTAG_ROWSPERSTRIP,
                               height),
        1, height);
    // Besides the picture: a strip or a row of tiles, in stored and in converted form.
    if (auto room = takeRoom(bytesFor(picture, reduction, alpha) +
                                 std::uint64_t{width} * step *
                                     (sizeof(std::uint32_t) + bytesPerPixel(tiff.get())),
                             request);
        !room)
        return fail(room);
    state.decoding = true;
    state.damaged = false; // a tag that libtiff skipped is harmless
    const bool read =
        alpha ? readRows(reader.value, state, step, alphaRows(), picture)
              : readRows(reader.value, state, step,
                         RowReducer(picture.fullWidth, picture.fullHeight, reduction), picture);
    if (!read)
        return brokenPicture(state.text);
    return picture;
}

bool visitTiffPages(Bytes bytes, const std::function<bool(tiff*)>& visit)
{
    TiffState state(bytes);
    const Tiff tiff = openTiff(state);
    if (!tiff)
        return false;
    state.decoding = true;
    do {
        if (!visit(tiff.get()))
            return false;
    } while (TIFFReadDirectory(tiff.get()) == 1);
    return !state.damaged;
}

} // namespace lookalike
