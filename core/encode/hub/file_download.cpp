// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/file_download.h"

#include "core/base/atomic_file.h"
#include "core/base/pause_for.h"
#include "core/base/sha256.h"
#include "core/base/system_error.h"
#include "core/encode/hub/git_blob.h"

#include <algorithm>
#include <fstream>
#include <vector>

namespace lookalike {

namespace {

namespace fs = std::filesystem;

/// A connection that breaks this often will not recover, whatever its progress.
constexpr int kMostAttempts = 50;

/// The file NAME.part and the hash of its content.
class PartFile {
public:
    explicit PartFile(fs::path path)
        : m_path(std::move(path))
    {
        m_stream.rdbuf()->pubsetbuf(nullptr, 0); // unbuffered: received bytes survive a crash
    }

    /// Hashes what an earlier attempt left and opens the file for appending. Deletes it if it is
    /// too large.
    Result<> open(std::uint64_t most, const std::stop_token& stop)
    {
        m_hash = Sha256();
        std::error_code error;
        if (fs::file_size(m_path, error) > most && !error)
            return restart();
        std::ifstream old(m_path, std::ios::binary);
        m_bytes = m_hash.update(old, stop);
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "The download was cancelled"_msg);
        return openStream(std::ios::app);
    }

    Result<> restart()
    {
        m_bytes = 0;
        m_hash = Sha256();
        return openStream(std::ios::trunc);
    }

    Result<> write(std::span<const std::byte> bytes)
    {
        m_stream.write(reinterpret_cast<const char*>(bytes.data()),
                       static_cast<std::streamsize>(bytes.size()));
        if (!m_stream)
            return failSystem(lastSystemError(), "The download cannot be written"_msg, m_path);
        m_hash.update(bytes);
        m_bytes += bytes.size();
        return {};
    }

    /// Closes the file and returns the hash of everything.
    Result<std::string> finish()
    {
        m_stream.close();
        if (!m_stream)
            return failSystem(lastSystemError(), "The download cannot be written"_msg, m_path);
        return m_hash.hexDigest();
    }

    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    [[nodiscard]] const fs::path& path() const { return m_path; }

private:
    Result<> openStream(std::ios::openmode mode)
    {
        m_stream.close();
        m_stream.clear();
        m_stream.open(m_path, std::ios::binary | std::ios::out | mode);
        if (!m_stream)
            return failSystem(lastSystemError(), "The download cannot be written"_msg, m_path);
        return {};
    }

    fs::path m_path;
    std::ofstream m_stream;
    Sha256 m_hash;
    std::uint64_t m_bytes = 0;
};

/// Compares small files with git's object name.
Result<> checkGitId(const fs::path& path, const RemoteFile& file)
{
    if (file.gitId.empty())
        return {};
    std::ifstream stream(path, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(stream), {}};
    if (gitBlobId(content) != file.gitId)
        return fail(ErrorCode::Broken, "%1 is not the file that the hub describes"_msg(file.name));
    return {};
}

Result<> checkContent(const fs::path& path, const RemoteFile& file, const FileRecord& found)
{
    if (found.bytes != file.bytes)
        return fail(ErrorCode::Broken,
                    "%1 does not have the size that the hub states"_msg(file.name));
    if (!file.sha256.empty() && found.sha256 != file.sha256)
        return fail(ErrorCode::Broken,
                    "%1 is not the expected file: its SHA-256 differs"_msg(file.name));
    return checkGitId(path, file);
}

/// Fails unless the servers on the way state what the hub stated first.
Result<> checkHead(const HttpHead& head, const RemoteModel& model, const RemoteFile& file)
{
    const auto stated = [&](const char* name) {
        const auto found = head.stated.find(name);
        return found == head.stated.end() ? std::string() : found->second;
    };
    if (const std::string commit = stated("x-repo-commit");
        !commit.empty() && commit != model.commit)
        return fail(ErrorCode::Broken, "The hub sent another commit than the one asked for"_msg);
    std::string tag = stated("x-linked-etag");
    std::erase(tag, '"');
    if (tag.size() == 64 && !file.sha256.empty() && tag != file.sha256)
        return fail(ErrorCode::Broken, "The hub states two different hashes for %1"_msg(file.name));
    return {};
}

/// Requires "bytes FIRST-LAST/TOTAL" to continue where the part ends and to have the stated size.
bool continues(const HttpHead& head, std::uint64_t from, std::uint64_t total)
{
    const auto found = head.headers.find("content-range");
    return found != head.headers.end() && found->second == "bytes " + std::to_string(from) + "-" +
                                                               std::to_string(total - 1) + "/" +
                                                               std::to_string(total);
}

/// Makes one connection and appends what it receives to the part.
Result<> fetchMore(const RemoteModel& model, const RemoteFile& file, PartFile& part,
                   const HubOptions& options, const std::function<void(std::uint64_t)>& onBytes,
                   const std::stop_token& stop)
{
    HttpRequest request;
    request.url =
        model.endpoint + "/" + model.id.text() + "/resolve/" + model.commit + "/" + file.name;
    request.from = part.bytes();
    request.maxBytes = file.bytes;
    const auto onHead = [&](const HttpHead& head) -> Result<> {
        if (auto checked = checkHead(head, model, file); !checked)
            return checked;
        if (head.status == 206 && request.from > 0)
            return continues(head, request.from, file.bytes)
                       ? Result<>()
                       : fail(ErrorCode::Broken,
                              "The server sent another part than the one asked for"_msg);
        if (head.status != 200)
            return fail(ErrorCode::Broken, "The server's answer makes no sense"_msg);
        return request.from > 0 ? part.restart() : Result<>();
    };
    const auto onBody = [&](std::span<const std::byte> bytes) -> Result<> {
        if (bytes.size() > file.bytes - part.bytes())
            return fail(ErrorCode::Broken, "The server sent more than it announced"_msg);
        auto written = part.write(bytes);
        if (written)
            onBytes(part.bytes());
        return written;
    };
    const auto head = httpGet(request, options.http, onHead, onBody, stop);
    if (!head)
        return fail(head);
    if (head->status == 416)
        return fail(ErrorCode::Broken, "The server does not have the part that was asked for"_msg);
    if (head->status >= 400)
        return fail(head->status == 404 ? ErrorCode::NotFound : ErrorCode::IoError,
                    "The server answered with the error %1 for %2"_msg(head->status, file.name));
    if (part.bytes() < file.bytes)
        return fail(ErrorCode::IoError, "The connection ended too early"_msg);
    return {};
}

/// Connects until the part is complete. Retries network errors as long as there is progress.
Result<> fetchAll(const RemoteModel& model, const RemoteFile& file, PartFile& part,
                  const HubOptions& options, const std::function<void(std::uint64_t)>& onBytes,
                  const std::stop_token& stop)
{
    if (auto opened = part.open(file.bytes, stop); !opened)
        return opened;
    int silent = 0;
    for (int attempt = 1; part.bytes() < file.bytes; ++attempt) {
        const std::uint64_t before = part.bytes();
        auto fetched = fetchMore(model, file, part, options, onBytes, stop);
        if (fetched)
            return {};
        const ErrorCode code = fetched.error().code;
        if (code != ErrorCode::Timeout && code != ErrorCode::IoError)
            return fetched;
        silent = part.bytes() > before ? 0 : silent + 1;
        if (silent >= options.attempts || attempt >= kMostAttempts)
            return fetched;
        if (!pauseFor(options.pause * (1 << std::min(silent, 6)), stop))
            return fail(ErrorCode::Cancelled, "The download was cancelled"_msg);
    }
    return {};
}

} // namespace

Result<FileRecord> downloadFile(const RemoteModel& model, const RemoteFile& file,
                                const fs::path& folder, const HubOptions& options,
                                const std::function<void(std::uint64_t)>& onBytes,
                                const std::stop_token& stop)
{
    const fs::path target = folder / file.name;
    std::error_code error;
    if (fs::exists(target, error)) {
        auto found = describeFile(target, stop);
        if (found && checkContent(target, file, *found)) {
            onBytes(found->bytes);
            found->trust = file.trust;
            return found;
        }
        fs::remove(target, error);
    }
    PartFile part(folder / (file.name + ".part"));
    for (bool again = true;; again = false) {
        FileRecord found{file.name, 0, {}, file.trust};
        auto outcome = fetchAll(model, file, part, options, onBytes, stop);
        if (outcome) {
            auto digest = part.finish();
            if (!digest)
                return fail(digest);
            found.bytes = part.bytes();
            found.sha256 = std::move(*digest);
            outcome = checkContent(part.path(), file, found);
        }
        if (outcome) {
            if (auto replaced = replaceFile(part.path(), target); !replaced)
                return fail(replaced);
            return found;
        }
        if (outcome.error().code == ErrorCode::Broken ||
            outcome.error().code == ErrorCode::TooLarge) {
            if (auto emptied = part.restart(); !emptied)
                return fail(emptied);
            if (again)
                continue;
            fs::remove(part.path(), error);
        }
        return fail(outcome);
    }
}

} // namespace lookalike
