// SPDX-License-Identifier: GPL-3.0-or-later
// Lets the window beside this program show a synthetic catalog while one of its pages is used hard,
// and measures the longest time in which it did not react. Needs a display.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "app/lookalike_bench/window_probe.h"
#include "app/lookalike_bench/window_run.h"
#include "core/base/path_bytes.h"
#include "core/encode/model_directory.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstddef>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lookalike {

namespace {

const std::string kSearchPage = "search";

struct WindowBenchOptions {
    std::string page = kSearchPage;
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
        cv::imwrite(pathToBytes(folder / (std::to_string(i) + ".jpg")), picture);
    }
}

/// Has the next window open on this page.
void leaveOn(const std::string& page, const std::filesystem::path& configuration)
{
    const auto folder = configuration / "lookalike";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "lookalike.ini")
        << "[window]\npage=" << page << "\n[library]\nhadPhotos=true\n";
}

/// Measures the page, and adds what it measured to the figures.
Result<> measure(const std::string& probe, const std::vector<std::string>& arguments,
                 const std::filesystem::path& scratch, std::map<std::string, double>& figures)
{
    auto measured = runWindow(probe, arguments, scratch);
    if (!measured)
        return fail(measured);
    figures.merge(*measured); // what was measured first stays
    return {};
}

/// Prepares what the page shows of the catalog, and returns the further arguments of the window.
Result<std::vector<std::string>> preparePage(const WindowBenchOptions& options,
                                             const std::filesystem::path& catalog,
                                             const EmbeddingSpace& space,
                                             const std::filesystem::path& scratch)
{
    if (options.page == kMapPage) {
        if (auto written = writeMap(catalog, space); !written)
            return fail(written);
        return std::vector<std::string>();
    }
    if (options.page == kLibraryPage) {
        setVariable(kProbeRows, std::to_string(options.photos));
        return std::vector<std::string>();
    }
    const auto pictures = scratch / "pictures";
    std::filesystem::create_directories(pictures);
    writePictures(pictures);
    setVariable(kProbePictures, pathToBytes(pictures));
    return std::vector<std::string>{"--similar", pathToBytes(pictures / "0.jpg")};
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
    auto arguments = preparePage(options, catalog, (*encoder)->info().space, scratch.path());
    if (!arguments)
        return fail(arguments);
    arguments->insert(arguments->begin(), {"--catalog", pathToBytes(catalog)});
    setVariable(kProbeSeconds, std::to_string(options.seconds));
    std::map<std::string, double> figures;
    const bool isLibrary = options.page == kLibraryPage;
    if (isLibrary)
        leaveOn(kLibraryPage, scratch.path());
    if (auto measured = measure(options.page == kSearchPage ? kStalls : options.page, *arguments,
                                scratch.path(), figures);
        !measured)
        return measured;
    if (isLibrary) {
        leaveOn("duplicates", scratch.path()); // another page, until the window has come to rest
        if (auto measured = measure(kLibraryMemory, *arguments, scratch.path(), figures); !measured)
            return measured;
    }
    const nlohmann::ordered_json params{{"page", options.page}, {"photos", options.photos}};
    for (const auto& [name, value] : figures)
        printFigure("window", name, value,
                    name.ends_with("_mb")                                  ? "MB"
                    : name.ends_with("_ms") && !name.starts_with("stalls") ? "ms"
                                                                           : "1",
                    params);
    return {};
}

} // namespace

void addWindowBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "window", "How long the window does not react while it is used hard");
    const auto options = std::make_shared<WindowBenchOptions>();
    command->add_option("--page", options->page, "Of the window")
        ->check(CLI::IsMember({kSearchPage, std::string(kMapPage), std::string(kLibraryPage)}));
    command->add_option("--photos,--rows", options->photos, "In the catalog");
    command->add_option("--seconds", options->seconds, "How long it is used")
        ->check(CLI::PositiveNumber);
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
