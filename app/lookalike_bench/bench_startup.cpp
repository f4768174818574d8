// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/bench_startup.h"

#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "core/base/float16.h"
#include "core/catalog/catalog.h"
#include "core/encode/executable_folder.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <string>

namespace lookalike {

namespace {

constexpr int kDim = 384;

Result<> addPhotos(CatalogWriter& writer, FolderId folder, const std::filesystem::path& path,
                   SpaceId space, std::size_t from, std::size_t to)
{
    std::mt19937 random(static_cast<unsigned>(from));
    std::normal_distribution<float> normal;
    for (std::size_t i = from; i < to; ++i) {
        ContentRow content;
        for (std::size_t byte = 0; byte < sizeof i; ++byte)
            content.hash.bytes[byte] = static_cast<std::uint8_t>(i >> (8 * byte));
        content.bytes = 3'000'000 + i;
        content.width = 4000;
        content.height = 3000;
        content.format = ImageFormat::Jpeg;
        const auto contentId = writer.putContent(content);
        if (!contentId)
            return tl::unexpected(contentId.error());
        EmbeddingRow embedding{*contentId, {}};
        for (int k = 0; k < kDim; ++k)
            embedding.vector.push_back(toFloat16(normal(random) * 0.05F));
        if (auto put = writer.putEmbedding(space, embedding); !put)
            return put;
        FileRow file;
        file.folder = folder;
        file.path = path / std::to_string(i / 1000) / ("IMG_" + std::to_string(i) + ".jpg");
        file.stamp = {{1, i + 1}, content.bytes, 0, 0};
        file.state = FileState::Indexed;
        file.content = *contentId;
        if (auto put = writer.putFile(file); !put)
            return fail(std::move(put));
    }
    return {};
}

Result<> fill(const std::filesystem::path& file, const std::filesystem::path& photos,
              std::size_t count)
{
    auto opened = Catalog::open(file);
    if (!opened)
        return fail(std::move(opened));
    Catalog& catalog = **opened;
    FolderId folder;
    SpaceId space;
    auto rooted = catalog.write([&](CatalogWriter& writer) -> Result<> {
        auto added = writer.addFolder(photos, 1);
        if (!added)
            return fail(std::move(added));
        folder = *added;
        auto put = writer.putSpace({"synthetic", "synthetic", kDim}, true);
        if (!put)
            return fail(std::move(put));
        space = *put;
        return {};
    });
    constexpr std::size_t kRows = 10'000;
    for (std::size_t from = 0; rooted && from < count; from += kRows)
        rooted = catalog.write([&](CatalogWriter& writer) {
            return addPhotos(writer, folder, photos, space, from, std::min(count, from + kRows));
        });
    return rooted;
}

std::string quoted(const std::filesystem::path& path)
{
    return "\"" + path.string() + "\"";
}

/// Milliseconds to the first paint of one start, or a negative number.
double firstPaint(const std::filesystem::path& program, const std::filesystem::path& catalog,
                  const std::filesystem::path& output)
{
    const std::string command = quoted(program) + " --measure-first-paint --catalog " +
                                quoted(catalog) + " > " + quoted(output);
    if (std::system(command.c_str()) != 0)
        return -1;
    std::ifstream stream(output);
    std::string word;
    double value = -1;
    while (stream >> word)
        if (word == "first_paint_ms")
            stream >> value;
    return value;
}

Result<> run(const StartupBenchOptions& options)
{
    const auto program = executableFolder() / "lookalike";
    const ScratchFolder scratch;
    std::filesystem::create_directories(scratch.path() / "photos");
    const auto catalog = scratch.path() / "catalog.db";
    if (auto filled = fill(catalog, scratch.path() / "photos", options.photos); !filled)
        return filled;
    std::vector<double> times;
    for (std::size_t i = 0; i < options.runs; ++i) {
        const double time = firstPaint(program, catalog, scratch.path() / "output");
        if (time < 0)
            return fail(ErrorCode::Internal, "The window did not open (is there a display?)",
                        program);
        times.push_back(time);
    }
    const nlohmann::ordered_json params{{"photos", options.photos}, {"runs", options.runs}};
    printFigure("startup", "first_paint_ms", quantile(times, 0.5), "ms", params);
    printFigure("startup", "first_paint_max_ms", quantile(times, 1.0), "ms", params);
    return {};
}

} // namespace

CLI::App* addStartupBench(CLI::App& app, StartupBenchOptions& options)
{
    CLI::App* const command =
        app.add_subcommand("startup", "From the start of the window's process to its first paint");
    command->add_option("--photos", options.photos, "In the catalog");
    command->add_option("--runs", options.runs)->check(CLI::PositiveNumber);
    return command;
}

int runStartupBench(const StartupBenchOptions& options)
{
    if (auto done = run(options); !done) {
        std::cerr << "lookalike-bench: " << done.error().text() << '\n';
        return 3;
    }
    return 0;
}

} // namespace lookalike
