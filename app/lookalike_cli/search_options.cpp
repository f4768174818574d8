// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/search_options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <sstream>

namespace lookalike::cli {

namespace {

constexpr std::int64_t kSecondsADay = 86'400;
constexpr double kMegapixel = 1e6;
constexpr double kMostMegapixels = 1e6;
constexpr const char* kLike = "--like";
constexpr const char* kUnlike = "--unlike";

/// Absolute and without links if the folder exists; otherwise as written.
std::filesystem::path realFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    const auto real = std::filesystem::weakly_canonical(folder, error);
    return error ? folder : real;
}

/// Whether a value of --format is an output format; no picture format has these names.
bool isResultStyle(const std::string& format)
{
    return format == "csv" || format == "json";
}

} // namespace

void SearchOptions::addMarksTo(CLI::App& command)
{
    command
        .add_option(kLike, liked,
                    "More photos like this one, which need not be in the library; may be repeated. "
                    "Of several marks of one photo, the last counts")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("FILE");
    command.add_option(kUnlike, disliked, "Fewer photos like this one; may be repeated")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("FILE");
}

void SearchOptions::addQueryTo(CLI::App& command)
{
    command.add_option("IMAGE", images, "Pictures to search with; they need not be in the library");
    command
        .add_option(
            "--text", texts,
            "Words to search with, such as \"red bicycle\"; may be repeated, and combined "
            "with pictures into one query. Needs a downloaded model that knows words (CLIP, "
            "SigLIP): see models list")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("WORDS");
    command
        .add_option("--concept", concepts,
                    "A concept to search with; may be repeated, and combined with the others")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("NAME");
    command
        .add_option(
            "--weight", weights,
            "One weight per text, then one per concept, then one per picture, such as "
            "1,-0.5: combines all into one query; a negative weight excludes similar photos")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("W,...");
    command
        .add_option("--region", regions,
                    "Search for this part of the picture, in fractions of its sides; one for all "
                    "pictures or one for each")
        ->expected(1)
        ->take_all()
        ->type_name("x,y,w,h");
    addMarksTo(command);
}

void SearchOptions::addTo(CLI::App& command)
{
    addQueryTo(command);
    command.add_option("-k,--top-k", topK, "Maximum number of photos")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
        ->capture_default_str();
    command.add_option("--min-score", minScore, "Minimum similarity, -1 to 1")
        ->check(CLI::Range(-1.0, 1.0));
    command.add_flag("--exclude-self", excludeSelf, "Leave out the query pictures themselves");
    command.add_option("--folder", folders, "Only photos in this folder and below")
        ->take_all()
        ->expected(1);
    command
        .add_option("--keyword", keywords,
                    "Only photos with this keyword; may be repeated, for photos with all of them")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("WORD");
    command
        .add_option("--in-concept", inConcepts,
                    "Only photos of this concept; may be repeated, for photos of any of them")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("NAME");
    command.add_option("--after", after, "Only photos taken on or after this day")
        ->type_name("YYYY-MM-DD");
    command.add_option("--before", before, "Only photos taken before this day")
        ->type_name("YYYY-MM-DD");
    command
        .add_option("--format", formats,
                    "Only these formats: jpeg, png, heic, ...; csv or json sets the output format")
        ->delimiter(',');
    command
        .add_option("--min-size", minMegapixels, "Only photos with at least this many megapixels")
        ->check(CLI::Range(0.0, kMostMegapixels))
        ->type_name("MP");
    command
        .add_option("--max-size", maxMegapixels, "Only photos with at most this many megapixels")
        ->check(CLI::Range(0.0, kMostMegapixels))
        ->type_name("MP");
    command.add_option("--orientation", orientation, "Only landscape, portrait or square photos")
        ->check(CLI::IsMember({"any", "landscape", "portrait", "square"}));
    command.add_flag("--only-photos", photosOnly,
                     "Only photos with a camera name or a capture date");
    command.add_flag("--only-originals", originalsOnly,
                     "No smaller, cropped or edited copies found by duplicates");
    command.add_option("--results", results, "Output format: text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
}

void SearchOptions::readMarks(const CLI::App& command)
{
    auto like = liked.begin();
    auto unlike = disliked.begin();
    for (const CLI::Option* option : command.parse_order())
        if (option->check_name(kLike) && like != liked.end())
            marks.push_back({*like++, QueryMark::Kind::More});
        else if (option->check_name(kUnlike) && unlike != disliked.end())
            marks.push_back({*unlike++, QueryMark::Kind::Less});
}

Result<> SearchOptions::check() const
{
    const std::size_t terms = texts.size() + concepts.size() + images.size();
    if (terms == 0)
        return fail(ErrorCode::InvalidArgument,
                    "A search needs at least one picture, words with --text, or a --concept"_msg);
    if (!weights.empty() && weights.size() != terms)
        return fail(ErrorCode::InvalidArgument,
                    "--weight needs one weight for each text, concept and picture: there are %1 of "
                    "them and %2 weights"_msg(terms, weights.size()));
    if (std::isnan(minScore))
        return fail(ErrorCode::InvalidArgument, "--min-score needs a number from -1 to 1"_msg);
    if (regions.size() > 1 && regions.size() != images.size())
        return fail(ErrorCode::InvalidArgument,
                    "--region is given once, or once for each picture in their order"_msg);
    for (const std::string& region : regions)
        if (auto parsed = parseRegion(region); !parsed)
            return fail(parsed);
    for (const std::string& day : {after, before})
        if (!day.empty())
            if (auto parsed = parseDay(day); !parsed)
                return fail(parsed);
    for (const std::string& format : formats)
        if (!isResultStyle(format) && !parseFormat(format))
            return fail(ErrorCode::InvalidArgument,
                        "--format does not know \"%1\": try jpeg, png, webp, tiff, bmp, gif, "
                        "jpeg2000, heic, avif or raw"_msg(format));
    return {};
}

SearchRequest SearchOptions::request() const
{
    SearchRequest request;
    request.topK = topK;
    request.minScore = minScore;
    request.excludeSelf = excludeSelf;
    request.marks = marks;
    request.filter.keywords = keywords;
    for (const auto& folder : folders)
        request.filter.folders.push_back(realFolder(folder));
    for (const std::string& format : formats)
        if (!isResultStyle(format))
            request.filter.formats.push_back(*parseFormat(format));
    if (minMegapixels > 0)
        request.filter.minPixels =
            static_cast<std::uint64_t>(std::llround(minMegapixels * kMegapixel));
    if (maxMegapixels > 0)
        request.filter.maxPixels =
            static_cast<std::uint64_t>(std::llround(maxMegapixels * kMegapixel));
    if (orientation == "landscape")
        request.filter.shape = ContentFilter::Shape::Landscape;
    else if (orientation == "portrait")
        request.filter.shape = ContentFilter::Shape::Portrait;
    else if (orientation == "square")
        request.filter.shape = ContentFilter::Shape::Square;
    request.filter.cameraOnly = photosOnly;
    request.filter.originalsOnly = originalsOnly;
    if (!after.empty())
        request.filter.takenAfter = *parseDay(after);
    if (!before.empty())
        request.filter.takenBefore = *parseDay(before) - 1;
    return request;
}

Result<std::vector<ConceptId>> findConcepts(PhotoConcepts& kept,
                                            const std::vector<std::string>& names)
{
    std::vector<ConceptId> ids;
    for (const std::string& name : names) {
        const auto id = kept.find(name);
        if (!id)
            return fail(id);
        ids.push_back(*id);
    }
    return ids;
}

Result<std::vector<QueryTerm>> SearchOptions::terms(PhotoConcepts& kept) const
{
    std::vector<QueryTerm> terms;
    for (const std::string& text : texts) {
        QueryTerm term;
        term.picture = QueryWords{text};
        terms.push_back(std::move(term));
    }
    const auto ids = findConcepts(kept, concepts);
    if (!ids)
        return fail(ids);
    for (const ConceptId id : *ids) {
        QueryTerm term;
        term.picture = id;
        terms.push_back(std::move(term));
    }
    for (std::size_t i = 0; i < images.size(); ++i) {
        QueryTerm term;
        term.picture = images[i];
        if (!regions.empty())
            term.region = *parseRegion(regions.size() == 1 ? regions.front() : regions[i]);
        terms.push_back(std::move(term));
    }
    for (std::size_t i = 0; i < weights.size(); ++i)
        terms[i].weight = weights[i];
    return terms;
}

ResultStyle SearchOptions::style() const
{
    const auto asked = [this](const char* style) {
        return results == style || std::ranges::find(formats, style) != formats.end();
    };
    if (asked("json"))
        return ResultStyle::JsonLines;
    return asked("csv") ? ResultStyle::Csv : ResultStyle::Text;
}

Result<Region> parseRegion(const std::string& text)
{
    std::array<double, 4> numbers{};
    std::istringstream stream(text);
    stream.imbue(std::locale::classic());
    bool good = true;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        char comma = ',';
        if (i > 0)
            good = good && stream >> comma && comma == ',';
        good = good && stream >> numbers[i] && std::isfinite(numbers[i]);
    }
    good = good && (stream >> std::ws).eof();
    if (!good || numbers[2] <= 0 || numbers[3] <= 0)
        return fail(ErrorCode::InvalidArgument,
                    "--region needs x,y,w,h in fractions of the sides, as in "
                    "0.25,0.25,0.5,0.5, not \"%1\""_msg(text));
    return Region{numbers[0], numbers[1], numbers[2], numbers[3]};
}

Result<std::int64_t> parseDay(const std::string& text)
{
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const char* const begin = text.data();
    const auto isDay = [&] {
        if (text.size() != 10 || text[4] != '-' || text[7] != '-')
            return false;
        const auto number = [](const char* from, const char* to, auto& value) {
            const auto [end, error] = std::from_chars(from, to, value);
            return error == std::errc() && end == to;
        };
        return number(begin, begin + 4, year) && number(begin + 5, begin + 7, month) &&
               number(begin + 8, begin + 10, day);
    };
    const bool parsed = isDay();
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    if (!parsed || !date.ok())
        return fail(ErrorCode::InvalidArgument,
                    "A day is written as in 2024-05-31, not \"%1\""_msg(text));
    return std::chrono::sys_days(date).time_since_epoch().count() * kSecondsADay;
}

} // namespace lookalike::cli
