// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/picture_fetcher.h"

#include "core/image/format.h"
#include "ui/bridge/conversions.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QTimer>
#include <algorithm>
#include <vector>

namespace lookalike {

namespace {

constexpr int kMostRedirects = 5;
constexpr std::chrono::milliseconds kTimeout{20'000};

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

std::vector<std::uint8_t> bytesOf(const QHostAddress& address)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        const quint32 number = address.toIPv4Address();
        return {std::uint8_t(number >> 24U), std::uint8_t(number >> 16U),
                std::uint8_t(number >> 8U), std::uint8_t(number)};
    }
    const Q_IPV6ADDR ipv6 = address.toIPv6Address();
    return {std::begin(ipv6.c), std::end(ipv6.c)};
}

} // namespace

PictureFetcher::PictureFetcher(QObject* parent)
    : QObject(parent)
{
    m_network.setCookieJar(new NoCookies(&m_network));
    m_network.setAutoDeleteReplies(true);
}

void PictureFetcher::fetch(const QUrl& url)
{
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")) {
        Q_EMIT failed(url, tr("Only pictures from web addresses can be downloaded"));
        return;
    }
    lookUp(std::make_shared<Journey>(Journey{url, url, RedirectGuard(false, m_reach)}));
}

// The connection that follows takes the addresses of this look-up: Qt keeps them for a minute.
void PictureFetcher::lookUp(const std::shared_ptr<Journey>& journey)
{
    const int generation = m_generation;
    QHostInfo::lookupHost(journey->url.host(), this, [=, this](const QHostInfo& info) {
        if (generation != m_generation)
            return;
        const QList<QHostAddress> addresses = info.addresses();
        const bool admitted = std::ranges::all_of(addresses, [&](const QHostAddress& address) {
            return journey->guard.admits(bytesOf(address));
        });
        if (admitted && !(journey->redirects > 0 && addresses.isEmpty()))
            request(journey);
        else
            Q_EMIT failed(journey->asked,
                          tr("%1 redirects into a private network, which is not allowed")
                              .arg(journey->asked.host()));
    });
}

void PictureFetcher::request(const std::shared_ptr<Journey>& journey)
{
    QNetworkRequest request(journey->url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(static_cast<int>(kTimeout.count()));
    request.setRawHeader("Accept", "image/*");
    QNetworkReply* reply = m_network.get(request);
    // The transfer time-out above starts again with every byte; this one bounds the whole.
    QTimer::singleShot(kTimeout, reply, &QNetworkReply::abort);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64 total) {
        if (received > kLargestBytes || total > kLargestBytes) {
            reply->setProperty("tooLarge", true);
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::finished, this,
            [this, reply, journey] { finish(reply, journey); });
}

void PictureFetcher::redirect(const std::shared_ptr<Journey>& journey, const QUrl& target)
{
    const QUrl next = journey->url.resolved(target);
    const bool safe =
        next.scheme() == QLatin1String("https") ||
        (next.scheme() == QLatin1String("http") && journey->url.scheme() == next.scheme());
    if (!safe || next.host().isEmpty() || ++journey->redirects > kMostRedirects) {
        Q_EMIT failed(journey->asked,
                      tr("The picture could not be downloaded from %1: %2")
                          .arg(journey->asked.host(), tr("its redirect was refused")));
        return;
    }
    journey->url = next;
    journey->guard.followsRedirect();
    lookUp(journey);
}

void PictureFetcher::forget()
{
    ++m_generation;
    for (QNetworkReply* reply : m_network.findChildren<QNetworkReply*>()) {
        reply->disconnect(this);
        reply->abort();
    }
}

void PictureFetcher::finish(QNetworkReply* reply, const std::shared_ptr<Journey>& journey)
{
    const QUrl& url = journey->asked;
    const QString host = url.host();
    const QVariant target = reply->attribute(QNetworkRequest::RedirectionTargetAttribute);
    if (reply->property("tooLarge").toBool()) {
        Q_EMIT failed(url, tr("The picture at %1 is larger than 64 MB").arg(host));
    } else if (reply->error() == QNetworkReply::OperationCanceledError) {
        Q_EMIT failed(url, tr("%1 took too long to send the picture").arg(host));
    } else if (reply->error() != QNetworkReply::NoError) {
        Q_EMIT failed(
            url,
            tr("The picture could not be downloaded from %1: %2").arg(host, reply->errorString()));
    } else if (target.isValid()) {
        redirect(journey, target.toUrl());
    } else if (const QByteArray bytes = reply->readAll(); isPicture(bytes)) {
        Q_EMIT fetched(url, toPictureBytes(bytes));
    } else {
        Q_EMIT failed(url, tr("%1 did not send a picture").arg(host));
    }
}

} // namespace lookalike
