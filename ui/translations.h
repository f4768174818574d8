// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;

namespace lookalike {

/// Loads the words for the system's language over the English ones, which also hold English's own
/// plurals. Call once, before any widget exists.
void installTranslations(QCoreApplication& application);

} // namespace lookalike
