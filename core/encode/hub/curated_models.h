// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/message.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace lookalike {

/// A model that is known to be good at something. What is left empty is not known.
struct CuratedModel {
    std::string_view id;        ///< "owner/name" on the hub
    std::string_view revision;  ///< the commit that was looked at
    MessageTemplate<0> purpose; ///< what it is good at, for the user
    std::string_view licence;   ///< as the hub names it
    std::uint64_t approximateBytes = 0;
    int dim = 0;
    /// SHA-256 of model.safetensors at that commit, where publications agree on it; otherwise what
    /// the hub states counts, and is remembered from the first download on.
    std::string_view weightsSha256;
};

/// The list that is compiled in. Any thread.
[[nodiscard]] std::span<const CuratedModel> curatedModels();

/// Null where the list does not have it.
[[nodiscard]] const CuratedModel* findCurated(std::string_view id);

} // namespace lookalike
