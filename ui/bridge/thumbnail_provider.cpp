// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/thumbnail_provider.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/picture_loader.h"

namespace lookalike {

namespace {

constexpr int kMemoryKilobytes = 256 * 1024;
constexpr int kMostThreads = 4;

Result<QImage> loadThumbnail(PhotoLibrary& library, const ThumbnailCache& cache,
                             const std::filesystem::path& path, int size)
{
    if (auto cached = cache.read(path, size))
        return *cached;
    if (cache.hasFailed(path))
        return fail(ErrorCode::Broken, "The picture was damaged when it was last read"_msg);
    auto image = decodePicture(library, path, size);
    if (image) {
        cache.write(path, size, *image);
        return image;
    }
    // Only a damaged picture stays one; a refused or vanished file may come back unchanged.
    const ErrorCode code = image.error().code;
    if (code == ErrorCode::Broken || code == ErrorCode::Unsupported)
        cache.writeFailure(path);
    return image;
}

} // namespace

ThumbnailProvider::ThumbnailProvider(Background& background)
    : m_memory(kMemoryKilobytes)
    , m_runner(background, BackgroundRunner::Policy::Queue,
               std::clamp(QThread::idealThreadCount(), 1, kMostThreads))
{
    connect(&background, &Background::libraryChanged, this, [this] {
        m_urgent.clear();
        m_visible.clear();
    });
}

QImage ThumbnailProvider::find(const std::filesystem::path& path, int size) const
{
    const Entry* entry = m_memory.object({pathBytes(path), size});
    return entry == nullptr ? QImage() : entry->image;
}

std::optional<ErrorCode> ThumbnailProvider::failure(const std::filesystem::path& path) const
{
    const auto failed = m_failed.constFind(pathBytes(path));
    return failed == m_failed.cend() ? std::nullopt : std::optional(*failed);
}

bool ThumbnailProvider::isFresh(const Job& job) const
{
    const QByteArray bytes = pathBytes(job.path);
    if (m_failed.contains(bytes))
        return true;
    const Entry* entry = m_memory.object({bytes, job.size});
    return entry != nullptr && entry->age == m_age;
}

void ThumbnailProvider::showing(const std::vector<std::filesystem::path>& paths, int size)
{
    m_visible.clear();
    for (const auto& path : paths)
        m_visible.push_back({path, size});
    loadNext();
}

void ThumbnailProvider::request(const std::filesystem::path& path, int size)
{
    m_urgent.push_front({path, size});
    loadNext();
}

void ThumbnailProvider::revalidate()
{
    ++m_age;
    m_failed.clear();
    Q_EMIT revalidated();
}

bool ThumbnailProvider::takeJob(Job& job)
{
    for (std::deque<Job>* queue : {&m_urgent, &m_visible}) {
        while (!queue->empty()) {
            job = std::move(queue->front());
            queue->pop_front();
            if (!m_loading.contains({pathBytes(job.path), job.size}) && !isFresh(job))
                return true;
        }
    }
    return false;
}

// The runner gets no more than it has threads for: what waits here can still be replaced.
void ThumbnailProvider::loadNext()
{
    Job job;
    while (m_loading.size() < m_runner.threads() && takeJob(job)) {
        job.age = m_age;
        const bool runs = m_runner.start(
            this,
            [job, cache = m_cache](PhotoLibrary& library, const std::stop_token&)
                -> Result<QImage> { return loadThumbnail(library, cache, job.path, job.size); },
            [this, job](const Result<QImage>& image) { deliver(job, image); });
        if (!runs)
            return;
        m_loading.insert({pathBytes(job.path), job.size});
    }
}

void ThumbnailProvider::deliver(const Job& job, const Result<QImage>& image)
{
    const QByteArray bytes = pathBytes(job.path);
    m_loading.remove({bytes, job.size});
    const bool isOutdated = job.age != m_age; // revalidate() came while the file was read
    if (image) {
        m_memory.insert({bytes, job.size}, new Entry{*image, job.age},
                        static_cast<int>(image->sizeInBytes() / 1024) + 1);
    } else if (!isOutdated) {
        m_failed.insert(bytes, image.error().code);
        m_memory.remove({bytes, job.size}); // of an original that is no longer readable
    }
    if (isOutdated)
        m_visible.push_back(job);
    loadNext();
    Q_EMIT ready(bytes);
}

} // namespace lookalike
