// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_fits.h"
#include "ui/bridge/background_runner.h"

namespace lookalike {

/// Fits searches to the labels of photos, off the GUI thread, and knows the fit that searches use.
/// GUI thread only.
class FitRunner : public QObject {
    Q_OBJECT

public:
    explicit FitRunner(Background& background);

    /// As changed() told last; none while no library is open.
    [[nodiscard]] const FitStatus& status() const { return m_status; }
    /// Looks which fit searches use.
    void refresh();

    /// A fit is being judged.
    [[nodiscard]] bool isBusy() const { return m_judging.isBusy(); }
    /// Both do nothing while busy. They end with checked() or used(), or with failed().
    void check(const FitSource& source);
    void use(const FitSource& source);
    void cancel() { m_judging.cancel(); }

    /// These end with removed() and undone(), or with failed().
    void remove();
    /// Takes back the last use() or remove().
    void undo();

Q_SIGNALS:
    void busyChanged(bool busy);
    void progressed(const lookalike::Progress& progress);
    void checked(const lookalike::FitReport& report);
    /// The fit is used if it passes.
    void used(const lookalike::FitReport& report);
    void removed(bool wasThere);
    void undone(bool wasThere);
    void failed(const lookalike::Error& error);
    /// Searches use another fit, or one no longer.
    void changed();

private:
    using Judge = Result<FitReport> (PhotoFits::*)(const FitSource&, const ProgressCallback&,
                                                   const std::stop_token&);
    void judge(const FitSource& source, Judge call, void (FitRunner::*done)(const FitReport&));
    void change(Result<bool> (PhotoFits::*call)(), void (FitRunner::*done)(bool));
    void take(const FitStatus& status);

    FitStatus m_status;
    BackgroundRunner m_judging;
    BackgroundRunner m_changing; ///< and looking
};

} // namespace lookalike
