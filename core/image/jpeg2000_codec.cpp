// SPDX-License-Identifier: GPL-3.0-or-later
// JPEG 2000 through OpenJPEG, at the smallest resolution that is at least as large as requested.
#include "core/image/codecs.h"
#include "core/image/color_profile.h"

#include <openjpeg.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>

namespace lookalike {
namespace {

/// Red, green, blue or four inks, plus alpha. Scientific data may have thousands.
constexpr std::uint32_t kMostComponents = 5;

struct MemoryStream {
    Bytes bytes;
    std::size_t position = 0;
};

OPJ_SIZE_T onRead(void* out, OPJ_SIZE_T size, void* user)
{
    auto& stream = *static_cast<MemoryStream*>(user);
    const std::size_t count = std::min(size, stream.bytes.size() - stream.position);
    if (count == 0)
        return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(out, stream.bytes.data() + stream.position, count);
    stream.position += count;
    return count;
}

OPJ_BOOL onSeek(OPJ_OFF_T position, void* user)
{
    auto& stream = *static_cast<MemoryStream*>(user);
    if (position < 0 || static_cast<std::uint64_t>(position) > stream.bytes.size())
        return OPJ_FALSE;
    stream.position = static_cast<std::size_t>(position);
    return OPJ_TRUE;
}

OPJ_OFF_T onSkip(OPJ_OFF_T count, void* user)
{
    const auto& stream = *static_cast<MemoryStream*>(user);
    const auto rest = static_cast<OPJ_OFF_T>(stream.bytes.size() - stream.position);
    const OPJ_OFF_T moved = std::clamp<OPJ_OFF_T>(count, 0, rest);
    return onSeek(static_cast<OPJ_OFF_T>(stream.position) + moved, user) == OPJ_TRUE ? moved : -1;
}

void onMessage(const char* text, void* user)
{
    auto* first = static_cast<std::string*>(user);
    if (first != nullptr && first->empty())
        *first = text;
}

// One deleter per type, because codec and stream are both void pointers.
struct CodecDeleter {
    void operator()(opj_codec_t* codec) const { opj_destroy_codec(codec); }
};
struct StreamDeleter {
    void operator()(opj_stream_t* stream) const { opj_stream_destroy(stream); }
};
struct ImageDeleter {
    void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};

/// Returns the codestream inside the boxes of a JP2 file (ISO/IEC 15444-1, annex I); empty if it is
/// missing or truncated.
Bytes findCodestream(Bytes file)
{
    if (file.size() >= 2 && bigEndian(file, 0, 2) == 0xFF4F)
        return file;
    while (file.size() >= 8) {
        std::uint64_t size = bigEndian(file, 0, 4);
        std::size_t header = 8;
        if (size == 1 && file.size() >= 16) {
            size = bigEndian(file, 8, 8);
            header = 16;
        }
        if (size == 0)
            size = file.size();
        if (size < header || size > file.size())
            return {};
        if (std::memcmp(file.data() + 4, "jp2c", 4) == 0)
            return file.subspan(header, static_cast<std::size_t>(size) - header);
        file = file.subspan(static_cast<std::size_t>(size));
    }
    return {};
}

/// Follows the tile-parts up to the end mark (annex A) and returns true if nothing is truncated.
bool endsProperly(Bytes stream)
{
    constexpr std::uint64_t kStartOfTilePart = 0xFF90;
    constexpr std::uint64_t kEndOfCodestream = 0xFFD9;
    std::size_t at = 2;
    while (at + 4 <= stream.size()) {
        const std::uint64_t marker = bigEndian(stream, at, 2);
        if (marker == kEndOfCodestream)
            return true;
        if (marker == kStartOfTilePart) {
            if (at + 12 > stream.size())
                return false;
            const std::uint64_t length = bigEndian(stream, at + 6, 4);
            if (length == 0)
                return bigEndian(stream, stream.size() - 2, 2) == kEndOfCodestream;
            if (length < 12 || length > stream.size() - at)
                return false;
            at += static_cast<std::size_t>(length);
        } else {
            at += 2 + static_cast<std::size_t>(bigEndian(stream, at + 2, 2));
        }
    }
    return at + 2 <= stream.size() && bigEndian(stream, at, 2) == kEndOfCodestream;
}

/// Returns one sample as 8 bits.
int sample(const opj_image_comp_t& component, std::size_t index)
{
    std::int64_t value = component.data[index];
    if (component.sgnd != 0)
        value += std::int64_t{1} << (component.prec - 1);
    const std::int64_t largest = (std::int64_t{1} << component.prec) - 1;
    return static_cast<int>(std::clamp<std::int64_t>(value * 255 / largest, 0, 255));
}

std::uint8_t toByte(double value)
{
    return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

/// Converts luma and chroma to R, G, B (annex G.3), in place.
void fromYcc(std::uint8_t* pixel)
{
    const double y = pixel[0];
    const double cb = pixel[1] - 128.0;
    const double cr = pixel[2] - 128.0;
    pixel[0] = toByte(y + 1.402 * cr);
    pixel[1] = toByte(y - 0.344136 * cb - 0.714136 * cr);
    pixel[2] = toByte(y + 1.772 * cb);
}

bool isUsable(const opj_image_comp_t& component)
{
    return component.data != nullptr && component.w > 0 && component.h > 0 && component.prec > 0 &&
           component.prec <= 31;
}

/// Returns the component that the file declares as the opacity of the whole picture (annex
/// I.5.3.6), or null.
const opj_image_comp_t* findAlpha(const opj_image_t& picture)
{
    for (std::uint32_t c = 1; c < picture.numcomps; ++c)
        if (picture.comps[c].alpha != 0)
            return &picture.comps[c];
    return nullptr;
}

/// Returns the sample at (x, y) of a picture of `size`; components may be subsampled.
std::uint8_t sampleAt(const opj_image_comp_t& component, const opj_image_comp_t& size,
                      std::size_t x, std::size_t y)
{
    const std::size_t cx = x * component.w / size.w;
    const std::size_t cy = y * component.h / size.h;
    return static_cast<std::uint8_t>(sample(component, cy * component.w + cx));
}

/// Fills image, alpha and profile of `out`.
Result<void> toRgb(const opj_image_t& picture, StoredPicture& out)
{
    const opj_image_comp_t& first = picture.comps[0];
    const opj_image_comp_t* const alpha = findAlpha(picture);
    const bool cmyk = picture.color_space == OPJ_CLRSPC_CMYK && picture.numcomps >= 4;
    const std::uint32_t channels = cmyk ? 4 : picture.numcomps >= 3 ? 3 : 1;
    for (std::uint32_t c = 0; c < channels; ++c)
        if (!isUsable(picture.comps[c]))
            return brokenPicture("a colour is missing"_msg);
    if (alpha != nullptr && !isUsable(*alpha))
        return brokenPicture("its alpha is missing"_msg);
    if (first.dx != 1 || first.dy != 1)
        return fail(ErrorCode::Unsupported,
                    "This kind of JPEG 2000 is not supported (its first component is "
                    "subsampled)"_msg);
    const CmykConverter converter(cmyk ? std::span<const std::uint8_t>(out.profile)
                                       : std::span<const std::uint8_t>());
    const bool ycc = channels == 3 && (picture.color_space == OPJ_CLRSPC_SYCC ||
                                       picture.color_space == OPJ_CLRSPC_EYCC);
    // 2 means premultiplied colours.
    AlphaReducer rows(static_cast<int>(first.w), static_cast<int>(first.h), {},
                      alpha != nullptr && alpha->alpha == 2 ? AlphaKind::Premultiplied
                                                            : AlphaKind::Straight);
    std::vector<std::uint8_t> row(std::size_t{first.w} * 4);
    std::uint8_t values[4] = {};
    for (std::size_t y = 0; y < first.h; ++y) {
        std::uint8_t* pixel = row.data();
        for (std::size_t x = 0; x < first.w; ++x, pixel += 4) {
            for (std::uint32_t c = 0; c < channels; ++c)
                values[c] = sampleAt(picture.comps[c], first, x, y);
            pixel[3] = alpha == nullptr ? std::uint8_t{255} : sampleAt(*alpha, first, x, y);
            if (cmyk) {
                converter.convert(values, pixel, 1);
                continue;
            }
            for (std::size_t c = 0; c < 3; ++c)
                pixel[c] = values[channels == 3 ? c : 0];
            if (ycc)
                fromYcc(pixel);
        }
        rows.addRow(row.data());
    }
    takeRows(rows, out);
    if (cmyk)
        out.profile.clear();
    return {};
}

/// Returns the number of resolutions to skip; each one halves the size.
std::uint32_t levelsToSkip(opj_codec_t* codec, const opj_image_t& picture, int wantedShortSide)
{
    opj_codestream_info_v2_t* info = opj_get_cstr_info(codec);
    if (info == nullptr || wantedShortSide <= 0) {
        if (info != nullptr)
            opj_destroy_cstr_info(&info);
        return 0;
    }
    std::uint32_t resolutions = 32;
    for (std::uint32_t c = 0; c < info->nbcomps; ++c)
        resolutions = std::min(resolutions, info->m_default_tile_info.tccp_info[c].numresolutions);
    opj_destroy_cstr_info(&info);
    const std::uint32_t side = std::min(picture.x1 - picture.x0, picture.y1 - picture.y0);
    std::uint32_t levels = 0;
    while (levels + 1 < resolutions &&
           (side >> (levels + 1)) >= static_cast<std::uint32_t>(wantedShortSide))
        ++levels;
    return levels;
}

} // namespace

Result<StoredPicture> decodeJpeg2000(Bytes bytes, const DecodeRequest& request)
{
    const Bytes codestream = findCodestream(bytes);
    if (codestream.empty() || !endsProperly(codestream))
        return brokenPicture("it ends too early"_msg);
    MemoryStream memory{bytes};
    const std::unique_ptr<opj_codec_t, CodecDeleter> codec(
        opj_create_decompress(codestream.data() == bytes.data() ? OPJ_CODEC_J2K : OPJ_CODEC_JP2));
    const std::unique_ptr<opj_stream_t, StreamDeleter> stream(opj_stream_default_create(OPJ_TRUE));
    if (!codec || !stream)
        throw std::bad_alloc();
    std::string text;
    opj_set_error_handler(codec.get(), onMessage, &text);
    opj_set_warning_handler(codec.get(), onMessage, nullptr);
    opj_set_info_handler(codec.get(), onMessage, nullptr);
    opj_stream_set_user_data(stream.get(), &memory, nullptr);
    opj_stream_set_user_data_length(stream.get(), bytes.size());
    opj_stream_set_read_function(stream.get(), onRead);
    opj_stream_set_skip_function(stream.get(), onSkip);
    opj_stream_set_seek_function(stream.get(), onSeek);

    opj_dparameters_t parameters{};
    opj_set_default_decoder_parameters(&parameters);
    opj_image_t* read = nullptr;
    const bool header = opj_setup_decoder(codec.get(), &parameters) == OPJ_TRUE &&
                        opj_decoder_set_strict_mode(codec.get(), OPJ_TRUE) == OPJ_TRUE &&
                        opj_read_header(stream.get(), codec.get(), &read) == OPJ_TRUE;
    const std::unique_ptr<opj_image_t, ImageDeleter> picture(read);
    if (!header || !picture || picture->numcomps == 0 || picture->x1 <= picture->x0 ||
        picture->y1 <= picture->y0)
        return brokenPicture(text);
    const std::uint32_t width = picture->x1 - picture->x0;
    const std::uint32_t height = picture->y1 - picture->y0;
    if (auto size = checkSize(width, height, request); !size)
        return fail(size);

    const std::uint32_t levels = levelsToSkip(codec.get(), *picture, request.wantedShortSide);
    // Each value takes four bytes, both in the tiles and in the picture.
    const std::uint64_t values = (std::uint64_t{width >> levels} + 1) *
                                 (std::uint64_t{height >> levels} + 1) * picture->numcomps;
    if (auto room = takeRoom(values * 8, request); !room)
        return fail(room);
    if (opj_set_decoded_resolution_factor(codec.get(), levels) != OPJ_TRUE ||
        opj_decode(codec.get(), stream.get(), picture.get()) != OPJ_TRUE ||
        opj_end_decompress(codec.get(), stream.get()) != OPJ_TRUE)
        return brokenPicture(text);
    StoredPicture result;
    result.fullWidth = static_cast<int>(width);
    result.fullHeight = static_cast<int>(height);
    if (picture->icc_profile_buf != nullptr && picture->icc_profile_len > 0)
        result.profile.assign(picture->icc_profile_buf,
                              picture->icc_profile_buf + picture->icc_profile_len);
    if (auto converted = toRgb(*picture, result); !converted)
        return fail(converted);
    return result;
}

} // namespace lookalike
