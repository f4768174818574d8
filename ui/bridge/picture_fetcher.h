// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/network_address.h"
#include "core/library/search_request.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>
#include <memory>

namespace lookalike {

/// Fetches pictures from the web that the user dropped, and nothing else, ever: http and https
/// only, no cookies, never from https to http, by a redirect into a private network or to this
/// computer only from there, capped in size and time. GUI thread.
class PictureFetcher : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 kLargestBytes = 64 << 20;

    explicit PictureFetcher(QObject* parent = nullptr);

    void fetch(const QUrl& url);
    /// Ends what is under way; nothing is told of it any more.
    void forget();
    /// For tests, see RedirectGuard.
    void setReach(RedirectGuard::Reach reach) { m_reach = reach; }

Q_SIGNALS:
    /// Exactly one of these for every fetch() that is not forgotten.
    void fetched(const QUrl& url, const lookalike::PictureBytes& bytes);
    void failed(const QUrl& url, const QString& reason);

private:
    /// One fetch() on its way.
    struct Journey {
        QUrl asked;
        QUrl url; ///< where the redirects have led
        RedirectGuard guard;
        int redirects = 0;
    };
    void lookUp(const std::shared_ptr<Journey>& journey);
    void request(const std::shared_ptr<Journey>& journey);
    void redirect(const std::shared_ptr<Journey>& journey, const QUrl& target);
    void finish(QNetworkReply* reply, const std::shared_ptr<Journey>& journey);

    QNetworkAccessManager m_network;
    RedirectGuard::Reach m_reach = addressReach;
    int m_generation = 0; ///< of fetches that are not forgotten
};

} // namespace lookalike
