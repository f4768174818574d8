// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/fit_preview.h"

#include "core/library/search_hits.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace lookalike {

namespace {

/// Enough to tell which searches are typical, and a moment to wait for.
constexpr std::size_t kSearchedPhotos = 60;
constexpr std::size_t kFirstResults = 6;
constexpr std::size_t kShownExamples = 3;

bool haveCommonLabel(const std::vector<std::string>& a, const std::vector<std::string>& b)
{
    return std::ranges::find_first_of(a, b) != a.end();
}

std::ptrdiff_t relatedOf(const std::vector<FitExample::Found>& found)
{
    return std::ranges::count_if(found, &FitExample::Found::isRelated);
}

std::ptrdiff_t gainOf(const FitExample& example)
{
    return relatedOf(example.after) - relatedOf(example.before);
}

bool isOther(const FitExample& example)
{
    return !std::ranges::equal(example.before, example.after, {}, &FitExample::Found::content,
                               &FitExample::Found::content);
}

class FitTrial {
public:
    FitTrial(const LabelFit& fit, const std::vector<LabelledPhoto>& photos, Searcher& searcher,
             CatalogReader& reader, const std::stop_token& stop)
        : m_fit(fit)
        , m_searcher(searcher)
        , m_reader(reader)
        , m_stop(stop)
    {
        for (const LabelledPhoto& photo : photos)
            if (photo.content.isValid())
                m_labels.emplace(photo.content, &photo.labels);
    }

    /// Empty where the photo cannot be searched for.
    Result<std::optional<FitExample>> compare(const LabelledPhoto& photo)
    {
        FitExample example;
        example.labels = photo.labels;
        QueryTerm term{photo.path, 1, std::nullopt};
        example.query = photo.path;
        if (photo.content.isValid()) {
            const auto files = m_reader.filesOfContent(photo.content);
            if (!files)
                return fail(files);
            if (files->empty())
                return std::nullopt;
            const FileRow& file = fileToShow(*files, {});
            term.picture = file.id;
            example.query = file.path;
        }
        auto before = search(term, nullptr, photo);
        auto after = before ? search(term, &m_fit, photo) : before;
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        if (!after)
            return std::nullopt;
        example.before = std::move(*before);
        example.after = std::move(*after);
        return example;
    }

private:
    Result<std::vector<FitExample::Found>> search(const QueryTerm& term, const LabelFit* fit,
                                                  const LabelledPhoto& photo)
    {
        SearchRequest request;
        request.terms = {term};
        request.topK = kFirstResults;
        request.excludeSelf = true;
        const auto response = m_searcher.searchFitted(request, fit, m_stop);
        if (!response)
            return fail(response);
        std::vector<FitExample::Found> found;
        for (const SearchHit& hit : response->hits) {
            const auto labels = m_labels.find(hit.content);
            found.push_back(
                {hit.content, hit.path,
                 labels != m_labels.end() && haveCommonLabel(*labels->second, photo.labels)});
        }
        return found;
    }

    const LabelFit& m_fit;
    Searcher& m_searcher;
    CatalogReader& m_reader;
    const std::stop_token& m_stop;
    std::map<ContentId, const std::vector<std::string>*> m_labels; ///< of the library's photos
};

/// As FitPreview::examples says.
std::vector<FitExample> chooseExamples(std::vector<FitExample> all)
{
    std::ranges::stable_sort(all, std::ranges::greater(), &gainOf);
    const auto others = std::ranges::stable_partition(all, &isOther);
    const auto changed = static_cast<std::size_t>(others.begin() - all.begin());
    std::vector<FitExample> chosen;
    if (changed >= kShownExamples) {
        for (const std::size_t at : std::array{std::size_t{0}, changed / 2, changed - 1})
            chosen.push_back(std::move(all[at]));
    } else {
        all.resize(std::min(all.size(), kShownExamples));
        chosen = std::move(all);
    }
    return chosen;
}

} // namespace

Result<FitPreview> previewFit(const LabelFit& fit, const std::vector<LabelledPhoto>& photos,
                              Searcher& searcher, CatalogReader& reader, ProgressReporter& progress,
                              const std::stop_token& stop)
{
    FitTrial trial(fit, photos, searcher, reader, stop);
    FitPreview preview;
    std::vector<FitExample> examples;
    const std::size_t count = std::min(photos.size(), kSearchedPhotos);
    progress.setStage(Stage::Publishing, count);
    for (std::size_t i = 0; i < count; ++i) {
        auto example = trial.compare(photos[i * photos.size() / count]);
        if (!example)
            return fail(example);
        progress.advance({}, !*example);
        if (!*example)
            continue;
        ++preview.searched;
        const std::ptrdiff_t gain = gainOf(**example);
        preview.better += gain > 0 ? 1 : 0;
        preview.worse += gain < 0 ? 1 : 0;
        examples.push_back(std::move(**example));
    }
    preview.examples = chooseExamples(std::move(examples));
    return preview;
}

} // namespace lookalike
