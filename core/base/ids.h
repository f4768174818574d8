// SPDX-License-Identifier: GPL-3.0-or-later
// Strongly typed ids of catalog rows: a FileId cannot be used as a ContentId.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace lookalike {

/// A row id of one table. Ids start at 1; a default-constructed id is invalid.
template <class Tag>
class Id {
public:
    constexpr Id() noexcept = default;
    constexpr explicit Id(std::int64_t value) noexcept
        : m_value(value)
    {}

    [[nodiscard]] constexpr std::int64_t value() const noexcept { return m_value; }
    [[nodiscard]] constexpr bool isValid() const noexcept { return m_value > 0; }
    constexpr auto operator<=>(const Id&) const noexcept = default;

private:
    std::int64_t m_value = 0;
};

using FolderId = Id<struct FolderTag>;   ///< a root that the user added
using FileId = Id<struct FileTag>;       ///< a path seen under a root
using ContentId = Id<struct ContentTag>; ///< distinct bytes; embeddings and decisions refer to it
using SpaceId = Id<struct SpaceTag>;     ///< an embedding space
using GroupId = Id<struct GroupTag>;     ///< a duplicate group
using ConceptId = Id<struct ConceptTag>; ///< what the user keeps under a name

} // namespace lookalike

template <class Tag>
struct std::hash<lookalike::Id<Tag>> {
    std::size_t operator()(lookalike::Id<Tag> id) const noexcept
    {
        return std::hash<std::int64_t>{}(id.value());
    }
};
