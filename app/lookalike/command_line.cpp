// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike/command_line.h"

#include "core/base/path_bytes.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace lookalike {

namespace {

std::filesystem::path absolutePath(const std::string& argument)
{
    if (argument.empty())
        return {};
    std::error_code error;
    auto path = std::filesystem::absolute(pathFromBytes(argument), error);
    return error ? pathFromBytes(argument) : path.lexically_normal();
}

std::vector<std::filesystem::path> absolutePaths(const std::vector<std::string>& arguments)
{
    std::vector<std::filesystem::path> paths;
    for (const std::string& argument : arguments)
        paths.push_back(absolutePath(argument));
    return paths;
}

/// A file manager's "Open with" passes pictures as positional arguments, like folders.
void moveFiles(std::vector<std::filesystem::path>& from, std::vector<std::filesystem::path>& to)
{
    std::error_code error;
    const auto files = std::stable_partition(from.begin(), from.end(), [&](const auto& path) {
        return !std::filesystem::is_regular_file(path, error);
    });
    to.insert(to.end(), files, from.end());
    from.erase(files, from.end());
}

} // namespace

std::optional<CommandLine> parseCommandLine(int argc, char** argv, int& exitCode)
{
    CLI::App app("Finds similar photos on your own computer.", "lookalike");
    std::vector<std::string> folders;
    std::vector<std::string> similarTo;
    std::string catalog;
    std::string device = "auto";
    CommandLine result;
    app.add_option("FOLDER", folders, "Folders to add to the library, or pictures to search with");
    app.add_option("--similar", similarTo, "Show the photos most similar to this picture")
        ->allow_extra_args(false);
    app.add_option("--catalog", catalog, "Use this catalog file instead of the default one");
    app.add_option("--model", result.model, "Model folder or name of an installed model");
    app.add_option("--device", device, "Where the model runs: auto, cpu, cuda or mps");
    app.add_flag("--portable", result.portable,
                 "Store everything in the folder \"data\" next to the program");
    app.set_version_flag("--version", "lookalike " LOOKALIKE_VERSION);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        constexpr int kUsage = 2;
        exitCode = app.exit(error) == 0 ? 0 : kUsage;
        return std::nullopt;
    }
    const auto kind = parseDevice(device);
    if (!kind) {
        std::cerr << kind.error().text() << '\n';
        exitCode = 2;
        return std::nullopt;
    }
    result.device = *kind;
    result.fixed = {app.count("--catalog") > 0, app.count("--device") > 0,
                    app.count("--model") > 0};
    result.folders = absolutePaths(folders);
    result.similarTo = absolutePaths(similarTo);
    result.catalog = absolutePath(catalog);
    moveFiles(result.folders, result.similarTo);
    return result;
}

} // namespace lookalike
