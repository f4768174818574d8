// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/encode/hub/test_server.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

namespace lookalike::testing {

namespace {

constexpr int kPatience = 20'000;

void flush(QTcpSocket& socket)
{
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(kPatience)) {
    }
}

QByteArray headFor(const ServedRequest& request, qint64 size)
{
    if (request.from <= 0)
        return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(size) + "\r\n";
    return "HTTP/1.1 206 Partial Content\r\nContent-Length: " +
           QByteArray::number(size - request.from) + "\r\nContent-Range: bytes " +
           QByteArray::number(qint64(request.from)) + "-" + QByteArray::number(size - 1) + "/" +
           QByteArray::number(size) + "\r\n";
}

/// What a server tells people beside a redirect or an error: more than a small file has bytes.
QByteArray page(const QByteArray& text)
{
    return text + QByteArray(20'000, ' ');
}

} // namespace

TestServer::TestServer()
    : m_thread([this](const std::stop_token& stop) { run(stop); })
{
    m_port.wait(0);
}

TestServer::~TestServer() = default;

void TestServer::put(const std::string& path, QByteArray content)
{
    const std::lock_guard lock(m_mutex);
    m_contents[path] = std::move(content);
}

void TestServer::behave(const std::string& path, std::vector<Behaviour> behaviours)
{
    const std::lock_guard lock(m_mutex);
    m_behaviours[path] = std::move(behaviours);
}

std::string TestServer::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_port);
}

std::vector<ServedRequest> TestServer::requests(const std::string& path) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<ServedRequest> some;
    for (const ServedRequest& request : m_requests)
        if (request.path == path)
            some.push_back(request);
    return some;
}

void TestServer::reply(QTcpSocket& socket, const QByteArray& head, const QByteArray& body)
{
    socket.write(head + "Connection: close\r\n\r\n" + body);
    flush(socket);
}

void TestServer::answer(QTcpSocket& socket, const ServedRequest& request, const QByteArray& content)
{
    reply(socket, headFor(request, content.size()), content.mid(request.from));
}

TestServer::Behaviour TestServer::closeAfter(qint64 bytes)
{
    return [bytes](QTcpSocket& socket, const ServedRequest& request, const QByteArray& content) {
        reply(socket, headFor(request, content.size()), content.mid(request.from, bytes));
    };
}

TestServer::Behaviour TestServer::holdAfter(qint64 bytes)
{
    return
        [this, bytes](QTcpSocket& socket, const ServedRequest& request, const QByteArray& content) {
            reply(socket, headFor(request, content.size()), content.mid(request.from, bytes));
            ++m_holding;
            socket.waitForDisconnected(kPatience);
        };
}

TestServer::Behaviour TestServer::redirect(std::string target)
{
    return
        [target = std::move(target)](QTcpSocket& socket, const ServedRequest&, const QByteArray&) {
            const QByteArray location = QByteArray::fromStdString(target);
            const QByteArray text = page("Found. Redirecting to " + location);
            reply(socket,
                  "HTTP/1.1 302 Found\r\nContent-Length: " + QByteArray::number(text.size()) +
                      "\r\nLocation: " + location + "\r\n",
                  text);
        };
}

TestServer::Behaviour TestServer::status(int code)
{
    return [code](QTcpSocket& socket, const ServedRequest&, const QByteArray&) {
        const QByteArray text = page("no");
        reply(socket,
              "HTTP/1.1 " + QByteArray::number(code) +
                  " No\r\nContent-Length: " + QByteArray::number(text.size()) + "\r\n",
              text);
    };
}

void TestServer::run(const std::stop_token& stop)
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    m_port = server.serverPort();
    m_port.notify_all();
    while (!stop.stop_requested()) {
        if (!server.waitForNewConnection(20))
            continue;
        while (QTcpSocket* const socket = server.nextPendingConnection()) {
            serve(*socket, stop);
            socket->disconnectFromHost();
            if (socket->state() != QAbstractSocket::UnconnectedState)
                socket->waitForDisconnected(kPatience);
            delete socket;
        }
    }
}

void TestServer::serve(QTcpSocket& socket, const std::stop_token& stop)
{
    QByteArray head;
    while (!head.contains("\r\n\r\n") && !stop.stop_requested()) {
        if (!socket.waitForReadyRead(kPatience))
            return;
        head += socket.readAll();
        if (!head.startsWith("GET "))
            return; // a greeting of TLS, say
    }
    ServedRequest request;
    request.path = head.mid(4, head.indexOf(' ', 4) - 4).toStdString();
    const auto range =
        QRegularExpression("\r\nrange: bytes=(\\d+)-", QRegularExpression::CaseInsensitiveOption)
            .match(QString::fromLatin1(head));
    if (range.hasMatch())
        request.from = range.captured(1).toLongLong();
    Behaviour behaviour = &TestServer::answer;
    QByteArray content;
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(request);
        const auto found = m_contents.find(request.path);
        if (found == m_contents.end())
            behaviour = status(404);
        else
            content = found->second;
        auto& queue = m_behaviours[request.path];
        if (!queue.empty())
            behaviour = queue.front();
        if (queue.size() > 1)
            queue.erase(queue.begin());
    }
    behaviour(socket, request, content);
}

} // namespace lookalike::testing
