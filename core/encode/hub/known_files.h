// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/hub/hub.h"
#include "core/encode/hub/model_record.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace lookalike {

/// The hashes that the files of each commit had when they were first downloaded. One thread.
class KnownFiles {
public:
    /// Reads them from the folder of models; none where there is no list yet. Fails with Broken
    /// where the list is damaged.
    [[nodiscard]] static Result<KnownFiles> read(const std::filesystem::path& models);

    /// The SHA-256 of a file, in hexadecimal digits; empty where it is not known.
    [[nodiscard]] std::optional<std::string> sha256Of(const RemoteModel& model,
                                                      const std::string& file) const;
    /// Adds the files of a model and writes the list.
    [[nodiscard]] Result<> remember(const RemoteModel& model, const ModelRecord& record);

private:
    KnownFiles(std::filesystem::path file, nlohmann::json hashes);

    std::filesystem::path m_file;
    nlohmann::json m_hashes;
};

} // namespace lookalike
