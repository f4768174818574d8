// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/installed_models.h"

#include "core/base/executable_folder.h"
#include "core/base/path_bytes.h"
#include "core/base/paths.h"
#include "core/encode/json_file.h"
#include "core/encode/model_directory.h"

#include <algorithm>
#include <cstdlib>

namespace lookalike {
namespace {

namespace fs = std::filesystem;

/// Returns the folder of the models shipped with the program: LOOKALIKE_RESOURCES if set, otherwise
/// a folder relative to the executable, in the layout shared by installations and builds.
fs::path builtInFolder()
{
    if (const char* resources = std::getenv("LOOKALIKE_RESOURCES");
        resources != nullptr && *resources != '\0')
        return fs::path(resources) / "models";
    const fs::path executable = executableFolder();
    return executable.empty() ? fs::path()
                              : executable.parent_path() / "share" / "lookalike" / "models";
}

constexpr std::uint64_t kMaxSettingsBytes = 64U << 10;
constexpr const char* kDefaultKey = "default";

fs::path settingsFile()
{
    const fs::path folder = personalModelsFolder();
    return folder.empty() ? folder : folder / "settings.json";
}

/// Returns the folders with a config.json below `folder`, sorted by name.
std::vector<fs::path> modelsIn(const fs::path& folder)
{
    std::vector<fs::path> models;
    std::error_code error;
    if (folder.empty())
        return models;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored; // inaccessible folders are skipped
        if (fs::exists(entry->path() / "config.json", ignored))
            models.push_back(entry->path());
    }
    std::sort(models.begin(), models.end());
    return models;
}

bool isPlainName(const fs::path& name)
{
    return !name.empty() && name == name.filename() && name != "." && name != "..";
}

/// Finds a model in the two folders by its name, which may also be "owner/name" as on the hub.
fs::path installedModel(const std::string& name)
{
    std::string folderName = name;
    if (const auto slash = folderName.find('/'); slash != std::string::npos)
        folderName.replace(slash, 1, "--");
    const fs::path wanted = pathFromBytes(folderName);
    std::error_code error;
    if (isPlainName(wanted))
        for (const fs::path& folder : {builtInFolder(), personalModelsFolder()})
            if (!folder.empty() && fs::exists(folder / wanted / "config.json", error))
                return folder / wanted;
    return {};
}

} // namespace

fs::path personalModelsFolder()
{
    const fs::path data = userFolder(UserFolder::Data);
    return data.empty() ? data : data / "models";
}

bool isBuiltInModel(const fs::path& directory)
{
    const fs::path folder = builtInFolder();
    std::error_code error;
    return !folder.empty() && fs::equivalent(directory.parent_path(), folder, error) && !error;
}

std::string chosenModel()
{
    const auto settings = readJsonFile(settingsFile(), kMaxSettingsBytes);
    if (!settings || !settings->is_object())
        return {};
    const auto name = settings->find(kDefaultKey);
    return name != settings->end() && name->is_string() ? name->get<std::string>() : std::string();
}

Result<> setDefaultModel(const std::string& name)
{
    const fs::path model = name.empty() ? fs::path() : installedModel(name);
    if (!name.empty() && model.empty())
        return fail(ErrorCode::NotFound, "No model with this name is installed: %1"_msg(name));
    const fs::path file = settingsFile();
    if (file.empty())
        return fail(ErrorCode::NotFound, "There is no home directory to save the choice in"_msg);
    if (auto made = makePrivateFolder(file.parent_path()); !made)
        return made;
    nlohmann::json settings = nlohmann::json::object();
    if (!model.empty() && !isBuiltInModel(model))
        settings[kDefaultKey] = pathToBytes(model.filename());
    return writeJsonFile(file, settings);
}

Result<fs::path> findModel(const std::string& nameOrDirectory)
{
    if (nameOrDirectory.empty()) {
        if (const std::string chosen = chosenModel(); !chosen.empty())
            if (fs::path model = installedModel(chosen); !model.empty())
                return model;
        const auto builtIn = modelsIn(builtInFolder());
        if (builtIn.empty())
            return fail(ErrorCode::NotFound,
                        "No built-in model is installed; choose one with --model FOLDER"_msg,
                        builtInFolder());
        return builtIn.front();
    }
    const fs::path asked = pathFromBytes(nameOrDirectory);
    std::error_code error;
    if (isPlainName(asked))
        if (fs::path model = installedModel(nameOrDirectory); !model.empty())
            return model;
    if (fs::exists(asked, error))
        return asked;
    if (fs::path model = installedModel(nameOrDirectory); !model.empty())
        return model;
    std::string known;
    for (const fs::path& folder : {builtInFolder(), personalModelsFolder()})
        for (const fs::path& model : modelsIn(folder))
            known += (known.empty() ? "" : ", ") + displayPath(model.filename());
    return fail(ErrorCode::NotFound,
                known.empty()
                    ? "There is no such model folder, and no installed model of this name"_msg
                    : "There is no such model folder, and no installed model of this name; "
                      "installed are %1"_msg(known),
                asked);
}

std::vector<ModelDirectory> installedModels()
{
    std::vector<ModelDirectory> models;
    for (const fs::path& folder : {builtInFolder(), personalModelsFolder()})
        for (const fs::path& path : modelsIn(folder))
            if (auto model = openModelDirectory(path))
                models.push_back(std::move(*model));
    return models;
}

} // namespace lookalike
