// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/image/worker/channel.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>

namespace lookalike {
namespace {

#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_NOSIGNAL | MSG_DONTWAIT;
#else
constexpr int kSendFlags = MSG_DONTWAIT; // SO_NOSIGPIPE replaces MSG_NOSIGNAL
#endif
#ifdef MSG_CMSG_CLOEXEC
constexpr int kReceiveFlags = MSG_DONTWAIT | MSG_CMSG_CLOEXEC;
#else
constexpr int kReceiveFlags = MSG_DONTWAIT;
#endif

bool isPassing(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

tl::unexpected<Error> gone()
{
    return fail(ErrorCode::NotFound, "The decoder process has ended"_msg);
}

/// Closes received descriptors and returns how many there were.
std::size_t closeDescriptors(msghdr& message)
{
    std::size_t count = 0;
    for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr;
         part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
            continue;
        const std::size_t here = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < here; ++i, ++count) {
            int number = -1;
            std::memcpy(&number, CMSG_DATA(part) + i * sizeof(int), sizeof number);
            ::close(number);
        }
    }
    return count;
}

} // namespace

Result<std::pair<UniqueHandle, UniqueHandle>> makeStream()
{
    int ends[2] = {-1, -1};
#ifdef SOCK_CLOEXEC
    const int made = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
#else
    const int made = socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
#endif
    if (made != 0)
        return fail(ErrorCode::OutOfMemory, "%1: %2"_msg("Cannot connect to a decoder"_msg,
                                                         systemReason(lastSystemError())));
    for (const int end : ends) {
#ifndef SOCK_CLOEXEC
        fcntl(end, F_SETFD, FD_CLOEXEC);
#endif
#ifdef SO_NOSIGPIPE
        const int on = 1;
        setsockopt(end, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#else
        static_cast<void>(end);
#endif
    }
    return std::pair(UniqueHandle(ends[0]), UniqueHandle(ends[1]));
}

Result<> Channel::wait(short events, const Deadline& deadline) const
{
    for (;;) {
        int milliseconds = -1;
        if (deadline) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(
                *deadline - std::chrono::steady_clock::now());
            milliseconds = static_cast<int>(
                std::clamp<std::int64_t>(left.count(), 0, std::numeric_limits<int>::max()));
        }
        pollfd entry{m_end.get(), events, 0};
        const int ready = poll(&entry, 1, milliseconds);
        if (ready > 0)
            return {};
        if (ready == 0)
            return fail(ErrorCode::Timeout, "The decoder takes too long"_msg);
        if (errno != EINTR)
            return gone();
    }
}

Result<> Channel::send(std::span<const std::uint8_t> bytes, Deadline deadline)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_end.get(), bytes.data(), bytes.size(), kSendFlags);
        if (sent > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(sent));
        } else if (!isPassing(errno)) {
            return gone();
        } else if (auto ready = wait(POLLOUT, deadline); !ready) {
            return ready;
        }
    }
    return {};
}

Result<> Channel::send(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second,
                       Deadline deadline)
{
    iovec parts[2] = {{const_cast<std::uint8_t*>(first.data()), first.size()},
                      {const_cast<std::uint8_t*>(second.data()), second.size()}};
    msghdr message{};
    message.msg_iov = parts;
    message.msg_iovlen = 2;
    const ssize_t sent = sendmsg(m_end.get(), &message, kSendFlags);
    if (sent < 0 && !isPassing(errno))
        return gone();
    const std::size_t done = sent < 0 ? 0 : static_cast<std::size_t>(sent);
    if (done < first.size())
        if (auto rest = send(first.subspan(done), deadline); !rest)
            return rest;
    return send(second.subspan(done > first.size() ? done - first.size() : 0), deadline);
}

Result<std::size_t> Channel::receiveSome(std::span<std::uint8_t> bytes)
{
    // Space for a few descriptors, so that they are detected.
    alignas(cmsghdr) char control[CMSG_SPACE(4 * sizeof(int))];
    iovec part{bytes.data(), bytes.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    const ssize_t count = recvmsg(m_end.get(), &message, kReceiveFlags);
    if (count == 0 || (count < 0 && !isPassing(errno)))
        return gone();
    if (count < 0)
        return std::size_t{0};
    if (closeDescriptors(message) > 0 || (message.msg_flags & MSG_CTRUNC) != 0)
        return fail(ErrorCode::Broken, "The decoder sent something that it was not asked for"_msg);
    return static_cast<std::size_t>(count);
}

Result<> Channel::receive(std::span<std::uint8_t> bytes, Deadline deadline)
{
    while (!bytes.empty()) {
        const auto count = receiveSome(bytes);
        if (!count)
            return fail(count);
        bytes = bytes.subspan(*count);
        if (*count == 0)
            if (auto ready = wait(POLLIN, deadline); !ready)
                return ready;
    }
    return {};
}

bool Channel::isQuiet() const
{
    pollfd entry{m_end.get(), POLLIN, 0};
    return poll(&entry, 1, 0) == 0;
}

} // namespace lookalike
