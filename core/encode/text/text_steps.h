// SPDX-License-Identifier: GPL-3.0-or-later
// The small steps that tokenizer files are put together from. All of them are pure functions that
// any thread may call.
#pragma once

#include "core/encode/text/pattern.h"
#include "core/encode/text/precompiled_map.h"
#include "core/encode/text/unicode.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// Changes a text before it is cut.
using TextStep = std::function<std::string(std::string text)>;

[[nodiscard]] TextStep lowerCaseStep();
[[nodiscard]] TextStep normalFormStep(NormalForm form);
[[nodiscard]] TextStep replaceStep(Pattern pattern, std::string content);
/// White space is what Unicode says, or Python.
[[nodiscard]] TextStep stripStep(bool left, bool right, bool python = false);
[[nodiscard]] TextStep collapsePythonSpaceStep();
[[nodiscard]] TextStep removeAsciiPunctuationStep();
[[nodiscard]] TextStep stripAccentsStep();
/// Puts `prefix` before a text that is not empty.
[[nodiscard]] TextStep prependStep(std::string prefix);
[[nodiscard]] TextStep precompiledStep(std::shared_ptr<const PrecompiledMap> map);

/// What BERT does to a text.
struct BertCleaning {
    bool cleanText = true;          ///< removes control characters, makes all white space spaces
    bool separateIdeographs = true; ///< spaces around each
    bool stripAccents = true;
    bool lowerCase = true;
};
[[nodiscard]] TextStep bertStep(const BertCleaning& cleaning);

/// Cuts a piece of text; `first` says that it begins the whole text. Empty pieces are dropped.
using CutStep =
    std::function<void(std::string_view piece, bool first, std::vector<std::string>& pieces)>;

enum class CutBehaviour { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };

/// Cuts where the pattern matches, or with `invert` where it does not.
[[nodiscard]] CutStep patternStep(Pattern pattern, CutBehaviour behaviour, bool invert);
[[nodiscard]] CutStep byteLevelStep(bool prefixSpace, bool split);
enum class MetaspacePrefix { Always, First, Never };
[[nodiscard]] CutStep metaspaceStep(std::string replacement, MetaspacePrefix prefix, bool split);
[[nodiscard]] CutStep bertWordsStep();

} // namespace lookalike
