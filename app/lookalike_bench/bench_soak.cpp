// SPDX-License-Identifier: GPL-3.0-or-later
// Indexes so many made-up photos, some broken in many ways, and checks that every one is accounted
// for and that nothing grows meanwhile.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/process_watch.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "app/lookalike_bench/soak_photos.h"
#include "core/base/path_bytes.h"
#include "core/library/library_core.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <limits>
#include <map>
#include <memory>
#include <thread>
#include <vector>

namespace lookalike {

namespace {

struct SoakBenchOptions {
    std::size_t photos = 200'000;
    double broken = 0.05;
    std::uint64_t seed = 1;
    std::filesystem::path scratch; ///< where the photos are made; empty: the temporary folder
};

namespace fs = std::filesystem;

constexpr double kWarmUp = 0.2;
constexpr double kSamples = 200;
/// From so many photos on, what memory does is more than chance.
constexpr std::size_t kEnoughForSlope = 20'000;
constexpr double kMostKbEach = 1;
constexpr double kMostGrowth = 0.05;
/// What the search index keeps of each photo in memory, which must grow: two planes of 64 bits with
/// their norms, the id and a checksum.
constexpr double kIndexKbEach = 32.0 / 1024;
constexpr std::size_t kMostWalBytes = 64U << 20U;
/// Files that are open for a moment, and processes that are being replaced.
constexpr std::size_t kMostSpread = 16;

/// Files that have been left alone for so long have told times.
constexpr std::chrono::seconds kTimesAreSure(5);

/// Sees the picture in 8 x 8 grey pixels: so fast that everything else is what is measured.
class SoakEncoder final : public Encoder {
public:
    SoakEncoder()
    {
        m_info.space = {"soak-8x8-grey", "soak", kSide * kSide};
        m_info.preprocess.resizeWidth = kSide;
        m_info.preprocess.resizeHeight = kSide;
        m_info.deviceText = "CPU";
        m_info.batchSize = 32;
        m_info.concurrency = 1;
    }
    const EncoderInfo& info() const noexcept override { return m_info; }
    Result<> encode(std::span<const Image> images, std::span<float> out) const override
    {
        for (std::size_t i = 0; i < images.size(); ++i) {
            constexpr std::size_t kPixels = std::size_t{kSide} * kSide;
            const auto row = out.subspan(i * kPixels, kPixels);
            double squares = 0;
            for (std::size_t pixel = 0; pixel < row.size(); ++pixel) {
                row[pixel] = static_cast<float>(images[i].pixels[3 * pixel + 1]) - 127.5F;
                squares += static_cast<double>(row[pixel]) * static_cast<double>(row[pixel]);
            }
            const auto length = static_cast<float>(std::sqrt(squares));
            for (float& value : row)
                value /= length;
        }
        return {};
    }
    Result<> encodePixelValues(std::span<const float>, std::size_t, std::span<float>) const override
    {
        return fail(ErrorCode::Unsupported, "Pictures alone are looked at"_msg);
    }

private:
    static constexpr int kSide = 8;
    EncoderInfo m_info;
};

/// Says what is wrong, and counts it.
class Checks {
public:
    void require(bool kept, const std::string& what)
    {
        if (kept)
            return;
        ++m_failed;
        std::cerr << "lookalike-bench: soak: " << what << '\n';
    }
    [[nodiscard]] std::size_t failed() const { return m_failed; }

private:
    std::size_t m_failed = 0;
};

std::size_t countFiles(const fs::path& folder)
{
    const fs::recursive_directory_iterator tree(folder);
    return static_cast<std::size_t>(std::count_if(
        begin(tree), end(tree), [](const fs::directory_entry& e) { return e.is_regular_file(); }));
}

/// Every broken photo is listed with a reason, and nothing else is.
void checkFailures(const SoakPhotos& made, const std::vector<FileRow>& failures,
                   const fs::path& folder, Checks& checks)
{
    std::set<std::string> missing = made.broken;
    for (const FileRow& file : failures) {
        const std::string path = pathToBytes(file.path.lexically_relative(folder));
        checks.require(missing.erase(path) == 1, "listed, and not broken: " + path);
        checks.require(!file.error.empty(), "listed without a reason: " + path);
    }
    std::map<std::string, std::size_t> ways;
    for (const std::string& path : missing)
        ++ways[soakDamageName(soakDamageOf(path))];
    for (const auto& [way, count] : ways)
        checks.require(false, std::to_string(count) + " broken photos are not listed: " + way);
}

void checkCounts(const SoakPhotos& made, const LibraryStatus& status, std::size_t onDisk,
                 Checks& checks)
{
    const auto require = [&](const char* what, std::uint64_t is, std::size_t wanted) {
        checks.require(is == wanted, std::string(what) + ": " + std::to_string(is) +
                                         " instead of " + std::to_string(wanted));
    };
    const FolderCounts& counts = status.counts.at(0);
    require("files known", counts.files, onDisk);
    require("indexed", counts.indexed, made.good);
    require("broken", counts.broken, made.broken.size());
    require("unsupported", counts.unsupported, made.unsupported);
    require("unreadable", counts.unreadable, 0);
    require("pending", counts.pending, 0);
    require("embeddings", status.spaces.at(0).embeddings, made.good);
}

std::size_t spread(const std::vector<ProcessState>& samples, std::size_t ProcessState::*what)
{
    if (samples.empty())
        return 0;
    const auto [least, most] = std::minmax_element(
        samples.begin(), samples.end(),
        [what](const ProcessState& a, const ProcessState& b) { return a.*what < b.*what; });
    return (*most).*what - (*least).*what;
}

void checkProcess(const ProcessWatch& watch, std::size_t photos,
                  const nlohmann::ordered_json& params, Checks& checks)
{
    const auto late = watch.after(kWarmUp);
    const MemorySlope slope = memorySlope(late);
    const std::size_t descriptors = spread(late, &ProcessState::descriptors);
    const std::size_t threads = spread(late, &ProcessState::threads);
    std::size_t wal = 0;
    for (const ProcessState& state : watch.samples())
        wal = std::max(wal, state.walBytes);
    printFigure("soak", "memory_kb_per_photo", slope.kbEach, "KiB", params);
    printFigure("soak", "memory_growth", slope.growth, "1", params);
    printFigure("soak", "resident_mb", late.empty() ? 0 : late.back().residentKb / 1024, "MiB",
                params);
    printFigure("soak", "descriptors_spread", static_cast<double>(descriptors), "1", params);
    printFigure("soak", "threads_spread", static_cast<double>(threads), "1", params);
    printFigure("soak", "wal_mb", static_cast<double>(wal) / (1U << 20U), "MiB", params);
    checks.require(descriptors <= kMostSpread, "the number of open files is not constant");
    checks.require(threads <= kMostSpread, "the number of threads is not constant");
    checks.require(wal <= kMostWalBytes, "the catalog's log grows");
    if (photos < kEnoughForSlope)
        return;
    checks.require(slope.kbEach <= kMostKbEach, "memory grows with every photo");
    const double index = slope.kbEach > 0 ? kIndexKbEach / slope.kbEach : 0;
    checks.require(slope.growth * (1 - std::min(index, 1.0)) <= kMostGrowth, "memory grows");
}

/// Nothing that stays the same is read again, but for what was written so shortly before it was
/// read that its times could not tell a later change.
Result<> checkAgain(PhotoLibrary& library, Clock::time_point made,
                    const nlohmann::ordered_json& params, Checks& checks)
{
    std::this_thread::sleep_until(made + kTimesAreSure);
    for (const char* const run : {"second", "third"}) {
        const auto start = Clock::now();
        const auto again = library.index({}, {}, nullptr);
        if (!again)
            return fail(again);
        const std::string name(run);
        printFigure("soak", name + "_run_s", secondsSince(start), "s", params);
        printFigure("soak", name + "_run_embedded", static_cast<double>(again->embedded), "1",
                    params);
        printFigure("soak", name + "_run_failed", static_cast<double>(again->failed), "1", params);
        checks.require(again->embedded == 0, "known contents were encoded in the " + name + " run");
        if (name == "third")
            checks.require(again->failed == 0, "broken photos are read again and again");
    }
    return {};
}

/// Returns how many checks failed.
Result<std::size_t> soak(const SoakBenchOptions& options)
{
    const ScratchFolder scratch(options.scratch);
    const fs::path folder = fs::canonical(scratch.path()) / "photos";
    const fs::path catalog = scratch.path() / "catalog.db";
    fs::create_directories(folder);
    auto start = Clock::now();
    const auto photos = makeSoakPhotos(folder, options.photos, options.broken, options.seed);
    if (!photos)
        return fail(photos);
    const auto made = Clock::now();
    const nlohmann::ordered_json params{
        {"photos", options.photos}, {"broken", photos->broken.size()}, {"ways", soakDamages()}};
    printFigure("soak", "made_s", secondsSince(start), "s", params);

    LibraryOptions opening;
    opening.catalog = catalog;
    const auto library = LibraryCore::open(opening, []() -> Result<std::shared_ptr<const Encoder>> {
        return std::make_shared<SoakEncoder>();
    });
    if (!library)
        return fail(library);
    if (auto added = (*library)->addFolder(folder); !added)
        return fail(added);

    ProcessWatch watch(catalog);
    double next = 0;
    const auto onProgress = [&](const Progress& progress) {
        const auto done = static_cast<double>(progress.done);
        if (progress.stage != Stage::Reading || done < next)
            return;
        watch.sample(done);
        next = done + static_cast<double>(progress.total) / kSamples;
    };
    start = Clock::now();
    const auto summary = (*library)->index(onProgress, {}, nullptr);
    if (!summary)
        return fail(summary);
    const double seconds = secondsSince(start);
    printFigure("soak", "index_s", seconds, "s", params);
    printFigure("soak", "files_per_second", static_cast<double>(photos->files()) / seconds, "1/s",
                params);

    Checks checks;
    checks.require(summary->found == photos->files(), "not every file was found");
    const auto failures = (*library)->failures(std::numeric_limits<std::int32_t>::max());
    const auto status = (*library)->status();
    if (!failures || !status)
        return fail(failures ? status.error() : failures.error());
    checkFailures(*photos, *failures, folder, checks);
    checkCounts(*photos, *status, countFiles(folder), checks);
    checkProcess(watch, options.photos, params, checks);

    if (auto done = checkAgain(**library, made, params, checks); !done)
        return fail(done);
    printFigure("soak", "failed_checks", static_cast<double>(checks.failed()), "1", params);
    return checks.failed();
}

int runBench(const SoakBenchOptions& options)
{
    const auto failed = soak(options);
    if (!failed)
        return exitStatus(fail(failed));
    return *failed == 0 ? 0 : 1;
}

} // namespace

void addSoakBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "soak", "Very many photos, some of them broken: all accounted for?");
    const auto options = std::make_shared<SoakBenchOptions>();
    command->add_option("--photos", options->photos, "How many to make")
        ->check(CLI::PositiveNumber);
    command->add_option("--broken", options->broken, "Which part of them is broken")
        ->check(CLI::Range(0.0, 0.9));
    command->add_option("--seed", options->seed, "Of the photos");
    command->add_option("--scratch", options->scratch, "A folder to make them in");
    command->callback(
        [options, &run = program.run] { run = [options] { return runBench(*options); }; });
}

} // namespace lookalike
