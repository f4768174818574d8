// SPDX-License-Identifier: GPL-3.0-or-later
// vocab.json with merges.txt, as CLIP has them, and vocab.txt of BERT.
#include "core/encode/text/json_scanner.h"
#include "core/encode/text/merge_list.h"
#include "core/encode/text/tokenizer_files.h"
#include "core/encode/text/vocab_json.h"
#include "core/encode/text/wordpiece_model.h"

#include <fstream>
#include <utility>

namespace lookalike {
namespace {

constexpr std::uint64_t kMaxVocabBytes = 64U << 20U;
constexpr const char* kClipPattern = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|"
                                     "[^\\s\\p{L}\\p{N}]+";

tl::unexpected<Error> failAt(const std::filesystem::path& path, const Error& error)
{
    return fail(error.code, error.message, path);
}

Result<TokenId> specialToken(const Vocabulary& vocabulary, std::string_view token,
                             const std::filesystem::path& path)
{
    if (const auto id = vocabulary.find(token))
        return *id;
    return fail(ErrorCode::Broken, "The vocabulary has no token %1"_msg(token), path);
}

std::string either(const std::string& said, const char* otherwise)
{
    return said.empty() ? otherwise : said;
}

} // namespace

bool readVocabObject(JsonScanner& scanner, Vocabulary& vocabulary)
{
    std::string token;
    std::int64_t id = 0;
    if (scanner.beginObject())
        while (scanner.nextKey(token)) {
            if (!scanner.integer(id))
                break;
            if (auto added = vocabulary.add(token, id, "vocab"); !added)
                return scanner.refuse(added.error().message);
        }
    return !scanner.failed();
}

Result<TokenizerParts> readVocabAndMerges(const std::filesystem::path& vocab,
                                          const std::filesystem::path& merges,
                                          const TokenizerSettings& settings)
{
    auto scanner = JsonScanner::open(vocab, kMaxVocabBytes);
    if (!scanner)
        return fail(scanner);
    BpeOptions bpe;
    readVocabObject(*scanner, bpe.vocabulary);
    if (auto read = scanner->error(); !read)
        return fail(read);
    const auto list = readMergesTxt(merges);
    if (!list)
        return fail(list);
    auto table = list->resolve(bpe.vocabulary, {});
    if (!table)
        return failAt(merges, table.error());
    bpe.merges = std::move(*table);
    bpe.suffix = "</w>";
    bpe.byteLevel = true;

    const std::string beginToken = either(settings.begin, "<|startoftext|>");
    const std::string endToken = either(settings.end, "<|endoftext|>");
    const auto begin = specialToken(bpe.vocabulary, beginToken, vocab);
    const auto end = specialToken(bpe.vocabulary, endToken, vocab);
    if (!begin || !end)
        return fail(!begin ? begin : end);
    bpe.unknown = *end;

    TokenizerParts parts;
    parts.padding = bpe.vocabulary.find(either(settings.padding, endToken.c_str())).value_or(*end);
    parts.prefix = {*begin};
    parts.suffix = {*end};
    parts.rawTokens.add({endToken, *end});
    parts.normalizedTokens.add({lowerCase(beginToken), *begin});
    parts.normalizers = {normalFormStep(NormalForm::Nfc), replaceStep(*Pattern::parse("\\s+"), " "),
                         lowerCaseStep()};
    parts.cuts = {patternStep(*Pattern::parse(kClipPattern), CutBehaviour::Removed, true),
                  byteLevelStep(false, true)};
    auto model = makeBpeModel(std::move(bpe));
    if (!model)
        return failAt(vocab, model.error());
    parts.model = std::move(*model);
    return parts;
}

Result<TokenizerParts> readVocabTxt(const std::filesystem::path& path,
                                    const TokenizerSettings& settings)
{
    std::error_code error;
    if (std::filesystem::file_size(path, error) > kMaxVocabBytes || error)
        return fail(ErrorCode::TooLarge, "The file is too large"_msg, path);
    std::ifstream stream(path, std::ios::binary);
    WordPieceOptions words;
    std::int64_t next = 0;
    for (std::string line; std::getline(stream, line); ++next) {
        while (line.ends_with('\r'))
            line.pop_back();
        if (auto added = words.vocabulary.add(line, next, "vocab"); !added)
            return failAt(path, added.error());
    }
    TokenizerParts parts;
    const auto unknown = specialToken(words.vocabulary, "[UNK]", path);
    const auto begin = specialToken(words.vocabulary, "[CLS]", path);
    const auto end = specialToken(words.vocabulary, "[SEP]", path);
    for (const auto* id : {&unknown, &begin, &end})
        if (!*id)
            return fail(*id);
    words.unknown = *unknown;
    parts.prefix = {*begin};
    parts.suffix = {*end};
    for (const char* token : {"[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"})
        if (const auto id = words.vocabulary.find(token))
            parts.rawTokens.add({token, *id});
    parts.padding = words.vocabulary.find(either(settings.padding, "[PAD]")).value_or(0);
    BertCleaning cleaning;
    cleaning.lowerCase = settings.lowerCase.value_or(true);
    cleaning.stripAccents = cleaning.lowerCase;
    parts.normalizers = {bertStep(cleaning)};
    parts.cuts = {bertWordsStep()};
    parts.model = makeWordPieceModel(std::move(words));
    return parts;
}

} // namespace lookalike
