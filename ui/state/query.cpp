// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/query.h"

#include "ui/bridge/conversions.h"
#include "ui/text/display_text.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kFetchedAtLeast =
    500; ///< hits asked for at once, so that "top" acts without a search
constexpr double kLargestWeight = 10;
constexpr int kLargestTopK = 10'000'000;
const QString kTermsKey = QStringLiteral("pictures"); ///< from before there were words
const QString kMarksKey = QStringLiteral("marks");
const QString kPathKey = QStringLiteral("path");
const QString kMoreKey = QStringLiteral("more");
const QString kMinScoreKey = QStringLiteral("min_score");

QString encodePath(const std::filesystem::path& path)
{
    return QString::fromLatin1(pathBytes(path).toBase64());
}

std::filesystem::path decodePath(const QJsonValue& value)
{
    return pathFromBytes(QByteArray::fromBase64(value.toString().toLatin1()));
}

QJsonObject toJson(const NamedTerm& named)
{
    QJsonObject json{{QStringLiteral("weight"), named.term.weight}};
    if (const auto* words = std::get_if<QueryWords>(&named.term.picture))
        json[QStringLiteral("words")] = QString::fromStdString(words->text);
    else
        json[kPathKey] = encodePath(named.path);
    if (const auto& region = named.term.region)
        json[QStringLiteral("region")] =
            QJsonArray{region->x, region->y, region->width, region->height};
    return json;
}

std::optional<NamedTerm> termFromJson(const QJsonObject& json)
{
    const QString words = json[QStringLiteral("words")].toString();
    const auto path = decodePath(json[kPathKey]);
    const double weight = json[QStringLiteral("weight")].toDouble(1);
    if ((words.isEmpty() && path.empty()) || !std::isfinite(weight) ||
        std::abs(weight) > kLargestWeight)
        return std::nullopt;
    if (!words.isEmpty())
        return queryWords(words, weight);
    NamedTerm picture = queryPicture(path);
    picture.term.weight = weight;
    const QJsonArray region = json[QStringLiteral("region")].toArray();
    if (region.size() == 4)
        picture.term.region = Region{region[0].toDouble(), region[1].toDouble(),
                                     region[2].toDouble(), region[3].toDouble()};
    return picture;
}

QJsonObject toJson(const ContentFilter& filter)
{
    QJsonObject json;
    QJsonArray folders;
    for (const auto& folder : filter.folders)
        folders.append(encodePath(folder));
    QJsonArray formats;
    for (const ImageFormat format : filter.formats)
        formats.append(QString::fromLatin1(formatName(format)));
    json[QStringLiteral("folders")] = folders;
    json[QStringLiteral("formats")] = formats;
    json[QStringLiteral("with_subfolders")] = filter.withSubfolders;
    const auto put = [&json](const char* key, const auto& value) {
        if (value)
            json[QLatin1String(key)] = QJsonValue(static_cast<qint64>(*value));
    };
    put("taken_after", filter.takenAfter);
    put("taken_before", filter.takenBefore);
    put("min_pixels", filter.minPixels);
    put("max_pixels", filter.maxPixels);
    json[QStringLiteral("shape")] = static_cast<int>(filter.shape);
    json[QStringLiteral("camera_only")] = filter.cameraOnly;
    json[QStringLiteral("originals_only")] = filter.originalsOnly;
    return json;
}

ContentFilter filterFromJson(const QJsonObject& json)
{
    ContentFilter filter;
    for (const QJsonValue folder : json[QStringLiteral("folders")].toArray())
        filter.folders.push_back(decodePath(folder));
    filter.withSubfolders = json[QStringLiteral("with_subfolders")].toBool(true);
    for (const QJsonValue name : json[QStringLiteral("formats")].toArray())
        if (const auto format = parseFormat(name.toString().toStdString()))
            filter.formats.push_back(*format);
    const auto get = [&json](const char* key, auto& value) {
        using Number = typename std::decay_t<decltype(value)>::value_type;
        const QJsonValue found = json[QLatin1String(key)];
        if (found.isDouble())
            value = static_cast<Number>(found.toInteger());
    };
    get("taken_after", filter.takenAfter);
    get("taken_before", filter.takenBefore);
    get("min_pixels", filter.minPixels);
    get("max_pixels", filter.maxPixels);
    const int shape = json[QStringLiteral("shape")].toInt();
    if (shape >= 0 && shape <= static_cast<int>(ContentFilter::Shape::Square))
        filter.shape = static_cast<ContentFilter::Shape>(shape);
    filter.cameraOnly = json[QStringLiteral("camera_only")].toBool();
    filter.originalsOnly = json[QStringLiteral("originals_only")].toBool();
    return filter;
}

} // namespace

PictureSource NamedTerm::source() const
{
    if (const auto* bytes = std::get_if<PictureBytes>(&term.picture))
        return *bytes;
    return path;
}

bool NamedTerm::isSame(const NamedTerm& other) const
{
    const auto* words = std::get_if<QueryWords>(&term.picture);
    const auto* otherWords = std::get_if<QueryWords>(&other.term.picture);
    if (words != nullptr && otherWords != nullptr)
        return *words == *otherWords;
    if (isConcept() || other.isConcept())
        return isConcept() && other.isConcept() &&
               std::get<ConceptId>(term.picture) == std::get<ConceptId>(other.term.picture);
    return words == otherWords && source() == other.source();
}

NamedTerm queryPicture(const std::filesystem::path& path)
{
    return {QueryTerm{path, 1, std::nullopt}, path, displayName(path)};
}

NamedTerm queryPicture(const SearchHit& hit)
{
    return {QueryTerm{hit.file, 1, std::nullopt}, hit.path, displayName(hit.path)};
}

NamedTerm queryPicture(PictureBytes bytes, const QString& title)
{
    return {QueryTerm{std::move(bytes), 1, std::nullopt}, {}, title};
}

NamedTerm queryWords(const QString& words, double weight)
{
    const std::string text = words.toStdString();
    return {QueryTerm{QueryWords{text}, weight, std::nullopt},
            {},
            QString::fromStdString(displayText(std::string_view(text)))};
}

NamedTerm queryConcept(ConceptId id, const QString& name, double weight)
{
    return {QueryTerm{id, weight, std::nullopt}, {}, name};
}

std::vector<NamedTerm> parseWords(const QString& typed)
{
    // A minus before a word, or before some in quotation marks.
    static const QRegularExpression unwanted(
        QStringLiteral("(?:^|\\s)[-\u2212](?:[\"\u201C\u201E]([^\"\u201C\u201D]*)[\"\u201C\u201D]|"
                       "([^\\s\"-][^\\s]*))"));
    std::vector<NamedTerm> terms;
    for (const QRegularExpressionMatch& match : unwanted.globalMatch(typed))
        if (const QString words = (match.captured(1) + match.captured(2)).simplified();
            !words.isEmpty())
            terms.push_back(queryWords(words, -1));
    const QString wanted = QString(typed).remove(unwanted).simplified();
    if (!wanted.isEmpty() && wanted != QStringLiteral("-"))
        terms.insert(terms.begin(), queryWords(wanted, 1));
    return terms;
}

bool NamedMark::isOf(const SearchHit& photo) const
{
    const auto* content = std::get_if<ContentId>(&mark.photo);
    return content != nullptr ? *content == photo.content : path == photo.path;
}

std::optional<QueryMark::Kind> markOf(const std::vector<NamedMark>& marks, const SearchHit& photo)
{
    const auto found =
        std::ranges::find_if(marks, [&](const NamedMark& named) { return named.isOf(photo); });
    return found == marks.end() ? std::nullopt : std::optional(found->mark.kind);
}

bool Query::hasWords() const
{
    return std::ranges::any_of(terms, &NamedTerm::isWords);
}

bool Query::canBeKept() const
{
    return !terms.empty() && std::ranges::all_of(terms, [](const NamedTerm& named) {
        return named.isWords() || !named.path.empty();
    });
}

SearchRequest toRequest(const Query& query)
{
    SearchRequest request;
    for (const NamedTerm& named : query.terms)
        request.terms.push_back(named.term);
    for (const NamedMark& named : query.marks)
        request.marks.push_back(named.mark);
    request.filter = query.filter;
    request.topK = static_cast<std::size_t>(std::max(query.topK, kFetchedAtLeast));
    request.minScore = Query::kAnyScore;
    return request;
}

QJsonObject toJson(const Query& query)
{
    QJsonArray terms;
    for (const NamedTerm& named : query.terms)
        terms.append(toJson(named));
    QJsonObject json{{kTermsKey, terms},
                     {QStringLiteral("filter"), toJson(query.filter)},
                     {QStringLiteral("top_k"), query.topK}};
    QJsonArray marks;
    for (const NamedMark& named : query.marks)
        marks.append(QJsonObject{{kPathKey, encodePath(named.path)},
                                 {kMoreKey, named.mark.kind == QueryMark::Kind::More}});
    if (!marks.isEmpty())
        json[kMarksKey] = marks;
    if (query.minScore)
        json[kMinScoreKey] = *query.minScore;
    return json;
}

std::optional<Query> queryFromJson(const QJsonObject& json)
{
    Query query;
    for (const QJsonValue value : json[kTermsKey].toArray()) {
        auto named = termFromJson(value.toObject());
        if (!named)
            return std::nullopt;
        query.terms.push_back(std::move(*named));
    }
    if (query.terms.empty())
        return std::nullopt;
    for (const QJsonValue value : json[kMarksKey].toArray()) {
        const QJsonObject mark = value.toObject();
        const std::filesystem::path path = decodePath(mark[kPathKey]);
        if (!path.empty())
            query.marks.push_back(
                {{path, mark[kMoreKey].toBool() ? QueryMark::Kind::More : QueryMark::Kind::Less},
                 path});
    }
    query.filter = filterFromJson(json[QStringLiteral("filter")].toObject());
    query.topK =
        std::clamp(json[QStringLiteral("top_k")].toInt(Query::kDefaultTopK), 1, kLargestTopK);
    if (json[kMinScoreKey].isDouble())
        query.minScore = std::clamp(json[kMinScoreKey].toDouble(), Query::kAnyScore, 1.0);
    return query;
}

} // namespace lookalike
