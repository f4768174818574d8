// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/words_of.h"

#include "core/encode/hub/curated_models.h"

namespace lookalike {

Result<std::shared_ptr<const TextEncoder>> wordsOf(const Encoder& encoder)
{
    auto words = encoder.textEncoder();
    if (words || words.error().code != ErrorCode::Unsupported)
        return words;
    return fail(ErrorCode::Unsupported,
                "The model %1 knows pictures alone, not words. Models that know words: %2"_msg(
                    encoder.info().space.model, namesOfModelsWithWords()));
}

} // namespace lookalike
