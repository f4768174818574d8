// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace lookalike {

/// A picture that was read and encoded.
struct EmbeddedPhoto {
    ContentRow content; ///< without an id
    /// Empty if the catalog already has it and only other data of the photo was outdated.
    std::vector<std::uint16_t> embedding;
};

/// The legacy identity of the bytes that were read.
struct FormerIdentity {
    ContentHash hash;
    /// The catalog row with that hash that the file belonged to; invalid if there is none.
    ContentId content;
};

/// Bytes that are not a complete picture. Only their identity and size are known.
struct BrokenPhoto {
    ContentHash hash;
    std::uint64_t bytes = 0;
};

/// The result of reading one file, for the catalog.
struct PhotoOutcome {
    FileRow file;    ///< the row before reading
    FileStamp stamp; ///< of the bytes that were read; file.stamp if none were read
    FileState state = FileState::Indexed;
    Message error; ///< for the user, unless state is Indexed
    /// For Indexed: the new photo, or the content that was already known. For Broken, if the bytes
    /// were read: likewise, or the new unusable bytes.
    std::variant<ContentId, EmbeddedPhoto, BrokenPhoto> content;
    /// Set if the worker claimed the content (InFlight), so that copies may be waiting for it.
    std::optional<ContentHash> claimed;
    /// Set together with `claimed` if the catalog did not know the bytes by their identity.
    std::optional<FormerIdentity> former;
    ContentId stored; ///< the content's row; set by OutcomeWriter

    [[nodiscard]] bool isFailure() const noexcept
    {
        return state == FileState::Broken || state == FileState::Unreadable;
    }
};

} // namespace lookalike
