// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/json_file.h"

#include "core/base/atomic_file.h"
#include "core/base/system_error.h"

#include <fstream>
#include <string>

namespace lookalike {
namespace {

constexpr int kMaxDepth = 32;

} // namespace

Result<nlohmann::json> readJsonFile(const std::filesystem::path& path, std::uint64_t maxBytes)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error)
        return failSystem(error, "The file cannot be read"_msg, path);
    if (size > maxBytes)
        return fail(ErrorCode::TooLarge, "The file is too large"_msg, path);
    std::string text(static_cast<std::size_t>(size), '\0');
    std::ifstream stream(path, std::ios::binary);
    if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())))
        return fail(ErrorCode::IoError, "The file cannot be read"_msg, path);

    bool tooDeep = false;
    const auto limitDepth = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        tooDeep |= depth > kMaxDepth;
        return !tooDeep;
    };
    auto json = nlohmann::json::parse(text, limitDepth, false);
    if (tooDeep)
        return fail(ErrorCode::Broken, "The JSON is nested too deeply"_msg, path);
    if (json.is_discarded())
        return fail(ErrorCode::Broken, "The file is not valid JSON"_msg, path);
    return json;
}

Result<> writeJsonFile(const std::filesystem::path& path, const nlohmann::ordered_json& json)
{
    return writeAtomically(path, json.dump(2, ' ', true, nlohmann::json::error_handler_t::replace) +
                                     '\n');
}

} // namespace lookalike
