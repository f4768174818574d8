// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP server on 127.0.0.1 that behaves as badly as a test asks it to.
#pragma once

#include <QByteArray>
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

class QTcpSocket;

namespace lookalike::testing {

/// One request as it came.
struct ServedRequest {
    std::string path;
    std::int64_t from = 0; ///< of its Range header; 0 without one
};

/// Answers on a thread of its own, one connection after the other.
class TestServer {
public:
    /// How one answer is given. It may write anything, and may wait for the other side to go.
    using Behaviour = std::function<void(QTcpSocket& socket, const ServedRequest& request,
                                         const QByteArray& content)>;

    TestServer();
    ~TestServer();

    void put(const std::string& path, QByteArray content);
    /// For the requests to a path that follow; the last one given stays.
    void behave(const std::string& path, std::vector<Behaviour> behaviours);
    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::vector<ServedRequest> requests(const std::string& path) const;
    /// How often a behaviour reached holdAfter()'s wait.
    [[nodiscard]] int holding() const { return m_holding; }

    /// What a good server does, ranges included.
    static void answer(QTcpSocket& socket, const ServedRequest& request, const QByteArray& content);
    /// Announces everything, sends `bytes` of it, and closes.
    [[nodiscard]] static Behaviour closeAfter(qint64 bytes);
    /// The same, but goes silent instead until the other side goes.
    [[nodiscard]] Behaviour holdAfter(qint64 bytes);
    [[nodiscard]] static Behaviour redirect(std::string target);
    [[nodiscard]] static Behaviour status(int code);
    static void reply(QTcpSocket& socket, const QByteArray& head, const QByteArray& body);

private:
    void run(const std::stop_token& stop);
    void serve(QTcpSocket& socket, const std::stop_token& stop);

    mutable std::mutex m_mutex;
    std::map<std::string, QByteArray> m_contents;
    std::map<std::string, std::vector<Behaviour>> m_behaviours;
    std::vector<ServedRequest> m_requests;
    std::atomic<int> m_holding{0};
    std::atomic<std::uint16_t> m_port{0};
    std::jthread m_thread; ///< last: it uses the others
};

} // namespace lookalike::testing
