// SPDX-License-Identifier: GPL-3.0-or-later
// Reads and prepares one file for the encoder.
#pragma once

#include "core/catalog/rows.h"
#include "core/files/file_reader.h"
#include "core/image/decoder.h"
#include "core/image/preprocess.h"

#include <filesystem>
#include <utility>

namespace lookalike {

/// Larger files are refused: no camera writes them, and every worker may hold one in memory.
inline constexpr std::uint64_t kMaxPhotoBytes = 512U << 20;

/// The contents of a picture file at one moment.
struct ReadPhoto {
    FileContents contents;
    ContentHash hash;   ///< the content's identity
    ContentHash former; ///< the hash of the same bytes in older catalogs and decisions

    /// Returns true if `known`, a hash of either kind, names these bytes.
    [[nodiscard]] bool is(const ContentHash& known) const noexcept
    {
        return known == (known.isIdentity() ? hash : former);
    }
};

/// Reads a file if its first bytes are those of a picture; otherwise fails with Unsupported. Fails
/// as readFile() does. Any thread.
[[nodiscard]] Result<ReadPhoto> readPhoto(const std::filesystem::path& file);

/// Passes an error on with the path of `file` unless it has one already, because functions on bytes
/// do not know their file.
template <class T>
[[nodiscard]] tl::unexpected<Error> failFor(const std::filesystem::path& file,
                                            const Result<T>& failed)
{
    Error error = failed.error();
    if (error.path.empty())
        error.path = file;
    return fail(std::move(error));
}

/// A picture as the encoder and the catalog need it.
struct PreparedPhoto {
    ContentRow content; ///< without an id
    Image input;        ///< for Encoder::encode()
};

/// Decodes at the smallest scale that the model allows, reads metadata and preprocesses. Fails as
/// Decoder::decode() does. Any thread.
[[nodiscard]] Result<PreparedPhoto> preparePhoto(const ReadPhoto& photo, const Decoder& decoder,
                                                 const PreprocessSpec& spec,
                                                 const std::filesystem::path& file,
                                                 const std::stop_token& stop = {});

} // namespace lookalike
