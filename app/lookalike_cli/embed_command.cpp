// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"
#include "core/encode/hub/words_of.h"
#include "core/encode/safetensors.h"
#include "core/encode/text_encoder.h"
#include "core/evaluate/photo_embedder.h"

#include <memory>

namespace lookalike::cli {

namespace {

struct EmbedOptions {
    std::vector<std::string> texts;
    std::vector<std::filesystem::path> images;
    std::filesystem::path output;
};

/// `embeddings` [n, dim] float32; the texts, whose rows come first, and the paths as JSON arrays in
/// the metadata.
Result<> writeTensor(const std::filesystem::path& file, const std::vector<float>& rows,
                     const std::vector<std::string>& texts, const Json& paths,
                     const EmbeddingSpace& space)
{
    TensorInfo info;
    info.name = "embeddings";
    info.dtype = Dtype::F32;
    info.shape = {static_cast<std::int64_t>(texts.size() + paths.size()), space.dim};
    TensorMetadata metadata{{"paths", paths.dump()}, {"space", space.id}, {"model", space.model}};
    if (!texts.empty())
        metadata["texts"] =
            Json(texts).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    auto writer = SafetensorsWriter::create(file, {info}, metadata);
    if (!writer)
        return fail(writer);
    if (auto written = writer->write(std::as_bytes(std::span(rows))); !written)
        return written;
    return writer->commit();
}

/// The rows of the texts.
Result<std::vector<float>> embedTexts(const Encoder& encoder, const std::vector<std::string>& texts,
                                      const std::stop_token& stop)
{
    std::vector<float> rows;
    if (texts.empty())
        return rows;
    const auto words = wordsOf(encoder, stop);
    if (!words)
        return fail(words);
    for (const std::string& text : texts) {
        const auto embedding = (*words)->encode(text, stop);
        if (!embedding)
            return fail(embedding);
        const Message warning =
            unknownLettersWarning(encoder.info().space.model, embedding->unknownLetters);
        if (!warning.empty())
            printError("Warning: " + warning.english());
        rows.insert(rows.end(), embedding->values.begin(), embedding->values.end());
    }
    return rows;
}

ExitCode embedImages(const GlobalOptions& global, const EmbedOptions& options)
{
    if (options.images.empty() && options.texts.empty()) {
        printError("Nothing to embed: name a picture, or words with --text");
        return ExitCode::Usage;
    }
    const auto encoder = openEncoder(global, global.model());
    if (!encoder)
        return couldNotRun(encoder.error());
    const EncoderInfo& info = (*encoder)->info();
    printWarning(info);
    const Interrupt interrupt;
    auto rows = embedTexts(**encoder, options.texts, interrupt.token());
    if (!rows)
        return couldNotRun(rows.error());
    const auto decoder = makeDecoder(decoderOptions(global));
    const auto embedded = embedFiles(options.images, *decoder, **encoder, {}, interrupt.token());
    if (!embedded)
        return couldNotRun(embedded.error());

    Json paths = Json::array();
    const auto dim = static_cast<std::size_t>(embedded->dim);
    for (std::size_t i = 0; i < options.images.size(); ++i) {
        if (const auto& error = embedded->errors[i]) {
            printError(error->text());
            continue;
        }
        const auto row = std::span(embedded->embeddings).subspan(i * dim, dim);
        rows->insert(rows->end(), row.begin(), row.end());
        Json entry;
        putPath(entry, "path", options.images[i]);
        paths.push_back(entry["path"]);
    }
    const std::size_t count = options.texts.size() + paths.size();
    if (count == 0)
        return ExitCode::CouldNotRun;
    if (auto written = writeTensor(options.output, *rows, options.texts, paths, info.space);
        !written)
        return couldNotRun(written.error());
    if (global.json) {
        Json summary;
        putPath(summary, "output", options.output);
        summary["embeddings"] = count;
        summary["failed"] = options.images.size() - paths.size();
        summary["dim"] = info.space.dim;
        summary["space"] = info.space.id;
        summary["model"] = info.space.model;
        printJson(summary);
    } else {
        printLine(countText(count, "embedding") + " of " + std::to_string(info.space.dim) +
                  " dimensions: " + displayPath(options.output));
    }
    return paths.size() == options.images.size() ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace

void addEmbedCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "embed",
        "Write the embeddings of words and pictures in the given order; unreadable pictures are "
        "skipped");
    const auto options = std::make_shared<EmbedOptions>();
    command->add_option("IMAGE", options->images, "Pictures");
    command
        ->add_option("--text", options->texts,
                     "Words; may be repeated. Their rows come first. Needs a downloaded model "
                     "that knows words (CLIP, SigLIP): see models list")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("WORDS");
    command->add_option("-o,--output", options->output, "Output file")
        ->required()
        ->type_name("FILE.safetensors");
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return embedImages(global, *options); };
    });
}

} // namespace lookalike::cli
