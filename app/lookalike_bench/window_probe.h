// SPDX-License-Identifier: GPL-3.0-or-later
// What lookalike-bench and the probe that it has the window load agree on.
#pragma once

namespace lookalike {

/// The probe's name among Qt's plugins. Behind it and a colon stands what it measures.
inline constexpr char kProbe[] = "lookalikeprobe";
inline constexpr char kFirstPaint[] = "first-paint";
inline constexpr char kStalls[] = "stalls"; ///< of the search page
inline constexpr char kMapPage[] = "map";
inline constexpr char kLibraryPage[] = "library";
inline constexpr char kLibraryMemory[] = "library-memory";

// Variables of the environment.
inline constexpr char kProbeStarted[] = "LOOKALIKE_PROBE_STARTED";   ///< ms since 1970
inline constexpr char kProbePictures[] = "LOOKALIKE_PROBE_PICTURES"; ///< a folder of them
inline constexpr char kProbeRows[] = "LOOKALIKE_PROBE_ROWS";         ///< photos of the library
inline constexpr char kProbeSeconds[] = "LOOKALIKE_PROBE_SECONDS";   ///< of watching for stalls

} // namespace lookalike
