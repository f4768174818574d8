// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>

namespace lookalike {

/// One running window a catalog and person: a second start hands its request to the first.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    /// `key` tells instances apart, such as the catalog's path.
    explicit SingleInstance(const QByteArray& key, QObject* parent = nullptr);

    /// True where another instance took the request; this one should end then. Does not
    /// wait where there is none, and some seconds where one is busy.
    [[nodiscard]] bool handOver(const QJsonObject& request) const;
    /// Begins to take requests, from now on under another key where one is given. False where the
    /// system refuses; the program works without it.
    bool listen(const QByteArray& key = {});
    /// Takes none any more.
    void close() { m_server.close(); }

Q_SIGNALS:
    void requested(const QJsonObject& request);

private:
    void accept();

    QString m_name;
    QLocalServer m_server;
};

} // namespace lookalike
