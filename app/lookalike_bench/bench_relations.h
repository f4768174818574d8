// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/candidates/duplicate_candidates.h"
#include "core/duplicates/candidates/hash_neighbours.h"
#include "core/duplicates/candidates/rank_neighbours.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace lookalike {

struct RelationsBenchOptions {
    std::string model;                         ///< the encoder that gives candidates
    std::vector<std::filesystem::path> photos; ///< folders: originals, then distractors
    std::vector<std::filesystem::path> tars;   ///< more distractors
    std::size_t originals = 60;                ///< photos of which copies of every kind are made
    std::size_t distractors = 5000;            ///< other photos
    double cosine = kSimilarShotCosine;        ///< embeddings this near are candidates,
    std::size_t neighbours = kRankNeighbours;  ///< so many of the nearest,
    double leastCosine = kRankCosine;          ///< as long as they are no farther than this,
    int radius = kHashRadius;                  ///< and hashes this near
    std::filesystem::path dump;                ///< where wrong answers go as pictures; may be empty
};

/// Adds the subcommand; `options` must outlive the parse.
CLI::App* addRelationsBench(CLI::App& app, RelationsBenchOptions& options);

/// Same-photo detection from candidates to verified relations, a kind of copy at a time, beside
/// dHash and pHash at their best threshold. Returns the exit status.
int runRelationsBench(const RelationsBenchOptions& options);

} // namespace lookalike
