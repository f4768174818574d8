// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/model_output.h"

#include "app/lookalike_cli/output.h"
#include "core/base/path_bytes.h"
#include "core/encode/installed_models.h"
#include "core/encode/token_table.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace lookalike::cli {

namespace {

constexpr std::chrono::seconds kMeasureFor(2);

std::string orUnknown(std::string_view text)
{
    return text.empty() ? "not stated" : displayText(text);
}

std::uint64_t weightBytes(const ModelDirectory& model)
{
    std::uint64_t bytes = 0;
    std::error_code error;
    for (const auto& file : model.weightFiles)
        bytes += std::filesystem::file_size(file, error);
    return bytes;
}

ModelRecord recordOf(const ModelDirectory& model)
{
    auto record = readModelRecord(model.path);
    return record ? std::move(*record) : ModelRecord();
}

bool isInUse(const ModelDirectory& model)
{
    const auto used = findModel("");
    std::error_code error;
    return used && std::filesystem::equivalent(*used, model.path, error) && !error;
}

Json installedJson(const ModelDirectory& model)
{
    const ModelRecord record = recordOf(model);
    Json object{{"name", model.name},        {"type", model.modelType},
                {"installed", true},         {"built_in", isBuiltInModel(model.path)},
                {"default", isInUse(model)}, {"bytes", weightBytes(model)},
                {"id", record.id},           {"commit", record.commit},
                {"licence", record.licence}, {"words", knowsWords(model)}};
    putPath(object, "path", model.path);
    return object;
}

Json curatedJson(const CuratedModel& model)
{
    return {{"name", model.id},
            {"installed", false},
            {"purpose", model.purpose.text()},
            {"bytes", model.approximateBytes},
            {"licence", model.licence},
            {"dim", model.dim},
            {"words", model.words},
            {"commit", model.revision},
            {"sha256", model.weightsSha256}};
}

bool isInstalled(const CuratedModel& model, const std::vector<ModelDirectory>& installed)
{
    return std::any_of(installed.begin(), installed.end(),
                       [&](const ModelDirectory& other) { return recordOf(other).id == model.id; });
}

} // namespace

Result<ModelSpeed> measureSpeed(const Encoder& encoder)
{
    const EncoderInfo& info = encoder.info();
    const std::vector<Image> batch(
        info.batchSize, Image(info.preprocess.inputWidth(), info.preprocess.inputHeight()));
    std::atomic<std::uint64_t> photos{0};
    std::mutex mutex;
    std::optional<Error> error;
    const auto encodeUntil = [&](std::chrono::steady_clock::time_point end) {
        std::vector<float> out(batch.size() * static_cast<std::size_t>(info.space.dim));
        do {
            if (auto done = encoder.encode(batch, out); !done) {
                const std::lock_guard lock(mutex);
                error = std::move(done).error();
                return;
            }
            photos += batch.size();
        } while (std::chrono::steady_clock::now() < end);
    };
    encodeUntil(std::chrono::steady_clock::now()); // the first batch includes the set-up
    photos = 0;
    const auto begin = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < info.concurrency; ++i)
            threads.emplace_back(encodeUntil, begin + kMeasureFor);
    }
    if (error)
        return fail(*error);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    return ModelSpeed{static_cast<double>(photos) / took.count(), info.deviceText};
}

void printModels(const std::vector<ModelDirectory>& installed, bool json)
{
    std::vector<std::vector<std::string>> table{{"Name", "Type", ">Size", "", "Directory"}};
    for (const ModelDirectory& model : installed) {
        if (json)
            printJson(installedJson(model));
        std::string remark = isBuiltInModel(model.path) ? "built-in" : "";
        if (isInUse(model))
            remark += remark.empty() ? "in use" : ", in use";
        table.push_back({displayText(model.name), displayText(model.modelType),
                         humanBytes(weightBytes(model)), remark, displayPath(model.path)});
    }
    std::vector<std::vector<std::string>> more{
        {"Available for download", ">Size", "Licence", "Best for"}};
    for (const CuratedModel& model : curatedModels()) {
        if (isInstalled(model, installed))
            continue;
        if (json)
            printJson(curatedJson(model));
        more.push_back({std::string(model.id), "about " + humanBytes(model.approximateBytes),
                        orUnknown(model.licence), std::string(model.purpose.text())});
    }
    if (json)
        return;
    if (installed.empty())
        printLine("No model is installed. Use --model with a model folder.");
    else
        printTable(table);
    if (more.size() > 1) {
        printLine("");
        printTable(more);
    }
}

void printInstalled(const ModelDirectory& model, const std::optional<ModelSpeed>& speed, bool json)
{
    const ModelRecord record = recordOf(model);
    const PreprocessSpec& spec = model.preprocess;
    if (json) {
        Json object = installedJson(model);
        object["input"] = {spec.inputWidth(), spec.inputHeight()};
        if (speed) {
            object["photos_per_second"] = speed->photosPerSecond;
            object["device"] = speed->device;
        }
        return printJson(object);
    }
    std::vector<std::vector<std::string>> table{
        {"Name", displayText(model.name)},
        {"Type", displayText(model.modelType)},
        {"Input", std::to_string(spec.inputWidth()) + " x " + std::to_string(spec.inputHeight())},
        {"Searches", knowsWords(model) ? "with pictures and words" : "with pictures"},
        {"Size", humanBytes(weightBytes(model))},
        {"Directory", displayPath(model.path)}};
    if (!record.id.empty()) {
        table.push_back({"Source", displayText(record.id) + " at " + displayText(record.commit)});
        table.push_back({"Licence", orUnknown(record.licence)});
        const CuratedModel* curated = findCurated(record.id);
        if (curated != nullptr)
            table.push_back({"Best for", std::string(curated->purpose.text())});
    }
    if (speed)
        table.push_back(
            {"Speed", fixed(speed->photosPerSecond, 1) + " photos/s on " + speed->device});
    printTable(table);
}

void printCurated(const CuratedModel& model, bool json)
{
    if (json)
        return printJson(curatedJson(model));
    printTable({{"Id", std::string(model.id)},
                {"Best for", std::string(model.purpose.text())},
                {"Size", "about " + humanBytes(model.approximateBytes)},
                {"Dimensions", std::to_string(model.dim)},
                {"Searches", model.manyLanguages ? "with pictures and words, in most languages"
                             : model.words       ? "with pictures and words"
                                                 : "with pictures"},
                {"Licence", orUnknown(model.licence)},
                {"Commit", model.revision.empty() ? "the newest" : std::string(model.revision)},
                {"Verified", model.weightsSha256.empty()
                                 ? "with the checksums of the hub, recorded at the first download"
                                 : "with the SHA-256 built into this program"}});
}

void printRemote(const RemoteModel& model, bool json)
{
    if (!json)
        return printLine(describe(model));
    Json files = Json::array();
    for (const RemoteFile& file : model.files)
        files.push_back({{"name", file.name},
                         {"bytes", file.bytes},
                         {"sha256", file.sha256},
                         {"trust", file.trust}});
    printJson({{"id", model.id.text()},
               {"commit", model.commit},
               {"bytes", model.bytes()},
               {"licence", model.licence},
               {"files", std::move(files)}});
}

std::string describe(const RemoteModel& model)
{
    return model.id.text() + " at " + model.commit + ": " + humanBytes(model.bytes()) +
           ", licence: " + orUnknown(model.licence) + ", from " + displayText(model.endpoint);
}

bool printChecks(const std::vector<FileCheck>& checks, bool json)
{
    bool good = true;
    std::vector<std::vector<std::string>> table{{"File", ">Size", "State", "SHA-256"}};
    for (const FileCheck& check : checks) {
        const char* state = check.state == FileCheck::State::Verified   ? "verified"
                            : check.state == FileCheck::State::Mismatch ? "mismatch"
                                                                        : "not_recorded";
        good = good && check.state != FileCheck::State::Mismatch;
        if (json)
            printJson({{"file", check.name},
                       {"bytes", check.bytes},
                       {"sha256", check.sha256},
                       {"state", state}});
        table.push_back({displayText(check.name), humanBytes(check.bytes), state, check.sha256});
    }
    if (!json)
        printTable(table);
    return good;
}

void printDone(const std::string& what, const std::filesystem::path& model, bool json)
{
    const std::string name = displayPath(model.filename());
    if (!json)
        return printLine(what + " " + name);
    Json object{{"event", what}, {"name", name}};
    putPath(object, "path", model);
    printJson(object);
}

} // namespace lookalike::cli
