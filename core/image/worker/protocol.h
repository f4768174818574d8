// SPDX-License-Identifier: GPL-3.0-or-later
// What a program and its decoder processes say to each other. One stream in both directions: the
// decoder greets, then for each picture the program sends a request and the file's bytes, and the
// decoder answers with a reply, its texts, and the pixels: in the shared memory that the program
// made for the process, or in the stream where there is none. A request may name a metadata task
// instead, whose answer comes in the stream. Before it takes a lot of memory, a
// decoder sends a reply that asks for room, and goes on when the program grants it. Everything is
// little-endian, of a fixed size, and capped. Both sides come from the same build; the version
// tells where they do not.
//
// A decoder works on hostile bytes, so whatever it says is taken as hostile, too: the parse
// functions accept nothing that a sound decoder would not send. Pure functions; any thread.
#pragma once

#include "core/image/decoder.h"
#include "core/image/worker/sandbox.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

inline constexpr std::uint16_t kWorkerProtocolVersion = 6;
inline constexpr std::uint64_t kMaxRequestBytes = std::uint64_t{1} << 30;
inline constexpr std::size_t kMaxWorkerTextBytes = 256;     ///< of camera and lens
inline constexpr std::size_t kMaxWorkerMessageBytes = 1024; ///< of an error, Message::encoded()

inline constexpr std::size_t kGreetingBytes = 16;
inline constexpr std::size_t kRequestBytes = 40;
inline constexpr std::size_t kReplyBytes = 224;

/// Where a decoder puts pixels.
enum class PixelTransport : std::uint8_t { None = 0, SharedMemory = 1, Stream = 2 };

struct WorkerRequest {
    std::uint64_t id = 0; ///< repeated by the reply
    std::uint64_t fileBytes = 0;
    std::uint64_t maxPixels = 0;
    std::uint32_t wantedShortSide = 0;
    std::uint16_t seconds = 0; ///< the decoder ends itself some time after these
    bool wantMetadata = false;
    bool wantDigest = false;
    /// Set where the bytes are not to be decoded as a picture.
    std::optional<MetadataTask> task;

    [[nodiscard]] DecodeRequest decodeRequest() const;
};

/// What answers a decoder that asks for room.
inline constexpr std::array<std::uint8_t, 4> kRoomGranted{'L', 'K', 'O', 'K'};
/// How often a decoder may ask for one picture.
inline constexpr int kMaxRoomRequests = 8;

/// A reply without its pixels. Where `error` is empty and no room is asked for it is a picture's,
/// and `picture.image` has a width and a height only; the answer to a metadata task is all payload.
struct WorkerReply {
    std::uint64_t id = 0;
    std::uint64_t roomBytes = 0; ///< not 0: asks for room, DecodeRequest::takeRoom
    std::optional<Error> error;  ///< Unsupported, Broken, TooLarge or OutOfMemory
    DecodedImage picture;
    PixelTransport transport = PixelTransport::None;
    std::uint64_t pixelBytes = 0;
    std::string answer; ///< of a metadata task, `pixelBytes` long; only through the stream
};

/// The fixed part of a reply, already checked, and the lengths of the texts that follow it.
struct WorkerReplyHead {
    WorkerReply reply;
    std::size_t cameraBytes = 0;
    std::size_t lensBytes = 0;
    std::size_t messageBytes = 0;
    std::size_t carriedBytes = 0;

    [[nodiscard]] std::size_t textBytes() const
    {
        return cameraBytes + lensBytes + messageBytes + carriedBytes;
    }
};

[[nodiscard]] std::array<std::uint8_t, kGreetingBytes> writeGreeting(const Protections& active);
/// Fails with Conflict where the other side is of another version.
[[nodiscard]] Result<Protections> parseGreeting(std::span<const std::uint8_t, kGreetingBytes> in);

[[nodiscard]] std::array<std::uint8_t, kRequestBytes> writeRequest(const WorkerRequest& request);
[[nodiscard]] Result<WorkerRequest> parseRequest(std::span<const std::uint8_t, kRequestBytes> in);

/// The fixed part and the texts, cut to their caps.
[[nodiscard]] std::vector<std::uint8_t> writeReply(const WorkerReply& reply);
/// Fails with Broken unless this can be the answer to `request`, with no more pixels than
/// mostDecodedPixels() of what was asked for.
[[nodiscard]] Result<WorkerReplyHead> parseReplyHead(std::span<const std::uint8_t, kReplyBytes> in,
                                                     const WorkerRequest& request);
/// Puts the texts, head.textBytes() bytes, into the reply.
[[nodiscard]] WorkerReply takeTexts(WorkerReplyHead head, std::span<const std::uint8_t> texts);

} // namespace lookalike
