// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/indexing_worker.h"

#include "core/base/float16.h"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace lookalike {

namespace {

FileState stateFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unsupported:
        return FileState::Unsupported;
    case ErrorCode::Broken:
    case ErrorCode::TooLarge:
    case ErrorCode::Timeout:
    case ErrorCode::InvalidArgument:
    case ErrorCode::Internal:
        return FileState::Broken;
    case ErrorCode::NotFound:
        return FileState::Missing;
    default: // not the picture's fault: retried with every scan
        return FileState::Unreadable;
    }
}

} // namespace

IndexingWorker::IndexingWorker(const WorkerShared& shared)
    : m_shared(shared)
    , m_session(shared.crashGuard)
{}

Result<> IndexingWorker::run()
{
    auto reader = m_shared.catalog.reader();
    if (!reader)
        return fail(reader);
    m_reader = std::move(*reader);
    while (!m_shared.stop.stop_requested()) {
        if (m_shared.pause != nullptr && m_shared.pause->isPaused()) {
            if (auto flushed = flush(); !flushed)
                return flushed;
            m_shared.pause->wait(m_shared.stop);
            continue;
        }
        auto item = m_shared.feed.next();
        if (!item)
            return fail(item);
        if (!*item)
            return flush();
        if (auto processed = process(std::move(**item)); !processed)
            return processed;
    }
    return {};
}

Result<> IndexingWorker::process(PhotoFeed::Item item)
{
    if (m_shared.roots.isLost(item.file.folder))
        return {};
    try {
        auto photo = readPhoto(item.file.path);
        if (!photo) {
            readFailed(std::move(item), std::move(photo).error());
            return {};
        }
        // The name refers to another file now; perhaps another drive is mounted here.
        if (photo->contents.stamp != item.file.stamp && m_shared.roots.checkLost(item.file.folder))
            return {};
        return take(item.file, *photo);
    } catch (const std::bad_alloc&) {
        emitFailure(
            item.file, item.file.stamp,
            {ErrorCode::OutOfMemory, "There is not enough memory to read this photo"_msg, {}}, {});
    } catch (const std::exception& exception) {
        emitFailure(
            item.file, item.file.stamp,
            {ErrorCode::Internal, "An unexpected error occurred: %1"_msg(exception.what()), {}},
            {});
    }
    return {};
}

void IndexingWorker::readFailed(PhotoFeed::Item item, Error error)
{
    const FileState state = stateFor(error.code);
    const bool worldFailed = state == FileState::Unreadable || state == FileState::Missing;
    if (worldFailed && m_shared.roots.checkLost(item.file.folder))
        return;
    const bool passing = error.code == ErrorCode::Changed || error.code == ErrorCode::NotFound;
    if (passing && !item.lastTry) {
        m_shared.feed.putBack(std::move(item.file));
        return;
    }
    emitFailure(item.file, item.file.stamp, error, {});
}

Result<IndexingWorker::Known> IndexingWorker::look(const FileRow& file, const ReadPhoto& photo)
{
    Known known;
    const auto byIdentity = m_reader->contentByHash(photo.hash);
    if (!byIdentity)
        return fail(byIdentity);
    if (*byIdentity) {
        known.content = **byIdentity;
    } else {
        // An equal legacy hash does not prove that it is the same photo; only this file's own
        // history does.
        known.former = FormerIdentity{photo.former, {}};
        const auto own = m_reader->content(file.content);
        if (!own)
            return fail(own);
        if (*own && (*own)->hash == photo.former)
            known.content = known.former->content = file.content;
    }
    if (!known.content.isValid())
        return known;
    const auto embedded = m_reader->hasEmbedding(m_shared.space, known.content);
    if (!embedded)
        return fail(embedded);
    known.embedded = *embedded;
    const auto outdated = m_reader->isOutdated(known.content);
    if (!outdated)
        return fail(outdated);
    known.outdated = *outdated;
    auto broken = m_reader->brokenReason(known.content);
    if (!broken)
        return fail(broken);
    known.broken = std::move(*broken);
    return known;
}

Result<> IndexingWorker::take(const FileRow& file, const ReadPhoto& photo)
{
    const FileStamp& stamp = photo.contents.stamp;
    auto known = look(file, photo);
    if (!known)
        return fail(known);
    if (known->isDone()) {
        emitKnown(file, stamp, *known, {});
        return {};
    }
    if (!m_shared.inFlight.claim(photo.hash, {file, stamp}))
        return {};
    // A file with the same bytes may have been stored between look() and the claim.
    known = look(file, photo);
    if (!known)
        return fail(known);
    if (known->isDone()) {
        emitKnown(file, stamp, *known, photo.hash);
        return {};
    }
    if (!known->embedded && known->broken) {
        emitRefused(file, photo, {ErrorCode::Broken, *known->broken, {}}, *known);
        return {};
    }
    if (m_session.mustBeAlone(CrashGuard::Activity::Index, {photo.hash}))
        if (auto flushed = flush(); !flushed)
            return flushed;
    if (auto begun = m_session.begin(CrashGuard::Activity::Index, {photo.hash}); !begun) {
        emitRefused(file, photo, begun.error(), *known);
        return {};
    }
    auto prepared = preparePhoto(photo, m_shared.decoder, m_shared.encoder.info().preprocess,
                                 file.path, m_shared.stop);
    if (!prepared || known->embedded)
        m_session.endLast();
    if (!prepared && prepared.error().code == ErrorCode::Cancelled)
        return {}; // still pending
    if (!prepared) {
        emitRefused(file, photo, prepared.error(), *known);
        return {};
    }
    if (known->embedded) {
        PhotoOutcome outcome;
        outcome.file = file;
        outcome.stamp = stamp;
        outcome.claimed = photo.hash;
        outcome.former = known->former;
        outcome.content = EmbeddedPhoto{std::move(prepared->content), {}};
        emit(std::move(outcome));
        return {};
    }
    m_waiting.push_back({file, stamp, std::move(prepared->content), known->former});
    m_inputs.push_back(std::move(prepared->input));
    const bool isFull = m_inputs.size() >= m_shared.encoder.info().batchSize;
    return isFull || m_session.isAlone() ? flush() : Result<>();
}

Result<> IndexingWorker::flush()
{
    if (m_inputs.empty())
        return {};
    const auto dim = static_cast<std::size_t>(m_shared.encoder.info().space.dim);
    m_embeddings.resize(m_inputs.size() * dim);
    auto encoded = m_shared.encoder.encode(m_inputs, m_embeddings);
    if (encoded) {
        for (std::size_t i = 0; i < m_waiting.size(); ++i)
            emitEncoded(i, std::span<const float>(m_embeddings).subspan(i * dim, dim));
    } else if (encoded.error().code == ErrorCode::Broken) {
        encoded = encodeOneByOne();
    }
    m_waiting.clear();
    m_inputs.clear();
    m_session.end();
    return encoded;
}

Result<> IndexingWorker::encodeOneByOne()
{
    const auto dim = static_cast<std::size_t>(m_shared.encoder.info().space.dim);
    const std::span<float> embedding = std::span<float>(m_embeddings).first(dim);
    for (std::size_t i = 0; i < m_waiting.size(); ++i) {
        auto encoded = m_shared.encoder.encode(std::span<const Image>(&m_inputs[i], 1), embedding);
        if (encoded)
            emitEncoded(i, embedding);
        else if (encoded.error().code == ErrorCode::Broken)
            emitFailure(m_waiting[i].file, m_waiting[i].stamp, encoded.error(),
                        m_waiting[i].content.hash);
        else
            return encoded;
    }
    return {};
}

void IndexingWorker::emitEncoded(std::size_t index, std::span<const float> embedding)
{
    Waiting& waiting = m_waiting[index];
    PhotoOutcome outcome;
    outcome.file = std::move(waiting.file);
    outcome.stamp = waiting.stamp;
    outcome.claimed = waiting.content.hash;
    outcome.former = waiting.former;
    EmbeddedPhoto photo{std::move(waiting.content), {}};
    photo.embedding.reserve(embedding.size());
    for (const float value : embedding)
        photo.embedding.push_back(toFloat16(value));
    outcome.content = std::move(photo);
    emit(std::move(outcome));
}

void IndexingWorker::emitKnown(const FileRow& file, const FileStamp& stamp, const Known& known,
                               const std::optional<ContentHash>& claimed)
{
    PhotoOutcome outcome;
    outcome.file = file;
    outcome.stamp = stamp;
    outcome.claimed = claimed;
    outcome.content = known.content;
    if (!known.embedded) { // the same bytes under another name failed before
        outcome.state = FileState::Broken;
        outcome.error = *known.broken;
    }
    emit(std::move(outcome));
}

void IndexingWorker::emitFailure(const FileRow& file, const FileStamp& stamp, const Error& error,
                                 const std::optional<ContentHash>& claimed)
{
    PhotoOutcome outcome;
    outcome.file = file;
    outcome.stamp = stamp;
    outcome.state = stateFor(error.code);
    outcome.error = error.message;
    outcome.claimed = claimed;
    emit(std::move(outcome));
}

void IndexingWorker::emitRefused(const FileRow& file, const ReadPhoto& photo, const Error& error,
                                 const Known& known)
{
    PhotoOutcome outcome;
    outcome.file = file;
    outcome.stamp = photo.contents.stamp;
    outcome.state = stateFor(error.code);
    outcome.error = error.message;
    outcome.claimed = photo.hash;
    if (outcome.state == FileState::Broken) {
        outcome.former = known.former;
        if (known.content.isValid())
            outcome.content = known.content;
        else
            outcome.content = BrokenPhoto{photo.hash, photo.contents.bytes.size()};
    }
    emit(std::move(outcome));
}

void IndexingWorker::emit(PhotoOutcome outcome)
{
    // push() only refuses if nothing can be stored any more. The file stays pending for the next
    // run.
    static_cast<void>(m_shared.outcomes.push(std::move(outcome)));
}

} // namespace lookalike
