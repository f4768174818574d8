// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/model_id.h"

#include "core/base/ascii.h"

#include <algorithm>
#include <array>

namespace lookalike {

namespace {

constexpr std::size_t kLongestPart = 96;

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Returns true for Windows device names, whatever follows the first dot.
bool isDeviceName(std::string_view name)
{
    const std::string stem = asciiLower(name.substr(0, name.find('.')));
    constexpr std::array<std::string_view, 4> kDevices{"con", "prn", "aux", "nul"};
    if (std::find(kDevices.begin(), kDevices.end(), stem) != kDevices.end())
        return true;
    return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) &&
           stem[3] >= '0' && stem[3] <= '9';
}

} // namespace

bool isSafeFileName(std::string_view name)
{
    if (name.empty() || name.size() > kLongestPart || !isLetterOrDigit(name.front()) ||
        name.back() == '.' || name.find("..") != std::string_view::npos || isDeviceName(name))
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    });
}

bool isCommit(std::string_view text)
{
    return text.size() == 40 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

Result<ModelId> parseModelId(std::string_view text)
{
    ModelId id;
    const auto refuse = [&] {
        return fail(ErrorCode::InvalidArgument,
                    "\"%1\" is not the name of a model on the hub, which is OWNER/NAME or "
                    "OWNER/NAME@REVISION"_msg(text));
    };
    std::string_view name = text;
    if (const auto at = name.find('@'); at != std::string_view::npos) {
        id.revision = name.substr(at + 1);
        name = name.substr(0, at);
        if (!isSafeFileName(id.revision))
            return refuse();
    }
    const auto slash = name.find('/');
    if (slash == std::string_view::npos)
        return refuse();
    id.owner = name.substr(0, slash);
    id.name = name.substr(slash + 1);
    // Two hyphens separate the parts in the folder's name.
    if (!isSafeFileName(id.owner) || !isSafeFileName(id.name) ||
        id.owner.find("--") != std::string::npos)
        return refuse();
    return id;
}

} // namespace lookalike
