// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/moves/whereabouts.h"

namespace lookalike {

Where whereIs(TrashSystem& system, const OpenNode& folder, const std::string& name,
              const FileIdentity& identity)
{
    constexpr int kLooks = 4;
    for (int look = 0; look < kLooks; ++look) {
        const auto info = system.lookAt(folder.get(), name);
        if (info)
            return info->stamp.identity == identity ? Where::Here : Where::NotHere;
        if (info.error() == std::errc::no_such_file_or_directory)
            return Where::NotHere;
    }
    return Where::Unknown;
}

} // namespace lookalike
