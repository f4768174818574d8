// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>

namespace lookalike {

/// One running window a catalog and user: a second start hands its request to the first. On POSIX
/// systems both meet at a socket in a folder that only the user can enter, and each makes sure that
/// the other belongs to the same user.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    /// `key` tells instances apart, such as the catalog's path.
    explicit SingleInstance(const QByteArray& key, QObject* parent = nullptr);

    struct HandOver {
        bool taken = false; ///< another instance took the request; this one should end then
        QString problem; ///< for the user; empty where it was taken or there is no other instance
    };
    /// Does not wait where there is no other instance, and some seconds where one is busy.
    [[nodiscard]] HandOver handOver(const QJsonObject& request) const;
    /// Begins to take requests, from now on under another key where one is given. False where the
    /// system refuses; the program works without it.
    bool listen(const QByteArray& key = {});
    /// Takes none any more.
    void close() { m_server.close(); }

    /// The socket's path, or the pipe's name; empty where there is no folder for it.
    [[nodiscard]] const QString& name() const { return m_name; }
    /// How long handOver() waits for an answer.
    void setAnswerLimit(int milliseconds) { m_answerMs = milliseconds; }

Q_SIGNALS:
    void requested(const QJsonObject& request);

private:
    [[nodiscard]] static QString failure(const QString& reason);
    void accept();

    QString m_name;
    int m_answerMs;
    QLocalServer m_server;
};

} // namespace lookalike
