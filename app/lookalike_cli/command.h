// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by all commands of lookalike-cli.
#pragma once

#include "core/base/result.h"
#include "core/encode/encoder.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace lookalike::cli {

/// The exit status of the program.
enum class ExitCode {
    Done = 0,
    SomeFailed = 1, ///< done, but some photos failed; they are listed
    Usage = 2,
    CouldNotRun = 3,
};

/// Options that may come before or after the command.
struct GlobalOptions {
    std::filesystem::path catalog;   ///< empty: the default catalog
    std::vector<std::string> models; ///< empty: the default model
    std::string device = "auto";
    std::uint64_t maxMegapixels = 0; ///< 0: the default limit
    bool json = false;

    [[nodiscard]] std::string model() const { return models.empty() ? "" : models.front(); }
};

/// Each command registers itself here and sets `run` if the user chose it.
struct Program {
    CLI::App& app;
    GlobalOptions& global;
    std::function<ExitCode()>& run;
};

void addIndexCommand(const Program& program);
void addSearchCommand(const Program& program);
void addEvaluateCommand(const Program& program);
void addConceptsCommand(const Program& program);
void addFitCommand(const Program& program);
void addEmbedCommand(const Program& program);
void addStatusCommand(const Program& program);
void addVerifyCommand(const Program& program);
void addModelsCommand(const Program& program);
void addExportCommand(const Program& program);
void addListCommand(const Program& program);
void addRemoveCommand(const Program& program);
void addDuplicatesCommand(const Program& program);
void addDecisionsCommand(const Program& program);
void addProtectCommand(const Program& program);
void addTrashCommand(const Program& program);
void addTransferCommands(const Program& program);
void addUndoCommand(const Program& program);
void addSpacesCommand(const Program& program);
void addCatalogCommand(const Program& program);

} // namespace lookalike::cli
