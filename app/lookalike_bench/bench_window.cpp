// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/bench_window.h"

#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "app/lookalike_bench/window_run.h"
#include "core/encode/model_directory.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace lookalike {

namespace {

constexpr int kPictures = 10;

/// Large ones, so that decoding takes its time.
std::vector<std::string> writePictures(const std::filesystem::path& folder)
{
    std::vector<std::string> files;
    cv::RNG random(1);
    for (int i = 0; i < kPictures; ++i) {
        cv::Mat small(12, 16, CV_8UC3);
        random.fill(small, cv::RNG::UNIFORM, 0, 256);
        cv::Mat picture;
        cv::resize(small, picture, {4000, 3000}, 0, 0, cv::INTER_CUBIC);
        files.push_back((folder / ("picture" + std::to_string(i) + ".jpg")).string());
        cv::imwrite(files.back(), picture);
    }
    return files;
}

Result<> run(const WindowBenchOptions& options)
{
    const auto encoder = loadEncoder(std::string(), {});
    if (!encoder)
        return fail(encoder);
    const ScratchFolder scratch;
    const auto catalog = scratch.path() / "catalog.db";
    const auto photos = scratch.path() / "photos";
    std::filesystem::create_directories(photos);
    if (auto filled = fillCatalog(catalog, photos, (*encoder)->info().space, options.photos);
        !filled)
        return filled;
    std::filesystem::remove(photos); // as on a drive that is not plugged in: nothing is read
    std::vector<std::string> arguments{"--measure-stalls", "--catalog", catalog.string()};
    for (const std::string& file : writePictures(scratch.path())) {
        arguments.emplace_back("--similar");
        arguments.push_back(file);
    }
    const auto figures = runWindow(arguments, scratch.path());
    if (!figures)
        return fail(figures);
    const nlohmann::ordered_json params{{"photos", options.photos}};
    for (const auto& [name, value] : *figures)
        printFigure("window", name, value, name == "longest_stall_ms" ? "ms" : "1", params);
    return {};
}

} // namespace

CLI::App* addWindowBench(CLI::App& app, WindowBenchOptions& options)
{
    CLI::App* const command =
        app.add_subcommand("window", "How long the window does not react while it is used hard");
    command->add_option("--photos", options.photos, "In the catalog");
    return command;
}

int runWindowBench(const WindowBenchOptions& options)
{
    return exitStatus(run(options));
}

} // namespace lookalike
