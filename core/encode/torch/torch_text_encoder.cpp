// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/torch_text_encoder.h"

#include "core/base/lru_cache.h"
#include "core/encode/text/tokenizer_files.h"
#include "core/encode/token_table.h"
#include "core/encode/torch/device.h"
#include "core/encode/torch/layers.h"
#include "core/encode/torch/text_model.h"
#include "core/encode/torch/weights.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <future>
#include <utility>

namespace lookalike {
namespace {

constexpr std::size_t kMaxCachedTexts = 64;
/// Tables are padded to round sizes, but not by more than this or a sixteenth.
constexpr std::int64_t kMaxSpareRows = 1024;

/// Thrown between two layers, and caught in this file.
struct TextStopped {};

Result<> normaliseText(std::vector<float>& values)
{
    double squares = 0;
    for (const float value : values)
        squares += static_cast<double>(value) * static_cast<double>(value);
    if (!(squares > 0) || !std::isfinite(squares))
        return fail(ErrorCode::Broken, "The model returned no numbers for the words"_msg);
    const double factor = 1 / std::sqrt(squares);
    for (float& value : values)
        value = static_cast<float>(static_cast<double>(value) * factor);
    return {};
}

class TorchTextEncoder final : public TextEncoder {
public:
    TorchTextEncoder(std::shared_ptr<TextModel> model, std::shared_ptr<const Tokenizer> tokenizer,
                     std::unique_ptr<TokenTable> table)
        : m_model(std::move(model))
        , m_tokenizer(std::move(tokenizer))
        , m_table(std::move(table))
        , m_cache(kMaxCachedTexts)
    {}

    int dim() const noexcept override { return static_cast<int>(m_model->dim()); }

    Result<TextEmbedding> encode(std::string_view text, const std::stop_token& stop) const override
    {
        std::string key(text);
        if (auto cached = m_cache.find(key))
            return std::move(*cached);
        const auto context = static_cast<std::size_t>(m_model->input().context);
        TokenizedText tokens = m_tokenizer->encode(text, context);
        if (m_model->input().padded)
            tokens.ids.resize(context, m_tokenizer->padding());
        auto values = encodeIds(tokens.ids, stop);
        if (!values)
            return fail(values);
        if (auto done = normaliseText(*values); !done)
            return fail(done);
        TextEmbedding embedding{std::move(*values), tokens.isCut, std::move(tokens.unknownLetters)};
        m_cache.insert(std::move(key), embedding);
        return embedding;
    }

    Result<std::vector<float>> encodeIds(std::span<const std::uint32_t> ids,
                                         const std::stop_token& stop) const override
    {
        if (ids.empty() || ids.size() > static_cast<std::size_t>(m_model->input().context))
            return fail(ErrorCode::InvalidArgument, "The text has too few or too many tokens"_msg);
        const auto used = m_model->used(ids, m_tokenizer->padding());
        std::vector<float> rows;
        if (auto read = m_table->read(used, rows); !read)
            return fail(read);
        try {
            const torch::NoGradGuard noGrad;
            computeOnThisThreadOnly();
            const auto embedded = torch::from_blob(
                rows.data(), {static_cast<std::int64_t>(used.size()), m_table->width()},
                torch::kFloat);
            const auto result = m_model
                                    ->forward(embedded,
                                              [&stop] {
                                                  if (stop.stop_requested())
                                                      throw TextStopped();
                                              })
                                    .contiguous();
            const auto* values = result.data_ptr<float>();
            return std::vector<float>(values, values + result.numel());
        } catch (const TextStopped&) {
            return fail(ErrorCode::Cancelled, "The search was cancelled"_msg);
        } catch (const std::bad_alloc&) {
            return fail(ErrorCode::OutOfMemory, "There is not enough memory to encode"_msg);
        } catch (const std::exception& exception) {
            return fail(ErrorCode::Internal, "Encoding failed: %1"_msg(torchMessage(exception)));
        }
    }

private:
    const std::shared_ptr<TextModel> m_model;
    const std::shared_ptr<const Tokenizer> m_tokenizer;
    const std::unique_ptr<TokenTable> m_table;
    mutable LruCache<std::string, TextEmbedding> m_cache;
};

Result<std::shared_ptr<TextModel>> loadTextModel(const ModelDirectory& directory,
                                                 const TextFamily& family,
                                                 const std::stop_token& stop)
{
    auto weights = WeightFiles::open(directory.weightFiles);
    if (!weights)
        return fail(weights);
    const std::filesystem::path configPath = directory.path / "config.json";
    ConfigReader reader(directory.config, configPath, weights->stored(family.names));
    try {
        const UnsetWeights unset;
        std::shared_ptr<TextModel> model = family.create(reader);
        if (auto read = reader.error(); !read)
            return fail(read);
        model->eval();
        if (auto loaded = weights->loadInto(*model, family.names, stop); !loaded)
            return fail(loaded);
        return model;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for the model"_msg,
                    configPath);
    } catch (const std::exception& exception) {
        return fail(
            ErrorCode::Broken,
            "The model cannot be built from its configuration: %1"_msg(torchMessage(exception)),
            configPath);
    }
}

/// A tokenizer of another model gives ids that mean something else.
Result<> checkVocabulary(const Tokenizer& tokenizer, std::int64_t rows,
                         const std::filesystem::path& directory)
{
    const auto ids = static_cast<std::int64_t>(tokenizer.idLimit());
    if (ids > rows || rows - ids > std::max(kMaxSpareRows, ids / 16))
        return fail(ErrorCode::Broken,
                    "The tokenizer does not belong to the model: its \"vocab\" has %1 tokens, "
                    "\"vocab_size\" is %2"_msg(ids, rows),
                    directory);
    return {};
}

} // namespace

Result<std::shared_ptr<const TextEncoder>>
makeTorchTextEncoder(const ModelDirectory& directory, int dim, const std::stop_token& stop)
{
    const TextFamily* family = findTextFamily(directory.modelType);
    auto table = family == nullptr
                     ? Result<std::unique_ptr<TokenTable>>(fail(ErrorCode::NotFound, {}))
                     : TokenTable::open(directory.weightFiles, tokenTableName(directory.modelType));
    if (!table && table.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::Unsupported,
                    "The model %1 knows pictures alone, not words"_msg(directory.name),
                    directory.path);
    if (!table)
        return fail(table);
    // A quarter of a million tokens take as long as the weights, so do both in parallel.
    auto opening = std::async(std::launch::async, [&directory] {
        return openTokenizer(directory.path, directory.modelType);
    });
    auto model = loadTextModel(directory, *family, stop);
    auto tokenizer = opening.get();
    if (!tokenizer)
        return fail(tokenizer);
    if (!model)
        return fail(model);
    if (auto fits = checkVocabulary(**tokenizer, (*table)->rows(), directory.path); !fits)
        return fail(fits);
    if ((*model)->dim() != dim)
        return fail(ErrorCode::Broken,
                    "Words and pictures have embeddings of different sizes: %1 and %2"_msg(
                        (*model)->dim(), dim),
                    directory.path / "config.json");
    return std::make_shared<const TorchTextEncoder>(std::move(*model), std::move(*tokenizer),
                                                    std::move(*table));
}

} // namespace lookalike
