// SPDX-License-Identifier: GPL-3.0-or-later
// The readers of tokenizer files. They refuse what does not fit together, within a second and some
// 100 MB whatever the file says; messages name the file and the field.
#pragma once

#include "core/encode/text/tokenizer.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

/// Opens the tokenizer of a model directory: spiece.model, tokenizer.json, vocab.json with
/// merges.txt, tokenizer.model or vocab.txt, in this order. `modelType` is that of config.json and
/// may be empty. NotFound if there is none of them. Any thread; up to half a second for a large
/// one.
[[nodiscard]] Result<std::shared_ptr<const Tokenizer>>
openTokenizer(const std::filesystem::path& directory, std::string_view modelType);

/// What tokenizer_config.json and special_tokens_map.json say; empty where they do not.
struct TokenizerSettings {
    std::string begin, end, padding; ///< special tokens
    std::string className;           ///< without "Fast"
    std::optional<bool> lowerCase;
};

[[nodiscard]] Result<TokenizerParts> readTokenizerJson(const std::filesystem::path& path,
                                                       const TokenizerSettings& settings);
[[nodiscard]] Result<TokenizerParts> readVocabAndMerges(const std::filesystem::path& vocab,
                                                        const std::filesystem::path& merges,
                                                        const TokenizerSettings& settings);
[[nodiscard]] Result<TokenizerParts> readSentencePiece(const std::filesystem::path& path,
                                                       const TokenizerSettings& settings);
[[nodiscard]] Result<TokenizerParts> readVocabTxt(const std::filesystem::path& path,
                                                  const TokenizerSettings& settings);

} // namespace lookalike
