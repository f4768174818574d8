// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/message.h"
#include "core/encode/hub/model_id.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lookalike {

/// A model recommended for a purpose. Empty fields are unknown.
struct CuratedModel {
    std::string_view id;        ///< "owner/name" on the hub
    std::string_view revision;  ///< the commit that was reviewed; empty: the newest
    MessageTemplate<0> purpose; ///< what the model is good at, for the user
    std::string_view licence;   ///< as named by the hub
    std::uint64_t approximateBytes = 0;
    int dim = 0;
    /// SHA-256 of model.safetensors at that commit, if publications agree on it. Otherwise the
    /// value that the hub states counts, and it is remembered from the first download on.
    std::string_view weightsSha256;
    bool words = false;         ///< photos can be searched with words, too
    bool manyLanguages = false; ///< and these may be in most languages
};

/// Returns the compiled-in list. Any thread.
[[nodiscard]] std::span<const CuratedModel> curatedModels();

/// "google/siglip2-base-patch16-224, ...", for messages: the recommended models that know words, or
/// of these the ones that know many languages. Any thread.
[[nodiscard]] std::string namesOfModelsWithWords(bool manyLanguages = false);

/// Returns null if the list does not have the model.
[[nodiscard]] const CuratedModel* findCurated(std::string_view id);

/// parseModelId(), with the reviewed commit for a model of the list unless `text` names another.
[[nodiscard]] Result<ModelId> parseCuratedId(const std::string& text);

} // namespace lookalike
