// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace lookalike {

void installTranslations(QCoreApplication& application)
{
    const QString folder = QStringLiteral(":/i18n");
    auto* english = new QTranslator(&application);
    if (english->load(QStringLiteral("lookalike_en"), folder))
        QCoreApplication::installTranslator(english);
    if (QLocale().language() == QLocale::English)
        return;
    auto* qt = new QTranslator(&application);
    if (qt->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    auto* local = new QTranslator(&application);
    if (local->load(QLocale(), QStringLiteral("lookalike"), QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(local);
}

} // namespace lookalike
