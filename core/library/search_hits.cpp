// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/search_hits.h"

#include "core/duplicates/verify/pair_verifier.h"
#include "core/files/file_reader.h"
#include "core/files/volume_identity.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace lookalike {

namespace {

bool isPicture(const Companion& companion)
{
    return companion.kind == CompanionKind::Raw || companion.kind == CompanionKind::Picture;
}

/// As the scanner sees it: the volume that it was on, and not an empty place to mount one.
bool isOnline(const FolderRow& folder)
{
    const auto volume = volumeIdentity(folder.path);
    std::error_code error;
    return volume && *volume == folder.device && !std::filesystem::is_empty(folder.path, error) &&
           !error;
}

} // namespace

const FileRow& fileToShow(const std::vector<FileRow>& copies, const ContentFilter& filter)
{
    const auto wanted = std::ranges::find_if(
        copies, [&](const FileRow& copy) { return filter.passesFolders(copy.path); });
    return wanted == copies.end() ? copies.front() : *wanted;
}

SearchHits::SearchHits(const SearchRequest& request, const std::vector<ContentId>& queryContents,
                       const ContentSet* allowed, CatalogReader& reader)
    : m_request(request)
    , m_queryContents(queryContents)
    , m_allowed(allowed)
    , m_reader(reader)
{}

bool SearchHits::isAllowed(ContentId content) const
{
    return m_allowed == nullptr || m_allowed->contains(content);
}

bool SearchHits::isGone(const FileRow& file)
{
    if (const auto stamp = statFile(file.path); stamp || stamp.error().code != ErrorCode::NotFound)
        return false;
    const auto known = m_online.find(file.folder);
    if (known != m_online.end())
        return known->second;
    bool online = false;
    if (const auto folders = m_reader.folders())
        for (const FolderRow& folder : *folders)
            if (folder.id == file.folder)
                online = isOnline(folder);
    m_online.emplace(file.folder, online);
    return online;
}

Result<std::optional<SearchHits::Shown>> SearchHits::look(ContentId content)
{
    auto copies = m_reader.filesOfContent(content);
    if (!copies)
        return fail(copies);
    std::erase_if(*copies, [this](const FileRow& copy) { return isGone(copy); });
    const auto row = m_reader.content(content);
    if (!row)
        return fail(row);
    if (copies->empty() || !*row)
        return std::nullopt;
    Shown shown{fileToShow(*copies, m_request.filter), **row, {}, {}};
    shown.copies = std::move(*copies);
    auto companions = companionsOf(shown.file, shown.content, m_reader);
    if (!companions)
        return fail(companions);
    shown.companions = std::move(*companions);
    return shown;
}

Result<std::optional<SearchHits::Shown>> SearchHits::pictureOf(const Shown& raw)
{
    for (const Companion& companion : raw.companions) {
        if (companion.kind != CompanionKind::Picture || !isAllowed(companion.file.content) ||
            isGone(companion.file))
            continue;
        auto picture = look(companion.file.content);
        if (!picture || !*picture)
            return picture;
        // The copy in the folder of the raw file, not just any copy.
        (*picture)->file = companion.file;
        auto companions = companionsOf(companion.file, (*picture)->content, m_reader);
        if (!companions)
            return fail(companions);
        (*picture)->companions = std::move(*companions);
        return picture;
    }
    return std::nullopt;
}

Result<> SearchHits::add(const Neighbor& neighbor)
{
    if (!m_seen.insert(neighbor.content).second)
        return {};
    auto shown = look(neighbor.content);
    if (!shown)
        return fail(shown);
    if (!*shown)
        return {};
    if ((*shown)->content.format == ImageFormat::Raw) {
        auto picture = pictureOf(**shown);
        if (!picture)
            return fail(picture);
        if (*picture)
            shown = std::move(picture);
    }
    Shown& photo = **shown;
    std::set<ContentId> contents{neighbor.content, photo.content.id};
    for (const Companion& companion : photo.companions)
        if (isPicture(companion))
            contents.insert(companion.file.content);
    bool isKnown = false;
    for (const ContentId content : contents)
        isKnown = (!m_seen.insert(content).second && content != neighbor.content) || isKnown;
    const bool isQuery = std::ranges::any_of(contents, [&](ContentId content) {
        return std::ranges::find(m_queryContents, content) != m_queryContents.end();
    });
    if (isKnown || (isQuery && m_request.excludeSelf))
        return {};
    SearchHit hit;
    hit.file = photo.file.id;
    hit.content = photo.content.id;
    hit.score = neighbor.score;
    hit.copies = photo.copies.size();
    for (FileRow& copy : photo.copies)
        if (copy.id != photo.file.id && m_request.filter.passesFolders(copy.path))
            hit.identical.push_back({copy.id, std::move(copy.path)});
    hit.path = std::move(photo.file.path);
    hit.isQuery = isQuery;
    hit.width = photo.content.width;
    hit.height = photo.content.height;
    hit.companions = std::move(photo.companions);
    m_hits.push_back(std::move(hit));
    return {};
}

Result<> SearchHits::relate()
{
    std::vector<ContentId> contents;
    std::unordered_map<ContentId, std::size_t> places;
    for (const SearchHit& hit : m_hits) {
        places.emplace(hit.content, contents.size());
        contents.push_back(hit.content);
    }
    const auto pairs = m_reader.copiesAmong(kVerifierVersion, contents);
    if (!pairs)
        return fail(pairs);
    std::vector<std::vector<std::size_t>> copies(m_hits.size()); ///< of each, the lesser hits
    for (const auto& [a, b] : *pairs) {
        const auto& [best, other] = std::minmax(places.at(a), places.at(b));
        copies[best].push_back(other);
    }
    // A copy of a copy need not be a copy: only the best one has copies.
    for (std::size_t best = 0; best < m_hits.size(); ++best) {
        if (m_hits[best].copyOf.isValid())
            continue;
        for (const std::size_t other : copies[best])
            if (!m_hits[other].copyOf.isValid())
                m_hits[other].copyOf = m_hits[best].content;
    }
    return {};
}

Result<std::vector<SearchHit>> SearchHits::take()
{
    std::ranges::stable_sort(
        m_hits, [](const SearchHit& a, const SearchHit& b) { return a.score > b.score; });
    if (auto related = relate(); !related)
        return fail(related);
    return std::move(m_hits);
}

} // namespace lookalike
