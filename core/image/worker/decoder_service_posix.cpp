// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/channel.h"
#include "core/image/worker/decoder_service.h"
#include "core/image/worker/shared_pixels.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <utility>

#ifdef __linux__
#include <malloc.h>
#include <sys/syscall.h>
#endif

namespace lookalike {
namespace {

/// Time on the processor for all pictures that a process decodes in its life.
constexpr std::uint64_t kCpuSeconds = 3600;
/// What a process allows itself beyond its owner's deadline: the owner may be gone.
constexpr unsigned kGraceSeconds = 10;
/// Larger buffers are given back after use.
constexpr std::size_t kKeptBytes = 32U << 20;

bool isSocket(int descriptor)
{
    struct stat status = {};
    return fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

void closeOtherDescriptors()
{
#ifdef __linux__
    constexpr long kCloseRange = 436; // by number: the C library may be older than the kernel
    if (syscall(kCloseRange, static_cast<unsigned>(kWorkerSocket + 1), ~0U, 0U) == 0)
        return;
#endif
    constexpr int kMostDescriptors = 4096;
    const long limit = sysconf(_SC_OPEN_MAX);
    const int end =
        limit > 0 && limit < kMostDescriptors ? static_cast<int>(limit) : kMostDescriptors;
    for (int number = kWorkerSocket + 1; number < end; ++number)
        ::close(number);
}

/// A process that decodes picture after picture wants its large blocks again: without this each of
/// them is fresh memory that the kernel has to clear.
void keepLargeBlocks()
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    mallopt(M_TRIM_THRESHOLD, 128 << 20);
    mallopt(M_ARENA_MAX, 2);
#endif
}

/// Should the whole system run out of memory, this process is the one to end.
void volunteerForOutOfMemory()
{
#ifdef __linux__
    const Descriptor file(::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
    if (file.isValid())
        static_cast<void>(::write(file.get(), "1000", 4) == 4);
#endif
}

class Service {
public:
    Service(const Decoder& decoder, PixelTransport transport)
        : m_decoder(decoder)
        , m_transport(transport)
        , m_channel(Descriptor(kWorkerSocket))
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
            return tl::unexpected(request.error());
        m_bytes.resize(static_cast<std::size_t>(request->fileBytes));
        if (auto received = m_channel.receive(m_bytes); !received)
            return received;
        ::alarm(request->seconds + kGraceSeconds);
        auto decoded = m_decoder.decode(m_bytes, request->decodeRequest());
        if (m_bytes.size() > kKeptBytes)
            m_bytes = {};
        auto sent = answer(request->id, std::move(decoded));
        ::alarm(0);
        return sent;
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
        if (m_transport == PixelTransport::SharedMemory) {
            if (const auto memory = sealPixels(pixels)) {
                reply.transport = PixelTransport::SharedMemory;
                return m_channel.sendWith(writeReply(reply), memory->get());
            }
        }
        reply.transport = PixelTransport::Stream;
        return m_channel.send(writeReply(reply), pixels);
    }

    const Decoder& m_decoder;
    const PixelTransport m_transport;
    Channel m_channel;
    std::vector<std::uint8_t> m_bytes;
};

} // namespace

int runDecoderService(const Decoder& decoder, std::uint64_t memoryMegabytes,
                      PixelTransport transport)
{
    if (!isSocket(kWorkerSocket))
        return EXIT_FAILURE;
    std::signal(SIGPIPE, SIG_IGN);
    closeOtherDescriptors();
    keepLargeBlocks();
    volunteerForOutOfMemory();
    decoder.prepare();
    SandboxOptions options;
    options.memoryBytes = memoryMegabytes << 20U;
    options.cpuSeconds = kCpuSeconds;
    const Protections active = closeSandbox(options);
    return Service(decoder, transport).run(active);
}

} // namespace lookalike
