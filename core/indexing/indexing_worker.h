// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bounded_queue.h"
#include "core/base/pause_gate.h"
#include "core/catalog/catalog.h"
#include "core/encode/encoder.h"
#include "core/image/decoder.h"
#include "core/indexing/crash_guard.h"
#include "core/indexing/in_flight.h"
#include "core/indexing/outcome.h"
#include "core/indexing/photo_feed.h"
#include "core/indexing/photo_reader.h"
#include "core/indexing/root_guard.h"

#include <stop_token>
#include <vector>

namespace lookalike {

/// What the workers of one run share. All of it is thread-safe and outlives them.
struct WorkerShared {
    const Catalog& catalog;
    const Decoder& decoder;
    const Encoder& encoder;
    SpaceId space;
    PhotoFeed& feed;
    RootGuard& roots;
    InFlight& inFlight;
    BoundedQueue<PhotoOutcome>& outcomes;
    PauseGate* pause;       ///< may be null
    CrashGuard* crashGuard; ///< may be null
    std::stop_token stop;
};

/// Takes files from the feed, reads, hashes, decodes, preprocesses and encodes them in small
/// batches and puts out outcomes. Everything on one thread: on the CPU the fastest way is one such
/// worker a core and no hand-over in between; on a GPU, where Encoder::encode() is serialised, the
/// other workers decode meanwhile.
class IndexingWorker {
public:
    explicit IndexingWorker(const WorkerShared& shared);

    /// Until there is nothing left or a stop is requested; then what is not yet encoded is
    /// dropped. Fails where the catalog or the encoder does; a bad photo is an outcome.
    [[nodiscard]] Result<> run();

private:
    struct Waiting {
        FileRow file;
        FileStamp stamp;
        ContentRow content;
        std::optional<FormerIdentity> former;
    };
    /// What the catalog knows of bytes that were read.
    struct Known {
        ContentId content; ///< invalid where it knows nothing
        bool embedded = false;
        bool outdated = false;
        std::optional<Message> broken; ///< why they cannot be used
        std::optional<FormerIdentity> former;
        /// Nothing needs to be computed: the file only has to be told its content.
        [[nodiscard]] bool isDone() const
        {
            return !former && ((embedded && !outdated) || (!embedded && broken));
        }
    };
    [[nodiscard]] Result<> process(PhotoFeed::Item item);
    [[nodiscard]] Result<> take(const FileRow& file, const ReadPhoto& photo);
    [[nodiscard]] Result<Known> look(const FileRow& file, const ReadPhoto& photo);
    void readFailed(PhotoFeed::Item item, Error error);
    [[nodiscard]] Result<> flush();
    [[nodiscard]] Result<> encodeOneByOne();
    void emit(PhotoOutcome outcome);
    void emitKnown(const FileRow& file, const FileStamp& stamp, const Known& known,
                   const std::optional<ContentHash>& claimed);
    void emitEncoded(std::size_t index, std::span<const float> embedding);
    void emitFailure(const FileRow& file, const FileStamp& stamp, const Error& error,
                     const std::optional<ContentHash>& claimed);
    /// The bytes were read and claimed, and are no picture that can be used.
    void emitRefused(const FileRow& file, const ReadPhoto& photo, const Error& error,
                     const Known& known);

    const WorkerShared& m_shared;
    std::unique_ptr<CatalogReader> m_reader;
    std::vector<Waiting> m_waiting; ///< what belongs to m_inputs
    std::vector<Image> m_inputs;
    std::vector<float> m_embeddings;
    CrashGuard::Session m_session; ///< the pictures of m_inputs, and the one that is read
};

} // namespace lookalike
