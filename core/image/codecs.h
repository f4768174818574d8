// SPDX-License-Identifier: GPL-3.0-or-later
// The interface of the codecs behind Decoder, and their shared helpers. Each codec has its own
// source file. Codecs are stateless functions: any thread may call them. They throw no C++
// exception except std::bad_alloc.
#pragma once

#include "core/image/alpha.h"
#include "core/image/bytes.h"
#include "core/image/decoder.h"
#include "core/image/reduction.h"

#include <functional>
#include <string>
#include <vector>

struct tiff; // libtiff's TIFF

namespace lookalike {

class PixelDigest;

/// A picture as stored in its file: orientation, colour profile and background are not applied yet.
struct StoredPicture {
    Image image;                     ///< straight colours if there is alpha
    std::vector<std::uint8_t> alpha; ///< one byte per pixel of `image`; empty: all opaque
    int fullWidth = 0;
    int fullHeight = 0;
    int orientation = 1; ///< EXIF orientation, not applied yet
    /// ICC profile of the values in `image`, not applied yet.
    std::vector<std::uint8_t> profile;
};

// Each of these fails with Broken, Unsupported or TooLarge, as Decoder::decode() does.
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

/// Loads libheif's plugins, which otherwise happens with the first picture.
void prepareHeif();

/// Returns true if a TIFF is a camera's raw file (DNG, NEF, ARW, ...), whose first page is only a
/// preview.
[[nodiscard]] bool isCameraRawTiff(Bytes bytes);

// Facts of formats whose directories need the format's library, as readFacts() returns them.
[[nodiscard]] PictureFacts tiffFacts(Bytes bytes);
[[nodiscard]] PictureFacts heifFacts(Bytes bytes);
[[nodiscard]] PictureFacts jpegXlFacts(Bytes bytes);

/// Calls `visit` with libtiff positioned at each directory of the file's chain, until it returns
/// false. Returns false if `visit` did or if the file is damaged.
[[nodiscard]] bool visitTiffPages(Bytes bytes, const std::function<bool(tiff*)>& visit);

// Add every page or frame of a file, at full depth, for digestPictures(). Return false if a page
// cannot be read or the digest's pixel limit is exceeded.
[[nodiscard]] bool digestPng(Bytes bytes, PixelDigest& digest);
[[nodiscard]] bool digestTiff(Bytes bytes, PixelDigest& digest);
[[nodiscard]] bool digestGif(Bytes bytes, PixelDigest& digest);
[[nodiscard]] bool digestWebP(Bytes bytes, PixelDigest& digest);

/// Returns false if a TIFF-based raw file is shorter than its directories claim. Its previews may
/// still be complete.
[[nodiscard]] bool hasAllData(Bytes bytes);

/// Checks the size limits. Every codec calls this as soon as it knows the size, before it
/// allocates.
[[nodiscard]] Result<void> checkSize(std::uint64_t width, std::uint64_t height,
                                     const DecodeRequest& request);

/// Returns the error for a damaged or incomplete picture.
[[nodiscard]] tl::unexpected<Error> brokenPicture(const Message& detail = {});
/// Likewise, with the library's own text, which may be empty.
[[nodiscard]] tl::unexpected<Error> brokenPicture(std::string_view libraryText);

/// Returns how many bytes the picture takes while it is being reduced.
[[nodiscard]] std::uint64_t bytesFor(const StoredPicture& picture, Reduction reduction,
                                     bool alpha = false);

/// Every codec calls this before it allocates memory for a whole picture, with the total that it
/// will allocate. Waits while other pictures hold the memory; small pictures never wait.
[[nodiscard]] Result<void> takeRoom(std::uint64_t bytes, const DecodeRequest& request);

/// Moves the picture that `rows` built to `picture`.
void takeRows(RowReducer& rows, StoredPicture& picture);
void takeRows(PixelReducer& pixels, StoredPicture& picture);
void takeRows(AlphaReducer& pixels, StoredPicture& picture);

} // namespace lookalike
