// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/tokenizer_json_steps.h"

#include "core/encode/text/base64.h"

#include <array>
#include <map>
#include <set>
#include <utility>

namespace lookalike {
namespace {

using Json = nlohmann::json;

const Json& member(const Json& json, const char* key)
{
    static const Json kNull;
    const auto found = json.is_object() ? json.find(key) : json.end();
    return json.is_object() && found != json.end() ? *found : kNull;
}

std::string textOf(const Json& json, const char* key, const char* fallback = "")
{
    const Json& value = member(json, key);
    return value.is_string() ? value.get<std::string>() : fallback;
}

bool flagOf(const Json& json, const char* key, bool fallback)
{
    const Json& value = member(json, key);
    return value.is_boolean() ? value.get<bool>() : fallback;
}

tl::unexpected<Error> failField(std::string_view field)
{
    return fail(ErrorCode::Broken, "\"%1\" is not what it should be"_msg(field));
}

tl::unexpected<Error> failKind(std::string_view field, const std::string& type)
{
    return fail(ErrorCode::Unsupported,
                "\"%1\" is of a kind that is not supported: %2"_msg(field, type));
}

Result<Pattern> patternOf(const Json& step)
{
    const Json& pattern = member(step, "pattern");
    if (const Json& text = member(pattern, "String"); text.is_string())
        return Pattern::literal(text.get_ref<const std::string&>());
    if (const Json& regex = member(pattern, "Regex"); regex.is_string())
        return Pattern::parse(regex.get_ref<const std::string&>());
    return failField("pattern");
}

Result<CutBehaviour> behaviourOf(const Json& step, const char* fallback)
{
    static const std::map<std::string, CutBehaviour> kBehaviours = {
        {"Removed", CutBehaviour::Removed},
        {"Isolated", CutBehaviour::Isolated},
        {"MergedWithPrevious", CutBehaviour::MergedWithPrevious},
        {"MergedWithNext", CutBehaviour::MergedWithNext},
        {"Contiguous", CutBehaviour::Contiguous}};
    const auto found = kBehaviours.find(textOf(step, "behavior", fallback));
    if (found == kBehaviours.end())
        return failField("behavior");
    return found->second;
}

template <class Step>
Result<> readSequence(const Json& list, std::vector<Step>& steps,
                      Result<> (*read)(const Json&, std::vector<Step>&), const char* field)
{
    if (!list.is_array())
        return failField(field);
    for (const Json& step : list)
        if (auto done = read(step, steps); !done)
            return done;
    return {};
}

BertCleaning bertCleaning(const Json& json)
{
    BertCleaning cleaning;
    cleaning.cleanText = flagOf(json, "clean_text", true);
    cleaning.separateIdeographs = flagOf(json, "handle_chinese_chars", true);
    cleaning.lowerCase = flagOf(json, "lowercase", true);
    cleaning.stripAccents = flagOf(json, "strip_accents", cleaning.lowerCase);
    return cleaning;
}

Result<TextStep> precompiledStepOf(const Json& json)
{
    const auto bytes = decodeBase64(textOf(json, "precompiled_charsmap"));
    if (!bytes)
        return failField("precompiled_charsmap");
    auto map = PrecompiledMap::parse(*bytes);
    if (!map)
        return fail(map);
    return precompiledStep(std::make_shared<const PrecompiledMap>(std::move(*map)));
}

/// An id of a token as "cls" and "sep" have it: [text, id].
Result<TokenId> pairedId(const Json& json, const char* key)
{
    const Json& pair = member(json, key);
    if (!pair.is_array() || pair.size() != 2 || !pair[1].is_number_unsigned() ||
        pair[1].get<std::uint64_t>() >= kMaxTokens)
        return failField(key);
    return pair[1].get<TokenId>();
}

/// The ids of a special token of a template.
Result<> appendTemplateIds(const Json& processor, const std::string& name,
                           std::vector<TokenId>& ids)
{
    const Json& list = member(member(member(processor, "special_tokens"), name.c_str()), "ids");
    if (!list.is_array())
        return failField("special_tokens");
    for (const Json& id : list) {
        if (!id.is_number_unsigned() || id.get<std::uint64_t>() >= kMaxTokens)
            return failField("special_tokens");
        ids.push_back(id.get<TokenId>());
    }
    return {};
}

Result<> readTemplate(const Json& processor, TokenizerParts& parts)
{
    const Json& single = member(processor, "single");
    if (!single.is_array())
        return failField("single");
    bool behind = false;
    for (const Json& piece : single) {
        if (member(piece, "Sequence").is_object()) {
            behind = true;
            continue;
        }
        const std::string name = textOf(member(piece, "SpecialToken"), "id");
        if (auto done = appendTemplateIds(processor, name, behind ? parts.suffix : parts.prefix);
            !done)
            return done;
    }
    return {};
}

} // namespace

Result<> readNormalizers(const Json& json, std::vector<TextStep>& steps)
{
    static const std::map<std::string, NormalForm> kForms = {{"NFC", NormalForm::Nfc},
                                                             {"NFD", NormalForm::Nfd},
                                                             {"NFKC", NormalForm::Nfkc},
                                                             {"NFKD", NormalForm::Nfkd}};
    if (json.is_null())
        return {};
    const std::string type = textOf(json, "type");
    if (type == "Sequence")
        return readSequence(member(json, "normalizers"), steps, readNormalizers, "normalizers");
    if (const auto form = kForms.find(type); form != kForms.end()) {
        steps.push_back(normalFormStep(form->second));
    } else if (type == "Lowercase") {
        steps.push_back(lowerCaseStep());
    } else if (type == "StripAccents") {
        steps.push_back(stripAccentsStep());
    } else if (type == "Strip") {
        steps.push_back(
            stripStep(flagOf(json, "strip_left", true), flagOf(json, "strip_right", true)));
    } else if (type == "Prepend") {
        steps.push_back(prependStep(textOf(json, "prepend")));
    } else if (type == "BertNormalizer") {
        steps.push_back(bertStep(bertCleaning(json)));
    } else if (type == "Replace") {
        auto pattern = patternOf(json);
        if (!pattern)
            return fail(pattern);
        steps.push_back(replaceStep(std::move(*pattern), textOf(json, "content")));
    } else if (type == "Precompiled") {
        auto step = precompiledStepOf(json);
        if (!step)
            return fail(step);
        steps.push_back(std::move(*step));
    } else {
        return failKind("normalizer", type);
    }
    return {};
}

Result<> readCuts(const Json& json, std::vector<CutStep>& steps)
{
    if (json.is_null())
        return {};
    const std::string type = textOf(json, "type");
    if (type == "Sequence")
        return readSequence(member(json, "pretokenizers"), steps, readCuts, "pretokenizers");
    if (type == "ByteLevel") {
        steps.push_back(
            byteLevelStep(flagOf(json, "add_prefix_space", true), flagOf(json, "use_regex", true)));
    } else if (type == "BertPreTokenizer") {
        steps.push_back(bertWordsStep());
    } else if (type == "WhitespaceSplit") {
        steps.push_back(patternStep(*Pattern::parse("\\s+"), CutBehaviour::Removed, false));
    } else if (type == "Whitespace") {
        steps.push_back(
            patternStep(*Pattern::parse(R"(\w+|[^\w\s]+)"), CutBehaviour::Removed, true));
    } else if (type == "Digits") {
        const bool single = flagOf(json, "individual_digits", false);
        steps.push_back(patternStep(*Pattern::parse(single ? "\\p{N}" : "\\p{N}+"),
                                    CutBehaviour::Isolated, false));
    } else if (type == "Metaspace") {
        const std::string scheme = textOf(
            json, "prepend_scheme", flagOf(json, "add_prefix_space", true) ? "always" : "never");
        const std::string replacement = textOf(json, "replacement", "\u2581");
        if (replacement.empty())
            return failField("replacement");
        steps.push_back(metaspaceStep(replacement,
                                      scheme == "always"  ? MetaspacePrefix::Always
                                      : scheme == "first" ? MetaspacePrefix::First
                                                          : MetaspacePrefix::Never,
                                      flagOf(json, "split", true)));
    } else if (type == "Split" || type == "Punctuation") {
        auto pattern = type == "Split" ? patternOf(json) : Pattern::parse("[\\p{P}$+<=>^`|~]");
        const auto behaviour = behaviourOf(json, "Isolated");
        if (!pattern)
            return fail(pattern);
        if (!behaviour)
            return fail(behaviour);
        steps.push_back(
            patternStep(std::move(*pattern), *behaviour, flagOf(json, "invert", false)));
    } else {
        return failKind("pre_tokenizer", type);
    }
    return {};
}

Result<> readEnds(const Json& json, TokenizerParts& parts)
{
    const std::string type = textOf(json, "type");
    if (json.is_null() || type == "ByteLevel")
        return {};
    if (type == "TemplateProcessing")
        return readTemplate(json, parts);
    if (type == "Sequence") {
        const Json& list = member(json, "processors");
        if (!list.is_array())
            return failField("processors");
        for (const Json& processor : list)
            if (auto done = readEnds(processor, parts); !done)
                return done;
        return {};
    }
    if (type != "RobertaProcessing" && type != "BertProcessing")
        return failKind("post_processor", type);
    const auto begin = pairedId(json, "cls");
    const auto end = pairedId(json, "sep");
    if (!begin || !end)
        return fail(!begin ? begin : end);
    parts.prefix.push_back(*begin);
    parts.suffix.push_back(*end);
    return {};
}

Result<> readAddedTokens(const Json& json, const Vocabulary& vocabulary, TokenizerParts& parts)
{
    if (json.is_null())
        return {};
    if (!json.is_array())
        return failField("added_tokens");
    std::set<TokenId> seen;
    for (const Json& entry : json) {
        const Json& id = member(entry, "id");
        AddedToken token;
        token.content = textOf(entry, "content");
        if (!id.is_number_unsigned() || id.get<std::uint64_t>() >= kMaxTokens ||
            token.content.empty() || token.content.size() > kMaxTokenBytes)
            return failField("added_tokens");
        token.id = id.get<TokenId>();
        const auto known = vocabulary.find(token.content);
        const std::string_view other = vocabulary.token(token.id);
        if (!seen.insert(token.id).second || (known && *known != token.id) ||
            (!known && !other.empty()))
            return fail(ErrorCode::Broken,
                        "\"%1\" has the id %2 twice"_msg("added_tokens", token.id));
        token.singleWord = flagOf(entry, "single_word", false);
        token.leftStrip = flagOf(entry, "lstrip", false);
        token.rightStrip = flagOf(entry, "rstrip", false);
        if (!flagOf(entry, "normalized", true)) {
            parts.rawTokens.add(std::move(token));
            continue;
        }
        for (const TextStep& step : parts.normalizers)
            token.content = step(std::move(token.content));
        parts.normalizedTokens.add(std::move(token));
    }
    return {};
}

} // namespace lookalike
