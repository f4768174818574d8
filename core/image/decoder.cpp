// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/decoder.h"

#include "core/image/codecs.h"
#include "core/image/color_profile.h"
#include "core/image/decode_budget.h"
#include "core/image/orientation.h"
#include "core/image/pixel_digest.h"

#include <exception>
#include <new>
#include <string>
#include <utility>

namespace lookalike {
namespace {

Result<StoredPicture> notInThisBuild(ImageFormat format)
{
    return fail(ErrorCode::Unsupported,
                "This build of Lookalike cannot open %1 pictures"_msg(formatTitle(format)));
}

Result<StoredPicture> decodeAs(ImageFormat format, Bytes bytes, const DecodeRequest& request)
{
    switch (format) {
    case ImageFormat::Jpeg:
        return decodeJpeg(bytes, request);
    case ImageFormat::Png:
        return decodePng(bytes, request);
    case ImageFormat::WebP:
        return decodeWebP(bytes, request);
    case ImageFormat::Tiff:
        return decodeTiff(bytes, request);
    case ImageFormat::Bmp:
        return decodeBmp(bytes, request);
    case ImageFormat::Gif:
        return decodeGif(bytes, request);
    case ImageFormat::Jpeg2000:
        return decodeJpeg2000(bytes, request);
#ifdef LOOKALIKE_HAVE_HEIF
    case ImageFormat::Heic:
    case ImageFormat::Avif:
        return decodeHeif(bytes, request);
#endif
#ifdef LOOKALIKE_HAVE_RAW
    case ImageFormat::Raw:
        return decodeRaw(bytes, request);
#endif
#ifdef LOOKALIKE_HAVE_JPEGXL
    case ImageFormat::JpegXl:
        return decodeJpegXl(bytes, request);
#endif
    case ImageFormat::Pnm:
        return decodePnm(bytes, request);
    case ImageFormat::Tga:
        return decodeTga(bytes, request);
    case ImageFormat::Psd:
        return decodePsd(bytes, request);
    case ImageFormat::Ico:
        return decodeIco(bytes, request);
    case ImageFormat::Unknown:
        return fail(ErrorCode::Unsupported, "Lookalike does not know this kind of picture"_msg);
    default:
        return notInThisBuild(format);
    }
}

Result<DecodedImage> decodeAll(Bytes bytes, const DecodeRequest& request)
{
    if (bytes.empty())
        return fail(ErrorCode::Broken, "The file is empty"_msg);
    ImageFormat format = sniffFormat(bytes);
    if (format == ImageFormat::Tiff && isCameraRawTiff(bytes))
        format = ImageFormat::Raw;
    auto picture = decodeAs(format, bytes, request);
    if (format == ImageFormat::Raw && !picture && picture.error().code == ErrorCode::Unsupported &&
        sniffFormat(bytes) == ImageFormat::Tiff) {
        format = ImageFormat::Tiff; // an ordinary picture although a camera wrote it
        picture = decodeTiff(bytes, request);
    }
    if (!picture)
        return fail(picture);

    DecodedImage result;
    result.facts = readFacts(bytes, format);
    result.facts.alpha = !picture->alpha.empty();
    if (request.wantDigest)
        result.digest = digestPictures(bytes, format, *picture, result.facts);
    if (picture->alpha.empty())
        picture->image = reduced(std::move(picture->image), request.wantedShortSide);
    convertToSrgb(picture->image, picture->profile);
    if (!picture->alpha.empty()) { // both must have one size until they are blended
        flatten(picture->image, picture->alpha);
        picture->image = reduced(std::move(picture->image), request.wantedShortSide);
    }
    result.format = format;
    result.fullWidth = picture->fullWidth;
    result.fullHeight = picture->fullHeight;
    if (orientationSteps(picture->orientation).transposed)
        std::swap(result.fullWidth, result.fullHeight);
    result.image = applyOrientation(std::move(picture->image), picture->orientation);
    if (request.wantMetadata)
        result.metadata = readMetadata(bytes);
    return result;
}

class InProcessDecoder final : public Decoder {
public:
    explicit InProcessDecoder(std::uint64_t maxPixels)
        : m_maxPixels(maxPixels)
    {}

    Result<DecodedImage> decode(Bytes bytes, const DecodeRequest& request) const override
    {
        DecodeRequest limited = request;
        if (limited.maxPixels == 0)
            limited.maxPixels = m_maxPixels;
        if (!limited.takeRoom)
            limited.takeRoom = roomTaker(m_budget, request.stop);
        try {
            return decodeAll(bytes, limited);
        } catch (const std::bad_alloc&) {
            return fail(ErrorCode::OutOfMemory,
                        "There is not enough memory to open the picture"_msg);
        } catch (const std::exception& exception) {
            return brokenPicture(exception.what());
        }
    }

    void prepare() const override
    {
        initializeMetadata();
#ifdef LOOKALIKE_HAVE_HEIF
        prepareHeif();
#endif
    }

private:
    const std::uint64_t m_maxPixels;
    mutable DecodeBudget m_budget{usualDecodeBudget()};
};

} // namespace

std::unique_ptr<Decoder> makeInProcessDecoder(std::uint64_t maxPixels)
{
    return std::make_unique<InProcessDecoder>(maxPixels);
}

} // namespace lookalike
