// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/photo_reader.h"

#include "core/base/path_bytes.h"
#include "core/image/format.h"
#include "core/image/perceptual_hash.h"
#include "core/image/plain_border.h"

namespace lookalike {

Result<ReadPhoto> readPhoto(const std::filesystem::path& file)
{
    const auto head = readFileHead(file, kSniffBytes);
    if (!head)
        return fail(head);
    if (sniffFormat(head->bytes) == ImageFormat::Unknown) {
        if (!hasPhotoExtension(pathToBytes(file.filename())))
            return fail(ErrorCode::Unsupported, "Not an image"_msg, file);
        return fail(ErrorCode::Broken,
                    head->bytes.empty() ? "The file is empty"_msg
                                        : "Not an image, although its name says so"_msg,
                    file);
    }
    ReadPhoto photo;
    auto contents = readFile(file, kMaxPhotoBytes);
    if (!contents)
        return fail(contents);
    photo.contents = std::move(*contents);
    photo.hash = hashContent(photo.contents.bytes);
    photo.former = hashContent(photo.contents.bytes, HashKind::Xxh3);
    return photo;
}

Result<PreparedPhoto> preparePhoto(const ReadPhoto& photo, const Decoder& decoder,
                                   const PreprocessSpec& spec, const std::filesystem::path& file,
                                   const std::stop_token& stop)
{
    DecodeRequest request;
    request.wantedShortSide = spec.wantedShortSide();
    request.wantMetadata = true;
    request.stop = stop;
    auto decoded = decoder.decode(photo.contents.bytes, request);
    if (!decoded)
        return failFor(file, decoded);
    PreparedPhoto prepared;
    prepared.content.hash = photo.hash;
    prepared.content.bytes = photo.contents.bytes.size();
    prepared.content.width = decoded->fullWidth;
    prepared.content.height = decoded->fullHeight;
    prepared.content.format = decoded->format;
    prepared.content.facts = decoded->facts;
    prepared.content.metadata = std::move(decoded->metadata);
    prepared.content.perceptualHashes = dctHashOrientations(decoded->image);
    if (const auto inside = insidePlainBorder(decoded->image))
        prepared.content.framedHashes = dctHashOrientations(*inside);
    prepared.input = preprocess(decoded->image, spec);
    return prepared;
}

} // namespace lookalike
