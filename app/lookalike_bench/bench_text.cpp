// SPDX-License-Identifier: GPL-3.0-or-later
// What words cost: the first query, which loads the half of the model that reads them, further
// ones, a repeated one, and how soon they stop.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/large_text_model.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "core/encode/encoder.h"
#include "core/encode/model_directory.h"
#include "core/encode/safetensors.h"
#include "core/encode/token_table.h"

#include <chrono>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace lookalike {

namespace {

struct TextBenchOptions {
    std::filesystem::path model; ///< empty: one of the shape of SigLIP 2, written for this
    std::filesystem::path write; ///< only write such a model into this folder
    std::size_t runs = 5;
};

/// Threads of the BLAS spin for a while after their last work.
constexpr auto kRest = std::chrono::milliseconds(300);
constexpr const char* kText = "a red bicycle in front of a house";

/// A line of /proc/self/status in MiB; 0 where there is no such file.
double statusMb(const std::string& key)
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == key + ":") {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes / 1024;
        }
    return 0;
}

/// The weights for words in float32, without the table of tokens.
Result<double> towerMb(const ModelDirectory& model)
{
    double elements = 0;
    for (const auto& path : model.weightFiles) {
        const auto file = SafetensorsFile::open(path);
        if (!file)
            return fail(file);
        for (const TensorInfo& info : file->tensors())
            if (info.name.starts_with("text_") && info.name != tokenTableName(model.modelType))
                elements += static_cast<double>(info.elements());
    }
    return elements * sizeof(float) / (1 << 20);
}

Result<TextEmbedding> ask(const Encoder& encoder, const std::string& text,
                          const std::stop_token& stop = {})
{
    const auto words = encoder.textEncoder(stop);
    if (!words)
        return fail(words);
    return (*words)->encode(text, stop);
}

class TextBench {
public:
    TextBench(ModelDirectory model, std::size_t runs)
        : m_model(std::move(model))
        , m_runs(runs)
        , m_params{{"model", m_model.name}, {"runs", runs}}
    {}
    [[nodiscard]] Result<> run();

private:
    void print(const char* metric, double value, const char* unit) const
    {
        printFigure("text", metric, value, unit, m_params);
    }
    /// With the half for pictures alone.
    [[nodiscard]] Result<std::shared_ptr<const Encoder>> load() const
    {
        return loadEncoder(m_model, {.device = DeviceKind::Cpu, .threads = 0});
    }
    [[nodiscard]] Result<> measureFirst();
    [[nodiscard]] Result<> measureFurther();
    [[nodiscard]] Result<> measureCancel();
    /// Asks, takes the question back after a while, and keeps the longest time until that was
    /// noticed.
    [[nodiscard]] Result<> cancelAfter(std::chrono::milliseconds delay, const Encoder& encoder,
                                       const std::string& text);

    const ModelDirectory m_model;
    const std::size_t m_runs;
    const nlohmann::ordered_json m_params;
    double m_cancelMs = 0;
    std::size_t m_cancelled = 0;
};

Result<> TextBench::measureFirst()
{
    const auto tower = towerMb(m_model);
    if (!tower)
        return fail(tower);
    std::vector<double> times;
    std::vector<double> peaks;
    for (std::size_t run = 0; run < m_runs; ++run) {
        const auto encoder = load();
        if (!encoder)
            return fail(encoder);
        std::this_thread::sleep_for(kRest);
        std::ofstream("/proc/self/clear_refs") << 5; // the peak begins here
        const double before = statusMb("VmRSS");
        const auto start = Clock::now();
        if (const auto asked = ask(**encoder, kText); !asked)
            return fail(asked);
        times.push_back(secondsSince(start) * 1e3);
        peaks.push_back(statusMb("VmHWM") - before - *tower);
    }
    print("first_query_ms", quantile(times, 0.5), "ms");
    print("first_query_max_ms", quantile(times, 1.0), "ms");
    print("tower_mb", *tower, "MiB");
    print("peak_over_tower_mb", peaks.front(), "MiB"); // later, memory is there already
    return {};
}

Result<> TextBench::measureFurther()
{
    const auto encoder = load();
    if (!encoder)
        return fail(encoder);
    if (const auto asked = ask(**encoder, kText); !asked)
        return fail(asked);
    std::vector<double> further;
    std::vector<double> repeated;
    for (std::size_t run = 0; run < 4 * m_runs; ++run) {
        const std::string text = std::string(kText) + " " + std::to_string(run);
        for (auto* times : {&further, &repeated}) {
            const auto start = Clock::now();
            if (const auto asked = ask(**encoder, text); !asked)
                return fail(asked);
            times->push_back(secondsSince(start) * 1e3);
        }
    }
    print("further_query_ms", quantile(further, 0.5), "ms");
    print("repeated_query_ms", quantile(repeated, 0.5), "ms");
    return {};
}

Result<> TextBench::cancelAfter(std::chrono::milliseconds delay, const Encoder& encoder,
                                const std::string& text)
{
    std::stop_source stop;
    Clock::time_point stopped;
    Result<TextEmbedding> asked = fail(ErrorCode::Internal, {});
    {
        const std::jthread impatient([&] {
            std::this_thread::sleep_for(delay);
            stopped = Clock::now();
            stop.request_stop();
        });
        asked = ask(encoder, text, stop.get_token());
        if (asked || asked.error().code != ErrorCode::Cancelled)
            return asked ? Result<>() : fail(asked);
    }
    m_cancelMs = std::max(m_cancelMs, secondsSince(stopped) * 1e3);
    ++m_cancelled;
    return {};
}

Result<> TextBench::measureCancel()
{
    for (std::size_t run = 0; run < m_runs; ++run) {
        const auto encoder = load();
        if (!encoder)
            return fail(encoder);
        // While the weights are loaded, and while the words are read.
        for (const int delay : {20, 60, 100}) {
            const std::string text = std::string(kText) + " " + std::to_string(delay);
            if (auto done = cancelAfter(std::chrono::milliseconds(delay), **encoder, text); !done)
                return done;
        }
        if (const auto asked = ask(**encoder, kText); !asked)
            return fail(asked);
        for (const int delay : {5, 20, 35, 50}) {
            const std::string text = std::to_string(delay) + " " + kText;
            if (auto done = cancelAfter(std::chrono::milliseconds(delay), **encoder, text); !done)
                return done;
        }
    }
    if (m_cancelled == 0)
        return fail(ErrorCode::Internal, "No query was slow enough to be cancelled"_msg);
    print("cancel_ms", m_cancelMs, "ms");
    return {};
}

Result<> TextBench::run()
{
    for (const auto measure :
         {&TextBench::measureFirst, &TextBench::measureFurther, &TextBench::measureCancel})
        if (auto done = (this->*measure)(); !done)
            return done;
    return {};
}

Result<> runBench(const TextBenchOptions& options)
{
    if (!options.write.empty())
        return writeLargeTextModel(options.write);
    const ScratchFolder scratch;
    const auto folder = options.model.empty() ? scratch.path() / "siglip2-shape" : options.model;
    if (options.model.empty())
        if (auto written = writeLargeTextModel(folder); !written)
            return written;
    auto model = openModelDirectory(folder);
    if (!model)
        return fail(model);
    return TextBench(std::move(*model), options.runs).run();
}

} // namespace

void addTextBench(const Program& program)
{
    CLI::App* const command =
        program.app.add_subcommand("text", "Time and memory that a query of words takes");
    const auto options = std::make_shared<TextBenchOptions>();
    command->add_option("--model", options->model,
                        "A model directory; without it, one of the shape of SigLIP 2 base is made");
    command->add_option("--write", options->write, "Only write that model into this folder");
    command->add_option("--runs", options->runs)->check(CLI::PositiveNumber);
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
