// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/outcome_writer.h"

#include <span>
#include <utility>

namespace lookalike {

namespace {

/// Returns true if the error is caused by the outcome and not by the disk.
bool isRefusal(ErrorCode code)
{
    return code == ErrorCode::InvalidArgument || code == ErrorCode::Broken;
}

} // namespace

OutcomeWriter::OutcomeWriter(Catalog& catalog, SpaceId space, InFlight& inFlight,
                             std::function<void(const PhotoOutcome&)> onStored)
    : m_catalog(catalog)
    , m_space(space)
    , m_inFlight(inFlight)
    , m_onStored(std::move(onStored))
{}

Result<> OutcomeWriter::write(std::vector<PhotoOutcome> batch)
{
    while (!batch.empty()) {
        auto stored = storeAll(batch);
        if (!stored && isRefusal(stored.error().code))
            stored = storeEach(batch);
        if (!stored)
            return stored;

        std::vector<PhotoOutcome> followers;
        for (PhotoOutcome& outcome : batch) {
            m_onStored(outcome);
            if (!outcome.claimed)
                continue;
            for (InFlight::Follower& copy : m_inFlight.finish(*outcome.claimed)) {
                PhotoOutcome next;
                next.file = std::move(copy.file);
                next.stamp = copy.stamp;
                next.state = outcome.state;
                next.error = outcome.error;
                next.content = outcome.stored;
                followers.push_back(std::move(next));
            }
        }
        batch = std::move(followers);
    }
    return {};
}

Result<> OutcomeWriter::storeAll(std::vector<PhotoOutcome>& batch)
{
    return m_catalog.write([&](CatalogWriter& writer) -> Result<> {
        for (PhotoOutcome& outcome : batch)
            if (auto stored = store(writer, outcome); !stored)
                return stored;
        return {};
    });
}

Result<> OutcomeWriter::storeEach(std::vector<PhotoOutcome>& batch)
{
    for (PhotoOutcome& outcome : batch) {
        const auto storeOne = [&](CatalogWriter& writer) { return store(writer, outcome); };
        auto stored = m_catalog.write(storeOne);
        if (!stored && isRefusal(stored.error().code)) {
            outcome.state = FileState::Broken;
            outcome.error = stored.error().message;
            outcome.content = ContentId();
            stored = m_catalog.write(storeOne);
        }
        if (!stored)
            return stored;
    }
    return {};
}

Result<> OutcomeWriter::store(CatalogWriter& writer, PhotoOutcome& outcome) const
{
    // The file changed between scanning and reading, so the row gets the stamp of the bytes that
    // were read.
    if (outcome.stamp != outcome.file.stamp) {
        FileRow row = outcome.file;
        row.stamp = outcome.stamp;
        row.state = FileState::Pending;
        row.error = {};
        if (auto put = writer.putFile(row); !put)
            return fail(put);
    }
    outcome.stored = {};
    if (outcome.former) {
        const auto identified = identify(writer, outcome);
        if (!identified)
            return fail(identified);
        if (!*identified) { // the next run reads the file again
            outcome.state = FileState::Pending;
            return writer.setFileOutcome(outcome.file.id, outcome.stamp, FileState::Pending, {},
                                         {});
        }
    }
    if (const auto* known = std::get_if<ContentId>(&outcome.content)) {
        outcome.stored = *known;
    } else if (const auto* broken = std::get_if<BrokenPhoto>(&outcome.content)) {
        ContentRow row;
        row.hash = broken->hash;
        row.bytes = broken->bytes;
        auto content = writer.putContent(row);
        if (!content)
            return fail(content);
        outcome.stored = *content;
    } else {
        const auto& photo = std::get<EmbeddedPhoto>(outcome.content);
        auto content = writer.putContent(photo.content);
        if (!content)
            return fail(content);
        outcome.stored = *content;
        if (!photo.embedding.empty())
            if (auto put = writer.putEmbedding(m_space, EmbeddingRow{*content, photo.embedding});
                !put)
                return put;
    }
    return writer.setFileOutcome(outcome.file.id, outcome.stamp, outcome.state, outcome.stored,
                                 outcome.error);
}

Result<bool> OutcomeWriter::identify(CatalogWriter& writer, const PhotoOutcome& outcome)
{
    const FormerIdentity& former = *outcome.former;
    if (former.content.isValid()) {
        const auto identified =
            writer.identifyContent(former.content, former.hash, *outcome.claimed, outcome.file.id);
        if (!identified || *identified)
            return identified;
        // Another file was stored first. Store what this outcome contributes anyway.
        const auto* photo = std::get_if<EmbeddedPhoto>(&outcome.content);
        return photo != nullptr && !photo->embedding.empty();
    }
    auto moved = writer.moveDecisions(former.hash, *outcome.claimed);
    if (!moved)
        return fail(moved);
    return true;
}

} // namespace lookalike
