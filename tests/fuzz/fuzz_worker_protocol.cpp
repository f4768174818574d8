// SPDX-License-Identifier: GPL-3.0-or-later
// What a program and its decoders say to each other, both sides. The first byte says whether the
// rest is a greeting, a request, or a request and a reply to it with its texts.
#include "core/image/worker/protocol.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cmath>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

enum Part : std::uint8_t { Greeting, Request, Reply, kParts };

template <std::size_t Size>
std::array<std::uint8_t, Size> fixed(InputReader& input)
{
    std::array<std::uint8_t, Size> bytes{};
    std::ranges::copy(input.take(Size), bytes.begin());
    return bytes;
}

template <class Bytes>
std::string text(const Bytes& bytes)
{
    return {bytes.begin(), bytes.end()};
}

void tryGreeting(InputReader& input)
{
    const auto active = parseGreeting(fixed<kGreetingBytes>(input));
    if (!active)
        return;
    const auto again = parseGreeting(writeGreeting(*active));
    promise(again && again->landlock == active->landlock && again->limits == active->limits,
            "a greeting says the same when it is written again");
}

void tryRequest(InputReader& input)
{
    const auto request = parseRequest(fixed<kRequestBytes>(input));
    if (!request)
        return;
    promise(request->fileBytes <= kMaxRequestBytes, "a file's size is capped");
    promise(request->decodeRequest().wantedShortSide >= 0, "a side is not negative");
    const auto again = parseRequest(writeRequest(*request));
    promise(again && writeRequest(*again) == writeRequest(*request),
            "a request says the same when it is written again");
}

void checkPicture(const WorkerReply& reply, const WorkerRequest& request)
{
    const Image& image = reply.picture.image;
    promise(image.width > 0 && image.height > 0, "a picture has a size");
    promise(static_cast<std::uint64_t>(image.width) * static_cast<std::uint64_t>(image.height) <=
                request.maxPixels,
            "a picture has no more pixels than were asked for");
    promise(reply.pixelBytes == static_cast<std::uint64_t>(image.width) *
                                    static_cast<std::uint64_t>(image.height) * 3,
            "the pixels have the picture's size");
    promise(reply.transport != PixelTransport::None, "the pixels come somehow");
    const Metadata& metadata = reply.picture.metadata;
    promise(!metadata.latitude || std::abs(*metadata.latitude) <= 90.0, "a latitude is one");
    promise(!metadata.longitude || std::abs(*metadata.longitude) <= 180.0, "a longitude is one");
    promise(metadata.orientation >= 1 && metadata.orientation <= 8, "an orientation is one");
}

void tryReply(InputReader& input)
{
    WorkerRequest request;
    request.id = input.byte();
    request.maxPixels = std::uint64_t{input.word()} << (input.byte() % 32);
    if (const int task = input.byte() % 4; task > 0)
        request.task = static_cast<MetadataTask>(task);
    const auto head = parseReplyHead(fixed<kReplyBytes>(input), request);
    if (!head)
        return;
    promise(head->cameraBytes <= kMaxWorkerTextBytes && head->lensBytes <= kMaxWorkerTextBytes &&
                head->messageBytes <= kMaxWorkerMessageBytes &&
                head->carriedBytes <= kMaxCarriedBytes,
            "texts are capped");
    promise(head->reply.id == request.id, "a reply answers its request");
    std::vector<std::uint8_t> texts(head->textBytes());
    std::ranges::copy(input.take(texts.size()), texts.begin());
    const WorkerReply reply = takeTexts(*head, texts);
    if (!reply.error && reply.roomBytes == 0 && request.task)
        promise(reply.pixelBytes <= kMaxMetadataAnswerBytes &&
                    reply.transport == PixelTransport::Stream,
                "the answer to a metadata task is capped, and comes in the stream");
    else if (!reply.error)
        checkPicture(reply, request);
    if (reply.error)
        promise(Message::decoded(reply.error->message.encoded()).english() ==
                    reply.error->message.english(),
                "a message can be stored");
    const std::vector<std::uint8_t> written = writeReply(reply);
    std::array<std::uint8_t, kReplyBytes> again{};
    std::copy_n(written.begin(), kReplyBytes, again.begin());
    promise(parseReplyHead(again, request).has_value(), "a reply can be written again");
}

} // namespace

std::vector<std::string> lookalike::testing::fuzzSeeds()
{
    const std::string request(1, static_cast<char>(Request));
    const std::string reply =
        std::string(1, static_cast<char>(Reply)) + std::string("\7\0\1\10\0", 5);
    const std::string answer =
        std::string(1, static_cast<char>(Reply)) + std::string("\7\0\1\10\2", 5);
    WorkerRequest asked;
    asked.id = 7;
    asked.fileBytes = 12345;
    asked.maxPixels = 250'000'000;
    asked.wantedShortSide = 224;
    asked.seconds = 20;
    WorkerReply picture;
    picture.id = 7;
    picture.picture.format = ImageFormat::Jpeg;
    picture.picture.image.width = picture.picture.fullWidth = 16;
    picture.picture.image.height = picture.picture.fullHeight = 8;
    picture.pixelBytes = 16 * 8 * 3;
    picture.transport = PixelTransport::SharedMemory;
    picture.picture.metadata.camera = "A camera";
    picture.picture.metadata.lens = "A lens";
    picture.picture.metadata.carried = {
        {"lake", "Places|Rome"}, "Title", "Caption", {"Oma"}, "", 9};
    picture.picture.metadata.takenAt = 1'700'000'000;
    picture.picture.metadata.latitude = 48.1;
    picture.picture.metadata.longitude = 11.5;
    picture.picture.metadata.rating = 4;
    WorkerRequest task = asked;
    task.task = MetadataTask::WriteSidecar;
    WorkerReply sidecar;
    sidecar.id = 7;
    sidecar.pixelBytes = 4000;
    sidecar.transport = PixelTransport::Stream;
    WorkerReply broken;
    broken.id = 7;
    broken.error = Error{ErrorCode::Broken,
                         "The picture is damaged or incomplete (%1)"_msg("it ends too early"_msg),
                         {}};
    return {std::string(1, static_cast<char>(Greeting)) + text(writeGreeting({})),
            request + text(writeRequest(asked)),
            request + text(writeRequest(task)),
            answer + text(writeReply(sidecar)),
            reply + text(writeReply(picture)),
            reply + text(writeReply(broken))};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    InputReader input({data, size});
    switch (input.byte() % kParts) {
    case Greeting:
        tryGreeting(input);
        break;
    case Request:
        tryRequest(input);
        break;
    default:
        tryReply(input);
    }
    return 0;
}
