// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/executable_folder.h"
#include "core/base/path_bytes.h"
#include "core/base/paths.h"
#include "core/encode/model_directory.h"

#include <algorithm>
#include <cstdlib>

namespace lookalike {
namespace {

namespace fs = std::filesystem;

/// The models that came with the program: LOOKALIKE_RESOURCES where it is set, else beside the
/// executable, in the shape that installing and building both give the folders.
fs::path builtInFolder()
{
    if (const char* resources = std::getenv("LOOKALIKE_RESOURCES");
        resources != nullptr && *resources != '\0')
        return fs::path(resources) / "models";
    const fs::path executable = executableFolder();
    return executable.empty() ? fs::path()
                              : executable.parent_path() / "share" / "lookalike" / "models";
}

fs::path personalFolder()
{
    const fs::path data = userFolder(UserFolder::Data);
    return data.empty() ? data : data / "models";
}

/// The folders with a config.json below `folder`, by name.
std::vector<fs::path> modelsIn(const fs::path& folder)
{
    std::vector<fs::path> models;
    std::error_code error;
    if (folder.empty())
        return models;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored; // what cannot be looked at is no model
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

} // namespace

Result<fs::path> findModel(const std::string& nameOrDirectory)
{
    if (nameOrDirectory.empty()) {
        const auto builtIn = modelsIn(builtInFolder());
        if (builtIn.empty())
            return fail(ErrorCode::NotFound,
                        "No built-in model is installed; choose one with --model FOLDER",
                        builtInFolder());
        return builtIn.front();
    }
    const fs::path asked = pathFromBytes(nameOrDirectory);
    std::error_code error;
    if (isPlainName(asked)) {
        for (const fs::path& folder : {builtInFolder(), personalFolder()})
            if (!folder.empty() && fs::exists(folder / asked / "config.json", error))
                return folder / asked;
    }
    if (fs::exists(asked, error))
        return asked;
    std::string known;
    for (const fs::path& folder : {builtInFolder(), personalFolder()})
        for (const fs::path& model : modelsIn(folder))
            known += (known.empty() ? "" : ", ") + displayPath(model.filename());
    return fail(ErrorCode::NotFound,
                "There is no such model folder, and no installed model of this name" +
                    (known.empty() ? std::string() : "; installed are " + known),
                asked);
}

std::vector<ModelDirectory> installedModels()
{
    std::vector<ModelDirectory> models;
    for (const fs::path& folder : {builtInFolder(), personalFolder()})
        for (const fs::path& path : modelsIn(folder))
            if (auto model = openModelDirectory(path))
                models.push_back(std::move(*model));
    return models;
}

} // namespace lookalike
