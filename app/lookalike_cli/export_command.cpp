// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"
#include "core/base/path_bytes.h"

#include <fstream>
#include <limits>
#include <locale>
#include <memory>
#include <span>

namespace lookalike::cli {

namespace {

struct ExportOptions {
    std::filesystem::path output;
    std::string format = "safetensors";
};

void writeCsv(std::ostream& stream, bool first, ContentId content,
              const std::filesystem::path& path, std::span<const float> embedding)
{
    if (first) {
        stream << "id,path";
        for (std::size_t i = 0; i < embedding.size(); ++i)
            stream << ",e" << i;
        stream << '\n';
    }
    stream << content.value() << ',' << csvField(pathToBytes(path));
    for (const float value : embedding)
        stream << ',' << value;
    stream << '\n';
}

void writeJson(std::ostream& stream, ContentId content, const std::filesystem::path& path,
               std::span<const float> embedding)
{
    Json line{{"id", content.value()}};
    putPath(line, "path", path);
    line["embedding"] = std::vector<float>(embedding.begin(), embedding.end());
    stream << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

/// One line per photo.
Result<std::uint64_t> exportText(PhotoLibrary& library, const ExportOptions& options)
{
    std::ofstream stream(options.output, std::ios::binary | std::ios::trunc);
    stream.imbue(std::locale::classic());
    stream.precision(std::numeric_limits<float>::max_digits10);
    std::uint64_t count = 0;
    const auto visited =
        library.forEachEmbedding([&](ContentId content, const std::filesystem::path& path,
                                     std::span<const float> embedding) {
            if (options.format == "csv")
                writeCsv(stream, count == 0, content, path, embedding);
            else
                writeJson(stream, content, path, embedding);
            ++count;
            return stream.good();
        });
    if (!visited)
        return fail(visited);
    stream.close();
    if (!stream)
        return fail(ErrorCode::IoError, "The file could not be written"_msg, options.output);
    return count;
}

ExitCode exportLibrary(const GlobalOptions& global, const ExportOptions& options)
{
    const std::filesystem::path& output = options.output;
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    const auto count = options.format == "safetensors" ? (*library)->exportEmbeddings(output)
                                                       : exportText(**library, options);
    if (!count)
        return couldNotRun(count.error());
    if (global.json) {
        Json summary;
        putPath(summary, "output", output);
        summary["embeddings"] = *count;
        printJson(summary);
    } else {
        printLine(countText(*count, "embedding") + ": " + displayPath(output));
    }
    return ExitCode::Done;
}

} // namespace

void addExportCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "export", "Write the ids, paths and embeddings of all photos in the library");
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("-o,--output", options->output, "Output file")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--format", options->format, "safetensors, csv or json (one line per photo)")
        ->check(CLI::IsMember({"safetensors", "csv", "json"}))
        ->capture_default_str();
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return exportLibrary(global, *options); };
    });
}

} // namespace lookalike::cli
