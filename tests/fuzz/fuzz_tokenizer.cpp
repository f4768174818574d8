// SPDX-License-Identifier: GPL-3.0-or-later
// The readers of tokenizer files, and the tokenizers that come out. The first byte says which file
// the rest is; behind a zero byte there may be a second one (merges.txt).
#include "core/encode/text/tokenizer_files.h"
#include "tests/fuzz/fuzz_target.h"

using namespace lookalike;
using namespace lookalike::testing;

namespace {

constexpr std::size_t kMostIds = 64;

/// What is read can be used, and keeps its word about ids.
void checkTokenizer(const Tokenizer& tokenizer)
{
    for (const char* text : {"", "a photo of a cat", "  \xE7\x8C\xAB ab\xCC\x81 <pad>\n", "\xFF"}) {
        const TokenizedText ids = tokenizer.encode(text, kMostIds);
        promise(ids.unknownLetters.size() <= 300, "the unknown letters are capped");
        for (const TokenId id : ids.ids)
            promise(id < kMaxTokens, "ids are in range");
    }
}

} // namespace

std::vector<std::string> lookalike::testing::fuzzSeeds()
{
    const std::string bpe =
        R"({"added_tokens":[{"id":0,"content":"<pad>","normalized":false,"lstrip":true}],)"
        R"("normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Lowercase"},)"
        R"({"type":"Replace","pattern":{"Regex":"\\s+"},"content":" "}]},)"
        R"x("pre_tokenizer":{"type":"Split","pattern":{"Regex":"'s|\\p{L}+|[^\\s\\p{L}]+(?!\\S)"},)x"
        R"("behavior":"Isolated"},"post_processor":{"type":"TemplateProcessing","single":)"
        R"([{"Sequence":{"id":"A"}},{"SpecialToken":{"id":"e"}}],"special_tokens":)"
        R"({"e":{"ids":[1]}}},"model":{"type":"BPE","unk_token":"<u>","vocab":)"
        R"({"<pad>":0,"<u>":1,"a":2,"b":3,"ab":4},"merges":["a b"]}})";
    const std::string unigram =
        R"({"pre_tokenizer":{"type":"Metaspace"},"model":{"type":"Unigram","unk_id":0,)"
        R"("vocab":[["<u>",0],["a",-1.5],["ab",-2]]}})";
    const std::string pieces("\x0A\x0E\x0A\x05<unk>\x15\0\0\x80\xBF\x18\x02"
                             "\x0A\x0A\x0A\x01\x61\x15\0\0\x80\xBF\x18\x01"
                             "\x0A\x0D\x0A\x04</s>\x15\0\0\x80\xBF\x18\x03"
                             "\x1A\x04\x18\x01\x20\x01",
                             61);
    return {std::string(1, '\0') + bpe, std::string(1, '\0') + unigram,
            std::string(1, '\1') + pieces,
            std::string(1, '\2') + R"({"<|startoftext|>":0,"<|endoftext|>":1,"a":2})" +
                std::string(1, '\0') + "#version: 0.2\na a\n",
            std::string(1, '\3') + "[UNK]\n[CLS]\n[SEP]\n[PAD]\ncat\n##s\n"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const FuzzFolder folder;
    InputReader input({data, size});
    const int kind = input.byte() % 4;
    const std::string_view rest = input.rest();
    const std::size_t zero = kind == 2 ? rest.find('\0') : std::string_view::npos;
    const std::string_view first = rest.substr(0, zero);
    Result<TokenizerParts> parts = fail(ErrorCode::NotFound, {});
    if (kind == 0) {
        writeBytes(folder / "tokenizer.json", first);
        parts = readTokenizerJson(folder / "tokenizer.json", {});
    } else if (kind == 1) {
        writeBytes(folder / "spiece.model", first);
        parts = readSentencePiece(folder / "spiece.model", {});
    } else if (kind == 2) {
        writeBytes(folder / "vocab.json", first);
        writeBytes(folder / "merges.txt",
                   zero == std::string_view::npos ? std::string_view() : rest.substr(zero + 1));
        parts = readVocabAndMerges(folder / "vocab.json", folder / "merges.txt", {});
    } else {
        writeBytes(folder / "vocab.txt", first);
        parts = readVocabTxt(folder / "vocab.txt", {});
    }
    if (parts)
        checkTokenizer(Tokenizer(std::move(*parts)));
    return 0;
}
