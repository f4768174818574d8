// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/review_settings.h"

#include "ui/bridge/conversions.h"

#include <QSettings>

namespace lookalike::review_settings {

namespace {

QVariantList toVariants(const std::vector<std::filesystem::path>& paths)
{
    QVariantList list;
    for (const auto& path : paths)
        list += pathBytes(path);
    return list;
}

std::vector<std::filesystem::path> toPaths(const QVariant& value)
{
    std::vector<std::filesystem::path> paths;
    for (const QVariant& path : value.toList())
        paths.push_back(pathFromBytes(path.toByteArray()));
    return paths;
}

/// Shots of one scene, while photos taken days apart are of different ones.
constexpr qint64 kDefaultSecondsApart = 3600;

} // namespace

DuplicateScope scope(const QSettings& settings)
{
    const auto flag = [&](const char* key) {
        return settings.value(QLatin1String(key), false).toBool();
    };
    DuplicateScope scope;
    scope.folders = toPaths(settings.value(QStringLiteral("duplicates/folders")));
    scope.referenceFolders = toPaths(settings.value(QStringLiteral("duplicates/against")));
    scope.skipSameFolder = flag("duplicates/skipSameFolder");
    scope.similarShots = flag("duplicates/similarShots");
    scope.includeDecided = flag("duplicates/includeDecided");
    scope.secondsApart =
        settings.value(QStringLiteral("duplicates/secondsApart"), kDefaultSecondsApart)
            .toLongLong();
    return scope;
}

void setScope(QSettings& settings, const DuplicateScope& scope)
{
    settings.setValue(QStringLiteral("duplicates/folders"), toVariants(scope.folders));
    settings.setValue(QStringLiteral("duplicates/against"), toVariants(scope.referenceFolders));
    settings.setValue(QStringLiteral("duplicates/skipSameFolder"), scope.skipSameFolder);
    settings.setValue(QStringLiteral("duplicates/similarShots"), scope.similarShots);
    settings.setValue(QStringLiteral("duplicates/includeDecided"), scope.includeDecided);
    settings.setValue(QStringLiteral("duplicates/secondsApart"), qint64{scope.secondsApart});
}

} // namespace lookalike::review_settings
