// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/decoder_service.h"

#include "core/image/worker/channel.h"
#include "core/image/worker/service_setup.h"
#include "core/image/worker/shared_pixels.h"

#include <cstdlib>
#include <utility>

namespace lookalike {
namespace {

/// Processor time limit for all pictures of a process.
constexpr std::uint64_t kCpuSeconds = 3600;
/// Additional time that a process allows itself after its owner's deadline, in case the owner is
/// gone.
constexpr unsigned kGraceSeconds = 10;
/// Larger buffers are freed after use.
constexpr std::size_t kMaxIdleBytes = 32U << 20;

class Service {
public:
    Service(const Decoder& decoder, UniqueHandle stream, UniqueHandle memory,
            std::uint64_t memoryBytes)
        : m_decoder(decoder)
        , m_channel(std::move(stream))
        , m_memory(std::move(memory))
        , m_memoryBytes(memoryBytes)
    {}

    int run(const Protections& active)
    {
        Result<> going = m_channel.send(writeGreeting(active));
        while (going)
            going = serveOne();
        return going.error().code == ErrorCode::NotFound ? EXIT_SUCCESS : EXIT_FAILURE;
    }

private:
    Result<> serveOne()
    {
        std::array<std::uint8_t, kRequestBytes> head{};
        if (auto received = m_channel.receive(head); !received)
            return received;
        const auto request = parseRequest(head);
        if (!request)
            return fail(request);
        m_bytes.resize(static_cast<std::size_t>(request->fileBytes));
        if (auto received = m_channel.receive(m_bytes); !received)
            return received;
        endServiceAfter(request->seconds + kGraceSeconds);
        if (request->task) {
            auto done = m_decoder.metadata(*request->task, m_bytes, {});
            auto sent = answer(request->id, std::move(done));
            endServiceAfter(0);
            return sent;
        }
        DecodeRequest wanted = request->decodeRequest();
        wanted.takeRoom = [&](std::uint64_t bytes) { return askForRoom(*request, bytes); };
        auto decoded = m_decoder.decode(m_bytes, wanted);
        if (m_bytes.size() > kMaxIdleBytes)
            m_bytes = {};
        auto sent = answer(request->id, std::move(decoded));
        endServiceAfter(0);
        return sent;
    }

    /// Waiting for the owner's answer does not count towards the time limit.
    Result<> askForRoom(const WorkerRequest& request, std::uint64_t bytes)
    {
        endServiceAfter(0);
        WorkerReply reply;
        reply.id = request.id;
        reply.roomBytes = bytes;
        if (auto sent = m_channel.send(writeReply(reply)); !sent)
            return sent;
        auto granted = kRoomGranted;
        if (auto received = m_channel.receive(granted); !received)
            return received;
        if (granted != kRoomGranted)
            return fail(ErrorCode::Conflict, "This is not a grant of memory"_msg);
        endServiceAfter(request.seconds + kGraceSeconds);
        return {};
    }

    Result<> answer(std::uint64_t id, Result<std::string> done)
    {
        WorkerReply reply;
        reply.id = id;
        if (!done) {
            reply.error = std::move(done).error();
            return m_channel.send(writeReply(reply));
        }
        reply.pixelBytes = done->size();
        reply.transport = PixelTransport::Stream;
        return m_channel.send(writeReply(reply),
                              {reinterpret_cast<const std::uint8_t*>(done->data()), done->size()});
    }

    Result<> answer(std::uint64_t id, Result<DecodedImage> decoded)
    {
        WorkerReply reply;
        reply.id = id;
        if (!decoded) {
            reply.error = std::move(decoded).error();
            return m_channel.send(writeReply(reply));
        }
        const std::vector<std::uint8_t> pixels = std::move(decoded->image.pixels);
        reply.picture = std::move(*decoded);
        reply.pixelBytes = pixels.size();
        if (pixels.size() <= m_memoryBytes && writeSharedPixels(m_memory, pixels)) {
            reply.transport = PixelTransport::SharedMemory;
            return m_channel.send(writeReply(reply));
        }
        reply.transport = PixelTransport::Stream;
        return m_channel.send(writeReply(reply), pixels);
    }

    const Decoder& m_decoder;
    Channel m_channel;
    const UniqueHandle m_memory; ///< invalid if pixels go through the stream
    const std::uint64_t m_memoryBytes;
    std::vector<std::uint8_t> m_bytes;
};

} // namespace

int runDecoderService(const Decoder& decoder, const DecoderServiceOptions& options)
{
    UniqueHandle stream = takeServiceStream();
    if (!stream.isValid())
        return EXIT_FAILURE;
    UniqueHandle memory = takeServicePixels();
    if (options.transport != PixelTransport::SharedMemory)
        memory = {};
    settleService();
    decoder.prepare();
    SandboxOptions limits;
    limits.memoryBytes = options.memoryMegabytes << 20U;
    limits.cpuSeconds = kCpuSeconds;
    limits.fileBytes = sharedPixelCapacity(memory);
    limits.newestLandlock = options.newestLandlock;
    const Protections active = closeSandbox(limits);
    return Service(decoder, std::move(stream), std::move(memory), limits.fileBytes).run(active);
}

} // namespace lookalike
