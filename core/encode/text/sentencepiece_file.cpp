// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a SentencePiece model: a message of Protocol Buffers with the pieces, how the model was
// trained and how it normalises.
#include "core/encode/text/bpe_model.h"
#include "core/encode/text/protobuf_reader.h"
#include "core/encode/text/sentencepiece.h"
#include "core/encode/text/tokenizer_files.h"
#include "core/encode/text/unigram_model.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numeric>
#include <utility>

namespace lookalike {
namespace {

constexpr std::uint64_t kMaxModelBytes = 64U << 20U;

enum class PieceKind {
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6
};
enum class ModelKind { Unigram = 1, Bpe = 2 };

struct StoredPieces {
    Vocabulary vocabulary;
    std::vector<double> scores;
    std::vector<PieceKind> kinds;
    std::int64_t modelKind = 1;
    bool byteFallback = false;
    std::int64_t unknownId = 0, endId = 2, paddingId = -1;
    SentencePieceText text;
};

Result<> readPiece(std::string_view bytes, StoredPieces& stored)
{
    std::string_view piece;
    double score = 0;
    std::int64_t kind = 1;
    ProtobufReader reader(bytes);
    while (reader.next()) {
        if (reader.field() == 1)
            piece = reader.bytes();
        else if (reader.field() == 2)
            score = static_cast<double>(reader.real());
        else if (reader.field() == 3)
            kind = reader.integer();
    }
    if (reader.failed() || !std::isfinite(score) || kind < 1 || kind > 6)
        return fail(ErrorCode::Broken, "\"%1\" is not what it should be"_msg("pieces"));
    const auto id = static_cast<std::int64_t>(stored.kinds.size());
    if (auto added = stored.vocabulary.add(piece, id, "pieces"); !added)
        return added;
    stored.scores.push_back(score);
    stored.kinds.push_back(static_cast<PieceKind>(kind));
    return {};
}

Result<> readTrainer(std::string_view bytes, StoredPieces& stored)
{
    ProtobufReader reader(bytes);
    while (reader.next()) {
        switch (reader.field()) {
        case 3:
            stored.modelKind = reader.integer();
            break;
        case 35:
            stored.byteFallback = reader.integer() != 0;
            break;
        case 40:
            stored.unknownId = reader.integer();
            break;
        case 42:
            stored.endId = reader.integer();
            break;
        case 43:
            stored.paddingId = reader.integer();
            break;
        default:
            break;
        }
    }
    if (reader.failed())
        return fail(ErrorCode::Broken, "\"%1\" is not what it should be"_msg("trainer_spec"));
    return {};
}

Result<> readNormalizer(std::string_view bytes, StoredPieces& stored)
{
    ProtobufReader reader(bytes);
    std::string_view map;
    while (reader.next()) {
        if (reader.field() == 2)
            map = reader.bytes();
        else if (reader.field() == 3)
            stored.text.dummyPrefix = reader.integer() != 0;
        else if (reader.field() == 4)
            stored.text.removeExtraSpaces = reader.integer() != 0;
    }
    if (reader.failed())
        return fail(ErrorCode::Broken, "\"%1\" is not what it should be"_msg("normalizer_spec"));
    if (map.empty())
        return {};
    auto parsed = PrecompiledMap::parse(map);
    if (!parsed)
        return fail(parsed);
    stored.text.map = std::make_shared<const PrecompiledMap>(std::move(*parsed));
    return {};
}

Result<StoredPieces> readPieces(std::string_view bytes)
{
    StoredPieces stored;
    ProtobufReader reader(bytes);
    while (reader.next()) {
        Result<> read;
        if (reader.field() == 1)
            read = readPiece(reader.bytes(), stored);
        else if (reader.field() == 2)
            read = readTrainer(reader.bytes(), stored);
        else if (reader.field() == 3)
            read = readNormalizer(reader.bytes(), stored);
        if (!read)
            return fail(read);
    }
    if (reader.failed())
        return fail(ErrorCode::Broken, "\"%1\" is not what it should be"_msg("pieces"));
    const auto count = static_cast<std::int64_t>(stored.kinds.size());
    for (const auto& [field, id] :
         {std::pair{"unk_id", stored.unknownId}, {"eos_id", stored.endId}})
        if (id < 0 || id >= count)
            return fail(ErrorCode::Broken, "\"%1\" is not the id of a token"_msg(field));
    return stored;
}

/// SentencePiece joins the two tokens whose join has the best score; equal scores from the left.
std::vector<std::uint32_t> ranksOf(const StoredPieces& stored)
{
    std::vector<std::size_t> order(stored.scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return stored.scores[a] > stored.scores[b]; });
    std::vector<std::uint32_t> ranks(order.size(), kNoRank);
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && stored.scores[order[i]] < stored.scores[order[i - 1]])
            ++rank;
        if (stored.kinds[order[i]] == PieceKind::Normal)
            ranks[order[i]] = rank;
    }
    return ranks;
}

Result<std::unique_ptr<TokenModel>> makeModel(StoredPieces& stored)
{
    const auto unknown = static_cast<TokenId>(stored.unknownId);
    if (stored.modelKind == static_cast<std::int64_t>(ModelKind::Bpe)) {
        BpeOptions bpe;
        bpe.ranks = ranksOf(stored);
        bpe.unknown = unknown;
        bpe.fuseUnknown = true;
        bpe.byteFallback = stored.byteFallback;
        bpe.vocabulary = std::move(stored.vocabulary);
        return makeBpeModel(std::move(bpe));
    }
    if (stored.modelKind != static_cast<std::int64_t>(ModelKind::Unigram))
        return fail(ErrorCode::Unsupported, "\"%1\" is of a kind that is not supported: %2"_msg(
                                                "model_type", stored.modelKind));
    UnigramOptions unigram;
    unigram.singlePrecision = true;
    unigram.unknown = unknown;
    unigram.byteFallback = stored.byteFallback;
    for (const PieceKind kind : stored.kinds)
        unigram.usable.push_back(kind == PieceKind::Normal || kind == PieceKind::UserDefined);
    unigram.scores = std::move(stored.scores);
    unigram.vocabulary = std::move(stored.vocabulary);
    return makeUnigramModel(std::move(unigram));
}

/// What SigLIP's tokenizer does before SentencePiece sees the text.
void prepareAsSiglip(TokenizerParts& parts)
{
    parts.before = [](const std::string& text) {
        std::string spaced = "\u2581";
        spaced += replaceStep(Pattern::literal("\u2581"), " ")(text);
        return lowerCase(spaced);
    };
    parts.normalizers = {removeAsciiPunctuationStep(), collapsePythonSpaceStep(),
                         stripStep(true, true, true)};
}

Result<TokenizerParts> partsOf(StoredPieces stored, const TokenizerSettings& settings)
{
    TokenizerParts parts;
    const bool siglip = stored.modelKind == static_cast<std::int64_t>(ModelKind::Unigram);
    const std::string unknown(stored.vocabulary.token(static_cast<TokenId>(stored.unknownId)));
    const auto end = static_cast<TokenId>(stored.endId);
    parts.suffix = {end};
    parts.suffixOnce = true;
    parts.padding = siglip || stored.paddingId < 0 ||
                            stored.paddingId >= static_cast<std::int64_t>(stored.kinds.size())
                        ? end
                        : static_cast<TokenId>(stored.paddingId);
    if (const auto id = stored.vocabulary.find(settings.padding); id && !settings.padding.empty())
        parts.padding = *id;
    for (std::size_t i = 0; i < stored.kinds.size(); ++i) {
        const auto id = static_cast<TokenId>(i);
        const bool special =
            siglip ? id == end || i == static_cast<std::size_t>(stored.unknownId)
                   : stored.kinds[i] == PieceKind::Unknown || stored.kinds[i] == PieceKind::Control;
        if (special)
            parts.rawTokens.add(
                {std::string(stored.vocabulary.token(id)), id, false, siglip, siglip});
    }
    for (std::size_t i = 0; i < stored.kinds.size(); ++i)
        if (const auto id = static_cast<TokenId>(i); stored.kinds[i] == PieceKind::UserDefined)
            stored.text.userDefined.add({std::string(stored.vocabulary.token(id)), id});
    if (siglip)
        prepareAsSiglip(parts);
    else if (settings.lowerCase.value_or(false))
        parts.normalizers = {lowerCaseStep()};
    const SentencePieceText text = stored.text;
    auto model = makeModel(stored);
    if (!model)
        return fail(model);
    parts.model = makeSentencePieceModel(text, std::move(*model), siglip ? unknown : std::string());
    return parts;
}

} // namespace

Result<TokenizerParts> readSentencePiece(const std::filesystem::path& path,
                                         const TokenizerSettings& settings)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > kMaxModelBytes)
        return fail(ErrorCode::TooLarge, "The file is too large"_msg, path);
    std::ifstream stream(path, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (!stream.read(bytes.data(), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::IoError, "The file cannot be read"_msg, path);
    auto stored = readPieces(bytes);
    if (!stored)
        return fail(stored.error().code, stored.error().message, path);
    auto parts = partsOf(std::move(*stored), settings);
    if (!parts)
        return fail(parts.error().code, parts.error().message, path);
    return parts;
}

} // namespace lookalike
