// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/thumbnail_cache.h"

#include "core/base/paths.h"
#include "core/base/portable.h"
#include "core/files/file_reader.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/preferences.h"

#include <zlib.h>

#include <QBuffer>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QSaveFile>
#include <QStandardPaths>
#include <QtEndian>
#include <array>

namespace lookalike {

namespace {

struct SizeFolder {
    int size;
    const char* name;
};
constexpr std::array kSizes{SizeFolder{256, "large"}, SizeFolder{512, "x-large"},
                            SizeFolder{1024, "xx-large"}};
constexpr int kPngSignatureAndHeader = 8 + 25; ///< the IHDR chunk is always 25 bytes
constexpr auto kPrivateFolder =
    QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
constexpr auto kPrivateFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

struct Original {
    QByteArray uri;
    QByteArray mtime; ///< whole seconds since 1970, as the specification has it
    QByteArray size;
};

std::optional<Original> describe(const std::filesystem::path& path)
{
    const auto stamp = statFile(path);
    if (!stamp)
        return std::nullopt;
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    std::int64_t seconds = stamp->modifiedNs / kNanoseconds;
    if (stamp->modifiedNs % kNanoseconds < 0)
        --seconds;
    return Original{fileUri(path), QByteArray::number(qint64(seconds)),
                    QByteArray::number(quint64(stamp->size))};
}

/// Says in our own thumbnails that transparent parts lie on a ground: earlier versions showed what
/// is hidden under them.
constexpr const char* kGroundKey = "Lookalike::Ground";
constexpr const char* kSoftware = "Lookalike";

bool isOutdated(const QImage& thumbnail)
{
    return thumbnail.text(QStringLiteral("Software")) == QLatin1String(kSoftware) &&
           thumbnail.text(QLatin1String(kGroundKey)).isEmpty();
}

bool belongsTo(const QImage& thumbnail, const Original& original)
{
    return thumbnail.text(QStringLiteral("Thumb::URI")).toUtf8() == original.uri &&
           thumbnail.text(QStringLiteral("Thumb::MTime")).toUtf8() == original.mtime;
}

/// As PNG has it.
quint32 crc32Of(const QByteArray& bytes)
{
    return static_cast<quint32>(::crc32(0, reinterpret_cast<const Bytef*>(bytes.constData()),
                                        static_cast<uInt>(bytes.size())));
}

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// The specification asks for tEXt chunks; Qt compresses longer texts into zTXt ones.
QByteArray textChunk(const QByteArray& keyword, const QByteArray& value)
{
    const QByteArray body = "tEXt" + keyword + '\0' + value;
    return bigEndian(static_cast<quint32>(body.size() - 4)) + body + bigEndian(crc32Of(body));
}

bool makePrivateFolder(const QString& folder)
{
    if (QFileInfo::exists(folder))
        return true;
    return QDir().mkpath(folder) && QFile::setPermissions(folder, kPrivateFolder);
}

QString hashName(const std::filesystem::path& original)
{
    const QByteArray md5 =
        QCryptographicHash::hash(fileUri(original), QCryptographicHash::Md5).toHex();
    return QString::fromLatin1(md5) + QStringLiteral(".png");
}

QImage readPng(const QString& file)
{
    QImageReader reader(file, "png");
    const QSize size = reader.size();
    constexpr int kLargest = 1024;
    if (!size.isValid() || size.width() > kLargest || size.height() > kLargest)
        return {};
    return reader.read();
}

} // namespace

ThumbnailCache::ThumbnailCache(QString root)
    : m_root(std::move(root))
{}

QString ThumbnailCache::defaultRoot()
{
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    return ownRoot();
#else
    if (!preferences::sharesThumbnails())
        return ownRoot();
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
           QStringLiteral("/thumbnails");
#endif
}

QString ThumbnailCache::ownRoot()
{
    const std::filesystem::path portable = portableFolder();
    const QString cache = portable.empty()
                              ? QStandardPaths::writableLocation(QStandardPaths::CacheLocation)
                              : QFile::decodeName(pathBytes(userFolder(UserFolder::Cache)));
    return cache + QStringLiteral("/thumbnails");
}

int ThumbnailCache::sizeFor(int pixels)
{
    for (const SizeFolder& folder : kSizes)
        if (folder.size >= pixels)
            return folder.size;
    return kSizes.back().size;
}

QString ThumbnailCache::fileOf(const std::filesystem::path& original, int size) const
{
    const char* name = kSizes.back().name;
    for (const SizeFolder& folder : kSizes)
        if (folder.size == size)
            name = folder.name;
    return m_root + QLatin1Char('/') + QLatin1String(name) + QLatin1Char('/') + hashName(original);
}

QString ThumbnailCache::failureFile(const std::filesystem::path& original) const
{
    return m_root + QStringLiteral("/fail/lookalike-") + QCoreApplication::applicationVersion() +
           QLatin1Char('/') + hashName(original);
}

std::optional<QImage> ThumbnailCache::read(const std::filesystem::path& original, int size) const
{
    const auto description = describe(original);
    if (!description)
        return std::nullopt;
    for (const SizeFolder& folder : kSizes) {
        if (folder.size < size)
            continue;
        QImage image = readPng(fileOf(original, folder.size));
        if (image.isNull() || !belongsTo(image, *description) || isOutdated(image))
            continue;
        image = onGround(image); // other programs keep the alpha
        if (std::max(image.width(), image.height()) <= size)
            return image;
        return image.scaled(size, size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    return std::nullopt;
}

void ThumbnailCache::write(const std::filesystem::path& original, int size,
                           const QImage& image) const
{
    writePng(fileOf(original, size), original, image);
}

bool ThumbnailCache::hasFailed(const std::filesystem::path& original) const
{
    const auto description = describe(original);
    return description && belongsTo(readPng(failureFile(original)), *description);
}

void ThumbnailCache::writeFailure(const std::filesystem::path& original) const
{
    QImage nothing(1, 1, QImage::Format_ARGB32);
    nothing.fill(Qt::transparent);
    writePng(failureFile(original), original, nothing);
}

void ThumbnailCache::writePng(const QString& file, const std::filesystem::path& original,
                              const QImage& image) const
{
    if (pathBytes(original).startsWith(QFile::encodeName(m_root)))
        return;
    const auto description = describe(original);
    if (!description)
        return;
    QByteArray png;
    QBuffer buffer(&png);
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        return;
    png.insert(kPngSignatureAndHeader, textChunk("Thumb::URI", description->uri) +
                                           textChunk("Thumb::MTime", description->mtime) +
                                           textChunk("Thumb::Size", description->size) +
                                           textChunk(kGroundKey, "1") +
                                           textChunk("Software", kSoftware));
    if (!makePrivateFolder(m_root) || !makePrivateFolder(QFileInfo(file).path()))
        return;
    QSaveFile output(file); // writes a temporary file and renames it
    if (!output.open(QIODevice::WriteOnly))
        return;
    output.setPermissions(kPrivateFile);
    if (output.write(png) == png.size())
        output.commit();
}

} // namespace lookalike
