// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/known_files.h"

#include "core/encode/json_file.h"

#include <cstdint>
#include <utility>

namespace lookalike {

namespace {

constexpr std::uint64_t kMaxKnownBytes = 8U << 20;

std::string knownKey(const RemoteModel& model)
{
    return model.id.text() + "@" + model.commit;
}

} // namespace

KnownFiles::KnownFiles(std::filesystem::path file, nlohmann::json hashes)
    : m_file(std::move(file))
    , m_hashes(std::move(hashes))
{}

Result<KnownFiles> KnownFiles::read(const std::filesystem::path& models)
{
    std::filesystem::path file = models / "known.json";
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return KnownFiles(std::move(file), nlohmann::json::object());
    auto hashes = readJsonFile(file, kMaxKnownBytes);
    if (!hashes)
        return fail(hashes);
    if (!hashes->is_object())
        return fail(ErrorCode::Broken, "The list of known models is damaged"_msg, file);
    return KnownFiles(std::move(file), std::move(*hashes));
}

std::optional<std::string> KnownFiles::sha256Of(const RemoteModel& model,
                                                const std::string& file) const
{
    const auto commit = m_hashes.find(knownKey(model));
    if (commit == m_hashes.end() || !commit->is_object())
        return std::nullopt;
    const auto hash = commit->find(file);
    return hash == commit->end() || !hash->is_string() ? std::nullopt
                                                       : std::optional(hash->get<std::string>());
}

Result<> KnownFiles::remember(const RemoteModel& model, const ModelRecord& record)
{
    nlohmann::json& commit = m_hashes[knownKey(model)];
    if (!commit.is_object())
        commit = nlohmann::json::object();
    for (const FileRecord& entry : record.files)
        commit[entry.name] = entry.sha256;
    return writeJsonFile(m_file, m_hashes);
}

} // namespace lookalike
