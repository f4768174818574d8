// SPDX-License-Identifier: GPL-3.0-or-later
// Renders all frames of a GIF in display order, for the digest of the file.
#include "core/image/gif_file.h"
#include "core/image/pixel_digest.h"

#include <algorithm>
#include <array>

namespace lookalike {
namespace {

/// The R, G, B, A screen and its disposal between frames.
class Screen {
public:
    Screen(std::size_t width, std::size_t height)
        : m_width(width)
        , m_height(height)
        , m_pixels(width * height * 4)
    {}

    /// Draws the frame whose descriptor was read, clipped to the screen.
    bool draw(GifFileType* gif, const GraphicsControlBlock& control)
    {
        const GifImageDesc& frame = gif->Image;
        const ColorMapObject* const colours =
            frame.ColorMap != nullptr ? frame.ColorMap : gif->SColorMap;
        if (colours == nullptr || frame.Width <= 0 || frame.Height <= 0 || frame.Left < 0 ||
            frame.Top < 0)
            return false;
        if (control.DisposalMode == DISPOSE_PREVIOUS)
            m_before = m_pixels;
        static constexpr std::array<std::pair<int, int>, 4> kInterlace{
            {{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
        static constexpr std::array<std::pair<int, int>, 1> kPlain{{{0, 1}}};
        const std::span<const std::pair<int, int>> passes =
            frame.Interlace ? std::span<const std::pair<int, int>>(kInterlace) : kPlain;
        std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
        for (const auto& [start, step] : passes)
            for (int y = start; y < frame.Height; y += step) {
                if (DGifGetLine(gif, line.data(), frame.Width) == GIF_ERROR)
                    return false;
                drawLine(frame, y, line, *colours, control.TransparentColor);
            }
        return true;
    }

    /// Applies a frame's disposal method.
    void dispose(const GifImageDesc& frame, int mode)
    {
        if (mode == DISPOSE_PREVIOUS)
            m_pixels = m_before;
        if (mode != DISPOSE_BACKGROUND)
            return;
        const auto left = std::min(static_cast<std::size_t>(frame.Left), m_width);
        const auto right = std::min(left + static_cast<std::size_t>(frame.Width), m_width);
        const auto top = static_cast<std::size_t>(frame.Top);
        const auto bottom = std::min(top + static_cast<std::size_t>(frame.Height), m_height);
        for (std::size_t y = top; y < bottom; ++y)
            std::fill(at(left, y), at(right, y), std::uint8_t{0});
    }

    [[nodiscard]] bool addTo(PixelDigest& digest)
    {
        if (!digest.beginPage(m_width, m_height))
            return false;
        for (std::size_t y = 0; y < m_height; ++y)
            digest.addRgba({at(0, y), m_width * 4});
        return true;
    }

private:
    std::uint8_t* at(std::size_t x, std::size_t y)
    {
        return m_pixels.data() + (y * m_width + x) * 4;
    }

    void drawLine(const GifImageDesc& frame, int y, const std::vector<GifPixelType>& line,
                  const ColorMapObject& colours, int transparent)
    {
        const auto row = static_cast<std::size_t>(frame.Top) + static_cast<std::size_t>(y);
        for (std::size_t x = 0; x < line.size() && row < m_height; ++x) {
            const std::size_t column = static_cast<std::size_t>(frame.Left) + x;
            if (column >= m_width || line[x] == transparent)
                continue;
            const GifColorType& colour = colours.Colors[line[x] < colours.ColorCount ? line[x] : 0];
            const std::array<std::uint8_t, 4> pixel{colour.Red, colour.Green, colour.Blue, 255};
            std::ranges::copy(pixel, at(column, row));
        }
    }

    std::size_t m_width;
    std::size_t m_height;
    std::vector<std::uint8_t> m_pixels;
    std::vector<std::uint8_t> m_before;
};

bool readExtension(GifFileType* gif, GraphicsControlBlock& control)
{
    int code = 0;
    GifByteType* block = nullptr;
    if (DGifGetExtension(gif, &code, &block) == GIF_ERROR)
        return false;
    if (code == GRAPHICS_EXT_FUNC_CODE && block != nullptr)
        DGifExtensionToGCB(block[0], block + 1, &control);
    while (block != nullptr)
        if (DGifGetExtensionNext(gif, &block) == GIF_ERROR)
            return false;
    return true;
}

} // namespace

bool digestGif(Bytes bytes, PixelDigest& digest)
{
    constexpr GraphicsControlBlock kNone{DISPOSAL_UNSPECIFIED, false, 0, NO_TRANSPARENT_COLOR};
    Bytes rest = bytes;
    const GifFile gif = openGif(rest);
    if (!gif || gif->SWidth <= 0 || gif->SHeight <= 0 ||
        static_cast<std::uint64_t>(gif->SWidth) * static_cast<std::uint64_t>(gif->SHeight) >
            PixelDigest::kMostPixels / 4)
        return false;
    Screen screen(static_cast<std::size_t>(gif->SWidth), static_cast<std::size_t>(gif->SHeight));
    GraphicsControlBlock control = kNone;
    GifRecordType type = UNDEFINED_RECORD_TYPE;
    while (!rest.empty() && DGifGetRecordType(gif.get(), &type) == GIF_OK) {
        if (type == TERMINATE_RECORD_TYPE)
            return true;
        if (type == EXTENSION_RECORD_TYPE) {
            if (!readExtension(gif.get(), control))
                return false;
            continue;
        }
        if (DGifGetImageDesc(gif.get()) == GIF_ERROR || !screen.draw(gif.get(), control) ||
            !screen.addTo(digest))
            return false;
        constexpr std::uint64_t kMilliseconds = 10;
        digest.addNumber(static_cast<std::uint64_t>(std::max(control.DelayTime, 0)) *
                         kMilliseconds);
        screen.dispose(gif->Image, control.DisposalMode);
        control = kNone;
    }
    return rest.empty(); // only the end mark may be missing
}

} // namespace lookalike
