// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_runner.h"

namespace lookalike {

class Indexing;

/// Waits for changes in the folders of the library that is open and has them read. GUI
/// thread only.
class PhotoWatcher : public QObject {
public:
    /// Both must outlive it. It is off at first.
    PhotoWatcher(Background& background, Indexing& indexing);

    /// With an open library, turning it on also looks for what was missed.
    void setOn(bool on);
    [[nodiscard]] bool isOn() const { return m_isOn; }

private:
    void listen();

    Background& m_background;
    Indexing& m_indexing;
    bool m_isOn = false;
    BackgroundRunner m_runner;
};

} // namespace lookalike
