// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/model_store.h"

#include "core/base/atomic_file.h"
#include "core/base/file_lock.h"
#include "core/base/path_bytes.h"
#include "core/base/paths.h"
#include "core/base/system_error.h"
#include "core/encode/hub/byte_progress.h"
#include "core/encode/hub/file_download.h"
#include "core/encode/hub/known_files.h"
#include "core/encode/hub/model_copy.h"
#include "core/encode/installed_models.h"
#include "core/encode/model_directory.h"

#include <algorithm>
#include <vector>

namespace lookalike {

namespace {

namespace fs = std::filesystem;

/// A hidden folder in the store, so that unfinished models are not listed.
constexpr const char* kStaging = ".incomplete";
constexpr const char* kLockFile = ".lock";

Result<> needSpace(const fs::path& folder, std::uint64_t bytes)
{
    std::error_code error;
    const auto space = fs::space(folder, error);
    if (!error && space.available < bytes)
        return fail(ErrorCode::NoSpace, "There is not enough disk space for the model"_msg, folder);
    return {};
}

/// Writes the licence that the hub names beside a model whose repository has no licence text.
Result<> noteLicence(const fs::path& folder, const RemoteModel& model)
{
    const bool hasText =
        std::any_of(model.files.begin(), model.files.end(),
                    [](const RemoteFile& file) { return file.name.starts_with("LICEN"); });
    if (model.licence.empty() || hasText)
        return {};
    return writeAtomically(folder / "LICENSE.txt",
                           "The hub states this licence for " + model.id.text() + ": " +
                               displayText(model.licence) +
                               "\nIts page, with the terms: " + model.endpoint + '/' +
                               model.id.text() + "\nCommit: " + model.commit + '\n');
}

Result<FileLock> lockStore(const fs::path& folder)
{
    if (folder.empty())
        return fail(ErrorCode::NotFound, "There is no home directory to keep models in"_msg);
    if (auto made = makePrivateFolder(folder); !made)
        return fail(made);
    auto lock = FileLock::acquire(folder / kLockFile);
    if (!lock && lock.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, "Another program is changing the models"_msg, folder);
    return lock;
}

/// Returns how many bytes of a model an earlier attempt left.
std::uint64_t bytesIn(const fs::path& staging, const RemoteModel& model)
{
    std::uint64_t bytes = 0;
    std::error_code error;
    for (const RemoteFile& file : model.files)
        for (const std::string& name : {file.name, file.name + ".part"})
            if (const auto size = fs::file_size(staging / name, error); !error)
                bytes += size;
    return std::min(bytes, model.bytes());
}

/// Removes parts of other commits of the same model, which will not be resumed.
void removeOtherCommits(const fs::path& staging)
{
    const std::string name = pathToBytes(staging.filename());
    const std::string model = name.substr(0, name.rfind('@') + 1);
    std::error_code error;
    std::vector<fs::path> others;
    for (auto entry = fs::directory_iterator(staging.parent_path(), error);
         !error && entry != fs::directory_iterator(); entry.increment(error)) {
        const fs::path& other = entry->path();
        if (other != staging && pathToBytes(other.filename()).starts_with(model))
            others.push_back(other);
    }
    for (const fs::path& other : others)
        fs::remove_all(other, error);
}

} // namespace

ModelStore::ModelStore(fs::path folder, ModelCheck check)
    : m_folder(std::move(folder))
    , m_check(std::move(check))
{}

fs::path ModelStore::stagingFolder(const std::string& name) const
{
    return m_folder / kStaging / pathFromBytes(name);
}

Result<fs::path> ModelStore::addFolder(const fs::path& directory, const std::string& name,
                                       const ProgressCallback& progress,
                                       const std::stop_token& stop)
{
    const auto model = openModelDirectory(directory);
    if (!model)
        return fail(model);
    const std::string wanted = name.empty() ? model->name : name;
    if (!isSafeFileName(wanted))
        return fail(ErrorCode::InvalidArgument,
                    "This is not a valid name for a model: %1. Use letters, digits, '-', '_' "
                    "and '.'"_msg(wanted));
    const auto lock = lockStore(m_folder);
    if (!lock)
        return fail(lock);
    std::error_code error;
    const auto other = findModel(wanted);
    if (fs::exists(m_folder / wanted, error) || (other && isBuiltInModel(*other)))
        return fail(ErrorCode::Conflict, "A model with this name is already installed"_msg,
                    m_folder / wanted);
    const fs::path staging = stagingFolder(wanted);
    fs::remove_all(staging, error);
    fs::create_directories(staging, error);
    if (error)
        return failSystem(error, "The model's folder cannot be created"_msg, staging);

    const std::vector<fs::path> files = filesToCopy(*model);
    std::uint64_t total = 0;
    for (const fs::path& file : files)
        total += fs::file_size(file, error);
    if (auto room = needSpace(m_folder, total); !room)
        return fail(room);
    ByteProgress bytes(progress, total);
    ModelRecord record;
    record.source = displayPath(directory);
    std::uint64_t done = 0;
    for (const fs::path& file : files) {
        auto copied = copyChecked(file, staging / file.filename(), done, bytes, stop);
        if (!copied) {
            fs::remove_all(staging, error);
            return fail(copied);
        }
        done += copied->bytes;
        record.files.push_back(std::move(*copied));
    }
    auto installed = install(staging, record, wanted);
    if (!installed)
        fs::remove_all(staging, error);
    return installed;
}

Result<fs::path> ModelStore::download(const RemoteModel& model, const HubOptions& options,
                                      const ProgressCallback& progress, const std::stop_token& stop)
{
    const auto lock = lockStore(m_folder);
    if (!lock)
        return fail(lock);
    auto known = KnownFiles::read(m_folder);
    if (!known)
        return fail(known);
    const fs::path staging = stagingFolder(model.id.folder() + "@" + model.commit);
    removeOtherCommits(staging);
    putFormerBack(model.id.folder());
    if (auto room = needSpace(m_folder, model.bytes() - bytesIn(staging, model)); !room)
        return fail(room);
    std::error_code error;
    fs::create_directories(staging, error);
    if (error)
        return failSystem(error, "The model's folder cannot be created"_msg, staging);

    ByteProgress bytes(progress, model.bytes());
    ModelRecord record{model.id.text(), model.commit, model.endpoint, model.licence, {}};
    std::uint64_t done = 0;
    for (RemoteFile file : model.files) {
        if (const auto before = known->sha256Of(model, file.name)) {
            if (!file.sha256.empty() && *before != file.sha256)
                return fail(ErrorCode::Broken,
                            "The hub describes another %1 for this commit than when it was first "
                            "downloaded"_msg(file.name));
            file.sha256 = *before;
        }
        auto fetched = downloadFile(
            model, file, staging, options,
            [&](std::uint64_t here) { bytes.show(file.name, done + here); }, stop);
        if (!fetched)
            return fail(fetched);
        done += fetched->bytes;
        record.files.push_back(std::move(*fetched));
    }
    if (auto noted = noteLicence(staging, model); !noted)
        return fail(noted);
    auto installed = install(staging, record, model.id.folder());
    if (!installed) {
        const ErrorCode code = installed.error().code;
        if (code == ErrorCode::Broken || code == ErrorCode::Unsupported) // complete but unusable
            fs::remove_all(staging, error);
        return installed; // otherwise the next attempt resumes
    }
    if (auto remembered = known->remember(model, record); !remembered)
        return fail(remembered);
    return installed;
}

// Restores the previous version if the new one was not moved into place or the program crashed in
// between.
void ModelStore::putFormerBack(const std::string& name) const
{
    std::error_code error;
    const fs::path target = m_folder / pathFromBytes(name);
    if (!fs::exists(target, error))
        fs::rename(stagingFolder(name + ".old"), target, error);
}

Result<fs::path> ModelStore::install(const fs::path& staging, const ModelRecord& record,
                                     const std::string& name)
{
    if (const auto opened = openModelDirectory(staging); !opened)
        return fail(opened);
    if (m_check)
        if (auto checked = m_check(staging); !checked)
            return fail(checked);
    if (auto written = writeModelRecord(staging, record); !written)
        return fail(written);
    if (auto synced = syncToDisk(staging); !synced)
        return fail(synced);
    const fs::path target = m_folder / pathFromBytes(name);
    const fs::path old = stagingFolder(name + ".old");
    std::error_code error;
    fs::remove_all(old, error);
    if (fs::exists(target, error))
        fs::rename(target, old, error);
    if (!error)
        fs::rename(staging, target, error);
    if (error) {
        putFormerBack(name);
        return failSystem(error, "The model cannot be moved into place"_msg, target);
    }
    fs::remove_all(old, error);
    if (auto synced = syncToDisk(m_folder); !synced)
        return fail(synced);
    return target;
}

Result<std::vector<FileCheck>> ModelStore::verify(const fs::path& model,
                                                  const std::stop_token& stop)
{
    const auto directory = openModelDirectory(model);
    std::vector<FileRecord> expected;
    if (auto record = readModelRecord(model))
        expected = std::move(record->files);
    else if (record.error().code != ErrorCode::NotFound)
        return fail(record);
    else if (!directory)
        return fail(directory);
    else
        for (const fs::path& file : filesToCopy(*directory))
            expected.push_back({pathToBytes(file.filename()), 0, {}, {}});

    std::vector<FileCheck> checks;
    for (const FileRecord& file : expected) {
        const auto found = describeFile(model / pathFromBytes(file.name), stop);
        if (!found && found.error().code == ErrorCode::Cancelled)
            return fail(found);
        FileCheck check;
        check.name = file.name;
        if (found) {
            check.bytes = found->bytes;
            check.sha256 = found->sha256;
        }
        if (!file.sha256.empty() || !found)
            check.state = found && found->sha256 == file.sha256 ? FileCheck::State::Verified
                                                                : FileCheck::State::Mismatch;
        checks.push_back(std::move(check));
    }
    return checks;
}

Result<> ModelStore::remove(const fs::path& model)
{
    std::error_code error;
    if (m_folder.empty() || !fs::equivalent(model.parent_path(), m_folder, error) || error ||
        !fs::exists(model / "config.json", error))
        return fail(ErrorCode::InvalidArgument,
                    "Only models that were added can be removed, not built-in ones or folders "
                    "elsewhere"_msg,
                    model);
    const auto lock = lockStore(m_folder);
    if (!lock)
        return fail(lock);
    // Rename first, so that a half-deleted model is never listed.
    const fs::path gone = stagingFolder(pathToBytes(model.filename()) + ".removed");
    fs::create_directories(gone.parent_path(), error);
    fs::remove_all(gone, error);
    fs::rename(model, gone, error);
    if (error)
        return failSystem(error, "The model cannot be removed"_msg, model);
    fs::remove_all(gone, error);
    return {};
}

} // namespace lookalike
