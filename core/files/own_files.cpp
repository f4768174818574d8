// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/own_files.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <utility>

namespace lookalike {

namespace {

struct Registry {
    std::shared_mutex mutex;
    std::map<const OwnFiles*, OwnFiles::Test> tests;
};

Registry& registry()
{
    static Registry instance;
    return instance;
}

} // namespace

OwnFiles::OwnFiles(Test isOwn)
{
    const std::unique_lock lock(registry().mutex);
    registry().tests.emplace(this, std::move(isOwn));
}

OwnFiles::~OwnFiles()
{
    const std::unique_lock lock(registry().mutex);
    registry().tests.erase(this);
}

Result<> checkForeign(const std::filesystem::path& path, const FileIdentity& identity)
{
    const std::shared_lock lock(registry().mutex);
    const bool isOwn = std::ranges::any_of(
        registry().tests, [&](const auto& entry) { return entry.second(path, identity); });
    if (isOwn)
        return fail(ErrorCode::PermissionDenied,
                    "This file belongs to the catalog and is not opened as a photo"_msg, path);
    return {};
}

} // namespace lookalike
