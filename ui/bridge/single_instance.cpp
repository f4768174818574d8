// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QLocalSocket>

namespace lookalike {

namespace {

constexpr int kWaitMs = 1000;
constexpr int kAnswerMs = 5000; ///< a busy one is not gone: two windows on one catalog are worse
constexpr qint64 kLargestRequest = 1 << 20;

QString nameFor(const QByteArray& key)
{
    const QByteArray person = QDir::homePath().toUtf8();
    return QStringLiteral("lookalike-") +
           QString::fromLatin1(
               QCryptographicHash::hash(person + '\0' + key, QCryptographicHash::Sha256)
                   .toHex()
                   .left(24));
}

} // namespace

SingleInstance::SingleInstance(const QByteArray& key, QObject* parent)
    : QObject(parent)
    , m_name(nameFor(key))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
}

bool SingleInstance::handOver(const QJsonObject& request) const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(kWaitMs))
        return false;
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    if (!socket.waitForBytesWritten(kWaitMs))
        return false;
    // A quick answer may have come while the request was still being written.
    return socket.bytesAvailable() > 0 || socket.waitForReadyRead(kAnswerMs);
}

bool SingleInstance::listen(const QByteArray& key)
{
    if (const QString name = key.isEmpty() ? m_name : nameFor(key); name != m_name) {
        m_server.close();
        m_name = name;
    }
    if (m_server.isListening())
        return true;
    if (m_server.listen(m_name))
        return true;
    // The socket of an instance that crashed: handOver() found nobody behind it.
    QLocalServer::removeServer(m_name);
    return m_server.listen(m_name);
}

void SingleInstance::accept()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->bytesAvailable() > kLargestRequest) {
                socket->abort();
                return;
            }
            if (!socket->canReadLine())
                return;
            const auto request = QJsonDocument::fromJson(socket->readLine());
            socket->write("ok\n");
            socket->flush();
            if (request.isObject())
                Q_EMIT requested(request.object());
        });
    }
}

} // namespace lookalike
