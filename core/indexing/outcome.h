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
    /// Empty where the catalog has it already, and only what else is known of the photo was
    /// outdated.
    std::vector<std::uint16_t> embedding;
};

/// What an older catalog called the bytes that were read.
struct FormerIdentity {
    ContentHash hash;
    ContentId
        content; ///< the row known by it that the file belonged to; invalid where there is none
};

/// Bytes that are no whole picture: only what they are is known.
struct BrokenPhoto {
    ContentHash hash;
    std::uint64_t bytes = 0;
};

/// How reading one file ended: what the catalog is to remember.
struct PhotoOutcome {
    FileRow file;    ///< the row as it was before
    FileStamp stamp; ///< of the bytes that were read; file.stamp where none were
    FileState state = FileState::Indexed;
    Message error; ///< for the user, where state is anything but Indexed
    /// Where state is Indexed: the new photo, or the content that was known already. Where it is
    /// Broken and the bytes were read: the same, or the new bytes that cannot be used.
    std::variant<ContentId, EmbeddedPhoto, BrokenPhoto> content;
    /// Set where the worker claimed the content (InFlight): copies may wait for it.
    std::optional<ContentHash> claimed;
    /// Set together with `claimed` for bytes that the catalog did not know by their identity.
    std::optional<FormerIdentity> former;
    ContentId stored; ///< filled by OutcomeWriter: the content's row

    [[nodiscard]] bool isFailure() const noexcept
    {
        return state == FileState::Broken || state == FileState::Unreadable;
    }
};

} // namespace lookalike
