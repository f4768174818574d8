// SPDX-License-Identifier: GPL-3.0-or-later
// Fitting searches to the labels that the user's photos have anyway.
#pragma once

#include "core/base/result.h"
#include "core/fit/fit_gate.h"

#include <cstddef>
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

struct FitReport {
    FitVerdict verdict;
    struct Label {
        std::string name;
        std::size_t photos = 0;
    };
    std::vector<Label> labels; ///< that the fit is made of, those with most photos first
    std::size_t leftOut = 0;   ///< photos of the folder that could not be read
};

/// The fit that searches use.
struct FitStatus {
    bool isOn = false;
    std::string source; ///< "folders", "keywords", "concepts" or a folder
    std::vector<std::string> labels;
    Message problem; ///< why there is one that searches ignore; empty where there is none
};

/// Owned by the library. Any thread. A fit belongs to the current embedding space: where another
/// model takes over, searches do without until it is made again.
class PhotoFits {
public:
    virtual ~PhotoFits() = default;

    /// Judges a fit, from the embeddings that the catalog has; photos of FitSource::folder that it
    /// does not have are read. Changes nothing. NotFound where nothing is indexed yet; fails with
    /// Cancelled.
    [[nodiscard]] virtual Result<FitReport> report(const FitSource& source,
                                                   const std::stop_token& stop) = 0;
    /// The same, and searches use the fit from now on if it passes. If not, an earlier fit stays.
    [[nodiscard]] virtual Result<FitReport> fit(const FitSource& source,
                                                const std::stop_token& stop) = 0;
    /// Searches give what they gave without a fit. Returns whether there was one.
    [[nodiscard]] virtual Result<bool> remove() = 0;
    [[nodiscard]] virtual Result<FitStatus> status() = 0;
};

} // namespace lookalike
