// SPDX-License-Identifier: GPL-3.0-or-later
// The folder of user-added models: adds them from a folder or from the hub, verifies and removes
// them. A model appears there complete, verified and synced to disk, or not at all.
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

/// Checks a complete model before it is installed, for example whether it loads.
using ModelCheck = std::function<Result<>(const std::filesystem::path& folder)>;

/// The result of verifying one file of an installed model.
struct FileCheck {
    enum class State {
        Verified,    ///< unchanged since installation
        Mismatch,    ///< changed or missing
        NotRecorded, ///< nothing to compare with
    };
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;
    State state = State::NotRecorded;
};

/// Any thread. Only one thread at a time may change the folder; others fail with Conflict.
class ModelStore {
public:
    /// `folder` does not have to exist; `check` may be empty.
    explicit ModelStore(std::filesystem::path folder, ModelCheck check = {});

    /// Copies a model directory and compares the copy with the original. An empty `name` means the
    /// name of the directory. Fails with Conflict if the name is taken. Works offline. `progress`
    /// counts bytes.
    [[nodiscard]] Result<std::filesystem::path> addFolder(const std::filesystem::path& directory,
                                                          const std::string& name,
                                                          const ProgressCallback& progress,
                                                          const std::stop_token& stop);

    /// Downloads what askHub() described and replaces another revision of the same model. The
    /// hashes of a commit's files are remembered even after the model is removed, and different
    /// files are refused. After an error or a crash, the next call resumes. `progress` counts
    /// bytes.
    [[nodiscard]] Result<std::filesystem::path> download(const RemoteModel& model,
                                                         const HubOptions& options,
                                                         const ProgressCallback& progress,
                                                         const std::stop_token& stop);

    /// Hashes all files of a model again.
    [[nodiscard]] static Result<std::vector<FileCheck>> verify(const std::filesystem::path& model,
                                                               const std::stop_token& stop);

    /// Removes a model of this folder. Fails with InvalidArgument for any other place, including
    /// built-in models.
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
