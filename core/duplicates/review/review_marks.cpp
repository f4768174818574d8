// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/review_marks.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace lookalike {

namespace {

/// How many parts the ends of two paths share: 2 for "a/x/1.jpg" and "b/x/1.jpg".
std::size_t sharedEnd(const std::filesystem::path& a, const std::filesystem::path& b)
{
    std::size_t parts = 0;
    auto left = a.end();
    auto right = b.end();
    while (left != a.begin() && right != b.begin() && *--left == *--right)
        ++parts;
    return parts;
}

/// The members of one content, and the marks that are about it.
class Matching {
public:
    Matching(const DuplicateGroup& group, std::vector<std::size_t> members,
             std::span<const ReviewMark> marks)
        : m_group(group)
        , m_members(std::move(members))
    {
        for (const ReviewMark& mark : marks)
            m_marks.push_back(&mark);
    }

    void run(std::vector<const ReviewMark*>& found)
    {
        const auto take = [&](std::size_t mark, std::size_t member) {
            found[m_members[member]] = m_marks[mark];
            m_marks.erase(m_marks.begin() + static_cast<std::ptrdiff_t>(mark));
            m_members.erase(m_members.begin() + static_cast<std::ptrdiff_t>(member));
        };
        for (std::size_t mark = 0; mark < m_marks.size();)
            if (const auto same = memberAt(m_marks[mark]->path))
                take(mark, *same);
            else
                ++mark;
        for (std::size_t mark = 0; mark < m_marks.size();)
            if (const auto likely = likeliest(m_marks[mark]->path))
                take(mark, *likely);
            else
                ++mark;
        if (m_marks.size() == 1 && m_members.size() == 1)
            take(0, 0); // it was renamed
    }

private:
    [[nodiscard]] const std::filesystem::path& path(std::size_t member) const
    {
        return m_group.members[m_members[member]].file.path;
    }
    [[nodiscard]] std::optional<std::size_t> memberAt(const std::filesystem::path& wanted) const
    {
        for (std::size_t i = 0; i < m_members.size(); ++i)
            if (path(i) == wanted)
                return i;
        return {};
    }
    /// The only member whose path has most in common with it, from the name on.
    [[nodiscard]] std::optional<std::size_t> likeliest(const std::filesystem::path& wanted) const
    {
        std::optional<std::size_t> likely;
        std::size_t most = 0;
        for (std::size_t i = 0; i < m_members.size(); ++i) {
            const std::size_t shared = sharedEnd(path(i), wanted);
            if (shared > most)
                likely = i;
            else if (shared == most)
                likely.reset();
            most = std::max(most, shared);
        }
        return likely;
    }

    const DuplicateGroup& m_group;
    std::vector<std::size_t> m_members;
    std::vector<const ReviewMark*> m_marks;
};

} // namespace

std::vector<const ReviewMark*> marksOf(const DuplicateGroup& group,
                                       std::span<const ReviewMark> marks)
{
    std::vector<const ReviewMark*> found(group.members.size());
    std::vector<bool> done(group.members.size());
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        if (done[i])
            continue;
        const ContentHash& content = group.members[i].content.hash;
        const auto about = std::ranges::equal_range(marks, content, {}, &ReviewMark::content);
        if (about.empty())
            continue;
        std::vector<std::size_t> members;
        for (std::size_t other = i; other < group.members.size(); ++other)
            if (group.members[other].content.hash == content) {
                members.push_back(other);
                done[other] = true;
            }
        Matching(group, std::move(members), about).run(found);
    }
    return found;
}

} // namespace lookalike
