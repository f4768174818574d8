// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/text/json_scanner.h"
#include "core/encode/text/vocabulary.h"

namespace lookalike {

/// Reads an object of tokens and their ids. What is wrong becomes the scanner's error.
bool readVocabObject(JsonScanner& scanner, Vocabulary& vocabulary);

} // namespace lookalike
