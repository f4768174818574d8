// SPDX-License-Identifier: GPL-3.0-or-later
// The folder of models that the user added: adding from a folder or from the hub, checking,
// removing. A model appears there whole, checked and synced to disk, or not at all.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/encode/hub/hub.h"
#include "core/encode/hub/model_record.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// What is asked about a complete model before it is let in: that it loads, say.
using ModelCheck = std::function<Result<>(const std::filesystem::path& folder)>;

/// What was found of one file of an installed model.
struct FileCheck {
    enum class State {
        Verified,    ///< as it was when it was installed
        Mismatch,    ///< other bytes, or missing
        NotRecorded, ///< nothing to compare with
    };
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;
    State state = State::NotRecorded;
};

/// Any thread; one that changes the folder at a time, others get ErrorCode::Conflict.
class ModelStore {
public:
    /// `folder` need not exist; `check` may be empty.
    explicit ModelStore(std::filesystem::path folder, ModelCheck check = {});

    /// Copies a model directory and compares the copy with it. The name is the directory's unless
    /// one is given; Conflict where it is taken. Works offline. `progress` counts bytes.
    [[nodiscard]] Result<std::filesystem::path> addFolder(const std::filesystem::path& directory,
                                                          const std::string& name,
                                                          const ProgressCallback& progress,
                                                          const std::stop_token& stop);

    /// Downloads what askHub() described and replaces another revision of the same model. What a
    /// commit's files were is remembered, also after the model is removed: others are refused.
    /// After an error or a kill the next call goes on where this one ended. `progress` counts
    /// bytes.
    [[nodiscard]] Result<std::filesystem::path> download(const RemoteModel& model,
                                                         const HubOptions& options,
                                                         const ProgressCallback& progress,
                                                         const std::stop_token& stop);

    /// Hashes all files of a model again.
    [[nodiscard]] static Result<std::vector<FileCheck>> verify(const std::filesystem::path& model,
                                                               const std::stop_token& stop);

    /// Removes a model of this folder; InvalidArgument for any other place, the built-in ones
    /// among them.
    [[nodiscard]] Result<> remove(const std::filesystem::path& model);

private:
    [[nodiscard]] Result<std::filesystem::path> install(const std::filesystem::path& staging,
                                                        const ModelRecord& record,
                                                        const std::string& name);
    void putFormerBack(const std::string& name) const;
    [[nodiscard]] std::filesystem::path stagingFolder(const std::string& name) const;

    std::filesystem::path m_folder;
    ModelCheck m_check;
};

} // namespace lookalike
