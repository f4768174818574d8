// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/conversions.h"

#include "core/base/path_bytes.h"
#include "core/image/alpha.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <cstring>

namespace lookalike {

namespace {

constexpr int kDecodeLimitMegabytes = 512;

#ifndef _WIN32
/// The bytes that g_filename_to_uri() leaves alone in a path.
bool staysInUri(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && std::strchr("!$&'()*+,-./:=@_~", c) != nullptr);
}
#endif

} // namespace

QByteArray pathBytes(const std::filesystem::path& path)
{
    return QByteArray::fromStdString(pathToBytes(path));
}

std::filesystem::path pathFromBytes(const QByteArray& bytes)
{
    return pathFromBytes(
        std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

std::filesystem::path toPath(const QString& text)
{
#ifdef _WIN32
    return text.toStdWString();
#else
    return QFile::encodeName(text).toStdString();
#endif
}

QByteArray fileUri(const std::filesystem::path& path)
{
#ifdef _WIN32
    return toUrl(path).toEncoded();
#else
    static const char* const kHex = "0123456789ABCDEF";
    QByteArray uri = "file://";
    for (const char c : path.native()) {
        if (staysInUri(c)) {
            uri += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        uri += '%';
        uri += kHex[byte >> 4U];
        uri += kHex[byte & 15U];
    }
    return uri;
#endif
}

std::filesystem::path pathFromUri(const QByteArray& uri)
{
#ifdef _WIN32
    return QUrl::fromEncoded(uri).toLocalFile().toStdWString();
#else
    constexpr int kSchemeLength = 5;
    if (!uri.left(kSchemeLength).toLower().startsWith("file:"))
        return {};
    QByteArray rest = uri.mid(kSchemeLength);
    if (rest.startsWith("//")) {
        const auto slash = rest.indexOf('/', 2);
        if (slash < 0)
            return {};
        const QByteArray host = rest.mid(2, slash - 2).toLower();
        if (!host.isEmpty() && host != "localhost")
            return {};
        rest = rest.mid(slash);
    }
    const QByteArray bytes = QByteArray::fromPercentEncoding(rest);
    if (!bytes.startsWith('/') || bytes.contains('\0'))
        return {};
    return bytes.toStdString();
#endif
}

QUrl toUrl(const std::filesystem::path& path)
{
#ifdef _WIN32
    return QUrl::fromLocalFile(QString::fromStdWString(path.wstring()));
#else
    return QUrl::fromEncoded(fileUri(path));
#endif
}

QImage toQImage(const Image& image)
{
    if (image.isNull())
        return {};
    QImage result(image.width, image.height, QImage::Format_RGB888);
    if (result.isNull())
        return {};
    for (int y = 0; y < image.height; ++y)
        std::memcpy(result.scanLine(y), image.row(y), static_cast<std::size_t>(image.width) * 3);
    return result;
}

QImage onGround(const QImage& image)
{
    if (image.isNull() || !image.hasAlphaChannel())
        return image;
    const QImage rgba = image.convertToFormat(QImage::Format_RGBA8888);
    AlphaReducer rows(rgba.width(), rgba.height(), {});
    for (int y = 0; y < rgba.height(); ++y)
        rows.addRow(rgba.constScanLine(y));
    Image colours;
    std::vector<std::uint8_t> alpha;
    rows.take(colours, alpha);
    flatten(colours, alpha);
    return toQImage(colours);
}

PictureBytes toPictureBytes(const QByteArray& encoded)
{
    return std::make_shared<const std::vector<std::uint8_t>>(encoded.begin(), encoded.end());
}

PictureBytes toPictureBytes(const QImage& image)
{
    QByteArray png;
    QBuffer buffer(&png);
    constexpr int kFastCompression = 80; // Qt's scale: 0 smallest, 100 no compression
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG", kFastCompression))
        return {};
    return toPictureBytes(png);
}

QImage decodeBytes(const PictureBytes& bytes, int longSide)
{
    if (!bytes || bytes->empty())
        return {};
    QByteArray data = QByteArray::fromRawData(reinterpret_cast<const char*>(bytes->data()),
                                              static_cast<qsizetype>(bytes->size()));
    QBuffer buffer(&data);
    if (!buffer.open(QIODevice::ReadOnly))
        return {};
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    reader.setDecideFormatFromContent(true);
    QImageReader::setAllocationLimit(kDecodeLimitMegabytes);
    const QSize size = reader.size();
    if (size.isValid() && std::max(size.width(), size.height()) > longSide)
        reader.setScaledSize(size.scaled(longSide, longSide, Qt::KeepAspectRatio));
    const QImage image = onGround(reader.read());
    if (image.isNull() || std::max(image.width(), image.height()) <= longSide)
        return image;
    return image.scaled(longSide, longSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

} // namespace lookalike
