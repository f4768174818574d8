// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol between a program and its decoder processes, over one duplex stream. The decoder
// sends a greeting. For each picture, the program sends a request and the bytes of the file. The
// decoder answers with a reply, its texts, and the pixels, which are in the shared memory that the
// program created for the process or, without it, in the stream. A request may instead name a
// metadata task, whose answer is in the stream. Before a decoder allocates a lot of memory, it
// sends a reply that asks for memory and waits until the program grants it. Everything is
// little-endian, of fixed size, and limited. Both sides come from the same build; the version
// detects mismatches.
//
// A decoder processes hostile bytes, so its messages are untrusted, too: the parse functions accept
// only what a correct decoder would send. Pure functions; any thread.
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

/// Where a decoder puts the pixels.
enum class PixelTransport : std::uint8_t { None = 0, SharedMemory = 1, Stream = 2 };

struct WorkerRequest {
    std::uint64_t id = 0; ///< repeated in the reply
    std::uint64_t fileBytes = 0;
    std::uint64_t maxPixels = 0;
    std::uint32_t wantedShortSide = 0;
    std::uint16_t seconds = 0; ///< time limit; the decoder ends itself some time later
    bool wantMetadata = false;
    bool wantDigest = false;
    /// If set, the bytes are the task's input instead of a picture.
    std::optional<MetadataTask> task;

    [[nodiscard]] DecodeRequest decodeRequest() const;
};

/// The answer that grants a decoder's request for memory.
inline constexpr std::array<std::uint8_t, 4> kRoomGranted{'L', 'K', 'O', 'K'};
/// How often a decoder may ask for memory per picture.
inline constexpr int kMaxRoomRequests = 8;

/// A reply without its pixels. If `error` is empty and no memory is requested, it describes a
/// picture, and `picture.image` only has a width and a height. The answer to a metadata task
/// consists of payload only.
struct WorkerReply {
    std::uint64_t id = 0;
    std::uint64_t roomBytes = 0; ///< if not 0, asks for memory; see DecodeRequest::takeRoom
    std::optional<Error> error;  ///< Unsupported, Broken, TooLarge or OutOfMemory
    DecodedImage picture;
    PixelTransport transport = PixelTransport::None;
    std::uint64_t pixelBytes = 0;
    std::string answer; ///< of a metadata task, `pixelBytes` long; only through the stream
};

/// The validated fixed part of a reply, and the lengths of the texts that follow it.
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
/// Fails with Conflict if the other side has a different version.
[[nodiscard]] Result<Protections>
parseGreeting(std::span<const std::uint8_t, kGreetingBytes> bytes);

[[nodiscard]] std::array<std::uint8_t, kRequestBytes> writeRequest(const WorkerRequest& request);
[[nodiscard]] Result<WorkerRequest>
parseRequest(std::span<const std::uint8_t, kRequestBytes> bytes);

/// Writes the fixed part and the texts, truncated to their limits.
[[nodiscard]] std::vector<std::uint8_t> writeReply(const WorkerReply& reply);
/// Fails with Broken unless this is a valid answer to `request` with at most mostDecodedPixels()
/// pixels for it.
[[nodiscard]] Result<WorkerReplyHead>
parseReplyHead(std::span<const std::uint8_t, kReplyBytes> bytes, const WorkerRequest& request);
/// Moves the texts, head.textBytes() bytes, into the reply.
[[nodiscard]] WorkerReply takeTexts(WorkerReplyHead head, std::span<const std::uint8_t> texts);

} // namespace lookalike
