// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/protocol.h"

#include "core/image/worker/fixed_fields.h"
#include "core/image/worker/picture_fields.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace lookalike {
namespace {

constexpr std::uint32_t kGreetingMark = 0x4752'4B4C; // "LKRG"
constexpr std::uint32_t kRequestMark = 0x5152'4B4C;  // "LKRQ"
constexpr std::uint32_t kReplyMark = 0x5052'4B4C;    // "LKRP"

constexpr std::uint32_t kWantMetadata = 1;
constexpr std::uint32_t kWantDigest = 2;

constexpr auto kLastTask = static_cast<std::uint16_t>(MetadataTask::WriteSidecar);

constexpr std::uint32_t kMaxSide = std::numeric_limits<int>::max() / 16;

tl::unexpected<Error> noReply()
{
    return fail(ErrorCode::Broken, "The picture is damaged (the decoder rejected it)"_msg);
}

/// The status of a picture is 0. The numbers are part of the protocol.
constexpr std::array<std::pair<std::uint16_t, ErrorCode>, 4> kStatuses{
    {{1, ErrorCode::Broken},
     {2, ErrorCode::Unsupported},
     {3, ErrorCode::TooLarge},
     {4, ErrorCode::OutOfMemory}}};

constexpr std::uint16_t kAsksForRoom = 16;

std::uint16_t statusOf(const WorkerReply& reply)
{
    if (reply.roomBytes > 0)
        return kAsksForRoom;
    if (!reply.error)
        return 0;
    for (const auto& [number, code] : kStatuses)
        if (code == reply.error->code)
            return number;
    return kStatuses.front().first;
}

std::string_view cut(const std::string& text, std::size_t most)
{
    return std::string_view(text).substr(0, most);
}

bool isSize(std::uint32_t width, std::uint32_t height, std::uint64_t maxPixels)
{
    return width > 0 && height > 0 && width <= kMaxSide && height <= kMaxSide &&
           std::uint64_t{width} * height <= maxPixels;
}

/// If a message is too long, sends as much of its English text as fits.
std::string errorText(const Message& message)
{
    std::string text = message.encoded();
    return text.size() <= kMaxWorkerMessageBytes
               ? text
               : std::string(cut(message.english(), kMaxWorkerMessageBytes));
}

} // namespace

DecodeRequest WorkerRequest::decodeRequest() const
{
    DecodeRequest request;
    request.wantedShortSide = static_cast<int>(wantedShortSide);
    request.maxPixels = maxPixels;
    request.wantMetadata = wantMetadata;
    request.wantDigest = wantDigest;
    return request;
}

std::array<std::uint8_t, kGreetingBytes> writeGreeting(const Protections& active)
{
    std::array<std::uint8_t, kGreetingBytes> bytes{};
    FieldWriter out(bytes);
    out.put(kGreetingMark);
    out.put(kWorkerProtocolVersion);
    out.put(static_cast<std::uint16_t>(
        (active.limits ? 1U : 0U) | (active.noNewPrivileges ? 2U : 0U) |
        (active.systemCallFilter ? 4U : 0U) | (active.lowIntegrity ? 8U : 0U)));
    out.put(static_cast<std::uint32_t>(active.landlock));
    return bytes;
}

Result<Protections> parseGreeting(std::span<const std::uint8_t, kGreetingBytes> bytes)
{
    constexpr std::uint32_t kMostLandlock = 1000;
    FieldReader in(bytes);
    const auto mark = in.get<std::uint32_t>();
    const auto version = in.get<std::uint16_t>();
    const auto flags = in.get<std::uint16_t>();
    const auto landlock = in.get<std::uint32_t>();
    if (mark != kGreetingMark || version != kWorkerProtocolVersion || landlock > kMostLandlock)
        return fail(ErrorCode::Conflict,
                    "The decoder program belongs to another version of Lookalike"_msg);
    Protections active;
    active.limits = (flags & 1U) != 0;
    active.noNewPrivileges = (flags & 2U) != 0;
    active.systemCallFilter = (flags & 4U) != 0;
    active.lowIntegrity = (flags & 8U) != 0;
    active.landlock = static_cast<int>(landlock);
    return active;
}

std::array<std::uint8_t, kRequestBytes> writeRequest(const WorkerRequest& request)
{
    std::array<std::uint8_t, kRequestBytes> bytes{};
    FieldWriter out(bytes);
    out.put(kRequestMark);
    out.put(kWorkerProtocolVersion);
    out.put(static_cast<std::uint16_t>((request.wantMetadata ? kWantMetadata : 0U) |
                                       (request.wantDigest ? kWantDigest : 0U)));
    out.put(request.id);
    out.put(request.fileBytes);
    out.put(request.maxPixels);
    out.put(request.wantedShortSide);
    out.put(request.seconds);
    out.put(static_cast<std::uint16_t>(request.task.value_or(MetadataTask{})));
    return bytes;
}

Result<WorkerRequest> parseRequest(std::span<const std::uint8_t, kRequestBytes> bytes)
{
    FieldReader in(bytes);
    const auto mark = in.get<std::uint32_t>();
    const auto version = in.get<std::uint16_t>();
    WorkerRequest request;
    const auto wanted = in.get<std::uint16_t>();
    request.wantMetadata = (wanted & kWantMetadata) != 0;
    request.wantDigest = (wanted & kWantDigest) != 0;
    request.id = in.get<std::uint64_t>();
    request.fileBytes = in.get<std::uint64_t>();
    request.maxPixels = in.get<std::uint64_t>();
    request.wantedShortSide = in.get<std::uint32_t>();
    request.seconds = in.get<std::uint16_t>();
    const auto task = in.get<std::uint16_t>();
    if (task > 0)
        request.task = static_cast<MetadataTask>(task);
    if (task > kLastTask || mark != kRequestMark || version != kWorkerProtocolVersion ||
        request.fileBytes > kMaxRequestBytes || request.wantedShortSide > kMaxSide)
        return fail(ErrorCode::Conflict, "This is not a request to decode a picture"_msg);
    return request;
}

std::vector<std::uint8_t> writeReply(const WorkerReply& reply)
{
    const DecodedImage& picture = reply.picture;
    const std::string_view camera = cut(picture.metadata.camera, kMaxWorkerTextBytes);
    const std::string_view lens = cut(picture.metadata.lens, kMaxWorkerTextBytes);
    const std::string message = reply.error ? errorText(reply.error->message) : std::string();
    const bool isPicture = !reply.error && reply.roomBytes == 0 && picture.image.width > 0;
    const std::string carried = isPicture ? carriedText(picture.metadata.carried) : std::string();
    std::vector<std::uint8_t> bytes(kReplyBytes);
    FieldWriter out(bytes);
    out.put(kReplyMark);
    out.put(kWorkerProtocolVersion);
    out.put(statusOf(reply));
    out.put(reply.id);
    out.put(static_cast<std::uint32_t>(picture.image.width));
    out.put(static_cast<std::uint32_t>(picture.image.height));
    out.put(static_cast<std::uint32_t>(picture.fullWidth));
    out.put(static_cast<std::uint32_t>(picture.fullHeight));
    out.put(reply.roomBytes > 0 ? reply.roomBytes : reply.pixelBytes);
    out.put(static_cast<std::uint8_t>(picture.format));
    out.put(static_cast<std::uint8_t>(reply.transport));
    out.put(static_cast<std::uint16_t>(camera.size()));
    out.put(static_cast<std::uint16_t>(lens.size()));
    out.put(static_cast<std::uint16_t>(message.size()));
    writePictureFields(out, picture);
    out.put(static_cast<std::uint32_t>(carried.size()));
    for (const std::string_view text :
         {camera, lens, std::string_view(message), std::string_view(carried)})
        bytes.insert(bytes.end(), text.begin(), text.end());
    return bytes;
}

Result<WorkerReplyHead> parseReplyHead(std::span<const std::uint8_t, kReplyBytes> bytes,
                                       const WorkerRequest& request)
{
    FieldReader in(bytes);
    const auto mark = in.get<std::uint32_t>();
    const auto version = in.get<std::uint16_t>();
    const auto status = in.get<std::uint16_t>();
    WorkerReplyHead head;
    WorkerReply& reply = head.reply;
    reply.id = in.get<std::uint64_t>();
    const auto width = in.get<std::uint32_t>();
    const auto height = in.get<std::uint32_t>();
    const auto fullWidth = in.get<std::uint32_t>();
    const auto fullHeight = in.get<std::uint32_t>();
    reply.pixelBytes = in.get<std::uint64_t>();
    const auto format = in.get<std::uint8_t>();
    const auto transport = in.get<std::uint8_t>();
    head.cameraBytes = in.get<std::uint16_t>();
    head.lensBytes = in.get<std::uint16_t>();
    head.messageBytes = in.get<std::uint16_t>();
    if (mark != kReplyMark || version != kWorkerProtocolVersion || reply.id != request.id ||
        head.cameraBytes > kMaxWorkerTextBytes || head.lensBytes > kMaxWorkerTextBytes ||
        head.messageBytes > kMaxWorkerMessageBytes)
        return noReply();
    if (status == kAsksForRoom) {
        if (transport != 0 || reply.pixelBytes == 0 || head.textBytes() != 0)
            return noReply();
        reply.roomBytes = std::exchange(reply.pixelBytes, 0);
        return head;
    }
    if (status != 0) {
        const auto known =
            std::ranges::find(kStatuses, status, [](const auto& s) { return s.first; });
        if (known == kStatuses.end() || transport != 0 || reply.pixelBytes != 0)
            return noReply();
        reply.error = Error{known->second, {}, {}};
        return head;
    }
    if (request.task) {
        if (transport != static_cast<std::uint8_t>(PixelTransport::Stream) ||
            reply.pixelBytes > kMaxMetadataAnswerBytes || head.textBytes() != 0 || width != 0 ||
            height != 0)
            return noReply();
        reply.transport = PixelTransport::Stream;
        return head;
    }
    const bool known = format > static_cast<std::uint8_t>(ImageFormat::Unknown) &&
                       format <= static_cast<std::uint8_t>(kLastImageFormat);
    const bool carried = transport == static_cast<std::uint8_t>(PixelTransport::SharedMemory) ||
                         transport == static_cast<std::uint8_t>(PixelTransport::Stream);
    const std::uint64_t most =
        std::min(request.maxPixels, mostDecodedPixels(static_cast<int>(request.wantedShortSide)));
    if (!known || !carried || head.messageBytes != 0 || !isSize(width, height, most) ||
        !isSize(fullWidth, fullHeight, std::numeric_limits<std::uint64_t>::max()) ||
        reply.pixelBytes != std::uint64_t{width} * height * 3)
        return noReply();
    reply.transport = static_cast<PixelTransport>(transport);
    reply.picture.format = static_cast<ImageFormat>(format);
    reply.picture.image.width = static_cast<int>(width);
    reply.picture.image.height = static_cast<int>(height);
    reply.picture.fullWidth = static_cast<int>(fullWidth);
    reply.picture.fullHeight = static_cast<int>(fullHeight);
    if (!readPictureFields(in, reply.picture))
        return noReply();
    head.carriedBytes = in.get<std::uint32_t>();
    if (head.carriedBytes > kMaxCarriedBytes)
        return noReply();
    return head;
}

WorkerReply takeTexts(WorkerReplyHead head, std::span<const std::uint8_t> texts)
{
    const auto take = [&texts](std::size_t size) {
        const std::string text(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(size));
        texts = texts.subspan(size);
        return text;
    };
    head.reply.picture.metadata.camera = take(head.cameraBytes);
    head.reply.picture.metadata.lens = take(head.lensBytes);
    const std::string message = take(head.messageBytes);
    head.reply.picture.metadata.carried = carriedFromText(take(head.carriedBytes));
    if (head.reply.error)
        head.reply.error->message = Message::decoded(message);
    return std::move(head.reply);
}

} // namespace lookalike
