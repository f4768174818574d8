// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a tokenizer.json that are not the model. All fail, without a path, with Unsupported
// for a kind that is not known and with Broken for fields that are wrong.
#pragma once

#include "core/encode/text/tokenizer.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace lookalike {

/// "normalizer"; null is none.
[[nodiscard]] Result<> readNormalizers(const nlohmann::json& json, std::vector<TextStep>& steps);
/// "pre_tokenizer"; null is none.
[[nodiscard]] Result<> readCuts(const nlohmann::json& json, std::vector<CutStep>& steps);
/// "post_processor": the ids before and behind every text.
[[nodiscard]] Result<> readEnds(const nlohmann::json& json, TokenizerParts& parts);
/// "added_tokens", which must not contradict the vocabulary. Call it after readNormalizers().
[[nodiscard]] Result<> readAddedTokens(const nlohmann::json& json, const Vocabulary& vocabulary,
                                       TokenizerParts& parts);

} // namespace lookalike
