// SPDX-License-Identifier: GPL-3.0-or-later
// The first frame of GIF files through giflib (OpenCV reads them only from 4.11 on).
#include "core/image/codecs.h"

#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace lookalike {
namespace {

constexpr std::uint8_t kOpaque = 255;

int onRead(GifFileType* gif, GifByteType* out, int size)
{
    auto& rest = *static_cast<Bytes*>(gif->UserData);
    const std::size_t count = std::min(rest.size(), static_cast<std::size_t>(std::max(size, 0)));
    if (count > 0)
        std::memcpy(out, rest.data(), count);
    rest = rest.subspan(count);
    return static_cast<int>(count);
}

struct GifCloser {
    void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, GifCloser>;

tl::unexpected<Error> brokenGif(const GifFileType* gif)
{
    const char* text = GifErrorString(gif->Error);
    return brokenPicture(text == nullptr ? "" : text);
}

void setPixel(std::uint8_t* to, const ColorMapObject& colors, int index)
{
    if (index >= colors.ColorCount)
        index = 0;
    const GifColorType& color = colors.Colors[index];
    to[0] = color.Red;
    to[1] = color.Green;
    to[2] = color.Blue;
}

/// Reads an extension; one that says which colour of the next frame is transparent is heeded.
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

/// Reads the frame whose descriptor comes next into `picture`, which has its size and in which
/// nothing is seen yet.
Result<void> readFrame(GifFileType* gif, int transparent, StoredPicture& picture)
{
    Image& canvas = picture.image;
    if (DGifGetImageDesc(gif) == GIF_ERROR)
        return brokenGif(gif);
    const GifImageDesc& frame = gif->Image;
    const ColorMapObject* colors = frame.ColorMap != nullptr ? frame.ColorMap : gif->SColorMap;
    if (colors == nullptr || colors->ColorCount <= 0)
        return brokenPicture("it has no colours");
    if (frame.Left < 0 || frame.Top < 0 || frame.Width <= 0 || frame.Height <= 0 ||
        frame.Left + frame.Width > canvas.width || frame.Top + frame.Height > canvas.height)
        return brokenPicture("its first frame lies outside the picture");

    static constexpr std::array<std::pair<int, int>, 4> kInterlace{
        {{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
    static constexpr std::array<std::pair<int, int>, 1> kPlain{{{0, 1}}};
    const std::span<const std::pair<int, int>> passes =
        frame.Interlace ? std::span<const std::pair<int, int>>(kInterlace) : kPlain;
    std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
    for (const auto& [start, step] : passes)
        for (int y = start; y < frame.Height; y += step) {
            if (DGifGetLine(gif, line.data(), frame.Width) == GIF_ERROR)
                return brokenGif(gif);
            const auto left = static_cast<std::size_t>(frame.Left);
            std::uint8_t* const colour = canvas.row(frame.Top + y) + left * 3;
            std::uint8_t* const alpha =
                picture.alpha.data() +
                static_cast<std::size_t>(frame.Top + y) * static_cast<std::size_t>(canvas.width) +
                left;
            for (std::size_t x = 0; x < line.size(); ++x)
                if (line[x] != transparent) {
                    setPixel(colour + x * 3, *colors, line[x]);
                    alpha[x] = kOpaque;
                }
        }
    return {};
}

} // namespace

Result<StoredPicture> decodeGif(Bytes bytes, const DecodeRequest& request)
{
    int error = 0;
    Bytes rest = bytes;
    const Gif gif(DGifOpen(&rest, onRead, &error));
    if (!gif)
        return brokenPicture("its header cannot be read");
    if (auto size = checkSize(static_cast<std::uint64_t>(std::max(gif->SWidth, 0)),
                              static_cast<std::uint64_t>(std::max(gif->SHeight, 0)), request);
        !size)
        return fail(std::move(size));
    StoredPicture picture;
    picture.fullWidth = gif->SWidth;
    picture.fullHeight = gif->SHeight;

    // The frames after the first are only walked over: a file that breaks off inside one is not
    // what its owner saved. A missing end mark alone is common and harmless.
    int transparent = NO_TRANSPARENT_COLOR;
    for (bool decoded = false;;) {
        if (decoded && rest.empty())
            return picture;
        GifRecordType type = UNDEFINED_RECORD_TYPE;
        if (DGifGetRecordType(gif.get(), &type) == GIF_ERROR)
            return brokenGif(gif.get());
        if (type == TERMINATE_RECORD_TYPE) {
            if (!decoded)
                return brokenPicture("it has no frame");
            return picture;
        }
        if (type == EXTENSION_RECORD_TYPE) {
            if (!readExtension(gif.get(), transparent))
                return brokenGif(gif.get());
        } else if (decoded) {
            if (!skipFrame(gif.get()))
                return brokenGif(gif.get());
        } else {
            // What no frame covers is not seen: what a file calls its background no viewer shows.
            picture.image = Image(picture.fullWidth, picture.fullHeight);
            picture.alpha.resize(picture.image.pixels.size() / 3);
            if (auto frame = readFrame(gif.get(), transparent, picture); !frame)
                return fail(std::move(frame));
            if (std::ranges::count(picture.alpha, kOpaque) == std::ssize(picture.alpha))
                picture.alpha.clear();
            decoded = true;
        }
    }
}

} // namespace lookalike
