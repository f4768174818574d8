// SPDX-License-Identifier: GPL-3.0-or-later
// What the Hugging Face hub says about a model before anything of it is downloaded.
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
    std::string endpoint; ///< without a slash at the end; empty: the hub's own address
    HttpOptions http;
    /// How often a transfer that gets nowhere is tried. With the defaults a silent server is given
    /// up after less than 30 seconds.
    int attempts = 3;
    std::chrono::milliseconds pause{500}; ///< before the second attempt; twice as long each time
};

/// `asked`, else what LOOKALIKE_HUB says, else the hub's own address.
[[nodiscard]] std::string hubEndpoint(const std::string& asked);

/// One of the files that a model needs.
struct RemoteFile {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256; ///< stated by the hub for large files, or known; empty otherwise
    std::string gitId;  ///< git's name of the content, stated for small files
    std::string trust;  ///< see FileRecord
};

struct RemoteModel {
    ModelId id;
    std::string commit;  ///< what the revision stands for now; everything is fetched by it
    std::string licence; ///< as the hub names it; empty where it names none
    std::string endpoint;
    /// config.json, preprocessor_config.json, model.safetensors; the licence's text where the hub
    /// has one.
    std::vector<RemoteFile> files;

    [[nodiscard]] std::uint64_t bytes() const;
};

/// Asks the hub about a revision. NotFound where there is no such model, Unsupported where it has
/// not the files that are needed, PermissionDenied where its owner asks for an account. A model of
/// the compiled-in list at its commit must be what the list says. Connects; any thread.
[[nodiscard]] Result<RemoteModel> askHub(const ModelId& id, const HubOptions& options,
                                         const std::stop_token& stop);

} // namespace lookalike
