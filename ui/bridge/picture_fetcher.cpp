// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/picture_fetcher.h"

#include "core/image/format.h"
#include "ui/bridge/conversions.h"

#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QTimer>

namespace lookalike {

namespace {

constexpr int kMostRedirects = 5;
constexpr std::chrono::seconds kTimeout{20};

/// Keeps and sends nothing.
class NoCookies : public QNetworkCookieJar {
public:
    using QNetworkCookieJar::QNetworkCookieJar;
    [[nodiscard]] QList<QNetworkCookie> cookiesForUrl(const QUrl&) const override { return {}; }
    bool setCookiesFromUrl(const QList<QNetworkCookie>&, const QUrl&) override { return false; }
};

bool isPicture(const QByteArray& bytes)
{
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.constData());
    const auto size = std::min<std::size_t>(static_cast<std::size_t>(bytes.size()), kSniffBytes);
    return sniffFormat({data, size}) != ImageFormat::Unknown;
}

} // namespace

PictureFetcher::PictureFetcher(QObject* parent)
    : QObject(parent)
    , m_timeout(kTimeout)
{
    m_network.setCookieJar(new NoCookies(&m_network));
    m_network.setAutoDeleteReplies(true);
}

void PictureFetcher::fetch(const QUrl& url)
{
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")) {
        Q_EMIT failed(url, tr("Only pictures of web addresses can be fetched"));
        return;
    }
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setMaximumRedirectsAllowed(kMostRedirects);
    request.setTransferTimeout(static_cast<int>(m_timeout.count()));
    request.setRawHeader("Accept", "image/*");
    QNetworkReply* reply = m_network.get(request);
    // The transfer time-out above starts anew with every byte; this one bounds the whole.
    QTimer::singleShot(m_timeout, reply, &QNetworkReply::abort);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64 total) {
        if (received > kLargestBytes || total > kLargestBytes) {
            reply->setProperty("tooLarge", true);
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, url] { finish(reply, url); });
}

void PictureFetcher::forget()
{
    for (QNetworkReply* reply : m_network.findChildren<QNetworkReply*>()) {
        reply->disconnect(this);
        reply->abort();
    }
}

void PictureFetcher::finish(QNetworkReply* reply, const QUrl& url)
{
    const QString host = url.host();
    if (reply->property("tooLarge").toBool()) {
        Q_EMIT failed(url, tr("The picture at %1 is larger than 64 MB").arg(host));
    } else if (reply->error() == QNetworkReply::OperationCanceledError) {
        Q_EMIT failed(url, tr("%1 took too long to send the picture").arg(host));
    } else if (reply->error() != QNetworkReply::NoError) {
        Q_EMIT failed(
            url,
            tr("The picture could not be fetched from %1: %2").arg(host, reply->errorString()));
    } else if (const QByteArray bytes = reply->readAll(); isPicture(bytes)) {
        Q_EMIT fetched(url, toPictureBytes(bytes));
    } else {
        Q_EMIT failed(url, tr("What %1 sent is not a picture").arg(host));
    }
}

} // namespace lookalike
