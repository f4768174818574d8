// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/json_scanner.h"
#include "core/encode/text/merge_list.h"
#include "core/encode/text/tokenizer_files.h"
#include "core/encode/text/tokenizer_json_steps.h"
#include "core/encode/text/unigram_model.h"
#include "core/encode/text/vocab_json.h"
#include "core/encode/text/wordpiece_model.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

namespace lookalike {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kMaxTokenizerBytes = 256U << 20U;
constexpr std::size_t kMaxPartBytes = 8U << 20U;
constexpr std::size_t kMaxScalarBytes = 4096;
/// Of a file with merges, about; for a first guess.
constexpr std::size_t kBytesPerToken = 160;

/// "model" as it is in the file.
struct StoredModel {
    bool present = false;
    Vocabulary vocabulary;
    std::vector<double> scores; ///< of a unigram model, by id
    bool hasScores = false;
    MergeList merges;
    bool hasMerges = false;
    Json fields = Json::object(); ///< all others

    [[nodiscard]] std::string text(const char* key) const
    {
        const auto found = fields.find(key);
        return found != fields.end() && found->is_string() ? found->get<std::string>() : "";
    }
    [[nodiscard]] bool flag(const char* key) const
    {
        const auto found = fields.find(key);
        return found != fields.end() && found->is_boolean() && found->get<bool>();
    }
};

/// [[token, score], ...]
void readScoredVocab(JsonScanner& scanner, StoredModel& model)
{
    model.hasScores = true;
    std::string token;
    double score = 0;
    if (!scanner.beginArray())
        return;
    while (scanner.nextItem()) {
        if (!scanner.beginArray() || !scanner.nextItem() || !scanner.string(token) ||
            !scanner.nextItem() || !scanner.number(score))
            return static_cast<void>(scanner.refuse("\"vocab\" is not what it should be"_msg));
        if (scanner.nextItem())
            return static_cast<void>(scanner.refuse("\"vocab\" is not what it should be"_msg));
        const auto id = static_cast<std::int64_t>(model.scores.size());
        if (auto added = model.vocabulary.add(token, id, "vocab"); !added)
            return static_cast<void>(scanner.refuse(added.error().message));
        model.scores.push_back(score);
    }
}

/// ["a b", ...] or [["a", "b"], ...]
void readMerges(JsonScanner& scanner, StoredModel& model)
{
    model.hasMerges = true;
    std::string left;
    std::string right;
    const Message wrong = "\"merges\" has an entry that is not two tokens"_msg;
    if (!scanner.beginArray())
        return;
    while (scanner.nextItem()) {
        if (scanner.peek() == '[') {
            if (!scanner.beginArray() || !scanner.nextItem() || !scanner.string(left) ||
                !scanner.nextItem() || !scanner.string(right) || scanner.nextItem())
                return static_cast<void>(scanner.refuse(wrong));
        } else {
            if (!scanner.string(left))
                return;
            const std::size_t space = left.find(' ');
            if (space == std::string::npos || left.find(' ', space + 1) != std::string::npos)
                return static_cast<void>(scanner.refuse(wrong));
            right.assign(left, space + 1);
            left.resize(space);
        }
        if (auto added = model.merges.add(left, right); !added)
            return static_cast<void>(scanner.refuse(added.error().message));
    }
}

void readModel(JsonScanner& scanner, StoredModel& model)
{
    if (model.present)
        return static_cast<void>(scanner.refuse("The file has two fields \"model\""_msg));
    model.present = true;
    std::string key;
    std::string text;
    if (!scanner.beginObject())
        return;
    while (scanner.nextKey(key)) {
        if (key == "vocab" && scanner.peek() == '[')
            readScoredVocab(scanner, model);
        else if (key == "vocab")
            readVocabObject(scanner, model.vocabulary);
        else if (key == "merges")
            readMerges(scanner, model);
        else if (scanner.raw(text, kMaxScalarBytes))
            model.fields[key] = Json::parse(text, nullptr, false);
    }
}

Result<std::unique_ptr<TokenModel>> makeBpe(StoredModel& stored, bool byteLevel)
{
    BpeOptions bpe;
    auto table = stored.merges.resolve(stored.vocabulary, stored.text("continuing_subword_prefix"));
    if (!table)
        return fail(table);
    bpe.merges = std::move(*table);
    if (const std::string unknown = stored.text("unk_token"); !unknown.empty()) {
        bpe.unknown = stored.vocabulary.find(unknown);
        if (!bpe.unknown)
            return fail(ErrorCode::Broken, "\"%1\" is not in the vocabulary"_msg("unk_token"));
    }
    bpe.prefix = stored.text("continuing_subword_prefix");
    bpe.suffix = stored.text("end_of_word_suffix");
    bpe.fuseUnknown = stored.flag("fuse_unk");
    bpe.byteFallback = stored.flag("byte_fallback");
    bpe.wholePieces = stored.flag("ignore_merges");
    bpe.byteLevel = byteLevel;
    bpe.vocabulary = std::move(stored.vocabulary);
    return makeBpeModel(std::move(bpe));
}

Result<std::unique_ptr<TokenModel>> makeUnigram(StoredModel& stored)
{
    UnigramOptions unigram;
    const auto unknown = stored.fields.find("unk_id");
    if (unknown == stored.fields.end() || !unknown->is_number_unsigned() ||
        unknown->get<std::uint64_t>() >= stored.vocabulary.idLimit())
        return fail(ErrorCode::Broken, "\"%1\" is not the id of a token"_msg("unk_id"));
    unigram.unknown = unknown->get<TokenId>();
    unigram.usable.assign(stored.scores.size(), true);
    unigram.usable[unigram.unknown] = false;
    unigram.scores = std::move(stored.scores);
    unigram.byteFallback = stored.flag("byte_fallback");
    unigram.vocabulary = std::move(stored.vocabulary);
    return makeUnigramModel(std::move(unigram));
}

Result<std::unique_ptr<TokenModel>> makeModel(StoredModel& stored, bool byteLevel)
{
    const std::string type = stored.text("type");
    if (stored.vocabulary.size() == 0)
        return fail(ErrorCode::Broken, "\"%1\" is missing or empty"_msg("vocab"));
    if (type == "Unigram" || (type.empty() && stored.hasScores)) {
        if (!stored.hasScores)
            return fail(ErrorCode::Broken, "\"%1\" has no scores"_msg("vocab"));
        return makeUnigram(stored);
    }
    if (type == "WordPiece") {
        WordPieceOptions words;
        const auto unknown = stored.vocabulary.find(stored.text("unk_token"));
        if (!unknown)
            return fail(ErrorCode::Broken, "\"%1\" is not in the vocabulary"_msg("unk_token"));
        words.unknown = *unknown;
        words.prefix = stored.text("continuing_subword_prefix");
        words.vocabulary = std::move(stored.vocabulary);
        return makeWordPieceModel(std::move(words));
    }
    if (type == "BPE" || (type.empty() && stored.hasMerges))
        return makeBpe(stored, byteLevel);
    return fail(ErrorCode::Unsupported,
                "\"%1\" is of a kind that is not supported: %2"_msg("model", type));
}

/// The padding token where no settings name it: that of Gemma and T5, or of BERT.
TokenId paddingOf(const Json& json, const TokenizerSettings& settings, const Vocabulary& vocabulary,
                  const TokenizerParts& parts)
{
    if (const auto id = vocabulary.find(settings.padding); id && !settings.padding.empty())
        return *id;
    if (json.is_object() && json.contains("pad_id") && json["pad_id"].is_number_unsigned() &&
        json["pad_id"].get<std::uint64_t>() < kMaxTokens)
        return json["pad_id"].get<TokenId>();
    if (vocabulary.find("<eos>") && vocabulary.find("<pad>"))
        return *vocabulary.find("<pad>");
    if (const auto id = vocabulary.find("[PAD]"))
        return *id;
    return parts.suffix.empty() ? 0 : parts.suffix.back();
}

} // namespace

Result<TokenizerParts> readTokenizerJson(const std::filesystem::path& path,
                                         const TokenizerSettings& settings)
{
    auto scanner = JsonScanner::open(path, kMaxTokenizerBytes);
    if (!scanner)
        return fail(scanner);
    StoredModel stored;
    std::error_code error;
    const std::uint64_t guess = std::filesystem::file_size(path, error) / kBytesPerToken;
    stored.vocabulary.reserve(error ? 0 : std::min<std::uint64_t>(guess, kMaxTokens));
    std::map<std::string, Json> fields;
    std::string key;
    std::string text;
    if (scanner->beginObject())
        while (scanner->nextKey(key)) {
            if (key == "model")
                readModel(*scanner, stored);
            else if (key == "normalizer" || key == "pre_tokenizer" || key == "post_processor" ||
                     key == "added_tokens" || key == "padding") {
                if (scanner->raw(text, kMaxPartBytes))
                    fields[key] = Json::parse(text, nullptr, false);
            } else {
                scanner->skip();
            }
        }
    if (auto read = scanner->error(); !read)
        return fail(read);

    TokenizerParts parts;
    const auto withPath = [&](const Result<>& failed) {
        return fail(failed.error().code, failed.error().message, path);
    };
    if (auto read = readNormalizers(fields["normalizer"], parts.normalizers); !read)
        return withPath(read);
    const bool lowers = fields["normalizer"].dump().find("owercase") != std::string::npos;
    if (settings.lowerCase.value_or(false) && !lowers)
        parts.normalizers.insert(parts.normalizers.begin(), lowerCaseStep());
    if (auto read = readCuts(fields["pre_tokenizer"], parts.cuts); !read)
        return withPath(read);
    if (auto read = readEnds(fields["post_processor"], parts); !read)
        return withPath(read);
    if (auto read = readAddedTokens(fields["added_tokens"], stored.vocabulary, parts); !read)
        return withPath(read);
    parts.padding = paddingOf(fields["padding"], settings, stored.vocabulary, parts);
    const bool byteLevel = fields["pre_tokenizer"].dump().find("ByteLevel") != std::string::npos;
    auto model = makeModel(stored, byteLevel);
    if (!model)
        return fail(model.error().code, model.error().message, path);
    parts.model = std::move(*model);
    return parts;
}

} // namespace lookalike
