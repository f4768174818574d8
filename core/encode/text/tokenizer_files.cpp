// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/tokenizer_files.h"

#include "core/encode/json_file.h"

#include <utility>

namespace lookalike {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxSettingsFile = 8U << 20U;

/// A special token is written as its text or as an object that holds it.
std::string contentOf(const nlohmann::json& object, const char* key)
{
    if (!object.is_object() || !object.contains(key))
        return {};
    const nlohmann::json& value = object[key];
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_object() && value.contains("content") && value["content"].is_string())
        return value["content"].get<std::string>();
    return {};
}

Result<TokenizerSettings> readSettings(const fs::path& directory)
{
    TokenizerSettings settings;
    std::error_code error;
    for (const char* name : {"tokenizer_config.json", "special_tokens_map.json"}) {
        const fs::path path = directory / name;
        if (!fs::exists(path, error))
            continue;
        const auto json = readJsonFile(path, kMaxSettingsFile);
        if (!json)
            return fail(json);
        for (const auto& [key, field] : {std::pair{"bos_token", &settings.begin},
                                         {"eos_token", &settings.end},
                                         {"pad_token", &settings.padding},
                                         {"tokenizer_class", &settings.className}})
            if (field->empty())
                *field = contentOf(*json, key);
        if (json->is_object() && json->contains("do_lower_case") &&
            (*json)["do_lower_case"].is_boolean())
            settings.lowerCase = (*json)["do_lower_case"].get<bool>();
    }
    if (settings.className.ends_with("Fast"))
        settings.className.resize(settings.className.size() - 4);
    return settings;
}

} // namespace

Result<std::shared_ptr<const Tokenizer>> openTokenizer(const fs::path& directory,
                                                       std::string_view modelType)
{
    auto settings = readSettings(directory);
    if (!settings)
        return fail(settings);
    // SigLIP 2 was trained on lower case, though its tokenizer.json does not say so.
    if (modelType == "siglip")
        settings->lowerCase = true;
    std::error_code error;
    const auto has = [&](const char* name) { return fs::exists(directory / name, error); };
    Result<TokenizerParts> parts =
        fail(ErrorCode::NotFound,
             "The folder has no tokenizer: none of the files tokenizer.json, spiece.model, "
             "vocab.json with merges.txt and vocab.txt"_msg,
             directory);
    if (has("spiece.model"))
        parts = readSentencePiece(directory / "spiece.model", *settings);
    else if (has("tokenizer.json"))
        parts = readTokenizerJson(directory / "tokenizer.json", *settings);
    else if (has("vocab.json") && has("merges.txt"))
        parts = readVocabAndMerges(directory / "vocab.json", directory / "merges.txt", *settings);
    else if (has("tokenizer.model"))
        parts = readSentencePiece(directory / "tokenizer.model", *settings);
    else if (has("vocab.txt"))
        parts = readVocabTxt(directory / "vocab.txt", *settings);
    if (!parts)
        return fail(parts);
    return std::make_shared<const Tokenizer>(std::move(*parts));
}

} // namespace lookalike
