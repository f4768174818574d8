// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/fit_labels.h"

#include "core/base/path_bytes.h"
#include "core/evaluate/labelled_folder.h"
#include "core/search/kernels.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

/// A fit of more labels takes memory and time in each search.
constexpr std::size_t kMostLabels = 1000;

using ContentLabels = std::map<ContentId, std::vector<std::string>>;

tl::unexpected<Error> stopped()
{
    return fail(ErrorCode::Cancelled, "Stopped"_msg);
}

Result<ContentLabels> labelsOfFolders(CatalogReader& reader, const std::stop_token& stop)
{
    const auto roots = reader.folders();
    if (!roots)
        return fail(roots);
    ContentLabels labels;
    auto visited = reader.forEachListedFile({}, [&](const ListedFile& file) {
        const auto root = std::ranges::find(*roots, file.folder, &FolderRow::id);
        if (root != roots->end()) {
            const auto path = root->path / pathFromBytes(std::string(file.path));
            labels[file.content].push_back(displayPath(path.parent_path()));
        }
        return !stop.stop_requested();
    });
    if (!visited)
        return fail(visited);
    return labels;
}

Result<ContentLabels> labelsOfKeywords(CatalogReader& reader, const std::stop_token& stop)
{
    ContentLabels labels;
    auto visited = reader.forEachKeyword([&](ContentId content, std::string_view word) {
        labels[content].emplace_back(word);
        return !stop.stop_requested();
    });
    if (!visited)
        return fail(visited);
    return labels;
}

Result<ContentLabels> labelsOfConcepts(CatalogReader& reader)
{
    const auto rows = reader.concepts();
    if (!rows)
        return fail(rows);
    ContentLabels labels;
    for (const ConceptRow& row : *rows)
        for (const ConceptMark& mark : row.marks) {
            const auto content =
                mark.isMore ? reader.contentByHash(mark.photo) : std::optional<ContentId>();
            if (!content)
                return fail(content);
            if (*content)
                labels[**content].push_back(row.name);
        }
    return labels;
}

Result<ContentLabels> labelsOfLibrary(FitSource::Kind kind, CatalogReader& reader,
                                      const std::stop_token& stop)
{
    switch (kind) {
    case FitSource::Kind::Folders:
        return labelsOfFolders(reader, stop);
    case FitSource::Kind::Keywords:
        return labelsOfKeywords(reader, stop);
    case FitSource::Kind::Concepts:
        return labelsOfConcepts(reader);
    case FitSource::Kind::Folder:
        break;
    }
    return ContentLabels();
}

/// The labels that enough photos have, at most kMostLabels.
ContentLabels withoutRareLabels(const ContentLabels& all)
{
    std::map<std::string, std::size_t> counts;
    for (const auto& [content, labels] : all)
        for (const std::string& label : labels)
            ++counts[label];
    std::vector<std::pair<std::string, std::size_t>> kept(counts.begin(), counts.end());
    std::erase_if(kept, [](const auto& label) { return label.second < kPhotosForLabel; });
    std::ranges::stable_sort(kept, std::ranges::greater(), &decltype(kept)::value_type::second);
    kept.resize(std::min(kept.size(), kMostLabels));
    const std::map<std::string, std::size_t> wanted(kept.begin(), kept.end());
    ContentLabels result;
    for (const auto& [content, labels] : all)
        for (const std::string& label : labels)
            if (wanted.contains(label))
                result[content].push_back(label);
    return result;
}

Result<FitLabels> rowsOf(const ContentLabels& labels, SpaceId space, CatalogReader& reader,
                         const std::stop_token& stop)
{
    FitLabels result;
    std::vector<float> row;
    auto next = labels.begin();
    auto visited = reader.forEachEmbedding(
        space, {}, [&](ContentId content, std::span<const std::uint16_t> embedding) {
            while (next != labels.end() && next->first < content)
                ++next;
            if (next == labels.end() || stop.stop_requested())
                return false;
            if (next->first == content) {
                row.resize(embedding.size());
                kernels::widenFloat16(embedding, row);
                result.rows.add(row, next->second);
                result.photos.push_back({content, {}, next->second});
            }
            return true;
        });
    if (!visited)
        return fail(visited);
    return result;
}

/// Photos that the catalog knows are not read.
Result<FitLabels> labelsOfFolder(const std::filesystem::path& folder, const SpaceRow& space,
                                 CatalogReader& reader, Engines& engines,
                                 const std::stop_token& stop)
{
    const auto set = readLabelledFolder(folder, stop);
    if (!set)
        return fail(set);
    FitLabels result;
    ContentLabels known;
    std::vector<LabelledPhoto> unknown;
    std::error_code ignored;
    for (std::size_t i = 0; i < set->files.size() && !stop.stop_requested(); ++i) {
        const std::vector<std::string> label{set->names[static_cast<std::size_t>(set->labels[i])]};
        const auto file = reader.fileByPath(std::filesystem::canonical(set->files[i], ignored));
        if (!file)
            return fail(file);
        if (*file && (*file)->content.isValid()) {
            const auto stored = reader.embedding(space.id, (*file)->content);
            if (!stored)
                return fail(stored);
            if (*stored) {
                std::vector<float> row((*stored)->size());
                kernels::widenFloat16(**stored, row);
                result.rows.add(row, label);
                known[(*file)->content].push_back(label.front());
                continue;
            }
        }
        const auto engine = engines.ensureSearchEngine();
        if (!engine)
            return fail(engine);
        const auto read =
            (*engine)->queries().embed({set->files[i], 1, std::nullopt}, reader, space.id, stop);
        if (read && (*engine)->space().id == space.space.id) {
            result.rows.add(read->embedding, label);
            unknown.push_back({{}, set->files[i], label});
        } else {
            ++result.leftOut;
        }
    }
    for (auto& [content, labels] : known)
        result.photos.push_back({content, {}, std::move(labels)});
    std::ranges::move(unknown, std::back_inserter(result.photos));
    return result;
}

} // namespace

Result<FitLabels> collectLabels(const FitSource& source, const SpaceRow& space,
                                CatalogReader& reader, Engines& engines,
                                const std::stop_token& stop)
{
    Result<FitLabels> result = FitLabels();
    if (source.kind == FitSource::Kind::Folder) {
        result = labelsOfFolder(source.folder, space, reader, engines, stop);
    } else {
        const auto labels = labelsOfLibrary(source.kind, reader, stop);
        if (!labels)
            return fail(labels);
        result = rowsOf(withoutRareLabels(*labels), space.id, reader, stop);
    }
    if (!result)
        return result;
    if (stop.stop_requested())
        return stopped();
    result->rows = result->rows.merged();
    return result;
}

} // namespace lookalike
