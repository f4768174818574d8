// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/encoder.h"

#include <memory>
#include <stop_token>
#include <string>

namespace lookalike {

/// Returns encoder.textEncoder(stop); where the model knows pictures alone, the error names models
/// of the recommended ones that know words.
[[nodiscard]] Result<std::shared_ptr<const TextEncoder>> wordsOf(const Encoder& encoder,
                                                                 const std::stop_token& stop = {});

/// Says which letters of a query the model does not know, and names recommended ones that know more
/// languages. Empty where it knows all.
[[nodiscard]] Message unknownLettersWarning(const std::string& model, const std::string& letters);

} // namespace lookalike
