// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/picture_loader.h"

#include "ui/bridge/catch_exceptions.h"
#include "ui/bridge/conversions.h"
#include "ui/text/translated.h"

namespace lookalike {

namespace {

constexpr int kRecentKilobytes = 192 * 1024;

QByteArray keyOf(const PictureSource& source, int longSide)
{
    const QByteArray size = QByteArray::number(longSide) + ' ';
    if (const auto* path = std::get_if<std::filesystem::path>(&source))
        return size + pathBytes(*path);
    const auto& bytes = *std::get<PictureBytes>(source);
    return size + QByteArray::number(bytes.size()) + ':' +
           QByteArray::number(qHashBits(bytes.data(), bytes.size()));
}

} // namespace

Result<QImage> decodePicture(PhotoLibrary& library, const PictureSource& source, int longSide)
{
    QImage image;
    if (const auto* bytes = std::get_if<PictureBytes>(&source)) {
        image = decodeBytes(*bytes, longSide);
        if (image.isNull())
            return fail(ErrorCode::Unsupported, "This picture cannot be shown"_msg);
        return image;
    }
    // The shape is not known yet: a short side of `longSide` is enough for every shape.
    auto decoded = library.picture(std::get<std::filesystem::path>(source), longSide);
    if (!decoded)
        return fail(decoded);
    image = toQImage(*decoded);
    if (image.isNull())
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for this"_msg);
    if (std::max(image.width(), image.height()) <= longSide)
        return image;
    return image.scaled(longSide, longSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

PictureLoader::PictureLoader(QObject* parent)
    : QObject(parent)
    , m_recent(kRecentKilobytes)
{}

void PictureLoader::setLibrary(std::shared_ptr<PhotoLibrary> library)
{
    m_job.cancel();
    m_library = std::move(library);
}

void PictureLoader::load(const PictureSource& source, int longSide)
{
    const QByteArray key = keyOf(source, longSide);
    if (const QImage* image = m_recent.object(key)) {
        m_job.cancel();
        Q_EMIT loaded(source, QImage(*image));
        return;
    }
    if (!m_library)
        return;
    m_job.start([this, library = m_library, source, longSide,
                 key](const std::stop_token&) mutable -> LatestJob::Delivery {
        auto image = std::make_shared<Result<QImage>>(
            catchExceptions([&] { return decodePicture(*library, source, longSide); }));
        library.reset();
        return [this, source, key, image] {
            if (!image->has_value()) {
                Q_EMIT failed(source, translated(image->error().message));
                return;
            }
            m_recent.insert(key, new QImage(**image),
                            static_cast<int>((*image)->sizeInBytes() / 1024));
            Q_EMIT loaded(source, **image);
        };
    });
}

void PictureLoader::cancel()
{
    m_job.cancel();
}

bool PictureLoader::shutDown(std::chrono::milliseconds deadline)
{
    m_library.reset();
    return m_job.shutDown(deadline);
}

} // namespace lookalike
