// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/result_tiles.h"

#include "ui/state/query.h"
#include "ui/text/amounts.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace lookalike {

namespace {

constexpr int kLeastShown = 8;
constexpr double kClearGap = 0.05;         ///< half a standard deviation
constexpr double kStandardDeviations = 10; ///< of a score of 1

/// The same for all copies of one photo.
ContentId groupOf(const SearchHit& photo)
{
    return photo.copyOf.isValid() ? photo.copyOf : photo.content;
}

} // namespace

double scoreOf(const SearchHit& photo)
{
    if (!photo.standardScore)
        return double(photo.score);
    return std::clamp(double(*photo.standardScore) / kStandardDeviations, 0.0, 1.0);
}

void ResultTiles::setHits(std::vector<SearchHit> hits)
{
    m_hitCount = hits.size();
    m_photos.clear();
    m_photos.reserve(hits.size());
    for (SearchHit& hit : hits) {
        const std::vector<IdenticalFile> identical = std::move(hit.identical);
        hit.identical.clear();
        m_photos.push_back(std::move(hit));
        for (const IdenticalFile& file : identical) {
            SearchHit other = m_photos.back();
            other.file = file.file;
            other.path = file.path;
            other.companions.clear(); // they lie beside the other file
            m_photos.push_back(std::move(other));
        }
    }
    arrange();
}

void ResultTiles::setCopiesAsOne(bool asOne)
{
    m_copiesAsOne = asOne;
    arrange();
}

void ResultTiles::setQueryHidden(bool hidden)
{
    m_queryHidden = hidden;
    arrange();
}

void ResultTiles::setUnfolded(int tile, bool unfolded)
{
    const ContentId group = groupOf(photo(tile));
    if (unfolded)
        m_unfolded.insert(group);
    else
        m_unfolded.erase(group);
    arrange();
}

void ResultTiles::foldAll()
{
    m_unfolded.clear();
    arrange();
}

const SearchHit& ResultTiles::photo(int tile) const
{
    return m_photos[at(tile).photo];
}

bool ResultTiles::isUnfolded(int tile) const
{
    return m_copiesAsOne && m_unfolded.contains(groupOf(photo(tile)));
}

void ResultTiles::arrange()
{
    std::vector<std::vector<std::uint32_t>> groups;
    std::unordered_map<ContentId, std::size_t> places;
    for (std::uint32_t i = 0; i < m_photos.size(); ++i) {
        if (m_queryHidden && m_photos[i].isQuery)
            continue;
        const ContentId group = groupOf(m_photos[i]);
        const bool isOwn = !m_copiesAsOne || !group.isValid();
        const auto place = isOwn ? places.end() : places.emplace(group, groups.size()).first;
        if (isOwn || place->second == groups.size())
            groups.emplace_back();
        (isOwn ? groups.back() : groups[place->second]).push_back(i);
    }
    m_tiles.clear();
    for (const auto& group : groups)
        addGroup(group);
}

void ResultTiles::addGroup(const std::vector<std::uint32_t>& photos)
{
    const bool isUnfolded =
        photos.size() > 1 && m_unfolded.contains(groupOf(m_photos[photos.front()]));
    const auto isQuery = [this](std::uint32_t photo) { return m_photos[photo].isQuery; };
    m_tiles.push_back(
        {photos.front(), static_cast<int>(photos.size()), false,
         isUnfolded ? isQuery(photos.front()) : std::ranges::any_of(photos, isQuery)});
    if (isUnfolded)
        for (std::size_t i = 1; i < photos.size(); ++i)
            m_tiles.push_back({photos[i], 1, true, isQuery(photos[i])});
}

int ResultTiles::countWithin(int topK, std::optional<double> minScore) const
{
    const auto least = text::hundredths(minScore ? *minScore : line());
    int photos = 0;
    for (int tile = 0; tile < count(); ++tile) {
        if (isFurther(tile))
            continue;
        if (photos == topK || text::hundredths(scoreOf(photo(tile))) < least)
            return tile;
        ++photos;
    }
    return count();
}

int ResultTiles::tileOf(const SearchHit& photo) const
{
    int ofGroup = -1;
    for (int tile = 0; tile < count(); ++tile) {
        const SearchHit& shown = this->photo(tile);
        if (shown.file == photo.file)
            return tile;
        if (ofGroup < 0 && groupOf(shown).isValid() && groupOf(shown) == groupOf(photo))
            ofGroup = tile;
    }
    return ofGroup;
}

std::vector<float> ResultTiles::scores() const
{
    std::vector<float> scores;
    for (int tile = 0; tile < count(); ++tile)
        if (!isFurther(tile))
            scores.push_back(static_cast<float>(scoreOf(photo(tile))));
    return scores;
}

double ResultTiles::line() const
{
    int photos = 0;
    double above = 0;
    bool hasGap = false;
    for (int tile = 0; tile < count(); ++tile) {
        const SearchHit& hit = photo(tile);
        if (isFurther(tile) || !hit.band)
            continue;
        const double score = scoreOf(hit);
        hasGap =
            hasGap || (photos > 0 && hit.band == ScoreBand::Weak && above - score >= kClearGap);
        if (hasGap && photos >= kLeastShown)
            return above;
        above = score;
        ++photos;
    }
    return Query::kAnyScore;
}

std::optional<BandStarts> ResultTiles::bands() const
{
    if (m_photos.empty() || !m_photos.front().band)
        return std::nullopt;
    const auto aboveFirst = [this](auto isLower) { // best first
        const auto lower = std::ranges::find_if(m_photos, isLower, &SearchHit::band);
        return lower == m_photos.end() ? Query::kAnyScore : scoreOf(*lower) + 0.01;
    };
    return BandStarts{aboveFirst([](const auto& band) { return band == ScoreBand::Weak; }),
                      aboveFirst([](const auto& band) { return band != ScoreBand::Strong; })};
}

} // namespace lookalike
