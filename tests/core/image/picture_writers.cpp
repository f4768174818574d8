// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/image/picture_writers.h"

#include <gif_lib.h>
#include <openjpeg.h>
#include <png.h>
#include <webp/encode.h>

#ifdef LOOKALIKE_HAVE_HEIF
#include <libheif/heif.h>
#endif
#ifdef LOOKALIKE_HAVE_JPEGXL
#include <jxl/encode.h>
#include <jxl/encode_cxx.h>
#endif

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace lookalike::testing {
namespace {

void check(bool ok, const char* what)
{
    if (!ok)
        throw std::runtime_error(what);
}

int paletteIndex(std::vector<Rgba>& palette, const Rgba& colour)
{
    const auto found = std::ranges::find(palette, colour);
    if (found != palette.end())
        return static_cast<int>(found - palette.begin());
    palette.push_back(colour);
    return static_cast<int>(palette.size()) - 1;
}

/// The rows that a PNG of this kind stores.
std::vector<FileBytes> pngRows(const RgbaPicture& picture, PngKind kind, std::vector<Rgba>& palette)
{
    std::vector<FileBytes> rows;
    for (int y = 0; y < picture.height; ++y) {
        FileBytes& row = rows.emplace_back();
        for (int x = 0; x < picture.width; ++x) {
            const Rgba& p = picture.at(x, y);
            if (kind == PngKind::Alpha)
                row.insert(row.end(), p.begin(), p.end());
            else if (kind == PngKind::Alpha16)
                for (const std::uint8_t value : p)
                    row.insert(row.end(), {value, value});
            else if (kind == PngKind::GreyAlpha)
                row.insert(row.end(), {p[0], p[3]});
            else if (kind == PngKind::PaletteAlpha)
                row.push_back(static_cast<std::uint8_t>(paletteIndex(palette, p)));
            else
                row.insert(row.end(), p.begin(), p.begin() + 3);
        }
    }
    return rows;
}

int pngColourType(PngKind kind)
{
    switch (kind) {
    case PngKind::Alpha:
    case PngKind::Alpha16:
        return PNG_COLOR_TYPE_RGBA;
    case PngKind::GreyAlpha:
        return PNG_COLOR_TYPE_GRAY_ALPHA;
    case PngKind::PaletteAlpha:
        return PNG_COLOR_TYPE_PALETTE;
    default:
        return PNG_COLOR_TYPE_RGB;
    }
}

void putNumber(FileBytes& bytes, std::size_t value, int size)
{
    for (int i = 0; i < size; ++i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void putChunk(FileBytes& bytes, std::string_view name, const FileBytes& content)
{
    bytes.insert(bytes.end(), name.begin(), name.end());
    putNumber(bytes, content.size(), 4);
    bytes.insert(bytes.end(), content.begin(), content.end());
    if (content.size() % 2 != 0)
        bytes.push_back(0);
}

FileBytes webpStill(const RgbaPicture& picture)
{
    WebPConfig config;
    WebPPicture source;
    check(WebPConfigInit(&config) != 0 && WebPConfigLosslessPreset(&config, 0) != 0 &&
              WebPPictureInit(&source) != 0,
          "WebP");
    config.exact = 1;
    source.use_argb = 1;
    source.width = picture.width;
    source.height = picture.height;
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    source.writer = WebPMemoryWrite;
    source.custom_ptr = &writer;
    const bool done =
        WebPPictureImportRGBA(&source, picture.pixels.front().data(), picture.width * 4) != 0 &&
        WebPEncode(&config, &source) != 0;
    FileBytes bytes(writer.mem, writer.mem + writer.size);
    WebPMemoryWriterClear(&writer);
    WebPPictureFree(&source);
    check(done, "WebP");
    return bytes;
}

} // namespace

FileBytes pngBytes(const RgbaPicture& picture, PngKind kind, bool interlaced)
{
    FileBytes bytes;
    std::vector<Rgba> palette;
    std::vector<FileBytes> rows = pngRows(picture, kind, palette);
    std::vector<png_bytep> pointers;
    for (FileBytes& row : rows)
        pointers.push_back(row.data());
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(
        png, &bytes,
        [](png_structp writer, png_bytep data, std::size_t size) {
            auto* out = static_cast<FileBytes*>(png_get_io_ptr(writer));
            out->insert(out->end(), data, data + size);
        },
        nullptr);
    png_set_compression_level(png, 1);
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width),
                 static_cast<png_uint_32>(picture.height), kind == PngKind::Alpha16 ? 16 : 8,
                 pngColourType(kind), interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (kind == PngKind::PaletteAlpha) {
        std::vector<png_color> colours;
        FileBytes alpha;
        for (const Rgba& entry : palette) {
            colours.push_back({entry[0], entry[1], entry[2]});
            alpha.push_back(entry[3]);
        }
        png_set_PLTE(png, info, colours.data(), static_cast<int>(colours.size()));
        png_set_tRNS(png, info, alpha.data(), static_cast<int>(alpha.size()), nullptr);
    }
    if (kind == PngKind::ColourKey) {
        const Rgba& first = picture.at(0, 0);
        const png_color_16 key{0, first[0], first[1], first[2], 0};
        png_set_tRNS(png, info, nullptr, 1, &key);
    }
    png_write_info(png, info);
    png_write_image(png, pointers.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return bytes;
}

FileBytes webpBytes(const std::vector<RgbaPicture>& frames)
{
    if (frames.size() == 1)
        return webpStill(frames.front());
    const auto size = [](FileBytes& bytes, int width, int height) {
        putNumber(bytes, static_cast<std::size_t>(width) - 1, 3);
        putNumber(bytes, static_cast<std::size_t>(height) - 1, 3);
    };
    constexpr std::size_t kMilliseconds = 100;
    FileBytes body{'W', 'E', 'B', 'P'};
    FileBytes head{0x12, 0, 0, 0}; // alpha and animation
    size(head, frames.front().width, frames.front().height);
    putChunk(body, "VP8X", head);
    putChunk(body, "ANIM", FileBytes(6));
    for (const RgbaPicture& frame : frames) {
        const FileBytes still = webpStill(frame);
        FileBytes content(6);
        size(content, frame.width, frame.height);
        putNumber(content, kMilliseconds, 3);
        content.push_back(2); // takes the place of what was there
        content.insert(content.end(), still.begin() + 12, still.end());
        putChunk(body, "ANMF", content);
    }
    FileBytes bytes;
    putChunk(bytes, "RIFF", body);
    return bytes;
}

FileBytes gifBytes(const std::vector<RgbaPicture>& frames)
{
    constexpr int kColours = 128;
    constexpr int kTransparent = kColours - 1;
    const RgbaPicture& first = frames.front();
    std::vector<Rgba> palette;
    std::vector<FileBytes> indices;
    for (const RgbaPicture& frame : frames) {
        FileBytes& lines = indices.emplace_back();
        for (const Rgba& p : frame.pixels)
            lines.push_back(static_cast<std::uint8_t>(
                p[3] < 128 ? kTransparent : paletteIndex(palette, {p[0], p[1], p[2], 255})));
    }
    check(palette.size() < kColours, "too many colours for a GIF");
    palette.resize(kColours);
    ColorMapObject* map = GifMakeMapObject(kColours, nullptr);
    for (std::size_t i = 0; i < palette.size(); ++i)
        map->Colors[i] = {palette[i][0], palette[i][1], palette[i][2]};
    FileBytes bytes;
    int error = 0;
    GifFileType* gif = EGifOpen(
        &bytes,
        [](GifFileType* file, const GifByteType* data, int size) {
            auto* out = static_cast<FileBytes*>(file->UserData);
            out->insert(out->end(), data, data + size);
            return size;
        },
        &error);
    check(gif != nullptr, "GIF");
    EGifSetGifVersion(gif, true);
    EGifPutScreenDesc(gif, first.width, first.height, 8, 0, map);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        GraphicsControlBlock control{};
        control.DelayTime = 10;
        control.TransparentColor = kTransparent;
        GifByteType extension[4] = {};
        EGifGCBToExtension(&control, extension);
        EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, sizeof extension, extension);
        EGifPutImageDesc(gif, 0, 0, first.width, first.height, false, nullptr);
        for (int y = 0; y < first.height; ++y)
            EGifPutLine(gif, indices[i].data() + y * first.width, first.width);
    }
    EGifCloseFile(gif, &error);
    GifFreeMapObject(map);
    return bytes;
}

FileBytes bmpAlphaBytes(const RgbaPicture& picture)
{
    constexpr std::size_t kHeader = 108;
    FileBytes bytes{'B', 'M'};
    const auto put = [&bytes](std::size_t value, int size) { putNumber(bytes, value, size); };
    put(14 + kHeader + picture.pixels.size() * 4, 4);
    put(0, 4);
    put(14 + kHeader, 4);
    put(kHeader, 4);
    put(static_cast<std::size_t>(picture.width), 4);
    put(static_cast<std::size_t>(picture.height), 4);
    put(1, 2);
    put(32, 2);
    put(3, 4); // BI_BITFIELDS
    bytes.resize(54);
    for (const std::size_t mask : {0x00FF0000U, 0x0000FF00U, 0x000000FFU, 0xFF000000U})
        put(mask, 4);
    bytes.resize(14 + kHeader);
    for (int y = picture.height; y-- > 0;)
        for (int x = 0; x < picture.width; ++x) {
            const Rgba& p = picture.at(x, y);
            bytes.insert(bytes.end(), {p[2], p[1], p[0], p[3]});
        }
    return bytes;
}

FileBytes jpeg2000Bytes(const RgbaPicture& picture)
{
    std::array<opj_image_cmptparm_t, 4> parts{};
    for (opj_image_cmptparm_t& part : parts) {
        part.dx = part.dy = 1;
        part.w = static_cast<OPJ_UINT32>(picture.width);
        part.h = static_cast<OPJ_UINT32>(picture.height);
        part.prec = 8;
    }
    opj_image_t* image = opj_image_create(4, parts.data(), OPJ_CLRSPC_SRGB);
    image->x1 = static_cast<OPJ_UINT32>(picture.width);
    image->y1 = static_cast<OPJ_UINT32>(picture.height);
    image->comps[3].alpha = 1;
    for (std::size_t i = 0; i < picture.pixels.size(); ++i)
        for (std::size_t c = 0; c < 4; ++c)
            image->comps[c].data[i] = picture.pixels[i][c];
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.numresolution = 3;
    parameters.tcp_numlayers = 1;
    parameters.cp_disto_alloc = 1;
    opj_codec_t* codec = opj_create_compress(OPJ_CODEC_JP2);
    opj_stream_t* stream = opj_stream_default_create(OPJ_FALSE);
    struct Sink {
        FileBytes bytes;
        std::size_t at = 0;
    } sink;
    opj_stream_set_user_data(stream, &sink, nullptr);
    opj_stream_set_write_function(stream, [](void* data, OPJ_SIZE_T size, void* user) {
        auto* out = static_cast<Sink*>(user);
        out->bytes.resize(std::max(out->bytes.size(), out->at + size));
        std::memcpy(out->bytes.data() + out->at, data, size);
        out->at += size;
        return size;
    });
    opj_stream_set_seek_function(stream, [](OPJ_OFF_T position, void* user) {
        static_cast<Sink*>(user)->at = static_cast<std::size_t>(position);
        return OPJ_BOOL{OPJ_TRUE};
    });
    opj_stream_set_skip_function(stream, [](OPJ_OFF_T count, void* user) {
        static_cast<Sink*>(user)->at += static_cast<std::size_t>(count);
        return count;
    });
    const bool done = opj_setup_encoder(codec, &parameters, image) == OPJ_TRUE &&
                      opj_start_compress(codec, image, stream) == OPJ_TRUE &&
                      opj_encode(codec, stream) == OPJ_TRUE &&
                      opj_end_compress(codec, stream) == OPJ_TRUE;
    opj_stream_destroy(stream);
    opj_destroy_codec(codec);
    opj_image_destroy(image);
    check(done, "JPEG 2000");
    return sink.bytes;
}

FileBytes jpegXlBytes([[maybe_unused]] const RgbaPicture& picture)
{
    FileBytes bytes;
#ifdef LOOKALIKE_HAVE_JPEGXL
    const JxlEncoderPtr encoder = JxlEncoderMake(nullptr);
    JxlBasicInfo info;
    JxlEncoderInitBasicInfo(&info);
    info.xsize = static_cast<std::uint32_t>(picture.width);
    info.ysize = static_cast<std::uint32_t>(picture.height);
    info.bits_per_sample = 8;
    info.num_extra_channels = 1;
    info.alpha_bits = 8;
    info.uses_original_profile = JXL_TRUE;
    JxlColorEncoding colours;
    JxlColorEncodingSetToSRGB(&colours, JXL_FALSE);
    JxlEncoderFrameSettings* settings = JxlEncoderFrameSettingsCreate(encoder.get(), nullptr);
    JxlEncoderSetFrameLossless(settings, JXL_TRUE);
    constexpr JxlPixelFormat kLayout{4, JXL_TYPE_UINT8, JXL_NATIVE_ENDIAN, 0};
    check(JxlEncoderSetBasicInfo(encoder.get(), &info) == JXL_ENC_SUCCESS &&
              JxlEncoderSetColorEncoding(encoder.get(), &colours) == JXL_ENC_SUCCESS &&
              JxlEncoderAddImageFrame(settings, &kLayout, picture.pixels.data(),
                                      picture.pixels.size() * 4) == JXL_ENC_SUCCESS,
          "JPEG XL");
    JxlEncoderCloseInput(encoder.get());
    bytes.resize(1U << 20U);
    std::uint8_t* next = bytes.data();
    std::size_t room = bytes.size();
    check(JxlEncoderProcessOutput(encoder.get(), &next, &room) == JXL_ENC_SUCCESS, "JPEG XL");
    bytes.resize(bytes.size() - room);
#endif
    return bytes;
}

FileBytes avifBytes([[maybe_unused]] const RgbaPicture& picture)
{
    FileBytes bytes;
#ifdef LOOKALIKE_HAVE_HEIF
    heif_context* context = heif_context_alloc();
    heif_encoder* encoder = nullptr;
    if (heif_context_get_encoder_for_format(context, heif_compression_AV1, &encoder).code !=
        heif_error_Ok) {
        heif_context_free(context);
        return bytes;
    }
    heif_encoder_set_lossy_quality(encoder, 95);
    heif_image* image = nullptr;
    heif_image_create(picture.width, picture.height, heif_colorspace_RGB,
                      heif_chroma_interleaved_RGBA, &image);
    heif_image_add_plane(image, heif_channel_interleaved, picture.width, picture.height, 8);
    int stride = 0;
    std::uint8_t* plane = heif_image_get_plane(image, heif_channel_interleaved, &stride);
    for (int y = 0; y < picture.height; ++y)
        std::memcpy(plane + static_cast<std::ptrdiff_t>(stride) * y, &picture.at(0, y),
                    static_cast<std::size_t>(picture.width) * 4);
    heif_image_handle* handle = nullptr;
    const bool encoded =
        heif_context_encode_image(context, image, encoder, nullptr, &handle).code == heif_error_Ok;
    heif_writer writer{};
    writer.writer_api_version = 1;
    writer.write = [](heif_context*, const void* data, std::size_t size, void* user) {
        const auto* from = static_cast<const std::uint8_t*>(data);
        static_cast<FileBytes*>(user)->assign(from, from + size);
        return heif_error{heif_error_Ok, heif_suberror_Unspecified, "written"};
    };
    const bool written =
        encoded && heif_context_write(context, &writer, &bytes).code == heif_error_Ok;
    if (handle != nullptr)
        heif_image_handle_release(handle);
    heif_image_release(image);
    heif_encoder_release(encoder);
    heif_context_free(context);
    check(written, "AVIF");
#endif
    return bytes;
}

} // namespace lookalike::testing
