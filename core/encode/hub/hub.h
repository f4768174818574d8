// SPDX-License-Identifier: GPL-3.0-or-later
// Queries what the Hugging Face hub states about a model before any of it is downloaded.
#pragma once

#include "core/base/result.h"
#include "core/encode/hub/https_client.h"
#include "core/encode/hub/model_id.h"

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

struct HubOptions {
    std::string endpoint; ///< without a trailing slash; empty: the hub's own address
    HttpOptions http;
    /// How often a transfer without progress is attempted. With the defaults, a silent server is
    /// given up in less than 30 seconds.
    int attempts = 3;
    std::chrono::milliseconds pause{500}; ///< before the second attempt; doubles each time
};

/// Returns `asked`, or else the value of LOOKALIKE_HUB, or else the hub's own address.
[[nodiscard]] std::string hubEndpoint(const std::string& asked);

/// One of the files that a model needs.
struct RemoteFile {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256; ///< stated by the hub for large files, or compiled in; else empty
    std::string gitId;  ///< git's object name, stated for small files
    std::string trust;  ///< see FileRecord
};

struct RemoteModel {
    ModelId id;
    std::string commit;  ///< what the revision resolves to; all files are fetched at this commit
    std::string licence; ///< as named by the hub; empty if it names none
    std::string endpoint;
    /// config.json, preprocessor_config.json, model.safetensors, and the licence text if the hub
    /// has one.
    std::vector<RemoteFile> files;

    [[nodiscard]] std::uint64_t bytes() const;
};

/// Queries the hub about a revision. Fails with NotFound if there is no such model, Unsupported if
/// it lacks a required file, and PermissionDenied if its owner requires an account. A compiled-in
/// model at its commit must match the list. Accesses the network; any thread.
[[nodiscard]] Result<RemoteModel> askHub(const ModelId& id, const HubOptions& options,
                                         const std::stop_token& stop);

} // namespace lookalike
