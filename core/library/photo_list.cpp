// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/photo_list.h"

#include "core/base/path_bytes.h"

namespace lookalike {

std::filesystem::path PhotoList::path(std::size_t at) const
{
    return m_folders[m_folderOf[at]] / pathFromBytes(name(at));
}

bool PhotoList::isSame(const PhotoList& other) const
{
    return m_contents == other.m_contents && m_files == other.m_files && m_dates == other.m_dates &&
           m_hasCaptureDate == other.m_hasCaptureDate && m_names == other.m_names &&
           m_nameBegins == other.m_nameBegins && m_folderOf == other.m_folderOf &&
           m_folders == other.m_folders && m_bytes == other.m_bytes && m_bursts == other.m_bursts;
}

} // namespace lookalike
