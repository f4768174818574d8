// SPDX-License-Identifier: GPL-3.0-or-later
// Fitting searches to the labels that the user's photos have anyway.
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/fit/fit_gate.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// What labels photos.
struct FitSource {
    enum class Kind {
        Folders,  ///< of the library: a photo has the name of the folder that it lies in
        Keywords, ///< in the photos and their sidecars, as the library has read them
        Concepts, ///< a photo has the names of those that it was marked as belonging to
        Folder,   ///< that has one subfolder per label
    };
    Kind kind = Kind::Folders;
    std::filesystem::path folder; ///< of Kind::Folder
};

/// A search for one of the labelled photos, without the fit and with it.
struct FitExample {
    struct Found {
        ContentId content;
        std::filesystem::path path;
        bool isRelated = false; ///< shares a label with the photo that was searched for
    };
    std::filesystem::path query;
    std::vector<std::string> labels; ///< of it
    std::vector<Found> before;       ///< the first results, best first, without the query
    std::vector<Found> after;
};

/// What a fit changes in searches for labelled photos.
struct FitPreview {
    std::size_t searched = 0; ///< photos, evenly from all that have labels
    std::size_t better = 0;   ///< of these: more of the first results share a label with them
    std::size_t worse = 0;
    /// At most three: the search that gains most, the one in the middle, and the one that gains
    /// least or loses most, of those in which the first results are others; then any.
    std::vector<FitExample> examples;
};

struct FitReport {
    FitVerdict verdict;
    struct Label {
        std::string name;
        std::size_t photos = 0;
    };
    std::vector<Label> labels; ///< that the fit is made of, those with most photos first
    std::size_t leftOut = 0;   ///< photos of the folder that could not be read
    FitPreview preview;        ///< where the fit passes and is not used yet
};

/// The fit that searches use.
struct FitStatus {
    bool isOn = false;
    std::string source; ///< "folders", "keywords", "concepts" or a folder
    std::vector<std::string> labels;
    std::int64_t madeAt = 0; ///< seconds since 1970; 0: not known
    Message problem;         ///< why there is one that searches ignore; empty where there is none
};

/// Owned by the library. Any thread. A fit belongs to the current embedding space: where another
/// model takes over, searches do without until it is made again.
class PhotoFits {
public:
    virtual ~PhotoFits() = default;

    /// Judges a fit, from the embeddings that the catalog has; photos of FitSource::folder that it
    /// does not have are read. Changes nothing. Progress has the stages Scanning, while labels are
    /// collected, Reading, while the fit is judged, and Publishing, while the preview is made.
    /// NotFound where nothing is indexed yet; fails with Cancelled.
    [[nodiscard]] virtual Result<FitReport> report(const FitSource& source,
                                                   const ProgressCallback& progress,
                                                   const std::stop_token& stop) = 0;
    /// The same without a preview, and searches use the fit from now on if it passes. If not, an
    /// earlier fit stays.
    [[nodiscard]] virtual Result<FitReport>
    fit(const FitSource& source, const ProgressCallback& progress, const std::stop_token& stop) = 0;
    /// Searches give what they gave without a fit. Returns whether there was one.
    [[nodiscard]] virtual Result<bool> remove() = 0;
    /// Takes back the last fit() or remove() since the library was opened, once. Returns whether
    /// there was one.
    [[nodiscard]] virtual Result<bool> undo() = 0;
    [[nodiscard]] virtual Result<FitStatus> status() = 0;
};

} // namespace lookalike
