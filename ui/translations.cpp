// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace lookalike {

QList<Language> languages()
{
    return {{QStringLiteral("en"), QStringLiteral("English")},
            {QStringLiteral("de"), QStringLiteral("Deutsch")}};
}

void installTranslations(QCoreApplication& application, const QString& code)
{
    // Numbers and dates follow the words; where both speak one language, the system knows best how
    // this country writes them.
    const QLocale system = QLocale::system();
    const QLocale wanted(code);
    if (!code.isEmpty() && wanted.language() != system.language())
        QLocale::setDefault(wanted);
    const QLocale locale;
    const QString folder = QStringLiteral(":/i18n");
    auto* english = new QTranslator(&application);
    if (english->load(QStringLiteral("lookalike_en"), folder))
        QCoreApplication::installTranslator(english);
    if (locale.language() == QLocale::English)
        return;
    auto* local = new QTranslator(&application);
    if (!local->load(locale, QStringLiteral("lookalike"), QStringLiteral("_"), folder))
        return; // half a language, Qt's buttons alone, is worse than English
    auto* qt = new QTranslator(&application);
    if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    QCoreApplication::installTranslator(local);
}

} // namespace lookalike
