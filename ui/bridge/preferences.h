// SPDX-License-Identifier: GPL-3.0-or-later
// What the user set in the settings dialog, and what of it the command line overrides.
#pragma once

#include "core/encode/encoder.h"

#include <QString>
#include <cstdint>

namespace lookalike {

/// Values of the settings file. Any thread: each call reads or writes the file.
namespace preferences {

/// "en", "de", or empty for the system's language. Takes effect with the next start.
[[nodiscard]] QString language();
void setLanguage(const QString& code);

[[nodiscard]] DeviceKind device();
void setDevice(DeviceKind device);

/// Larger pictures are not opened.
inline constexpr int kDefaultMegapixels = 250;
inline constexpr int kFewestMegapixels = 20;
inline constexpr int kMostMegapixels = 4000;
[[nodiscard]] int maxMegapixels();
void setMaxMegapixels(int megapixels);

/// Whether thumbnails are those of the desktop's file manager; otherwise the program keeps its own.
/// Never in portable mode.
[[nodiscard]] bool sharesThumbnails();
void setSharesThumbnails(bool shares);

/// What was measured of a model on this machine.
struct ModelSpeed {
    double photosPerSecond = 0; ///< 0: never measured
    QString device;             ///< for the user
};
[[nodiscard]] ModelSpeed modelSpeed(const QString& model);
void setModelSpeed(const QString& model, const ModelSpeed& speed);

} // namespace preferences

/// What the command line fixed for this run, so that the settings can say so.
struct FixedByCommandLine {
    bool catalog = false;
    bool device = false;
    bool model = false;
};

} // namespace lookalike
