// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <filesystem>
#include <optional>

namespace lookalike {

/// Thumbnails on disk by the freedesktop Thumbnail Managing Standard
/// (specifications.freedesktop.org/thumbnail-spec): PNG files named by the MD5 of the original's
/// URI, valid only while their Thumb::URI and Thumb::MTime agree with it, shared with every file
/// manager. On Windows and macOS the same layout lies in the program's own cache. Stateless and
/// safe to call from any thread; a cache that cannot be written is the same as an empty one.
class ThumbnailCache {
public:
    /// `root` holds large/, x-large/, xx-large/ and fail/; created 0700 when first written to.
    explicit ThumbnailCache(QString root = defaultRoot());
    /// The desktop's, or ownRoot(), as preferences::sharesThumbnails() says.
    [[nodiscard]] static QString defaultRoot();
    /// A folder that no other program uses, which the program may empty.
    [[nodiscard]] static QString ownRoot();
    [[nodiscard]] const QString& root() const { return m_root; }

    /// The smallest size of the specification (256, 512, 1024) with at least `pixels`.
    [[nodiscard]] static int sizeFor(int pixels);

    [[nodiscard]] std::optional<QImage> read(const std::filesystem::path& original, int size) const;
    /// `image` fits into size x size. Does nothing for originals inside the cache itself.
    void write(const std::filesystem::path& original, int size, const QImage& image) const;

    /// Whether this program could not read the original as it is now.
    [[nodiscard]] bool hasFailed(const std::filesystem::path& original) const;
    void writeFailure(const std::filesystem::path& original) const;

    /// Where the thumbnail of `original` lies, whether or not it exists.
    [[nodiscard]] QString fileOf(const std::filesystem::path& original, int size) const;

private:
    [[nodiscard]] QString failureFile(const std::filesystem::path& original) const;
    void writePng(const QString& file, const std::filesystem::path& original,
                  const QImage& image) const;

    QString m_root;
};

} // namespace lookalike
