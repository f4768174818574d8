// SPDX-License-Identifier: GPL-3.0-or-later
// A decoder process that does what a picture tells it to by its last bytes: "TEST:" and a word.
// Everything else is decoded as usual. Sandbox and protocol are those of lookalike-decoder.
#include "core/image/worker/channel.h"
#include "core/image/worker/decoder_service.h"
#include "core/image/worker/shared_pixels.h"
#include "tests/core/image/misbehaviour.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <string_view>

using namespace lookalike;
using lookalike::testing::kWord;

namespace {

void sendRaw(std::span<const std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(kWorkerSocket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            std::_Exit(1);
        bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
}

/// A reply to the request `id` whose picture is of this size and whose pixels are said to be
/// `bytes`.
WorkerReply replyOf(std::uint64_t id, int width, int height, std::uint64_t bytes)
{
    WorkerReply reply;
    reply.id = id;
    reply.picture.format = ImageFormat::Jpeg;
    reply.picture.image.width = width;
    reply.picture.image.height = height;
    reply.picture.fullWidth = width;
    reply.picture.fullHeight = height;
    reply.pixelBytes = bytes;
    reply.transport = PixelTransport::SharedMemory;
    return reply;
}

/// Sends a reply together with so many descriptors of `memory`.
void sendWithDescriptors(const WorkerReply& reply, int memory, std::size_t count)
{
    const std::vector<std::uint8_t> bytes = writeReply(reply);
    std::vector<char> control(CMSG_SPACE(count * sizeof(int)));
    iovec part{const_cast<std::uint8_t*>(bytes.data()), bytes.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* const header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(count * sizeof(int));
    for (std::size_t i = 0; i < count; ++i)
        std::memcpy(CMSG_DATA(header) + i * sizeof(int), &memory, sizeof memory);
    static_cast<void>(sendmsg(kWorkerSocket, &message, MSG_NOSIGNAL));
}

int memoryOf(std::size_t bytes)
{
    const int memory = memfd_create("test", MFD_ALLOW_SEALING);
    static_cast<void>(ftruncate(memory, static_cast<off_t>(bytes)));
    return memory;
}

/// "name=refused" or "name=ALLOWED", and the error's number.
std::string attempt(const char* name, const std::function<long()>& call)
{
    errno = 0;
    const long result = call();
    const int error = errno;
    return std::string(name) + (result < 0 ? "=refused:" + std::to_string(error) : "=ALLOWED") +
           ' ';
}

std::string tryToEscape()
{
    const char* const home = std::getenv("HOME");
    const std::string key = std::string(home == nullptr ? "/root" : home) + "/.profile";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    char* const program[] = {const_cast<char*>("/bin/true"), nullptr};
    std::string log;
    log += attempt("read", [] { return ::open("/etc/passwd", O_RDONLY); });
    log += attempt("read-home", [&] { return ::open(key.c_str(), O_RDONLY); });
    log += attempt("list", [] { return ::open("/", O_RDONLY | O_DIRECTORY); });
    log +=
        attempt("write", [] { return ::open("/tmp/lookalike-escape", O_WRONLY | O_CREAT, 0600); });
    log += attempt("remove", [] { return ::unlink("/tmp/lookalike-nothing-there"); });
    log += attempt("rename", [] { return ::rename("/tmp/lookalike-a", "/tmp/lookalike-b"); });
    log += attempt("socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0); });
    log += attempt("connect", [&] {
        return ::connect(kWorkerSocket, reinterpret_cast<sockaddr*>(&address), sizeof address);
    });
    log += attempt("execute", [&] { return ::execve(program[0], program, nullptr); });
    log += attempt("ptrace", [] { return ptrace(PTRACE_ATTACH, getppid(), nullptr, nullptr); });
    log += attempt("kill", [] { return ::kill(getppid(), 0); });
    log += attempt("fork", [] {
        const pid_t child = ::fork();
        if (child == 0)
            std::_Exit(0);
        return static_cast<long>(child);
    });
    log += attempt("limits", [] {
        const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
        return setrlimit(RLIMIT_AS, &more);
    });
    log += attempt("files", [] {
        for (int i = 0; i < 64; ++i)
            if (::dup(kWorkerSocket) < 0)
                return -1;
        return 0;
    });
    return log;
}

[[noreturn]] void loop()
{
    for (volatile unsigned turn = 0;;)
        turn = turn + 1;
}

/// How a test's picture goes wrong. `id` is the number of the request.
const std::map<std::string_view, std::function<void(std::uint64_t id)>>& deeds()
{
    static const std::map<std::string_view, std::function<void(std::uint64_t)>> all{
        {"abort", [](auto) { std::abort(); }},
        {"segv", [](auto) { std::raise(SIGSEGV); }},
        {"loop", [](auto) { loop(); }},
        {"exit", [](auto) { std::_Exit(0); }},
        {"allocate",
         [](auto) {
             std::vector<std::unique_ptr<char[]>> blocks;
             for (int i = 0; i < 100; ++i) // not touched: that would only take long
                 blocks.push_back(std::make_unique_for_overwrite<char[]>(std::size_t{1} << 30U));
         }},
        {"garbage", [](auto) { sendRaw(std::vector<std::uint8_t>(4096, 0xA5)); }},
        {"short",
         [](auto id) {
             const auto reply = writeReply(replyOf(id, 1, 1, 3));
             sendRaw(std::span(reply).first(40));
             std::_Exit(0);
         }},
        {"huge",
         [](auto id) {
             WorkerReply reply = replyOf(id, 60'000, 60'000, std::uint64_t{60'000} * 60'000 * 3);
             sendWithDescriptors(reply, memoryOf(100), 1);
         }},
        {"more-than-asked",
         [](auto id) {
             const std::vector<std::uint8_t> pixels(std::size_t{2100} * 2000 * 3);
             const auto memory = sealPixels(pixels);
             sendWithDescriptors(replyOf(id, 2100, 2000, pixels.size()),
                                 memory ? memory->get() : -1, 1);
         }},
        {"wants-room-for-ever",
         [](auto id) {
             WorkerReply reply;
             reply.id = id;
             reply.roomBytes = 1000;
             for (;;)
                 sendRaw(writeReply(reply));
         }},
        {"other-size",
         [](auto id) { sendWithDescriptors(replyOf(id, 100, 100, 30'000), memoryOf(300), 1); }},
        {"wrong-product",
         [](auto id) { sendWithDescriptors(replyOf(id, 100, 100, 300), memoryOf(300), 1); }},
        {"unsealed",
         [](auto id) { sendWithDescriptors(replyOf(id, 10, 10, 300), memoryOf(300), 1); }},
        {"socket-as-pixels",
         [](auto id) { sendWithDescriptors(replyOf(id, 10, 10, 300), kWorkerSocket, 1); }},
        {"no-pixels", [](auto id) { sendRaw(writeReply(replyOf(id, 10, 10, 300))); }},
        {"descriptors",
         [](auto id) { sendWithDescriptors(replyOf(id, 10, 10, 300), memoryOf(300), 200); }},
        {"other-id",
         [](auto id) { sendWithDescriptors(replyOf(id + 1, 10, 10, 300), memoryOf(300), 1); }},
        {"endless-stream",
         [](auto id) {
             WorkerReply reply = replyOf(id, 1000, 1000, 3'000'000);
             reply.transport = PixelTransport::Stream;
             sendRaw(writeReply(reply));
             loop();
         }},
    };
    return all;
}

class MisbehavingDecoder final : public Decoder {
public:
    Result<DecodedImage> decode(std::span<const std::uint8_t> bytes,
                                const DecodeRequest& request) const override
    {
        ++m_requests;
        const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        const std::size_t at = text.rfind(kWord);
        if (at == std::string_view::npos)
            return m_decoder->decode(bytes, request);
        const std::string_view word = text.substr(at + kWord.size());
        if (word == "escape")
            return fail(ErrorCode::Broken, tryToEscape());
        if (word == "twice") { // answers now, and once more unasked
            WorkerReply reply;
            reply.id = m_requests;
            reply.error = Error{ErrorCode::Broken, "the first answer", {}};
            sendRaw(writeReply(reply));
            return fail(ErrorCode::Broken, "the second answer");
        }
        const auto deed = deeds().find(word);
        if (deed == deeds().end())
            return fail(ErrorCode::Unsupported, "unknown deed");
        try {
            deed->second(m_requests);
        } catch (const std::bad_alloc&) {
            return fail(ErrorCode::OutOfMemory, "no memory");
        }
        loop();
    }
    void prepare() const override { m_decoder->prepare(); }

private:
    const std::unique_ptr<Decoder> m_decoder = makeInProcessDecoder();
    mutable std::uint64_t m_requests = 0;
};

} // namespace

int main(int argc, char** argv)
{
    std::uint64_t memoryMegabytes = 0;
    if (argc != 2 ||
        std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), memoryMegabytes).ec != std::errc())
        return EXIT_FAILURE;
#ifdef LOOKALIKE_STREAMED_PIXELS
    return runDecoderService(MisbehavingDecoder(), memoryMegabytes, PixelTransport::Stream);
#else
    return runDecoderService(MisbehavingDecoder(), memoryMegabytes);
#endif
}
