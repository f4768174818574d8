// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/model_record.h"

#include "core/base/path_bytes.h"
#include "core/base/sha256.h"
#include "core/encode/hub/model_id.h"
#include "core/encode/json_file.h"

#include <fstream>

namespace lookalike {

namespace {

constexpr std::uint64_t kMaxRecordBytes = 1U << 20;
std::string text(const nlohmann::json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

Result<ModelRecord> readModelRecord(const std::filesystem::path& folder)
{
    const std::filesystem::path path = folder / kModelRecordFile;
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return fail(ErrorCode::NotFound, "Nothing was recorded when this model was installed"_msg,
                    folder);
    const auto json = readJsonFile(path, kMaxRecordBytes);
    if (!json)
        return fail(json);
    const auto files = json->is_object() ? json->find("files") : json->end();
    if (files == json->end() || !files->is_array())
        return fail(ErrorCode::Broken, "The model's record is damaged"_msg, path);
    ModelRecord record;
    record.id = text(*json, "id");
    record.commit = text(*json, "commit");
    record.source = text(*json, "source");
    record.licence = text(*json, "licence");
    for (const auto& entry : *files) {
        if (!entry.is_object() || !entry.contains("bytes") ||
            !entry["bytes"].is_number_unsigned() || !isSafeFileName(text(entry, "name")))
            return fail(ErrorCode::Broken, "The model's record is damaged"_msg, path);
        record.files.push_back({text(entry, "name"), entry["bytes"].get<std::uint64_t>(),
                                text(entry, "sha256"), text(entry, "trust")});
    }
    return record;
}

Result<> writeModelRecord(const std::filesystem::path& folder, const ModelRecord& record)
{
    nlohmann::ordered_json json = {{"id", record.id},
                                   {"commit", record.commit},
                                   {"source", record.source},
                                   {"licence", record.licence},
                                   {"files", nlohmann::ordered_json::array()}};
    for (const FileRecord& file : record.files)
        json["files"].push_back({{"name", file.name},
                                 {"bytes", file.bytes},
                                 {"sha256", file.sha256},
                                 {"trust", file.trust}});
    return writeJsonFile(folder / kModelRecordFile, json);
}

Result<FileRecord> describeFile(const std::filesystem::path& file, const std::stop_token& stop)
{
    std::ifstream stream(file, std::ios::binary);
    FileRecord record;
    record.name = pathToBytes(file.filename());
    Sha256 hash;
    record.bytes = hash.update(stream, stop);
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled"_msg);
    if (!stream.eof())
        return fail(ErrorCode::IoError, "The file cannot be read"_msg, file);
    record.sha256 = hash.hexDigest();
    return record;
}

} // namespace lookalike
