// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/search_request.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

namespace lookalike {

/// Fetches pictures from the web that a person dropped, and nothing else, ever: http and https
/// only, no cookies, never from https to http, capped in size and time. GUI thread.
class PictureFetcher : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 kLargestBytes = 64 << 20;

    explicit PictureFetcher(QObject* parent = nullptr);

    void fetch(const QUrl& url);
    /// Ends what is under way; nothing is told of it any more.
    void forget();
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

Q_SIGNALS:
    /// Exactly one of these for every fetch() that is not forgotten.
    void fetched(const QUrl& url, const lookalike::PictureBytes& bytes);
    void failed(const QUrl& url, const QString& reason);

private:
    void finish(QNetworkReply* reply, const QUrl& url);

    QNetworkAccessManager m_network;
    std::chrono::milliseconds m_timeout;
};

} // namespace lookalike
