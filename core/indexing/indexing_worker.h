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

/// State shared by the workers of one run. All of it must be thread-safe and outlive them.
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

/// Takes files from the feed; reads, hashes, decodes, preprocesses and encodes them in small
/// batches; and emits outcomes, all on one thread. On the CPU, one such worker per core without
/// hand-over is fastest. On a GPU, where Encoder::encode() is serialised, the other workers decode
/// meanwhile.
class IndexingWorker {
public:
    explicit IndexingWorker(const WorkerShared& shared);

    /// Runs until no files are left or a stop is requested; photos not yet encoded are then
    /// dropped. Fails if the catalog or the encoder fails. A bad photo is an outcome, not a
    /// failure.
    [[nodiscard]] Result<> run();

private:
    struct Waiting {
        FileRow file;
        FileStamp stamp;
        ContentRow content;
        std::optional<FormerIdentity> former;
    };
    /// What the catalog knows about the bytes that were read.
    struct Known {
        ContentId content; ///< invalid if the content is unknown
        bool embedded = false;
        bool outdated = false;
        std::optional<Message> broken; ///< why the content cannot be used
        std::optional<FormerIdentity> former;
        /// Returns true if nothing has to be computed and the file only needs to be linked to its
        /// content.
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
    /// Emits an outcome for bytes that were read and claimed but are not a usable picture.
    void emitRefused(const FileRow& file, const ReadPhoto& photo, const Error& error,
                     const Known& known);

    const WorkerShared& m_shared;
    std::unique_ptr<CatalogReader> m_reader;
    std::vector<Waiting> m_waiting; ///< the photos of m_inputs
    std::vector<Image> m_inputs;
    std::vector<float> m_embeddings;
    CrashGuard::Session m_session; ///< covers the pictures of m_inputs and the one being read
};

} // namespace lookalike
