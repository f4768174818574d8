// SPDX-License-Identifier: GPL-3.0-or-later
// Lets the window beside this program search a synthetic catalog while pictures are dropped and
// controls dragged, and measures the longest time in which it did not react. Needs a display.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "app/lookalike_bench/window_probe.h"
#include "app/lookalike_bench/window_run.h"
#include "core/encode/model_directory.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstddef>
#include <memory>

namespace lookalike {

namespace {

struct WindowBenchOptions {
    std::size_t photos = 1'000'000; ///< in the catalog
    int seconds = 15;               ///< of use
};

constexpr int kPictures = 10;

/// Large ones, so that decoding takes its time.
void writePictures(const std::filesystem::path& folder)
{
    cv::RNG random(1);
    for (int i = 0; i < kPictures; ++i) {
        cv::Mat small(12, 16, CV_8UC3);
        random.fill(small, cv::RNG::UNIFORM, 0, 256);
        cv::Mat picture;
        cv::resize(small, picture, {4000, 3000}, 0, 0, cv::INTER_CUBIC);
        cv::imwrite((folder / (std::to_string(i) + ".jpg")).string(), picture);
    }
}

Result<> runBench(const WindowBenchOptions& options)
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
    const auto pictures = scratch.path() / "pictures";
    std::filesystem::create_directories(pictures);
    writePictures(pictures);
    setVariable(kProbePictures, pictures.string());
    setVariable(kProbeSeconds, std::to_string(options.seconds));
    const auto figures = runWindow(
        kStalls, {"--catalog", catalog.string(), "--similar", (pictures / "0.jpg").string()},
        scratch.path());
    if (!figures)
        return fail(figures);
    const nlohmann::ordered_json params{{"photos", options.photos}};
    for (const auto& [name, value] : *figures)
        printFigure("window", name, value, name == "longest_stall_ms" ? "ms" : "1", params);
    return {};
}

} // namespace

void addWindowBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "window", "How long the window does not react while it is used hard");
    const auto options = std::make_shared<WindowBenchOptions>();
    command->add_option("--photos", options->photos, "In the catalog");
    command->add_option("--seconds", options->seconds, "How long it is used")
        ->check(CLI::PositiveNumber);
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
