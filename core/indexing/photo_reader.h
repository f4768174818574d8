// SPDX-License-Identifier: GPL-3.0-or-later
// What indexing does with one file before the encoder sees it.
#pragma once

#include "core/catalog/rows.h"
#include "core/files/file_reader.h"
#include "core/image/decoder.h"
#include "core/image/preprocess.h"

#include <filesystem>
#include <utility>

namespace lookalike {

/// Larger files are refused: no camera writes them, and every worker may hold one at a time.
inline constexpr std::uint64_t kMaxPhotoBytes = 512U << 20;

/// A picture's file as it was at one moment.
struct ReadPhoto {
    FileContents contents;
    ContentHash hash;   ///< the identity
    ContentHash former; ///< what older catalogs and decisions call the same bytes

    /// Whether these bytes are what `known`, of either kind, names.
    [[nodiscard]] bool is(const ContentHash& known) const noexcept
    {
        return known == (known.isIdentity() ? hash : former);
    }
};

/// Reads a file when its first bytes are those of a picture; Unsupported otherwise. Fails as
/// readFile() does. Any thread.
[[nodiscard]] Result<ReadPhoto> readPhoto(const std::filesystem::path& file);

/// Passes an error on as that of `file` unless it names another: what works on bytes does not know
/// whose they are.
template <class T>
[[nodiscard]] tl::unexpected<Error> failFor(const std::filesystem::path& file,
                                            const Result<T>& failed)
{
    Error error = failed.error();
    if (error.path.empty())
        error.path = file;
    return fail(std::move(error));
}

/// What the encoder and the catalog want to know of a picture.
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
