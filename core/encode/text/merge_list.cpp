// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/merge_list.h"

#include <fstream>
#include <future>
#include <optional>

namespace lookalike {
namespace {

constexpr std::size_t kMaxMergesBytes = 64U << 20U;

} // namespace

Result<> MergeList::add(std::string_view left, std::string_view right)
{
    if (m_ends.size() / 2 >= kMaxMerges)
        return fail(ErrorCode::TooLarge, "\"merges\" has more than %1 entries"_msg(kMaxMerges));
    if (left.size() > kMaxTokenBytes || right.size() > kMaxTokenBytes ||
        m_bytes.size() > kMaxMergesBytes)
        return fail(ErrorCode::TooLarge, "\"merges\" has a token that is too long"_msg);
    m_bytes += left;
    m_ends.push_back(static_cast<std::uint32_t>(m_bytes.size()));
    m_bytes += right;
    m_ends.push_back(static_cast<std::uint32_t>(m_bytes.size()));
    return {};
}

std::string_view MergeList::tokenAt(std::size_t place) const
{
    const std::size_t begin = place == 0 ? 0 : m_ends[place - 1];
    return std::string_view(m_bytes).substr(begin, m_ends[place] - begin);
}

std::vector<MergeList::Ids> MergeList::idsOf(std::size_t first, std::size_t last,
                                             const Vocabulary& vocabulary,
                                             std::string_view prefix) const
{
    std::vector<Ids> found;
    found.reserve(last - first);
    std::string joined;
    std::string former;
    std::optional<TokenId> joinedId; // neighbours often give the same token
    for (std::size_t merge = first; merge < last; ++merge) {
        const std::string_view left = tokenAt(2 * merge);
        std::string_view right = tokenAt(2 * merge + 1);
        const auto leftId = vocabulary.find(left);
        const auto rightId = vocabulary.find(right);
        if (!prefix.empty() && right.starts_with(prefix))
            right.remove_prefix(prefix.size());
        joined.assign(left).append(right);
        if (merge == first || joined != former)
            joinedId = vocabulary.find(joined);
        former.swap(joined);
        if (!leftId || !rightId || !joinedId)
            break;
        found.push_back({*leftId, *rightId, *joinedId});
    }
    return found;
}

Result<MergeTable> MergeList::resolve(const Vocabulary& vocabulary, std::string_view prefix) const
{
    const std::size_t count = m_ends.size() / 2;
    const std::size_t half = count / 2;
    // Most of the time goes into fetching tokens from memory.
    auto second =
        std::async(std::launch::async, [&] { return idsOf(half, count, vocabulary, prefix); });
    std::vector<Ids> ids = idsOf(0, half, vocabulary, prefix);
    const std::vector<Ids> rest = second.get();
    if (ids.size() == half)
        ids.insert(ids.end(), rest.begin(), rest.end());
    if (ids.size() < count)
        return fail(ErrorCode::Broken,
                    "\"merges\" joins %1 and %2, which are not in \"vocab\" with what they "
                    "give"_msg(tokenAt(2 * ids.size()), tokenAt(2 * ids.size() + 1)));
    MergeTable table;
    table.reserve(count);
    for (std::size_t rank = 0; rank < count; ++rank)
        table.add(ids[rank].left, ids[rank].right, static_cast<std::uint32_t>(rank),
                  ids[rank].joined);
    return table;
}

Result<MergeList> readMergesTxt(const std::filesystem::path& path)
{
    std::error_code error;
    if (std::filesystem::file_size(path, error) > kMaxMergesBytes || error)
        return fail(ErrorCode::TooLarge, "The file is too large"_msg, path);
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return fail(ErrorCode::IoError, "The file cannot be read"_msg, path);
    MergeList merges;
    for (std::string line; std::getline(stream, line);) {
        if (line.ends_with('\r'))
            line.pop_back();
        if (line.empty() || line.starts_with("#version"))
            continue;
        const std::string_view text = line;
        const std::size_t space = text.find(' ');
        if (space == std::string_view::npos || text.find(' ', space + 1) != std::string_view::npos)
            return fail(ErrorCode::Broken, "\"merges\" has a line that is not two tokens"_msg,
                        path);
        if (auto added = merges.add(text.substr(0, space), text.substr(space + 1)); !added)
            return fail(added.error().code, added.error().message, path);
    }
    return merges;
}

} // namespace lookalike
