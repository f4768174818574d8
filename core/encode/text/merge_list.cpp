// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/merge_list.h"

#include <fstream>
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

Result<MergeTable> MergeList::resolve(const Vocabulary& vocabulary, std::string_view prefix) const
{
    MergeTable table;
    table.reserve(m_ends.size() / 2);
    const auto textAt = [this](std::size_t i) {
        const std::size_t begin = i == 0 ? 0 : m_ends[i - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[i] - begin);
    };
    std::string joined, last;
    std::optional<TokenId> joinedId; // of the last: neighbours often give the same token
    for (std::size_t i = 0; i + 1 < m_ends.size(); i += 2) {
        const std::string_view left = textAt(i);
        std::string_view right = textAt(i + 1);
        const auto leftId = vocabulary.find(left);
        const auto rightId = vocabulary.find(right);
        if (!prefix.empty() && right.starts_with(prefix))
            right.remove_prefix(prefix.size());
        joined.assign(left).append(right);
        if (joined != last || i == 0)
            joinedId = vocabulary.find(joined);
        last.swap(joined);
        if (!leftId || !rightId || !joinedId)
            return fail(ErrorCode::Broken,
                        "\"merges\" joins %1 and %2, which are not in \"vocab\" with what they "
                        "give"_msg(left, right));
        table.add(*leftId, *rightId, static_cast<std::uint32_t>(i / 2), *joinedId);
    }
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
