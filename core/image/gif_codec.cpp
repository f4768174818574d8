// SPDX-License-Identifier: GPL-3.0-or-later
// Decodes the first frame of GIF files through giflib, because OpenCV supports GIF only since 4.11.
#include "core/image/codecs.h"
#include "core/image/gif_file.h"

#include <algorithm>
#include <array>
#include <optional>

namespace lookalike {
namespace {

constexpr std::uint8_t kOpaque = 255;

tl::unexpected<Error> brokenGif(const GifFileType* gif)
{
    const char* text = GifErrorString(gif->Error);
    return brokenPicture(text == nullptr ? "" : text);
}

using Rgba = std::array<std::uint8_t, 4>;

Rgba colorAt(const ColorMapObject& colors, int index, int transparent)
{
    if (index == transparent)
        return {};
    const GifColorType& color = colors.Colors[index < colors.ColorCount ? index : 0];
    return {color.Red, color.Green, color.Blue, kOpaque};
}

/// Reads an extension and updates `transparent` if it names the transparent colour of the next
/// frame.
bool readExtension(GifFileType* gif, int& transparent)
{
    int code = 0;
    GifByteType* block = nullptr;
    if (DGifGetExtension(gif, &code, &block) == GIF_ERROR)
        return false;
    GraphicsControlBlock control{};
    if (code == GRAPHICS_EXT_FUNC_CODE && block != nullptr &&
        DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
        transparent = control.TransparentColor;
    while (block != nullptr)
        if (DGifGetExtensionNext(gif, &block) == GIF_ERROR)
            return false;
    return true;
}

bool skipFrame(GifFileType* gif)
{
    int codeSize = 0;
    GifByteType* block = nullptr;
    if (DGifGetImageDesc(gif) == GIF_ERROR || DGifGetCode(gif, &codeSize, &block) == GIF_ERROR)
        return false;
    while (block != nullptr)
        if (DGifGetCodeNext(gif, &block) == GIF_ERROR)
            return false;
    return true;
}

/// Reads the pixels of the frame whose descriptor was read onto the screen.
Result<void> readPixels(GifFileType* gif, int transparent, AlphaReducer& screen)
{
    const GifImageDesc& frame = gif->Image;
    const ColorMapObject* colors = frame.ColorMap != nullptr ? frame.ColorMap : gif->SColorMap;
    if (colors == nullptr || colors->ColorCount <= 0)
        return brokenPicture("it has no colours"_msg);
    static constexpr std::array<std::pair<int, int>, 4> kInterlace{
        {{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
    static constexpr std::array<std::pair<int, int>, 1> kPlain{{{0, 1}}};
    const std::span<const std::pair<int, int>> passes =
        frame.Interlace ? std::span<const std::pair<int, int>>(kInterlace) : kPlain;
    std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
    std::vector<std::uint8_t> rgba(line.size() * 4);
    for (const auto& [start, step] : passes)
        for (int y = start; y < frame.Height; y += step) {
            if (DGifGetLine(gif, line.data(), frame.Width) == GIF_ERROR)
                return brokenGif(gif);
            for (std::size_t x = 0; x < line.size(); ++x)
                std::ranges::copy(colorAt(*colors, line[x], transparent), rgba.data() + x * 4);
            screen.add(frame.Left, frame.Top + y, 1, frame.Width, rgba.data());
        }
    return {};
}

/// Reads the first frame, whose descriptor comes next. Enlarges the screen to hold it, as browsers
/// do, because some writers set the screen size to 0 or to that of another picture. Areas without a
/// frame are transparent, because no viewer shows the file's background colour.
Result<StoredPicture> readFirstFrame(GifFileType* gif, int transparent,
                                     const DecodeRequest& request)
{
    if (DGifGetImageDesc(gif) == GIF_ERROR)
        return brokenGif(gif);
    const GifImageDesc& frame = gif->Image;
    if (frame.Left < 0 || frame.Top < 0 || frame.Width <= 0 || frame.Height <= 0)
        return brokenPicture("its first frame has no pixels"_msg);
    StoredPicture picture;
    picture.fullWidth = std::max(gif->SWidth, frame.Left + frame.Width);
    picture.fullHeight = std::max(gif->SHeight, frame.Top + frame.Height);
    if (auto size = checkSize(static_cast<std::uint64_t>(picture.fullWidth),
                              static_cast<std::uint64_t>(picture.fullHeight), request);
        !size)
        return fail(size);
    const Reduction reduction =
        reductionFor(picture.fullWidth, picture.fullHeight, request.wantedShortSide);
    if (auto room = takeRoom(bytesFor(picture, reduction, true), request); !room)
        return fail(room);
    AlphaReducer screen(picture.fullWidth, picture.fullHeight, reduction);
    if (auto pixels = readPixels(gif, transparent, screen); !pixels)
        return fail(pixels);
    takeRows(screen, picture);
    return picture;
}

} // namespace

Result<StoredPicture> decodeGif(Bytes bytes, const DecodeRequest& request)
{
    Bytes rest = bytes;
    const GifFile gif = openGif(rest);
    if (!gif)
        return brokenPicture("its header cannot be read"_msg);
    if (gif->SWidth > 0 && gif->SHeight > 0)
        if (auto size = checkSize(static_cast<std::uint64_t>(gif->SWidth),
                                  static_cast<std::uint64_t>(gif->SHeight), request);
            !size)
            return fail(size);

    // Only walk over the frames after the first one: a file that ends inside one is incomplete. A
    // missing end mark alone is common and harmless, and so are bytes after the last frame that are
    // not a GIF block.
    int transparent = NO_TRANSPARENT_COLOR;
    std::optional<StoredPicture> picture;
    for (;;) {
        if (picture && rest.empty())
            return std::move(*picture);
        GifRecordType type = UNDEFINED_RECORD_TYPE;
        if (DGifGetRecordType(gif.get(), &type) == GIF_ERROR) {
            if (picture && gif->Error == D_GIF_ERR_WRONG_RECORD)
                return std::move(*picture);
            return brokenGif(gif.get());
        }
        if (type == TERMINATE_RECORD_TYPE) {
            if (!picture)
                return brokenPicture("it has no frame"_msg);
            return std::move(*picture);
        }
        if (type == EXTENSION_RECORD_TYPE) {
            if (!readExtension(gif.get(), transparent))
                return brokenGif(gif.get());
        } else if (picture) {
            if (!skipFrame(gif.get()))
                return brokenGif(gif.get());
        } else {
            auto first = readFirstFrame(gif.get(), transparent, request);
            if (!first)
                return first;
            picture = std::move(*first);
        }
    }
}

} // namespace lookalike
