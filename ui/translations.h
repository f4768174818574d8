// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QCoreApplication;

namespace lookalike {

/// A language that the window can speak.
struct Language {
    QString code; ///< as in the names of the translations' files
    QString name; ///< in that language itself
};
[[nodiscard]] QList<Language> languages();

/// Loads the words for `code` (empty: the system's language) over the English ones, which also hold
/// English's own plurals, and makes QLocale follow. Call once, before any widget exists.
void installTranslations(QCoreApplication& application, const QString& code);

} // namespace lookalike
