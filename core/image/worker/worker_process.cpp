// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/worker_process.h"

#include "core/image/worker/shared_pixels.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {
namespace {

constexpr std::chrono::seconds kGreetingLimit(20);

Deadline after(std::chrono::milliseconds time)
{
    return std::chrono::steady_clock::now() + time;
}

Message tookLongerThan(std::chrono::milliseconds time)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    return seconds == time ? "Decoding took longer than %1 seconds"_msg(seconds.count())
                           : "Decoding took longer than %1 milliseconds"_msg(time.count());
}

} // namespace

Result<std::unique_ptr<WorkerProcess>> WorkerProcess::start(const WorkerProgram& program)
{
    auto ends = makeStream();
    if (!ends)
        return fail(ends);
    UniqueHandle pixels = makeSharedPixels(program.sharedBytes);
    auto child = ChildProcess::start(program, ends->second, pixels);
    if (!child)
        return fail(child);
    return std::unique_ptr<WorkerProcess>(
        new WorkerProcess(std::move(*child), std::move(ends->first), std::move(pixels)));
}

WorkerProcess::WorkerProcess(std::unique_ptr<ChildProcess> child, UniqueHandle stream,
                             UniqueHandle pixels)
    : m_child(std::move(child))
    , m_channel(std::move(stream))
    , m_pixels(std::move(pixels))
{}

Result<Protections> WorkerProcess::greet()
{
    std::array<std::uint8_t, kGreetingBytes> bytes{};
    if (auto received = m_channel.receive(bytes, after(kGreetingLimit)); !received)
        return fail(ErrorCode::IoError, "%1: %2"_msg("The decoder program does not start"_msg,
                                                     received.error().message));
    return parseGreeting(bytes);
}

WorkerProcess::Outcome WorkerProcess::decode(std::span<const std::uint8_t> bytes,
                                             const DecodeRequest& request,
                                             std::chrono::milliseconds limit)
{
    WorkerRequest asked;
    asked.id = ++m_taken;
    asked.fileBytes = bytes.size();
    asked.maxPixels = request.maxPixels;
    asked.wantedShortSide = static_cast<std::uint32_t>(std::max(request.wantedShortSide, 0));
    asked.seconds =
        static_cast<std::uint16_t>(std::chrono::ceil<std::chrono::seconds>(limit).count());
    asked.wantMetadata = request.wantMetadata;
    asked.wantDigest = request.wantDigest;
    auto reply = askUntilStopped(asked, bytes, request, limit);
    if (!reply)
        return {std::move(reply).error(), {}};
    if (reply->error)
        return {std::nullopt, fail(std::move(*reply->error))};
    return {std::nullopt, std::move(reply->picture)};
}

WorkerProcess::TextOutcome WorkerProcess::metadata(MetadataTask task,
                                                   std::span<const std::uint8_t> bytes,
                                                   std::stop_token stop,
                                                   std::chrono::milliseconds limit)
{
    WorkerRequest asked;
    asked.id = ++m_taken;
    asked.fileBytes = bytes.size();
    asked.seconds =
        static_cast<std::uint16_t>(std::chrono::ceil<std::chrono::seconds>(limit).count());
    asked.task = task;
    DecodeRequest request;
    request.stop = std::move(stop);
    auto reply = askUntilStopped(asked, bytes, request, limit);
    if (!reply)
        return {std::move(reply).error(), {}};
    if (reply->error)
        return {std::nullopt, fail(std::move(*reply->error))};
    return {std::nullopt, std::move(reply->answer)};
}

Result<WorkerReply> WorkerProcess::askUntilStopped(const WorkerRequest& asked,
                                                   std::span<const std::uint8_t> bytes,
                                                   const DecodeRequest& request,
                                                   std::chrono::milliseconds limit)
{
    auto reply = [&] {
        // Killing the process ends the wait for its answer.
        const std::stop_callback giveUp(request.stop, [this] { m_child->kill(); });
        return ask(asked, bytes, request, limit);
    }();
    if (!reply && request.stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled"_msg);
    if (!reply)
        return fail(explain(std::move(reply).error(), limit));
    return reply;
}

Result<WorkerReply> WorkerProcess::ask(const WorkerRequest& asked,
                                       std::span<const std::uint8_t> bytes,
                                       const DecodeRequest& request,
                                       std::chrono::milliseconds limit)
{
    auto deadline = std::chrono::steady_clock::now() + limit;
    if (auto sent = m_channel.send(writeRequest(asked), bytes, deadline); !sent)
        return fail(sent);
    for (int roomRequests = 0; roomRequests <= kMaxRoomRequests; ++roomRequests) {
        auto reply = receiveReply(asked, deadline);
        if (reply && reply->roomBytes == 0)
            if (auto taken =
                    asked.task ? takeAnswer(*reply, deadline) : takePixels(*reply, deadline);
                !taken)
                return fail(taken);
        if (!reply || reply->roomBytes == 0)
            return reply;
        const auto asksAt = std::chrono::steady_clock::now();
        if (request.takeRoom)
            if (auto room = request.takeRoom(reply->roomBytes); !room)
                return fail(room);
        deadline += std::chrono::steady_clock::now() - asksAt;
        if (auto sent = m_channel.send(kRoomGranted, deadline); !sent)
            return fail(sent);
    }
    return fail(ErrorCode::Broken, "The picture made its decoder ask for memory endlessly"_msg);
}

Result<WorkerReply> WorkerProcess::receiveReply(const WorkerRequest& asked, Deadline deadline)
{
    std::array<std::uint8_t, kReplyBytes> fixed{};
    if (auto received = m_channel.receive(fixed, deadline); !received)
        return fail(received);
    auto head = parseReplyHead(fixed, asked);
    if (!head)
        return fail(head);
    std::vector<std::uint8_t> texts(head->textBytes());
    if (auto received = m_channel.receive(texts, deadline); !received)
        return fail(received);
    return takeTexts(std::move(*head), texts);
}

Result<> WorkerProcess::takeAnswer(WorkerReply& reply, Deadline deadline)
{
    reply.answer.resize(static_cast<std::size_t>(reply.pixelBytes));
    return m_channel.receive(
        {reinterpret_cast<std::uint8_t*>(reply.answer.data()), reply.answer.size()}, deadline);
}

Result<> WorkerProcess::takePixels(WorkerReply& reply, Deadline deadline)
{
    if (reply.transport == PixelTransport::None)
        return {};
    const bool shared = reply.transport == PixelTransport::SharedMemory;
    // Check the claimed size before allocating for it.
    if (shared && sharedPixelCapacity(m_pixels) < reply.pixelBytes)
        return fail(ErrorCode::Broken, "The decoder's pixels are missing"_msg);
    Image& image = reply.picture.image;
    image = Image(image.width, image.height);
    if (!shared)
        return m_channel.receive(image.pixels, deadline);
    auto read = readSharedPixels(m_pixels, image.pixels, deadline);
    trimSharedPixels(m_pixels, image.pixels.size());
    return read;
}

Error WorkerProcess::explain(Error failure, std::chrono::milliseconds limit)
{
    const Message crash = m_child->end();
    if (failure.code == ErrorCode::Timeout) {
        failure.message = tookLongerThan(limit);
        return failure;
    }
    const bool ended = failure.code == ErrorCode::NotFound;
    failure.code = ErrorCode::Broken;
    if (!crash.empty() && ended)
        failure.message = "The picture crashed its decoder (%1)"_msg(crash);
    else if (ended)
        failure.message = "The picture made its decoder give up"_msg;
    return failure;
}

} // namespace lookalike
