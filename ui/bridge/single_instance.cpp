// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/single_instance.h"

#include "ui/bridge/runtime_folder.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QJsonDocument>
#include <QLocalSocket>

namespace lookalike {

namespace {

constexpr int kWaitMs = 1000;
constexpr int kAnswerMs = 5000; ///< a busy one is not gone: two windows on one catalog are worse
constexpr qint64 kLargestRequest = 1 << 20;

const QByteArray kAnswer = QByteArrayLiteral("ok\n");

QString nameFor(const QByteArray& key)
{
    const QByteArray user = QDir::homePath().toUtf8();
    const QString name =
        QStringLiteral("lookalike-") +
        QString::fromLatin1(QCryptographicHash::hash(user + '\0' + key, QCryptographicHash::Sha256)
                                .toHex()
                                .left(24));
#ifdef Q_OS_WIN
    return name; // of a pipe
#else
    const QString folder = runtimeFolder();
    return folder.isEmpty() ? QString() : folder + QLatin1Char('/') + name;
#endif
}

} // namespace

QString SingleInstance::failure(const QString& reason)
{
    return tr("The open window could not be reached (%1), so this is a second one.").arg(reason);
}

SingleInstance::SingleInstance(const QByteArray& key, QObject* parent)
    : QObject(parent)
    , m_name(nameFor(key))
    , m_answerMs(kAnswerMs)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
}

SingleInstance::HandOver SingleInstance::handOver(const QJsonObject& request) const
{
    if (m_name.isEmpty())
        return {false, tr("No folder is private to you, so starting the program again will open "
                          "another window.")};
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(kWaitMs)) {
        const bool nobody = socket.error() == QLocalSocket::ServerNotFoundError ||
                            socket.error() == QLocalSocket::ConnectionRefusedError;
        return {false, nobody ? QString() : failure(socket.errorString())};
    }
    if (!isPeerThisUser(socket.socketDescriptor()))
        return {false, failure(tr("a program of another user is in its place"))};
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    QDeadlineTimer left(m_answerMs);
    while (socket.bytesAvailable() < kAnswer.size() && !left.hasExpired())
        if (!socket.waitForReadyRead(static_cast<int>(left.remainingTime())))
            break;
    const QByteArray answer = socket.read(kAnswer.size());
    if (answer == kAnswer)
        return {true, {}};
    return {false, failure(answer.isEmpty() ? tr("it does not answer")
                                            : tr("another program is in its place"))};
}

bool SingleInstance::listen(const QByteArray& key)
{
    if (const QString name = key.isEmpty() ? m_name : nameFor(key); name != m_name) {
        m_server.close();
        m_name = name;
    }
    if (m_server.isListening())
        return true;
    if (m_name.isEmpty())
        return false;
    if (m_server.listen(m_name))
        return true;
    // The socket of an instance that crashed: handOver() found no process behind it.
    QLocalServer::removeServer(m_name);
    return m_server.listen(m_name);
}

void SingleInstance::accept()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (!isPeerThisUser(socket->socketDescriptor())) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->bytesAvailable() > kLargestRequest) {
                socket->abort();
                return;
            }
            if (!socket->canReadLine())
                return;
            const auto request = QJsonDocument::fromJson(socket->readLine());
            socket->write(kAnswer);
            socket->flush();
            if (request.isObject())
                Q_EMIT requested(request.object());
        });
    }
}

} // namespace lookalike
