// SPDX-License-Identifier: GPL-3.0-or-later
// What the user keeps under a name: live albums of what a query and its marks found.
#pragma once

#include "core/base/result.h"
#include "core/catalog/concept_row.h"
#include "core/library/search_request.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

inline constexpr std::size_t kMaxConcepts = 10'000;
inline constexpr std::size_t kMaxConceptNameBytes = 256;
inline constexpr std::size_t kMaxConceptTerms = 64;
inline constexpr std::size_t kMaxConceptWordsBytes = 4096; ///< of one term
inline constexpr std::size_t kMaxConceptMarks = 1000;

/// A concept in a list.
struct ConceptSummary {
    ConceptId id;
    std::string name;
    double strictness = 0.5;
    std::size_t examples = 0;        ///< photos that were marked as belonging to it
    std::size_t counterexamples = 0; ///< and as not belonging to it
    /// As many as there were when members() was last asked for; empty where it was not yet.
    std::optional<std::size_t> members;
};

/// A photo that was marked for a concept.
struct ConceptExample {
    ConceptMark mark;
    ContentId content; ///< invalid while the library does not have the photo
};

struct ConceptDetails {
    ConceptRow row;
    std::vector<ConceptExample> examples; ///< those of row.marks, in their order
};

/// The photos of a concept at one moment. Immutable; any thread.
struct ConceptMembers {
    std::vector<ContentId> contents; ///< best first; each content once
    std::vector<float> scores;       ///< of each, in standard deviations above the library's middle
    double least = 0;                ///< what a member scores at least
};

/// Which example a member is closest to.
struct ClosestExample {
    ConceptMark mark;     ///< of the example; for a picture of the query, its hash and path
    ContentId content;    ///< invalid where the library does not have it
    float similarity = 0; ///< cosine
};

/// How concepts were before a change, for PhotoConcepts::restore(). May be kept for long: it does
/// not depend on the open library.
class ConceptUndo {
public:
    /// The concept that the change was about: the new one, the changed one, or the removed one.
    [[nodiscard]] ConceptId id() const { return states.empty() ? ConceptId() : states.front().id; }

    struct State {
        ConceptId id;
        std::optional<ConceptRow> row; ///< empty: there was none
        std::vector<ConceptVector> vectors;
    };
    std::vector<State> states;
};

struct ConceptImport {
    std::size_t added = 0;
    std::size_t known = 0;   ///< that the library has already, exactly
    std::size_t renamed = 0; ///< of those added: another one had the name, so a number follows it
    ConceptUndo undo;
};

/// What became of the sidecars that a keyword was written to, or taken from.
struct KeywordsWritten {
    std::size_t sidecars = 0; ///< that were written, or are as they were before
    std::size_t known = 0;    ///< photos that had the keyword
    std::vector<Error> problems;
    bool cancelled = false; ///< what was written by then stays, and can be undone
};

/// Owned by the library. Any thread. A concept keeps the terms of a query, and marks, by content
/// hash. Its photos are found by one vector in the current embedding space, which is made from
/// their embeddings there each time that photos or the model change; so it takes in new photos as
/// they are indexed. A picture that has no embedding in the space, because it is not in the library
/// and was embedded by another model, has no effect until it is; words have none where the model
/// knows no words.
///
/// Changes fail with NotFound for a concept that is not there, with Conflict for a name that
/// another one has (A to Z in any case), and as the catalog does. Names become one line without
/// blanks at its ends, of at most kMaxConceptNameBytes; what is empty then is an InvalidArgument.
class PhotoConcepts {
public:
    virtual ~PhotoConcepts() = default;

    /// All, in natural order of their names. Looks for no photos, and starts no model.
    [[nodiscard]] virtual Result<std::vector<ConceptSummary>> list() = 0;
    [[nodiscard]] virtual Result<ConceptDetails> details(ConceptId id) = 0;
    /// The concept with exactly this name, or else the only one with it in any case; NotFound.
    [[nodiscard]] virtual Result<ConceptId> find(const std::string& name) = 0;

    /// Keeps the terms and marks of a query under a name; its filter and limits do not belong to
    /// it. A concept among the terms gives its own terms and marks. There may be no terms if there
    /// is a mark of Kind::More. Fails as PhotoLibrary::search() does, and with TooLarge over
    /// kMaxConceptTerms, kMaxConceptMarks or kMaxConcepts.
    [[nodiscard]] virtual Result<ConceptUndo>
    add(const std::string& name, const SearchRequest& query, const std::stop_token& stop) = 0;
    /// Makes a concept of the photos with a keyword: of more than kMaxConceptMarks, some that are
    /// spread over the library. NotFound where no photo has it.
    [[nodiscard]] virtual Result<ConceptUndo> addFromKeyword(const std::string& name,
                                                             const std::string& keyword,
                                                             const std::stop_token& stop) = 0;
    /// Marks photos for a concept; of several marks of one photo, the last counts.
    [[nodiscard]] virtual Result<ConceptUndo>
    mark(ConceptId id, const std::vector<QueryMark>& marks, const std::stop_token& stop) = 0;

    /// The photos that score at least what its strictness asks for; of a library of more than
    /// 16,384 photos no more than a third. Remembered until photos, the concept or the model
    /// change. NotFound where none of its pictures and words can be looked for at present.
    [[nodiscard]] virtual Result<std::shared_ptr<const ConceptMembers>>
    members(ConceptId id, const std::stop_token& stop) = 0;
    /// For each content the closest photo marked as belonging to the concept, or picture of its
    /// query; empty for a content without an embedding, and in a concept of words alone.
    [[nodiscard]] virtual Result<std::vector<std::optional<ClosestExample>>>
    closestExamples(ConceptId id, std::span<const ContentId> contents,
                    const std::stop_token& stop) = 0;

    /// From 0, everything remotely similar, to 1, only what is as similar as the best example. .5
    /// is what the marks say: between the examples and the counterexamples, and no lower than what
    /// stands out from the library. A stricter concept has no photo that a looser one lacks.
    [[nodiscard]] virtual Result<ConceptUndo> setStrictness(ConceptId id, double strictness) = 0;
    [[nodiscard]] virtual Result<ConceptUndo> rename(ConceptId id, const std::string& name) = 0;
    /// Gives the terms and marks of `other` to the concept, and removes it. Of two marks of one
    /// photo, that of the concept stays. TooLarge as add().
    [[nodiscard]] virtual Result<ConceptUndo> merge(ConceptId id, ConceptId other) = 0;
    [[nodiscard]] virtual Result<ConceptUndo> remove(ConceptId id) = 0;
    /// Takes a change back, and returns how to make it again. Conflict where another concept has
    /// taken the name since.
    [[nodiscard]] virtual Result<ConceptUndo> restore(const ConceptUndo& before) = 0;

    /// Writes the name of a concept as a keyword beside its photos: into their XMP sidecars, which
    /// keep what else they hold, or into new ones ("IMG_1.jpg.xmp"), never into photos. The next
    /// run of indexing knows it. A sidecar in a protected folder stays as it is. Reads all of the
    /// photos.
    [[nodiscard]] virtual Result<KeywordsWritten> writeKeywords(ConceptId id,
                                                                const std::stop_token& stop) = 0;
    /// Takes the last writeKeywords() back that was not taken back yet: sidecars get their former
    /// content, and new ones go. One that another program changed since stays. NotFound where there
    /// is none.
    [[nodiscard]] virtual Result<KeywordsWritten> undoKeywords() = 0;

    /// Writes concepts, or all of them if `ids` is empty, as JSON: names, words, marks by content
    /// hash, and the embeddings of their pictures in the current space, but no paths and no photos.
    [[nodiscard]] virtual Result<std::size_t> exportTo(std::span<const ConceptId> ids,
                                                       const std::filesystem::path& file) = 0;
    /// Reads them. Photos that the library does not have are kept for when it does. Fails with
    /// Broken for a file that exportTo() did not write, and TooLarge; then nothing is added.
    [[nodiscard]] virtual Result<ConceptImport> importFrom(const std::filesystem::path& file) = 0;
};

} // namespace lookalike
