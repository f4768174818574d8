// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace lookalike {

struct EncodeBenchOptions {
    std::string model;
    std::string device = "auto";
    double seconds = 5; ///< of each measurement
};

/// Adds the subcommand; `options` must outlive the parse.
CLI::App* addEncodeBench(CLI::App& app, EncodeBenchOptions& options);

/// Images a second of the encoder alone, with one caller and with as many as it asks for. Returns
/// the exit status.
int runEncodeBench(const EncodeBenchOptions& options);

} // namespace lookalike
