// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/drop_reader.h"

#include "ui/bridge/conversions.h"

#include <QCoreApplication>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace lookalike {

namespace {

constexpr qsizetype kMostDropped = 1000;         ///< entries of one drop that are looked at
constexpr qsizetype kLargestPicture = 256 << 20; ///< bytes of one pasted picture
constexpr qsizetype kLargestText = 1 << 20;      ///< bytes of HTML or text that are searched
const QString kUriList = QStringLiteral("text/uri-list");
const QString kHtml = QStringLiteral("text/html");

QString titleWithoutFile()
{
    return QCoreApplication::translate("lookalike::Drop", "Picture without a file");
}

QList<QByteArray> uriLines(const QMimeData& data)
{
    QList<QByteArray> uris;
    for (const QByteArray& line : data.data(kUriList).split('\n')) {
        const QByteArray uri = line.trimmed();
        if (!uri.isEmpty() && !uri.startsWith('#'))
            uris += uri;
        if (uris.size() == kMostDropped)
            break;
    }
    // Some platforms hand over addresses without the text form.
    if (uris.isEmpty())
        for (const QUrl& url : data.urls())
            uris += url.toEncoded();
    return uris;
}

void addFile(Drop& drop, const std::filesystem::path& path)
{
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (error)
        return;
    if (std::filesystem::is_directory(status))
        drop.folders.push_back(path);
    else if (std::filesystem::is_regular_file(status))
        drop.pictures.push_back(queryPicture(path));
}

/// True for data: and web addresses, which are then in `drop`.
bool addAddress(Drop& drop, const QByteArray& address)
{
    const QByteArray start = address.left(8).toLower();
    if (start.startsWith("data:")) {
        const auto comma = address.indexOf(',');
        if (comma < 0 || address.size() > kLargestPicture)
            return false;
        const QByteArray header = address.left(comma).toLower();
        if (!header.startsWith("data:image/"))
            return false;
        const QByteArray body = QByteArray::fromPercentEncoding(address.mid(comma + 1));
        const QByteArray bytes = header.endsWith(";base64") ? QByteArray::fromBase64(body) : body;
        if (bytes.isEmpty())
            return false;
        drop.pictures.push_back(queryPicture(toPictureBytes(bytes), titleWithoutFile()));
        return true;
    }
    if (start.startsWith("http://") || start.startsWith("https://")) {
        const QUrl url = QUrl::fromEncoded(address);
        if (!url.isValid() || url.host().isEmpty())
            return false;
        drop.downloads += url;
        return true;
    }
    return false;
}

bool addOwnResults(Drop& drop, const QMimeData& data)
{
    const QByteArray json = data.data(QLatin1String(kResultMimeType));
    for (const QJsonValue& value : QJsonDocument::fromJson(json).array()) {
        SearchHit hit;
        hit.file = FileId(value[QStringLiteral("file")].toInteger());
        hit.path = pathFromBytes(
            QByteArray::fromBase64(value[QStringLiteral("path")].toString().toLatin1()));
        if (hit.file.isValid() && !hit.path.empty())
            drop.pictures.push_back(queryPicture(hit));
    }
    return !drop.pictures.empty();
}

bool addLocalFiles(Drop& drop, const QList<QByteArray>& uris)
{
    for (const QByteArray& uri : uris)
        if (const auto path = pathFromUri(uri); !path.empty())
            addFile(drop, path);
    return !drop.pictures.empty() || !drop.folders.empty();
}

/// Encoded bytes are taken as they are, so that nothing is lost by decoding and encoding again.
bool addPictureBytes(Drop& drop, const QMimeData& data)
{
    for (const QString& format : data.formats()) {
        if (!format.startsWith(QLatin1String("image/")))
            continue;
        const QByteArray bytes = data.data(format);
        if (bytes.isEmpty() || bytes.size() > kLargestPicture)
            continue;
        drop.pictures.push_back(queryPicture(toPictureBytes(bytes), titleWithoutFile()));
        return true;
    }
    if (!data.hasImage())
        return false;
    const auto image = qvariant_cast<QImage>(data.imageData());
    const PictureBytes bytes = image.isNull() ? PictureBytes() : toPictureBytes(image);
    if (!bytes)
        return false;
    drop.pictures.push_back(queryPicture(bytes, titleWithoutFile()));
    return true;
}

/// A browser that drags a linked picture names the link as its address; the picture's own address
/// stands in the HTML beside it.
QByteArray pictureOfHtml(const QMimeData& data)
{
    const QString html = data.html().left(kLargestText);
    static const QRegularExpression kSource(
        QStringLiteral("<img\\s[^>]*?src\\s*=\\s*[\"']([^\"']+)[\"']"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = kSource.match(html);
    return match.captured(1).replace(QLatin1String("&amp;"), QLatin1String("&")).toUtf8();
}

bool looksLikePath(const QString& text)
{
    return !text.contains(QLatin1Char('\n')) && toPath(text).is_absolute();
}

} // namespace

DropKind peekDrop(const QMimeData& data)
{
    if (data.hasFormat(QLatin1String(kResultMimeType)))
        return DropKind::Pictures;
    bool pictures = data.hasImage() || data.hasFormat(kHtml);
    for (const QString& format : data.formats())
        pictures = pictures || format.startsWith(QLatin1String("image/"));
    const QList<QByteArray> uris = uriLines(data);
    for (const QByteArray& uri : uris) {
        const auto path = pathFromUri(uri);
        std::error_code error;
        if (!path.empty() && std::filesystem::is_directory(path, error))
            return DropKind::Folders;
    }
    if (pictures || !uris.isEmpty())
        return DropKind::Pictures;
    if (data.hasText()) {
        Drop drop;
        const QString text = data.text().trimmed().left(kLargestText);
        if (addAddress(drop, text.toUtf8()) || looksLikePath(text))
            return DropKind::Pictures;
    }
    return DropKind::Nothing;
}

Drop readDrop(const QMimeData& data)
{
    Drop drop;
    if (addOwnResults(drop, data))
        return drop;
    const QList<QByteArray> uris = uriLines(data);
    if (addLocalFiles(drop, uris) || addPictureBytes(drop, data))
        return drop;
    if (addAddress(drop, pictureOfHtml(data)))
        return drop;
    for (const QByteArray& uri : uris)
        addAddress(drop, uri);
    if (!drop.pictures.empty() || !drop.downloads.isEmpty())
        return drop;
    const QString text = data.text().trimmed();
    if (addAddress(drop, text.toUtf8()))
        return drop;
    if (looksLikePath(text))
        addFile(drop, toPath(text));
    return drop;
}

std::unique_ptr<QMimeData> resultMimeData(const std::vector<SearchHit>& hits,
                                          const std::vector<SearchHit>& files)
{
    auto data = std::make_unique<QMimeData>();
    QByteArray uris;
    for (const SearchHit& file : files)
        uris += fileUri(file.path) + "\r\n";
    QJsonArray own;
    for (const SearchHit& hit : hits)
        own.append(QJsonObject{
            {QStringLiteral("file"), qint64(hit.file.value())},
            {QStringLiteral("path"), QString::fromLatin1(pathBytes(hit.path).toBase64())}});
    data->setData(kUriList, uris);
    data->setData(QLatin1String(kResultMimeType), QJsonDocument(own).toJson());
    return data;
}

} // namespace lookalike
