// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/picture_loader.h"

#include "ui/bridge/conversions.h"
#include "ui/text/display_text.h"
#include "ui/text/translated.h"

#include <algorithm>

namespace lookalike {

namespace {

constexpr int kSmallestStep = 512;

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

PictureLoader::PictureLoader(Background& background, int recentMegabytes)
    : m_recent(qsizetype{recentMegabytes} * 1024)
    , m_runner(background, BackgroundRunner::Policy::LatestWins)
{
    connect(&background, &Background::libraryChanged, this, &PictureLoader::cancel);
}

int PictureLoader::stepFor(int wanted, int most)
{
    int step = kSmallestStep;
    while (step < wanted && step < most)
        step *= 2;
    return std::min(step, most);
}

void PictureLoader::load(const std::vector<PictureSource>& sources, int longSide)
{
    cancel();
    std::vector<std::pair<PictureSource, QImage>> recent;
    for (const PictureSource& source : sources)
        if (const QImage* image = m_recent.object(keyOf(source, longSide)))
            recent.emplace_back(source, *image);
        else
            m_waiting.push_back(source);
    loadNext(longSide);
    for (const auto& [source, image] : recent)
        Q_EMIT loaded(source, image);
}

void PictureLoader::loadNext(int longSide)
{
    if (m_waiting.empty())
        return;
    const PictureSource source = m_waiting.front();
    m_waiting.pop_front();
    m_runner.start(
        this,
        [source, longSide](PhotoLibrary& library, const std::stop_token&) {
            return decodePicture(library, source, longSide);
        },
        [this, source, longSide](const Result<QImage>& image) {
            loadNext(longSide); // first: whoever hears of this picture may ask for others
            deliver(source, longSide, image);
        });
}

void PictureLoader::deliver(const PictureSource& source, int longSide, const Result<QImage>& image)
{
    if (!image) {
        const ErrorCode code = image.error().code;
        const auto* path = std::get_if<std::filesystem::path>(&source);
        const bool isMissing = path != nullptr && code == ErrorCode::NotFound;
        Q_EMIT failed(source, isMissing ? displayMissing(*path) : translated(image.error().message),
                      code);
        return;
    }
    m_recent.insert(keyOf(source, longSide), new QImage(*image),
                    static_cast<int>(image->sizeInBytes() / 1024));
    Q_EMIT loaded(source, *image);
}

void PictureLoader::forget()
{
    cancel();
    m_recent.clear();
}

void PictureLoader::cancel()
{
    m_waiting.clear();
    m_runner.cancel();
}

} // namespace lookalike
