// SPDX-License-Identifier: GPL-3.0-or-later
// Both ends are opened for overlapped I/O, because only that can be cancelled at a deadline.
#include "core/base/system_error.h"
#include "core/image/worker/channel.h"

#include <windows.h>

#include <algorithm>
#include <random>
#include <string>

namespace lookalike {
namespace {

constexpr DWORD kPipeBytes = 1U << 20;
constexpr std::size_t kMostAtOnce = std::size_t{1} << 26;

tl::unexpected<Error> gone()
{
    return fail(ErrorCode::NotFound, "The decoder process has ended"_msg);
}

tl::unexpected<Error> cannotConnect()
{
    return failSystem(lastSystemError(), "Cannot connect to a decoder"_msg, {});
}

/// Returns a name that other programs cannot predict.
std::wstring pipeName()
{
    std::random_device random;
    std::wstring name = L"\\\\.\\pipe\\lookalike-" + std::to_wstring(::GetCurrentProcessId());
    for (int i = 0; i < 4; ++i)
        name += L'-' + std::to_wstring(random());
    return name;
}

DWORD milliseconds(const Deadline& deadline)
{
    if (!deadline)
        return INFINITE;
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(*deadline - std::chrono::steady_clock::now());
    return static_cast<DWORD>(std::clamp<std::int64_t>(left.count(), 0, INFINITE - 1));
}

/// A pending operation, with the event that signals its end.
struct Operation {
    Operation()
        : event(::CreateEventW(nullptr, TRUE, FALSE, nullptr))
    {
        state.hEvent = event.get();
    }
    OVERLAPPED state{};
    UniqueHandle event;
};

} // namespace

Result<std::pair<UniqueHandle, UniqueHandle>> makeStream()
{
    const std::wstring name = pipeName();
    UniqueHandle ours(::CreateNamedPipeW(
        name.c_str(), PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
        PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS, 1, kPipeBytes,
        kPipeBytes, 0, nullptr));
    if (!ours.isValid())
        return cannotConnect();
    UniqueHandle theirs(::CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
                                      OPEN_EXISTING, FILE_FLAG_OVERLAPPED, nullptr));
    if (!theirs.isValid())
        return cannotConnect();
    return std::pair(std::move(ours), std::move(theirs));
}

Result<std::size_t> Channel::finish(void* overlapped, bool begun, const Deadline& deadline)
{
    auto* const operation = static_cast<OVERLAPPED*>(overlapped);
    if (!begun && ::GetLastError() != ERROR_IO_PENDING)
        return gone();
    const bool late =
        ::WaitForSingleObject(operation->hEvent, milliseconds(deadline)) != WAIT_OBJECT_0;
    if (late)
        ::CancelIoEx(m_end.get(), operation);
    // Also required after cancelling: until this returns, the system may still write to the buffer.
    DWORD count = 0;
    if (::GetOverlappedResult(m_end.get(), operation, &count, TRUE) && count > 0)
        return std::size_t{count};
    if (late)
        return fail(ErrorCode::Timeout, "The decoder takes too long"_msg);
    return gone();
}

Result<> Channel::send(std::span<const std::uint8_t> bytes, Deadline deadline)
{
    while (!bytes.empty()) {
        Operation operation;
        const auto size = static_cast<DWORD>(std::min(bytes.size(), kMostAtOnce));
        const bool begun =
            ::WriteFile(m_end.get(), bytes.data(), size, nullptr, &operation.state) != 0;
        const auto sent = finish(&operation.state, begun, deadline);
        if (!sent)
            return fail(sent);
        bytes = bytes.subspan(*sent);
    }
    return {};
}

Result<> Channel::send(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second,
                       Deadline deadline)
{
    if (auto sent = send(first, deadline); !sent)
        return sent;
    return send(second, deadline);
}

Result<> Channel::receive(std::span<std::uint8_t> bytes, Deadline deadline)
{
    while (!bytes.empty()) {
        Operation operation;
        const auto size = static_cast<DWORD>(std::min(bytes.size(), kMostAtOnce));
        const bool begun =
            ::ReadFile(m_end.get(), bytes.data(), size, nullptr, &operation.state) != 0;
        const auto count = finish(&operation.state, begun, deadline);
        if (!count)
            return fail(count);
        bytes = bytes.subspan(*count);
    }
    return {};
}

bool Channel::isQuiet() const
{
    DWORD waiting = 0;
    return ::PeekNamedPipe(m_end.get(), nullptr, 0, nullptr, &waiting, nullptr) && waiting == 0;
}

} // namespace lookalike
