// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/thumbnail_provider.h"

#include "ui/bridge/catch_exceptions.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/picture_loader.h"

#include <QThread>

namespace lookalike {

namespace {

constexpr int kMemoryKilobytes = 256 * 1024;
constexpr int kMostWorkers = 4;

} // namespace

ThumbnailProvider::ThumbnailProvider(ThumbnailCache cache, QObject* parent)
    : QObject(parent)
    , m_cache(std::move(cache))
    , m_memory(kMemoryKilobytes)
{
    m_pool.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 1, kMostWorkers));
}

ThumbnailProvider::~ThumbnailProvider()
{
    setLibrary(nullptr);
    m_pool.waitForDone();
}

void ThumbnailProvider::setCache(const ThumbnailCache& cache)
{
    const std::lock_guard lock(m_mutex);
    m_cache = cache;
}

void ThumbnailProvider::setLibrary(std::shared_ptr<PhotoLibrary> library)
{
    const std::lock_guard lock(m_mutex);
    m_urgent.clear();
    m_visible.clear();
    m_library = std::move(library);
}

QImage ThumbnailProvider::find(const std::filesystem::path& path, int size) const
{
    const Entry* entry = m_memory.object({pathBytes(path), size});
    return entry == nullptr ? QImage() : entry->image;
}

bool ThumbnailProvider::hasFailed(const std::filesystem::path& path) const
{
    return m_failed.contains(pathBytes(path));
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
    std::deque<Job> wanted;
    for (const auto& path : paths) {
        Job job{path, size};
        if (!isFresh(job))
            wanted.push_back(std::move(job));
    }
    {
        const std::lock_guard lock(m_mutex);
        m_visible = std::move(wanted);
    }
    startWorkers();
}

void ThumbnailProvider::request(const std::filesystem::path& path, int size)
{
    Job job{path, size};
    if (isFresh(job))
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_urgent.push_front(std::move(job));
    }
    startWorkers();
}

void ThumbnailProvider::revalidate()
{
    ++m_age;
    m_failed.clear();
}

void ThumbnailProvider::startWorkers()
{
    const std::lock_guard lock(m_mutex);
    if (!m_library)
        return;
    const auto jobs = static_cast<int>(m_urgent.size() + m_visible.size());
    while (m_workers < std::min(jobs, m_pool.maxThreadCount())) {
        ++m_workers;
        m_pool.start([this] { work(); });
    }
}

bool ThumbnailProvider::takeJob(Job& job, std::shared_ptr<PhotoLibrary>& library)
{
    const std::lock_guard lock(m_mutex);
    library = m_library;
    for (std::deque<Job>* queue : {&m_urgent, &m_visible}) {
        while (library && !queue->empty()) {
            job = std::move(queue->front());
            queue->pop_front();
            const Key key{pathBytes(job.path), job.size};
            if (m_loading.contains(key))
                continue;
            m_loading.insert(key);
            return true;
        }
    }
    --m_workers;
    return false;
}

void ThumbnailProvider::work()
{
    Job job;
    std::shared_ptr<PhotoLibrary> library;
    while (takeJob(job, library)) {
        const auto image = catchExceptions([&]() -> Result<QImage> {
                               return load(*library, job);
                           }).value_or(QImage());
        library.reset();
        {
            const std::lock_guard lock(m_mutex);
            m_loading.remove({pathBytes(job.path), job.size});
        }
        QMetaObject::invokeMethod(
            this, [this, job, image] { deliver(job, image); }, Qt::QueuedConnection);
    }
}

QImage ThumbnailProvider::load(PhotoLibrary& library, const Job& job) const
{
    const ThumbnailCache cache = [this] {
        const std::lock_guard lock(m_mutex);
        return m_cache;
    }();
    if (auto cached = cache.read(job.path, job.size))
        return *cached;
    if (cache.hasFailed(job.path))
        return {};
    const auto image = decodePicture(library, job.path, job.size);
    if (image) {
        cache.write(job.path, job.size, *image);
        return *image;
    }
    // Only a damaged picture stays one; a refused or vanished file may come back unchanged.
    const ErrorCode code = image.error().code;
    if (code == ErrorCode::Broken || code == ErrorCode::Unsupported)
        cache.writeFailure(job.path);
    return {};
}

void ThumbnailProvider::deliver(const Job& job, const QImage& image)
{
    const QByteArray bytes = pathBytes(job.path);
    if (image.isNull())
        m_failed.insert(bytes);
    else
        m_memory.insert({bytes, job.size}, new Entry{image, m_age},
                        static_cast<int>(image.sizeInBytes() / 1024) + 1);
    Q_EMIT ready(bytes);
}

bool ThumbnailProvider::shutDown(std::chrono::milliseconds deadline)
{
    setLibrary(nullptr);
    return m_pool.waitForDone(static_cast<int>(deadline.count()));
}

} // namespace lookalike
