// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/model_copy.h"

#include "core/base/atomic_file.h"
#include "core/base/system_error.h"

#include <cstddef>
#include <fstream>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBufferBytes = 1U << 20;

} // namespace

/// Returns the files of a directory that a model needs, and its tokenizer and a licence text if
/// they are there.
std::vector<fs::path> filesToCopy(const ModelDirectory& model)
{
    std::vector<fs::path> files{model.path / "config.json",
                                model.path / "preprocessor_config.json"};
    files.insert(files.end(), model.weightFiles.begin(), model.weightFiles.end());
    std::error_code error;
    for (const char* extra :
         {"model.safetensors.index.json", "LICENSE", "LICENSE.txt", "tokenizer.json",
          "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json", "spiece.model",
          "vocab.json", "merges.txt", "vocab.txt"})
        if (fs::is_regular_file(model.path / extra, error))
            files.push_back(model.path / extra);
    return files;
}

Result<FileRecord> copyChecked(const fs::path& from, const fs::path& to, std::uint64_t before,
                               ByteProgress& progress, const std::stop_token& stop)
{
    std::ifstream in(from, std::ios::binary);
    std::ofstream out(to, std::ios::binary | std::ios::trunc);
    std::vector<char> buffer(kBufferBytes);
    std::uint64_t done = 0;
    while (in && out) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled"_msg);
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        out.write(buffer.data(), in.gcount());
        done += static_cast<std::uint64_t>(in.gcount());
        progress.show(from, before + done);
    }
    out.close();
    if (!in.eof())
        return fail(ErrorCode::IoError, "The file cannot be read"_msg, from);
    if (!out)
        return failSystem(lastSystemError(), "The file cannot be written"_msg, to);
    if (auto synced = syncToDisk(to); !synced)
        return fail(synced);
    const auto source = describeFile(from, stop);
    if (!source)
        return source;
    auto copy = describeFile(to, stop);
    if (copy && (copy->sha256 != source->sha256 || copy->bytes != done))
        return fail(ErrorCode::Changed, "The file changed while it was being copied"_msg, from);
    if (copy)
        copy->trust = "local";
    return copy;
}

} // namespace lookalike
