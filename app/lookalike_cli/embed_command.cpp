// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"
#include "core/encode/safetensors.h"
#include "core/evaluate/photo_embedder.h"

#include <memory>

namespace lookalike::cli {

namespace {

struct EmbedOptions {
    std::vector<std::filesystem::path> images;
    std::filesystem::path output;
};

/// `embeddings` [n, dim] float32; the paths as a JSON array in the metadata.
Result<> writeTensor(const std::filesystem::path& file, const std::vector<float>& rows,
                     const Json& paths, const EmbeddingSpace& space)
{
    TensorInfo info;
    info.name = "embeddings";
    info.dtype = Dtype::F32;
    info.shape = {static_cast<std::int64_t>(paths.size()), space.dim};
    auto writer = SafetensorsWriter::create(
        file, {info}, {{"paths", paths.dump()}, {"space", space.id}, {"model", space.model}});
    if (!writer)
        return fail(writer);
    if (auto written = writer->write(std::as_bytes(std::span(rows))); !written)
        return written;
    return writer->commit();
}

ExitCode embedImages(const GlobalOptions& global, const EmbedOptions& options)
{
    const auto encoder = openEncoder(global, global.model());
    if (!encoder)
        return couldNotRun(encoder.error());
    const EncoderInfo& info = (*encoder)->info();
    printWarning(info);
    const Interrupt interrupt;
    const auto decoder = makeDecoder(decoderOptions(global));
    const auto embedded = embedFiles(options.images, *decoder, **encoder, {}, interrupt.token());
    if (!embedded)
        return couldNotRun(embedded.error());

    std::vector<float> rows;
    Json paths = Json::array();
    const auto dim = static_cast<std::size_t>(embedded->dim);
    for (std::size_t i = 0; i < options.images.size(); ++i) {
        if (const auto& error = embedded->errors[i]) {
            printError(error->text());
            continue;
        }
        const auto row = std::span(embedded->embeddings).subspan(i * dim, dim);
        rows.insert(rows.end(), row.begin(), row.end());
        Json entry;
        putPath(entry, "path", options.images[i]);
        paths.push_back(entry["path"]);
    }
    if (paths.empty())
        return ExitCode::CouldNotRun;
    if (auto written = writeTensor(options.output, rows, paths, info.space); !written)
        return couldNotRun(written.error());
    if (global.json) {
        Json summary;
        putPath(summary, "output", options.output);
        summary["embeddings"] = paths.size();
        summary["failed"] = options.images.size() - paths.size();
        summary["dim"] = info.space.dim;
        summary["space"] = info.space.id;
        summary["model"] = info.space.model;
        printJson(summary);
    } else {
        printLine(countText(paths.size(), "embedding") + " of " + std::to_string(info.space.dim) +
                  " dimensions: " + displayPath(options.output));
    }
    return paths.size() == options.images.size() ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace

void addEmbedCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "embed",
        "Write the embeddings of pictures in the given order; unreadable pictures are skipped");
    const auto options = std::make_shared<EmbedOptions>();
    command->add_option("IMAGE", options->images, "Pictures")->required();
    command->add_option("-o,--output", options->output, "Output file")
        ->required()
        ->type_name("FILE.safetensors");
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return embedImages(global, *options); };
    });
}

} // namespace lookalike::cli
