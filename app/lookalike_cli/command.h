// SPDX-License-Identifier: GPL-3.0-or-later
// What all commands of lookalike-cli share.
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

/// What the program returns to the shell.
enum class ExitCode {
    Done = 0,
    SomeFailed = 1, ///< done, but some photos failed; they are listed
    Usage = 2,
    CouldNotRun = 3,
};

/// Options that stand before or after the command.
struct GlobalOptions {
    std::filesystem::path catalog;   ///< empty: the default place
    std::vector<std::string> models; ///< empty: the built-in one
    std::string device = "auto";
    std::uint64_t maxMegapixels = 0; ///< 0: the usual limit
    bool json = false;

    [[nodiscard]] std::string model() const { return models.empty() ? "" : models.front(); }
};

/// A command adds itself to the program and sets `run` when it is the one that was asked for.
struct Program {
    CLI::App& app;
    GlobalOptions& global;
    std::function<ExitCode()>& run;
};

void addIndexCommand(const Program& program);
void addSearchCommand(const Program& program);
void addEvaluateCommand(const Program& program);
void addEmbedCommand(const Program& program);
void addStatusCommand(const Program& program);
void addVerifyCommand(const Program& program);
void addModelsCommand(const Program& program);
void addExportCommand(const Program& program);
void addRemoveCommand(const Program& program);
void addDuplicatesCommand(const Program& program);
void addDecisionsCommand(const Program& program);
void addProtectCommand(const Program& program);
void addTrashCommand(const Program& program);
void addUndoCommand(const Program& program);
void addSpacesCommand(const Program& program);
void addCatalogCommand(const Program& program);

} // namespace lookalike::cli
