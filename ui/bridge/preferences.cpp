// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/preferences.h"

#include "core/base/portable.h"

#include <QSettings>
#include <algorithm>

namespace lookalike::preferences {

namespace {

const QString kLanguage = QStringLiteral("window/language");
const QString kDevice = QStringLiteral("library/device");
const QString kMegapixels = QStringLiteral("library/maxMegapixels");
const QString kThumbnails = QStringLiteral("thumbnails/shared");

QString speedKey(const QString& model)
{
    return QStringLiteral("models/speed/") +
           QString(model).replace(QLatin1Char('/'), QLatin1Char('-'));
}

} // namespace

QString language()
{
    return QSettings().value(kLanguage).toString();
}

void setLanguage(const QString& code)
{
    QSettings().setValue(kLanguage, code);
}

DeviceKind device()
{
    const std::string name = QSettings().value(kDevice).toString().toStdString();
    return parseDevice(name).value_or(DeviceKind::Auto);
}

void setDevice(DeviceKind device)
{
    QSettings().setValue(kDevice, QString::fromLatin1(deviceName(device)));
}

int maxMegapixels()
{
    return std::clamp(QSettings().value(kMegapixels, kDefaultMegapixels).toInt(), kFewestMegapixels,
                      kMostMegapixels);
}

void setMaxMegapixels(int megapixels)
{
    QSettings().setValue(kMegapixels, megapixels);
}

bool sharesThumbnails()
{
    return portableFolder().empty() && QSettings().value(kThumbnails, true).toBool();
}

void setSharesThumbnails(bool shares)
{
    QSettings().setValue(kThumbnails, shares);
}

ModelSpeed modelSpeed(const QString& model)
{
    const QStringList stored = QSettings().value(speedKey(model)).toStringList();
    return {stored.value(0).toDouble(), stored.value(1)};
}

void setModelSpeed(const QString& model, const ModelSpeed& speed)
{
    QSettings().setValue(speedKey(model),
                         QStringList{QString::number(speed.photosPerSecond), speed.device});
}

} // namespace lookalike::preferences
