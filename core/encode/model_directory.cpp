// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/model_directory.h"

#include "core/base/path_bytes.h"
#include "core/encode/config_reader.h"
#include "core/encode/json_file.h"
#include "core/encode/refused_models.h"
#include "core/encode/safetensors.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace lookalike {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxConfigBytes = 8U << 20;
constexpr std::uint64_t kMaxIndexBytes = 64U << 20;
constexpr std::uint64_t kMaxWeightBytes = std::uint64_t{16} << 30;
constexpr std::size_t kMaxShards = 1000;
constexpr std::array<std::string_view, 7> kForeignWeights = {".bin",  ".pt", ".pth",    ".ckpt",
                                                             ".onnx", ".h5", ".msgpack"};

/// Returns true if a name from a downloaded file is a plain file name by the rules of both POSIX
/// and Windows, so that a model written on one system cannot reach outside its folder on another.
bool isPlainFileName(std::string_view name)
{
    if (name.empty() || name.size() > 255 || name.front() == '.')
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
    });
}

Result<std::vector<fs::path>> readShardIndex(const fs::path& directory, const fs::path& indexPath)
{
    const auto index = readJsonFile(indexPath, kMaxIndexBytes);
    if (!index)
        return fail(index.error().code, index.error().message, indexPath);
    const auto map = index->is_object() ? index->find("weight_map") : index->end();
    if (map == index->end() || !map->is_object() || map->empty())
        return fail(ErrorCode::Broken, "The index has no \"weight_map\""_msg, indexPath);
    std::set<std::string> names;
    for (const auto& [tensor, file] : map->items()) {
        if (!file.is_string() || !isPlainFileName(file.get_ref<const std::string&>()) ||
            !file.get_ref<const std::string&>().ends_with(".safetensors"))
            return fail(ErrorCode::Broken,
                        "The index names a weight file that is not allowed: %1"_msg(
                            file.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace)),
                        indexPath);
        names.insert(file.get<std::string>());
    }
    if (names.size() > kMaxShards)
        return fail(ErrorCode::TooLarge, "The index names too many weight files"_msg, indexPath);
    std::vector<fs::path> files;
    for (const std::string& name : names)
        files.push_back(directory / name);
    return files;
}

/// Returns the error for a directory without safetensors; it names what is there instead.
tl::unexpected<Error> failWithoutWeights(const fs::path& directory)
{
    std::error_code error;
    for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string extension = pathToBytes(entry->path().extension());
        if (std::find(kForeignWeights.begin(), kForeignWeights.end(), extension) ==
            kForeignWeights.end())
            continue;
        return fail(ErrorCode::Unsupported,
                    "The folder holds its weights in a format that Lookalike does not open, "
                    "because such files can contain programs. To convert: load the model in "
                    "Python with transformers and call save_pretrained(FOLDER, "
                    "safe_serialization=True); the file model.safetensors is what is needed"_msg,
                    entry->path());
    }
    return fail(ErrorCode::NotFound, "The folder has no model.safetensors"_msg, directory);
}

Result<std::vector<fs::path>> findWeights(const fs::path& directory)
{
    std::vector<fs::path> files{directory / "model.safetensors"};
    std::error_code error;
    if (!fs::exists(files.front(), error)) {
        const fs::path index = directory / "model.safetensors.index.json";
        if (!fs::exists(index, error))
            return failWithoutWeights(directory);
        auto shards = readShardIndex(directory, index);
        if (!shards)
            return shards;
        files = std::move(*shards);
    }
    std::uint64_t total = 0;
    for (const fs::path& file : files) {
        // Reads the headers, which detects a pickle with this name by its content.
        if (const auto opened = SafetensorsFile::open(file); !opened)
            return fail(opened);
        total += fs::file_size(file, error);
        if (error || total > kMaxWeightBytes)
            return fail(ErrorCode::TooLarge, "The weights are larger than 16 GiB"_msg, file);
    }
    return files;
}

/// Returns the error for a path that is not a directory: a weight file, or nothing.
tl::unexpected<Error> failNoDirectory(const fs::path& path)
{
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        return fail(ErrorCode::NotFound, "There is no such model folder"_msg, path);
    auto file = SafetensorsFile::open(path);
    if (!file && file.error().code == ErrorCode::Unsupported)
        return fail(file);
    return fail(ErrorCode::InvalidArgument,
                "A model is a folder with config.json, preprocessor_config.json and "
                "model.safetensors, not a single file"_msg,
                path);
}

} // namespace

Result<ModelDirectory> openModelDirectory(const fs::path& directory)
{
    std::error_code error;
    if (!fs::is_directory(directory, error))
        return failNoDirectory(directory);
    ModelDirectory model;
    model.path = directory;
    // "models/x/" and "." have no file name of their own.
    const fs::path absolute = fs::weakly_canonical(directory, error);
    model.name = pathToBytes((error ? directory : absolute).filename());

    const fs::path configPath = directory / "config.json";
    const fs::path openClipPath = directory / "open_clip_config.json";
    if (!fs::exists(configPath, error) && fs::exists(openClipPath, error)) {
        const auto openClip = readJsonFile(openClipPath, kMaxConfigBytes);
        return fail(ErrorCode::Unsupported,
                    refusalOfOpenClip(openClip ? openClip->dump(-1, ' ', true) : std::string()),
                    directory);
    }
    if (!fs::exists(configPath, error))
        return fail(ErrorCode::NotFound, "The folder is not a model: it has no config.json"_msg,
                    directory);
    auto config = readJsonFile(configPath, kMaxConfigBytes);
    if (!config)
        return fail(config);
    model.config = std::move(*config);
    ConfigReader reader(model.config, configPath);
    model.modelType = reader.text("model_type", "");
    reader.require(!model.modelType.empty(), "The configuration has no \"model_type\""_msg);
    if (auto checked = reader.error(); !checked)
        return fail(checked);
    if (model.modelType == kNaFlexType)
        return fail(ErrorCode::Unsupported, refusalOfNaFlex(), directory);

    auto weights = findWeights(directory);
    if (!weights)
        return fail(weights);
    model.weightFiles = std::move(*weights);

    const fs::path preprocessorPath = directory / "preprocessor_config.json";
    if (!fs::exists(preprocessorPath, error))
        return fail(ErrorCode::NotFound,
                    "The folder has no preprocessor_config.json, which says how pictures must "
                    "be prepared"_msg,
                    directory);
    const auto preprocessor = readJsonFile(preprocessorPath, kMaxConfigBytes);
    if (!preprocessor)
        return fail(preprocessor);
    auto spec = parsePreprocessor(*preprocessor, model.config, preprocessorPath);
    if (!spec)
        return fail(spec);
    model.preprocess = *spec;
    return model;
}

} // namespace lookalike
