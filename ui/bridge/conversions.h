// SPDX-License-Identifier: GPL-3.0-or-later
// The one place where values of core become values of Qt and back. Any thread.
#pragma once

#include "core/base/result.h"
#include "core/image/image.h"
#include "core/library/search_request.h"

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QUrl>
#include <cstdint>
#include <filesystem>

namespace lookalike {

/// A path's own bytes, as a key and for storage: Qt strings cannot hold names that are not UTF-8.
[[nodiscard]] QByteArray pathBytes(const std::filesystem::path& path);
[[nodiscard]] std::filesystem::path pathFromBytes(const QByteArray& bytes);
/// What a file dialog or a command line gave.
[[nodiscard]] std::filesystem::path toPath(const QString& text);

/// "file:///..." with every byte kept, escaped as GLib's g_filename_to_uri() does it, which is the
/// form that the thumbnail specification's MD5 is taken of. `path` must be absolute.
[[nodiscard]] QByteArray fileUri(const std::filesystem::path& path);
/// The path of a local file URI (no host, or localhost); empty for anything else.
[[nodiscard]] std::filesystem::path pathFromUri(const QByteArray& uri);
[[nodiscard]] QUrl toUrl(const std::filesystem::path& path);

/// A deep copy, Format_RGB888.
[[nodiscard]] QImage toQImage(const Image& image);
/// A picture that Qt decoded as the library shows it: transparent parts on the ground that
/// flatten() chooses. Opaque pictures are handed back as they are.
[[nodiscard]] QImage onGround(const QImage& image);
/// PNG bytes of a picture that came as pixels.
[[nodiscard]] PictureBytes toPictureBytes(const QImage& image);
[[nodiscard]] PictureBytes toPictureBytes(const QByteArray& encoded);
/// Decodes bytes that are no file, as onGround() shows them, within 512 MB and at most `longSide`
/// pixels; null where Qt has no codec for them.
[[nodiscard]] QImage decodeBytes(const PictureBytes& bytes, int longSide);

} // namespace lookalike
