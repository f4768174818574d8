// SPDX-License-Identifier: GPL-3.0-or-later
// A decoder process that does what a picture tells it to by its last bytes: "TEST:" and a word.
// Everything else is decoded as usual. Sandbox and protocol are those of lookalike-decoder.
#include "core/image/worker/channel.h"
#include "core/image/worker/decoder_service.h"
#include "core/image/worker/shared_pixels.h"
#include "tests/core/image/escape_attempts.h"
#include "tests/core/image/misbehaviour.h"

#include <sys/socket.h>
#include <unistd.h>

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
using lookalike::testing::kEscape;
using lookalike::testing::kNewestLandlock;
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

/// Sends a reply together with a descriptor, so many times.
void sendWithDescriptors(const WorkerReply& reply, int descriptor, std::size_t count)
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
        std::memcpy(CMSG_DATA(header) + i * sizeof(int), &descriptor, sizeof descriptor);
    static_cast<void>(sendmsg(kWorkerSocket, &message, MSG_NOSIGNAL));
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
             sendRaw(writeReply(replyOf(id, 60'000, 60'000, std::uint64_t{60'000} * 60'000 * 3)));
         }},
        {"more-than-asked",
         [](auto id) {
             const std::vector<std::uint8_t> pixels(std::size_t{2100} * 2000 * 3);
             static_cast<void>(writeSharedPixels(UniqueHandle(dup(kWorkerPixels)), pixels));
             sendRaw(writeReply(replyOf(id, 2100, 2000, pixels.size())));
         }},
        {"wants-room-for-ever",
         [](auto id) {
             WorkerReply reply;
             reply.id = id;
             reply.roomBytes = 1000;
             for (;;)
                 sendRaw(writeReply(reply));
         }},
        {"wrong-product", [](auto id) { sendRaw(writeReply(replyOf(id, 100, 100, 300))); }},
        {"descriptor",
         [](auto id) { sendWithDescriptors(replyOf(id, 10, 10, 300), kWorkerPixels, 1); }},
        {"socket",
         [](auto id) { sendWithDescriptors(replyOf(id, 10, 10, 300), kWorkerSocket, 1); }},
        {"descriptors",
         [](auto id) { sendWithDescriptors(replyOf(id, 10, 10, 300), kWorkerPixels, 200); }},
        {"other-id", [](auto id) { sendRaw(writeReply(replyOf(id + 1, 10, 10, 300))); }},
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
        if (word.starts_with(kEscape))
            return fail(ErrorCode::Broken, Message::verbatim(lookalike::testing::tryToEscape(
                                               word.substr(kEscape.size()))));
        if (word == "twice") { // answers now, and once more unasked
            WorkerReply reply;
            reply.id = m_requests;
            reply.error = Error{ErrorCode::Broken, "the first answer"_msg, {}};
            sendRaw(writeReply(reply));
            return fail(ErrorCode::Broken, "the second answer"_msg);
        }
        const auto deed = deeds().find(word);
        if (deed == deeds().end())
            return fail(ErrorCode::Unsupported, "unknown deed"_msg);
        try {
            deed->second(m_requests);
        } catch (const std::bad_alloc&) {
            return fail(ErrorCode::OutOfMemory, "no memory"_msg);
        }
        loop();
    }
    void prepare() const override { m_decoder->prepare(); }

private:
    const std::unique_ptr<Decoder> m_decoder = makeInProcessDecoder();
    mutable std::uint64_t m_requests = 0;
};

/// "PROGRAM-landlock-1" pretends a kernel that knows no more than the first version.
int newestLandlock(std::string_view program)
{
    const std::size_t at = program.rfind(kNewestLandlock);
    int version = kAnyLandlock;
    if (at != std::string_view::npos)
        std::from_chars(program.data() + at + kNewestLandlock.size(),
                        program.data() + program.size(), version);
    return version;
}

} // namespace

int main(int argc, char** argv)
{
    DecoderServiceOptions options;
    if (argc != 2 ||
        std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), options.memoryMegabytes).ec !=
            std::errc())
        return EXIT_FAILURE;
    options.newestLandlock = newestLandlock(argv[0]);
    lookalike::testing::setVictim(getppid());
#ifdef LOOKALIKE_STREAMED_PIXELS
    options.transport = PixelTransport::Stream;
#endif
    return runDecoderService(MisbehavingDecoder(), options);
}
