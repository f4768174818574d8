// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/words_of.h"

#include "core/encode/hub/curated_models.h"

namespace lookalike {

Result<std::shared_ptr<const TextEncoder>> wordsOf(const Encoder& encoder,
                                                   const std::stop_token& stop)
{
    auto words = encoder.textEncoder(stop);
    if (words || words.error().code != ErrorCode::Unsupported)
        return words;
    return fail(ErrorCode::Unsupported,
                "The model %1 knows pictures alone, not words. Models that know words: %2"_msg(
                    encoder.info().space.model, namesOfModelsWithWords()));
}

Message unknownLettersWarning(const std::string& model, const std::string& letters)
{
    if (letters.empty())
        return {};
    return "The model %1 does not know these letters: %2. Models that know more languages: %3"_msg(
        model, letters, namesOfModelsWithWords(true));
}

} // namespace lookalike
