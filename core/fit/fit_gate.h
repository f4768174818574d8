// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/base/task_pool.h"
#include "core/fit/labelled_rows.h"

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace lookalike {

/// Whether a fit to labels makes searches better, and how that was found out.
struct FitVerdict {
    bool isOn = false;
    std::size_t photos = 0;  ///< with labels, each once
    std::size_t labels = 0;  ///< with at least kPhotosForLabel of them
    double gain = 0;         ///< of mean average precision, on photos that the fit was not made of
    double shuffledGain = 0; ///< of the same with shuffled labels, the mean of several
    double shuffledSpread = 0; ///< standard deviation of these
    Message reason;            ///< for the user: why it is on, or what is missing
};

inline constexpr std::size_t kPhotosForLabel = 5;

/// Cross-validates a fit: it is made of one half of the photos and searched for in the other half,
/// both ways and several times, with the labels and with shuffled ones. It is on only where the
/// gain is clear and far above that of shuffled labels. `rows` are merged(). The seed and the rows
/// alone decide. `progress`, which may be null, gets a stage Reading. Fails with Cancelled.
[[nodiscard]] Result<FitVerdict> judgeFit(const LabelledRows& rows, std::uint64_t seed,
                                          TaskPool& pool, const std::stop_token& stop,
                                          ProgressReporter* progress = nullptr);

} // namespace lookalike
