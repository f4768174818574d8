// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/concept_json.h"

#include "core/base/atomic_file.h"
#include "core/base/float16.h"
#include "core/encode/json_file.h"
#include "core/library/concept_recorder.h"
#include "core/library/photo_concepts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace lookalike {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr const char* kFormat = "lookalike-concepts";
constexpr int kFormatVersion = 1;
constexpr std::size_t kMaxSpaceBytes = 256;
constexpr std::size_t kMaxDim = 16384;
constexpr std::size_t kMaxVectors = 4 * (kMaxConceptTerms + kMaxConceptMarks);
constexpr double kMaxWeight = 1e6;
constexpr double kRegionRounding = 1e-9;

/// What a value of the file is refused with; caught where the file is read.
struct Refused {
    ErrorCode code = ErrorCode::Broken;
    Message message;
};

[[noreturn]] void refuse(const Message& message)
{
    throw Refused{ErrorCode::Broken, message};
}

[[noreturn]] void refuseSize(const Message& message)
{
    throw Refused{ErrorCode::TooLarge, message};
}

/// Four digits each; as numbers they would take four times the room.
std::string hexOf(const std::vector<std::uint16_t>& values)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint16_t value : values)
        for (int shift = 12; shift >= 0; shift -= 4)
            text += kDigits[(value >> shift) & 0xFU];
    return text;
}

ordered_json regionJson(const std::optional<Region>& region)
{
    return ordered_json::array({region->x, region->y, region->width, region->height});
}

void putPicture(ordered_json& object, const ConceptPicture& picture)
{
    object["picture"] = picture.hash.hex();
    if (picture.region)
        object["region"] = regionJson(picture.region);
}

ordered_json jsonOf(const PortableConcept& kept)
{
    ordered_json object{{"name", kept.row.name},          {"strictness", kept.row.strictness},
                        {"created", kept.row.createdAt},  {"terms", ordered_json::array()},
                        {"marks", ordered_json::array()}, {"vectors", ordered_json::array()}};
    // A hash of an older catalog names no photo for sure.
    for (const ConceptTerm& term : kept.row.terms) {
        if (term.words.empty() && !term.picture.hash.isIdentity())
            continue;
        ordered_json entry;
        if (term.words.empty())
            putPicture(entry, term.picture);
        else
            entry["words"] = term.words;
        entry["weight"] = term.weight;
        object["terms"].push_back(std::move(entry));
    }
    for (const ConceptMark& mark : kept.row.marks)
        if (mark.photo.isIdentity())
            object["marks"].push_back(
                ordered_json{{"photo", mark.photo.hex()}, {"mark", mark.isMore ? "more" : "less"}});
    for (const ConceptVector& vector : kept.vectors) {
        if (!vector.picture.hash.isIdentity())
            continue;
        ordered_json entry;
        putPicture(entry, vector.picture);
        entry["space"] = vector.space;
        entry["half_floats"] = hexOf(vector.vector);
        object["vectors"].push_back(std::move(entry));
    }
    return object;
}

const json& member(const json& object, const char* name)
{
    const auto found = object.find(name);
    if (!object.is_object() || found == object.end())
        refuse("The file has no \"%1\" where it needs one"_msg(name));
    return *found;
}

const json& arrayOf(const json& object, const char* name, std::size_t most)
{
    const json& array = member(object, name);
    if (!array.is_array())
        refuse("\"%1\" is not a list"_msg(name));
    if (array.size() > most)
        refuseSize("\"%1\" has more than %2 entries"_msg(name, most));
    return array;
}

std::string textOf(const json& object, const char* name, std::size_t mostBytes)
{
    const json& value = member(object, name);
    if (!value.is_string())
        refuse("\"%1\" is not a text"_msg(name));
    auto text = value.get<std::string>();
    if (text.size() > mostBytes)
        refuseSize("\"%1\" is too long"_msg(name));
    return text;
}

double numberOf(const json& value, const char* name, double least, double most)
{
    const double number = value.is_number() ? value.get<double>() : std::nan("");
    if (!(number >= least && number <= most)) // NaN fails, too
        refuse("\"%1\" is not a number in its range"_msg(name));
    return number;
}

std::uint8_t nibbleOf(char digit)
{
    if (digit >= '0' && digit <= '9')
        return static_cast<std::uint8_t>(digit - '0');
    if (digit >= 'a' && digit <= 'f')
        return static_cast<std::uint8_t>(digit - 'a' + 10);
    refuse("\"%1\" is not a hexadecimal digit"_msg(std::string(1, digit)));
}

ContentHash hashOf(const json& object, const char* name)
{
    constexpr std::size_t kDigits = 64; // of SHA-256: an older hash names no photo for sure
    const std::string text = textOf(object, name, kDigits);
    if (text.size() != kDigits)
        refuse("A photo is not named by its content hash"_msg);
    std::vector<std::uint8_t> digest;
    for (std::size_t i = 0; i < kDigits; i += 2)
        digest.push_back(static_cast<std::uint8_t>(nibbleOf(text[i]) * 16 + nibbleOf(text[i + 1])));
    return contentHashFrom(digest);
}

ConceptPicture pictureOf(const json& object)
{
    ConceptPicture picture{hashOf(object, "picture"), std::nullopt};
    if (!object.contains("region"))
        return picture;
    const json& region = arrayOf(object, "region", 4);
    if (region.size() != 4)
        refuse("A region has four numbers"_msg);
    std::array<double, 4> sides{};
    for (std::size_t i = 0; i < sides.size(); ++i)
        sides[i] = numberOf(region[i], "region", 0, 1);
    // Kept as it is, not clamped once more: vectors are found by it.
    const Region part{sides[0], sides[1], sides[2], sides[3]};
    const bool isInside = part.width > 0 && part.height > 0 &&
                          part.x + part.width <= 1 + kRegionRounding &&
                          part.y + part.height <= 1 + kRegionRounding;
    if (!isInside)
        refuse("A region is not a part of its picture"_msg);
    if (part != Region{})
        picture.region = part;
    return picture;
}

ConceptTerm termOf(const json& object)
{
    ConceptTerm term;
    if (object.is_object() && object.contains("words")) {
        term.words = textOf(object, "words", kMaxConceptWordsBytes);
        if (term.words.empty())
            refuse("\"%1\" is empty"_msg("words"));
    } else {
        term.picture = pictureOf(object);
    }
    term.weight = numberOf(member(object, "weight"), "weight", -kMaxWeight, kMaxWeight);
    return term;
}

ConceptVector vectorOf(const json& object)
{
    ConceptVector vector{pictureOf(object), textOf(object, "space", kMaxSpaceBytes), {}};
    const std::string text = textOf(object, "half_floats", 4 * kMaxDim);
    double squares = 0;
    for (std::size_t i = 0; i + 4 <= text.size(); i += 4) {
        std::uint16_t value = 0;
        for (std::size_t digit = i; digit < i + 4; ++digit)
            value = static_cast<std::uint16_t>(value * 16 + nibbleOf(text[digit]));
        const auto number = static_cast<double>(toFloat32(value));
        squares += number * number;
        vector.vector.push_back(value);
    }
    constexpr double kTolerance = 0.02; // of half floats
    if (vector.space.empty() || text.size() % 4 != 0 ||
        !(std::abs(std::sqrt(squares) - 1) <= kTolerance))
        refuse("A vector is not one of a picture"_msg);
    return vector;
}

/// Whether the concept has this picture.
bool hasPicture(const ConceptRow& row, const ConceptPicture& picture)
{
    return std::ranges::any_of(row.terms,
                               [&](const ConceptTerm& term) {
                                   return term.words.empty() && term.picture == picture;
                               }) ||
           (!picture.region &&
            std::ranges::find(row.marks, picture.hash, &ConceptMark::photo) != row.marks.end());
}

PortableConcept conceptOf(const json& object)
{
    PortableConcept kept;
    auto name = conceptName(textOf(object, "name", kMaxConceptNameBytes));
    if (!name)
        refuse(name.error().message);
    kept.row.name = std::move(*name);
    kept.row.strictness = numberOf(member(object, "strictness"), "strictness", 0, 1);
    constexpr double kLatest = 1e11;
    kept.row.createdAt =
        static_cast<std::int64_t>(numberOf(member(object, "created"), "created", 0, kLatest));
    for (const json& term : arrayOf(object, "terms", kMaxConceptTerms))
        kept.row.terms.push_back(termOf(term));
    for (const json& mark : arrayOf(object, "marks", kMaxConceptMarks)) {
        const ContentHash photo = hashOf(mark, "photo");
        const std::string kind = textOf(mark, "mark", 16);
        if (kind != "more" && kind != "less")
            refuse("\"%1\" is neither more nor less"_msg("mark"));
        std::erase_if(kept.row.marks,
                      [&](const ConceptMark& other) { return other.photo == photo; });
        kept.row.marks.push_back({photo, {}, kind == "more"});
    }
    for (const json& vector : arrayOf(object, "vectors", kMaxVectors))
        if (ConceptVector stored = vectorOf(vector); hasPicture(kept.row, stored.picture))
            kept.vectors.push_back(std::move(stored));
    if (kept.row.terms.empty() &&
        std::ranges::none_of(kept.row.marks, [](const ConceptMark& mark) { return mark.isMore; }))
        refuse("A concept has nothing to search for"_msg);
    return kept;
}

} // namespace

Result<> writeConcepts(std::span<const PortableConcept> concepts, const std::filesystem::path& file)
{
    ordered_json document{{"format", kFormat}, {"version", kFormatVersion}};
    document["concepts"] = ordered_json::array();
    for (const PortableConcept& kept : concepts)
        document["concepts"].push_back(jsonOf(kept));
    const std::string text = document.dump(1, ' ', true, json::error_handler_t::replace) + '\n';
    if (text.size() > kMaxConceptFileBytes)
        return fail(ErrorCode::TooLarge,
                    "These are too many concepts for one file: export some of them at a time"_msg,
                    file);
    return writeAtomically(file, text);
}

Result<std::vector<PortableConcept>> readConcepts(const std::filesystem::path& file)
{
    const auto document = readJsonFile(file, kMaxConceptFileBytes);
    if (!document)
        return fail(document);
    try {
        if (textOf(*document, "format", kMaxSpaceBytes) != kFormat)
            refuse("The file holds no concepts"_msg);
        if (numberOf(member(*document, "version"), "version", 1, 1e9) != kFormatVersion)
            return fail(ErrorCode::Unsupported,
                        "The concepts were written by a newer Lookalike"_msg, file);
        std::vector<PortableConcept> concepts;
        for (const json& entry : arrayOf(*document, "concepts", kMaxConcepts))
            concepts.push_back(conceptOf(entry));
        return concepts;
    } catch (const Refused& refused) {
        return fail(refused.code, refused.message, file);
    } catch (const std::exception&) {
        return fail(ErrorCode::Broken, "The file holds no concepts"_msg, file);
    }
}

} // namespace lookalike
