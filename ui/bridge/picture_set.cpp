// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/picture_set.h"

#include "ui/bridge/catch_exceptions.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/picture_loader.h"
#include "ui/text/translated.h"

namespace lookalike {

namespace {

constexpr int kRecentKilobytes = 256 * 1024;

QByteArray keyOf(const std::filesystem::path& path, int longSide)
{
    return QByteArray::number(longSide) + ' ' + pathBytes(path);
}

} // namespace

PictureSet::PictureSet(QObject* parent)
    : QObject(parent)
    , m_recent(kRecentKilobytes)
{}

void PictureSet::setLibrary(std::shared_ptr<PhotoLibrary> library)
{
    cancel();
    m_library = std::move(library);
}

void PictureSet::load(const std::vector<std::filesystem::path>& paths, int longSide)
{
    cancel();
    std::vector<std::filesystem::path> missing;
    for (const auto& path : paths) {
        if (const QImage* image = m_recent.object(keyOf(path, longSide)))
            Q_EMIT loaded(path, QImage(*image));
        else
            missing.push_back(path);
    }
    if (missing.empty() || !m_library)
        return;
    m_job.start([this, library = m_library, missing, longSide, generation = m_generation](
                    const std::stop_token& stop) mutable -> LatestJob::Delivery {
        for (const auto& path : missing) {
            if (stop.stop_requested())
                break;
            const auto image =
                catchExceptions([&] { return decodePicture(*library, path, longSide); });
            QMetaObject::invokeMethod(
                this, [=, this] { deliver(path, longSide, image, generation); },
                Qt::QueuedConnection);
        }
        library.reset();
        return {};
    });
}

void PictureSet::deliver(const std::filesystem::path& path, int longSide,
                         const Result<QImage>& image, std::uint64_t generation)
{
    if (image)
        m_recent.insert(keyOf(path, longSide), new QImage(*image),
                        static_cast<int>(image->sizeInBytes() / 1024));
    if (generation != m_generation)
        return;
    if (image)
        Q_EMIT loaded(path, *image);
    else
        Q_EMIT failed(path, translated(image.error().message));
}

void PictureSet::cancel()
{
    ++m_generation;
    m_job.cancel();
}

bool PictureSet::shutDown(std::chrono::milliseconds deadline)
{
    m_library.reset();
    return m_job.shutDown(deadline);
}

} // namespace lookalike
