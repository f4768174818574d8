// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/photo_lister.h"

#include "core/base/local_time.h"
#include "core/base/natural_order.h"
#include "core/base/path_bytes.h"
#include "core/catalog/companion_names.h"
#include "core/catalog/companions.h"
#include "core/catalog/relative_path.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace lookalike {

namespace {

/// The part of a file's path before its name, without the separator.
std::pair<std::string_view, std::string_view> splitPath(std::string_view path)
{
    std::size_t begin = path.size();
    while (begin > 0 && !isPathSeparator(path[begin - 1]))
        --begin;
    return {path.substr(0, begin == 0 ? 0 : begin - 1), path.substr(begin)};
}

std::string keyOfName(std::uint32_t folder, std::string_view stem)
{
    return std::to_string(folder) + '/' + std::string(stem);
}

} // namespace

Result<std::shared_ptr<const PhotoList>>
PhotoLister::list(CatalogReader& reader, const PhotoListRequest& request, const ContentSet* members,
                  const LikenessSort& sort, const std::stop_token& stop)
{
    PhotoLister lister(request, stop);
    if (auto read = lister.read(reader, members); !read)
        return fail(read);
    Rows photos = lister.photos();
    lister.findBursts(photos);
    if (lister.isStopped())
        return fail(ErrorCode::Cancelled, "Stopped"_msg);
    lister.arrange(photos);
    if (request.order == PhotoOrder::Likeness)
        if (auto arranged = lister.arrangeByLikeness(photos, sort); !arranged)
            return fail(arranged);
    return lister.take(photos);
}

Result<> PhotoLister::read(CatalogReader& reader, const ContentSet* members)
{
    const auto roots = reader.folders();
    if (!roots)
        return fail(roots);
    for (const FolderRow& root : *roots)
        m_roots.emplace(root.id, pathToBytes(root.path));
    const auto visit = [&](const ListedFile& file) {
        if (members == nullptr || members->contains(file.content))
            add(file);
        return !isStopped();
    };
    auto visited = Result<>();
    if (m_request.first == 0)
        visited = reader.forEachListedFile(m_request.filter, visit);
    else if (m_request.order == PhotoOrder::Date && members == nullptr)
        visited = reader.forEachListedFileOfLatest(m_request.filter, !m_request.descending,
                                                   m_request.first, visit);
    if (visited && isStopped())
        return fail(ErrorCode::Cancelled, "Stopped"_msg);
    // Folders are compared by rank from now on.
    m_rankOf.resize(m_read.m_folders.size());
    Rows byPath(m_rankOf.size());
    std::iota(byPath.begin(), byPath.end(), 0U);
    std::ranges::sort(byPath, [this](std::uint32_t a, std::uint32_t b) {
        return compareNaturally(pathToBytes(m_read.m_folders[a]),
                                pathToBytes(m_read.m_folders[b])) < 0;
    });
    for (std::uint32_t rank = 0; const std::uint32_t folder : byPath)
        m_rankOf[folder] = rank++;
    return visited;
}

std::uint32_t PhotoLister::folderOf(const ListedFile& file, std::string_view directory)
{
    if (file.folder == m_lastRoot && directory == m_lastDirectory)
        return m_lastFolder;
    std::string path = m_roots[file.folder];
    if (!directory.empty())
        path = joinPath(path, directory);
    const auto [known, isNew] =
        m_folderNumbers.try_emplace(path, static_cast<std::uint32_t>(m_read.m_folders.size()));
    if (isNew)
        m_read.m_folders.push_back(pathFromBytes(path));
    m_lastRoot = file.folder;
    m_lastDirectory = directory;
    m_lastFolder = known->second;
    return m_lastFolder;
}

std::string_view PhotoLister::nameOf(std::uint32_t row) const
{
    return std::string_view(m_read.m_names).substr(m_read.m_nameBegins[row], m_nameLengths[row]);
}

bool PhotoLister::isBefore(std::uint32_t folder, std::string_view name, std::uint32_t known) const
{
    const std::uint32_t knownFolder = m_read.m_folderOf[known];
    if (folder == knownFolder)
        return name < nameOf(known);
    return pathToBytes(m_read.m_folders[folder]) < pathToBytes(m_read.m_folders[knownFolder]);
}

void PhotoLister::add(const ListedFile& file)
{
    const auto [directory, name] = splitPath(file.path);
    const std::uint32_t folder = folderOf(file, directory);
    const auto id = static_cast<std::size_t>(file.content.value());
    if (id >= m_rowOf.size())
        m_rowOf.resize(std::max(id + 1, 2 * m_rowOf.size()));
    const auto putFile = [&](std::uint32_t row) {
        m_read.m_files[row] = file.file;
        m_read.m_folderOf[row] = folder;
        m_read.m_nameBegins[row] = static_cast<std::uint32_t>(m_read.m_names.size());
        m_nameLengths[row] = static_cast<std::uint32_t>(name.size());
        m_read.m_names += name;
    };
    if (m_rowOf[id] != 0) {
        if (isBefore(folder, name, m_rowOf[id] - 1))
            putFile(m_rowOf[id] - 1);
        return;
    }
    const auto row = static_cast<std::uint32_t>(m_read.m_contents.size());
    m_rowOf[id] = row + 1;
    m_read.m_contents.push_back(file.content);
    m_read.m_files.emplace_back();
    m_read.m_folderOf.push_back(0);
    m_read.m_nameBegins.resize(row + 1);
    m_nameLengths.push_back(0);
    m_read.m_dates.push_back(file.hasCaptureDate ? file.date : localSeconds(file.date));
    m_read.m_hasCaptureDate.push_back(file.hasCaptureDate);
    m_read.m_bytes.push_back(file.bytes);
    m_isRaw.push_back(file.format == ImageFormat::Raw);
    std::uint32_t camera = 0;
    if (!file.camera.empty())
        camera = m_cameraNumbers
                     .try_emplace(std::string(file.camera),
                                  static_cast<std::uint32_t>(m_cameraNumbers.size()) + 1)
                     .first->second;
    m_cameras.push_back(camera);
    putFile(row);
}

std::optional<std::int64_t> PhotoLister::captureDate(std::uint32_t row) const
{
    return m_read.m_hasCaptureDate[row] ? std::optional(m_read.m_dates[row]) : std::nullopt;
}

PhotoLister::Rows PhotoLister::photos() const
{
    const auto count = static_cast<std::uint32_t>(m_read.m_contents.size());
    std::vector<bool> hasRaw(m_read.m_folders.size()); // by folder
    for (std::uint32_t row = 0; row < count; ++row)
        if (m_isRaw[row])
            hasRaw[m_read.m_folderOf[row]] = true;
    std::unordered_multimap<std::string, std::uint32_t> pictures; // by folder and stem
    for (std::uint32_t row = 0; row < count; ++row)
        if (!m_isRaw[row] && hasRaw[m_read.m_folderOf[row]])
            pictures.emplace(
                keyOfName(m_read.m_folderOf[row], photoName(std::string(nameOf(row))).stem), row);
    const auto hasPicture = [&](std::uint32_t raw) {
        const PhotoName name = photoName(std::string(nameOf(raw)));
        for (const std::string& stem : {name.stem, name.name}) { // as hasNameOf()
            const auto [first, end] = pictures.equal_range(keyOfName(m_read.m_folderOf[raw], stem));
            for (auto picture = first; picture != end; ++picture)
                if (isSameShot(captureDate(raw), captureDate(picture->second)))
                    return true;
        }
        return false;
    };
    Rows photos;
    photos.reserve(count);
    for (std::uint32_t row = 0; row < count; ++row)
        if (!m_isRaw[row] || !hasPicture(row))
            photos.push_back(row);
    return photos;
}

void PhotoLister::findBursts(const Rows& photos)
{
    m_burstOf.assign(m_read.m_contents.size(), 0);
    Rows shots;
    for (const std::uint32_t row : photos)
        if (m_cameras[row] != 0 && m_read.m_hasCaptureDate[row])
            shots.push_back(row);
    const auto series = [this](std::uint32_t row) {
        return std::tuple(m_cameras[row], m_read.m_folderOf[row]);
    };
    std::ranges::sort(shots, [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple(series(a), m_read.m_dates[a]) < std::tuple(series(b), m_read.m_dates[b]);
    });
    std::uint32_t bursts = 0;
    for (std::size_t i = 1; i < shots.size(); ++i) {
        const std::uint32_t before = shots[i - 1];
        const std::uint32_t row = shots[i];
        if (series(before) != series(row) ||
            m_read.m_dates[row] - m_read.m_dates[before] > kBurstGapSeconds)
            continue;
        if (m_burstOf[before] == 0)
            m_burstOf[before] = ++bursts;
        m_burstOf[row] = m_burstOf[before];
    }
}

bool PhotoLister::isInOrder(std::uint32_t a, std::uint32_t b) const
{
    const auto compare = [this](std::uint32_t first, std::uint32_t second) {
        const auto byName = [&] {
            const auto order = compareNaturally(nameOf(first), nameOf(second));
            return order != 0 ? order : m_read.m_contents[first] <=> m_read.m_contents[second];
        };
        const auto byFolder =
            m_rankOf[m_read.m_folderOf[first]] <=> m_rankOf[m_read.m_folderOf[second]];
        switch (m_request.order) {
        case PhotoOrder::Date:
        case PhotoOrder::Likeness:
            if (m_read.m_dates[first] != m_read.m_dates[second])
                return m_read.m_dates[first] <=> m_read.m_dates[second];
            break;
        case PhotoOrder::Folder:
            if (byFolder != 0)
                return byFolder;
            break;
        case PhotoOrder::Size:
            if (m_read.m_bytes[first] != m_read.m_bytes[second])
                return m_read.m_bytes[first] <=> m_read.m_bytes[second];
            break;
        case PhotoOrder::Name:
            break;
        }
        return byName();
    };
    return m_request.descending ? compare(b, a) < 0 : compare(a, b) < 0;
}

void PhotoLister::arrange(Rows& photos) const
{
    std::ranges::sort(photos, [this](std::uint32_t a, std::uint32_t b) { return isInOrder(a, b); });
    std::unordered_map<std::uint32_t, Rows> bursts;
    for (const std::uint32_t row : photos)
        if (m_burstOf[row] != 0)
            bursts[m_burstOf[row]].push_back(row);
    if (bursts.empty())
        return;
    Rows arranged;
    arranged.reserve(photos.size());
    for (const std::uint32_t row : photos) {
        if (m_burstOf[row] == 0)
            arranged.push_back(row);
        else if (const auto burst = bursts.find(m_burstOf[row]); burst->second.front() == row)
            arranged.insert(arranged.end(), burst->second.begin(), burst->second.end());
    }
    photos = std::move(arranged);
}

bool PhotoLister::goesOn(const Rows& photos, std::size_t at) const
{
    return at > 0 && m_burstOf[photos[at]] != 0 &&
           m_burstOf[photos[at]] == m_burstOf[photos[at - 1]];
}

Result<> PhotoLister::arrangeByLikeness(Rows& photos, const LikenessSort& sort) const
{
    std::vector<ContentId> firsts;
    std::unordered_map<ContentId, std::size_t> places;
    for (std::size_t at = 0; at < photos.size(); ++at) {
        if (goesOn(photos, at))
            continue;
        firsts.push_back(m_read.m_contents[photos[at]]);
        places.emplace(firsts.back(), at);
    }
    const auto sorted = sort(firsts);
    if (!sorted)
        return fail(sorted);
    Rows arranged;
    arranged.reserve(photos.size());
    for (const ContentId content : *sorted) {
        std::size_t at = places.at(content);
        do {
            arranged.push_back(photos[at++]);
        } while (at < photos.size() && goesOn(photos, at));
    }
    photos = std::move(arranged);
    return {};
}

std::shared_ptr<const PhotoList> PhotoLister::take(const Rows& photos)
{
    auto list = std::make_shared<PhotoList>();
    const std::size_t count = photos.size();
    std::size_t nameBytes = 0;
    for (const std::uint32_t row : photos)
        nameBytes += m_nameLengths[row];
    list->m_contents.reserve(count);
    list->m_files.reserve(count);
    list->m_dates.reserve(count);
    list->m_hasCaptureDate.reserve(count);
    list->m_bytes.reserve(count);
    list->m_names.reserve(nameBytes);
    list->m_nameBegins.reserve(count + 1);
    list->m_folderOf.reserve(count);
    list->m_bursts.reserve(count);
    std::size_t leader = 0;
    for (std::size_t at = 0; at < count; ++at) {
        const std::uint32_t row = photos[at];
        list->m_contents.push_back(m_read.m_contents[row]);
        list->m_files.push_back(m_read.m_files[row]);
        list->m_dates.push_back(m_read.m_dates[row]);
        list->m_hasCaptureDate.push_back(m_read.m_hasCaptureDate[row]);
        list->m_bytes.push_back(m_read.m_bytes[row]);
        list->m_names += nameOf(row);
        list->m_nameBegins.push_back(static_cast<std::uint32_t>(list->m_names.size()));
        list->m_folderOf.push_back(m_read.m_folderOf[row]);
        const bool isFurther = goesOn(photos, at);
        if (!isFurther)
            leader = at;
        list->m_bursts.push_back(isFurther ? 0 : 1);
        if (isFurther)
            ++list->m_bursts[leader];
    }
    list->m_folders = std::move(m_read.m_folders);
    return list;
}

} // namespace lookalike
