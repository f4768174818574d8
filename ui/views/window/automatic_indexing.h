// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace lookalike {

class LibrarySession;
class ProgramCommands;
class ProgressStrip;

/// When the library is indexed without being asked: at the start, when folders change, and not on
/// battery, as the user chose in the settings. Restore these first. GUI thread.
class AutomaticIndexing : public QObject {
    Q_OBJECT

public:
    /// All must outlive it. `strip` says why indexing waits.
    AutomaticIndexing(LibrarySession& session, ProgramCommands& commands, ProgressStrip& strip,
                      QObject* parent);
};

} // namespace lookalike
