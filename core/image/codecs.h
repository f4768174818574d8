// SPDX-License-Identifier: GPL-3.0-or-later
// What every codec behind the decoder gives, and the helpers they share. One source file a codec.
// Codecs are stateless functions: any thread may call them, and they let no C++ exception out but
// std::bad_alloc.
#pragma once

#include "core/image/alpha.h"
#include "core/image/decoder.h"
#include "core/image/reduction.h"

#include <functional>
#include <string>
#include <vector>

struct tiff; // libtiff's TIFF

namespace lookalike {

using Bytes = std::span<const std::uint8_t>;

class PixelDigest;

/// A picture as a file stores it: orientation and colour profile are not applied yet, and it does
/// not lie on a ground yet.
struct StoredPicture {
    Image image;                     ///< straight colours, where there is alpha
    std::vector<std::uint8_t> alpha; ///< one byte a pixel of `image`; empty: all are opaque
    int fullWidth = 0;
    int fullHeight = 0;
    int orientation = 1; ///< EXIF orientation, still to be applied
    std::vector<std::uint8_t>
        profile; ///< ICC profile of the values in `image`, still to be applied
};

// Each fails with Broken, Unsupported or TooLarge as Decoder::decode() does.
[[nodiscard]] Result<StoredPicture> decodeJpeg(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodePng(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodeWebP(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodeTiff(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodeBmp(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodeGif(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodeJpeg2000(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodeHeif(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodeRaw(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodeJpegXl(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodePnm(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodeTga(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodePsd(Bytes bytes, const DecodeRequest& request);
[[nodiscard]] Result<StoredPicture> decodeIco(Bytes bytes, const DecodeRequest& request);

/// Loads libheif's plugins now rather than with the first picture.
void prepareHeif();

/// True where a TIFF is a camera's raw file (DNG, NEF, ARW, ...): its first page is only a preview.
[[nodiscard]] bool isCameraRawTiff(Bytes bytes);

// Facts of formats whose directories only their library reads; as readFacts() has them.
[[nodiscard]] PictureFacts tiffFacts(Bytes bytes);
[[nodiscard]] PictureFacts heifFacts(Bytes bytes);
[[nodiscard]] PictureFacts jpegXlFacts(Bytes bytes);

/// Calls `visit` with libtiff at each directory of the file's chain, until it returns false. False
/// where it did, and where the file is damaged.
[[nodiscard]] bool visitTiffPages(Bytes bytes, const std::function<bool(tiff*)>& visit);

// Every page or frame of a file, at full depth, for digestPictures(). False where one cannot be
// read or they are more than the digest takes.
[[nodiscard]] bool digestPng(Bytes bytes, PixelDigest& digest);
[[nodiscard]] bool digestTiff(Bytes bytes, PixelDigest& digest);
[[nodiscard]] bool digestGif(Bytes bytes, PixelDigest& digest);
[[nodiscard]] bool digestWebP(Bytes bytes, PixelDigest& digest);

/// False where a camera's raw file of the TIFF kind ends before the pixels that its directories
/// speak of; previews may still be whole then.
[[nodiscard]] bool hasAllData(Bytes bytes);

/// Every codec asks this as soon as it knows the size, before it allocates.
[[nodiscard]] Result<void> checkSize(std::uint64_t width, std::uint64_t height,
                                     const DecodeRequest& request);

/// The error of a damaged or incomplete picture.
[[nodiscard]] tl::unexpected<Error> brokenPicture(const Message& detail = {});
/// The same, with the library's own text, which may be empty.
[[nodiscard]] tl::unexpected<Error> brokenPicture(std::string_view libraryText);

/// Bytes that the picture takes while it is reduced.
[[nodiscard]] std::uint64_t bytesFor(const StoredPicture& picture, Reduction reduction,
                                     bool alpha = false);

/// Every codec calls this before it takes memory for a whole picture, with the sum of what it will
/// take; waits while other pictures hold the memory. Small pictures need not wait.
[[nodiscard]] Result<void> takeRoom(std::uint64_t bytes, const DecodeRequest& request);

/// Hands what `rows` built on to `picture`.
void takeRows(RowReducer& rows, StoredPicture& picture);
void takeRows(PixelReducer& pixels, StoredPicture& picture);
void takeRows(AlphaReducer& pixels, StoredPicture& picture);

} // namespace lookalike
