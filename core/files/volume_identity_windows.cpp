// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/file_reader.h"
#include "core/files/volume_identity.h"

namespace lookalike {

// The volume serial number stays with the volume.
Result<std::uint64_t> volumeIdentity(const std::filesystem::path& folder)
{
    const auto identity = directoryIdentity(folder);
    if (!identity)
        return fail(identity);
    return identity->device;
}

} // namespace lookalike
