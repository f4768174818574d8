// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/message.h"
#include "core/base/result.h"
#include "core/encode/torch/training/tuning_trial.h"

#include <cstddef>
#include <cstdint>
#include <stop_token>

namespace lookalike {

/// Whether a fine-tuned model is better than what the general one can do at once.
struct TuningVerdict {
    bool isOffered = false;
    std::size_t photos = 0;    ///< held-out ones that were searched for
    double general = 0;        ///< mean average precision of the general model
    double fitted = 0;         ///< of the general model with a fit to the same labels
    bool isFitOn = false;      ///< whether a library would use that fit
    double tuned = 0;          ///< of the fine-tuned model
    double gain = 0;           ///< of the tuned model over the better one of these
    double error = 0;          ///< standard error of the gain
    double shuffledGain = 0;   ///< mean gain if the held-out labels are shuffled
    double shuffledSpread = 0; ///< standard deviation of that
    double keptOthers = 1;     ///< share of the nearest of other photos that stay so
    Message reason;            ///< for the user: why it is offered, or why not
};

/// Compares on photos that the tuned model was not trained on. The general model gets a fit to the
/// labels of the others (fit_gate.h) where that passes its own gate. The training keeps the moment
/// that did best on held-out photos, so each half of them is searched, by itself, at the moment
/// that the other half chooses. The model is offered only where the gain is clear, far above chance
/// and above that of shuffled labels, and where most neighbours of other photos are known to stay.
/// The trial and the seed alone decide. Fails with Cancelled.
[[nodiscard]] Result<TuningVerdict> judgeTuning(const TuningTrial& trial, std::uint64_t seed,
                                                const std::stop_token& stop);

} // namespace lookalike
