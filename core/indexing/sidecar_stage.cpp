// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/sidecar_stage.h"

#include "core/base/display_text.h"
#include "core/base/log.h"
#include "core/base/path_bytes.h"
#include "core/catalog/companion_names.h"
#include "core/catalog/companions.h"
#include "core/image/carried.h"
#include "core/image/metadata_task.h"
#include "core/indexing/photo_reader.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

constexpr std::size_t kSidecarsPerTransaction = 500;

/// "IMG_1.jpg" for "IMG_1.jpg.xmp".
std::string withoutEnding(const std::string& name)
{
    return name.substr(0, name.rfind('.'));
}

/// Lives as long as one pass.
class SidecarPass {
public:
    SidecarPass(Catalog& catalog, CatalogReader& reader, const Decoder& decoder,
                const std::stop_token& stop)
        : m_catalog(catalog)
        , m_reader(reader)
        , m_decoder(decoder)
        , m_stop(stop)
    {}
    [[nodiscard]] Result<> run(bool hasNewPhotos);

private:
    [[nodiscard]] Result<std::vector<std::string>> keywordsIn(const FileRow& file) const;
    [[nodiscard]] Result<> read(SidecarRow& row);
    /// Notes the photos that a sidecar belongs to.
    [[nodiscard]] Result<> notePhotos(const FileRow& sidecar);
    /// Gives the noted photos the keywords of all their sidecars.
    [[nodiscard]] Result<> giveKeywords();
    [[nodiscard]] Result<std::vector<std::string>> keywordsOf(ContentId content);

    Catalog& m_catalog;
    CatalogReader& m_reader;
    const Decoder& m_decoder;
    const std::stop_token& m_stop;
    std::map<FileId, std::vector<std::string>> m_keywords; ///< of the sidecars that are there
    std::set<ContentId> m_photos;                          ///< whose keywords may be others now
};

Result<std::vector<std::string>> SidecarPass::keywordsIn(const FileRow& file) const
{
    const auto contents = readFile(file.path, kMaxSidecarBytes);
    if (!contents)
        return fail(contents);
    const auto text = m_decoder.metadata(MetadataTask::DescribeSidecar, contents->bytes, m_stop);
    if (!text)
        return fail(text);
    const DescriptiveMetadata described = descriptiveFromText(*text);
    std::vector<std::string> keywords;
    for (const WordList list : {WordList::Subject, WordList::HierarchicalSubject})
        for (const std::string& word : described.list(list))
            addCarriedWord(keywords, word);
    return keywords;
}

Result<> SidecarPass::read(SidecarRow& row)
{
    auto keywords = keywordsIn(row.file);
    if (!keywords) {
        const ErrorCode code = keywords.error().code;
        if (code != ErrorCode::Broken && code != ErrorCode::Unsupported &&
            code != ErrorCode::TooLarge)
            return {}; // not the sidecar's fault: the next run tries again
        logWarning(displayPath(row.file.path) + ": " + keywords.error().message.english());
    }
    row.keywords = std::move(keywords).value_or(std::vector<std::string>());
    m_keywords[row.file.id] = row.keywords;
    return m_catalog.write([&](CatalogWriter& writer) {
        return writer.putSidecar(row.file.id, row.file.stamp, row.keywords);
    });
}

Result<> SidecarPass::notePhotos(const FileRow& sidecar)
{
    const std::string name = pathToBytes(sidecar.path.filename());
    // "IMG_1.jpg" has "IMG_1.xmp" and "IMG_1.jpg.xmp".
    const std::string stem = withoutEnding(name);
    for (const std::string& prefix : std::set<std::string>{stem, withoutEnding(stem)}) {
        const auto photos = m_reader.filesNamedLike(sidecar, prefix + ".");
        if (!photos)
            return fail(photos);
        for (const FileRow& photo : *photos)
            if (photo.state == FileState::Indexed &&
                hasNameOf(photoName(pathToBytes(photo.path.filename())), name))
                m_photos.insert(photo.content);
    }
    return {};
}

Result<std::vector<std::string>> SidecarPass::keywordsOf(ContentId content)
{
    std::vector<std::string> keywords;
    const auto row = m_reader.content(content);
    if (!row)
        return fail(row);
    if (!*row)
        return keywords;
    const auto files = m_reader.filesOfContent(content);
    if (!files)
        return fail(files);
    for (const FileRow& file : *files) {
        const auto companions = companionsOf(file, **row, m_reader);
        if (!companions)
            return fail(companions);
        for (const Companion& companion : *companions)
            if (const auto found = m_keywords.find(companion.file.id); found != m_keywords.end())
                for (const std::string& word : found->second)
                    addCarriedWord(keywords, word);
    }
    return keywords;
}

Result<> SidecarPass::giveKeywords()
{
    std::vector<std::pair<ContentId, std::vector<std::string>>> given;
    const auto store = [&] {
        auto written = m_catalog.write([&](CatalogWriter& writer) -> Result<> {
            for (const auto& [content, keywords] : given)
                if (auto put = writer.putSidecarKeywords(content, keywords); !put)
                    return put;
            return {};
        });
        given.clear();
        return written;
    };
    for (const ContentId content : m_photos) {
        auto keywords = keywordsOf(content);
        if (!keywords)
            return fail(keywords);
        given.emplace_back(content, std::move(*keywords));
        if (given.size() >= kSidecarsPerTransaction)
            if (auto stored = store(); !stored)
                return stored;
    }
    return given.empty() ? Result<>() : store();
}

Result<> SidecarPass::run(bool hasNewPhotos)
{
    auto rows = m_reader.sidecars();
    if (!rows)
        return fail(rows);
    if (rows->empty())
        return {};
    for (const SidecarRow& row : *rows)
        if (row.file.state != FileState::Missing)
            m_keywords.emplace(row.file.id, row.keywords);
    for (SidecarRow& row : *rows) {
        if (m_stop.stop_requested())
            return {};
        const bool isGone = row.file.state == FileState::Missing;
        const bool isChanged = !isGone && !row.isRead;
        if (isGone || isChanged || hasNewPhotos)
            if (auto noted = notePhotos(row.file); !noted)
                return noted;
        if (isChanged)
            if (auto done = read(row); !done)
                return done;
        if (isGone)
            if (auto removed = m_catalog.write(
                    [&](CatalogWriter& writer) { return writer.removeSidecar(row.file.id); });
                !removed)
                return removed;
    }
    return giveKeywords();
}

} // namespace

Result<> readSidecars(Catalog& catalog, const Decoder& decoder, bool hasNewPhotos,
                      const std::stop_token& stop)
{
    const auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    return SidecarPass(catalog, **reader, decoder, stop).run(hasNewPhotos);
}

} // namespace lookalike
