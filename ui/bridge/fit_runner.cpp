// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/fit_runner.h"

#include <tuple>

namespace lookalike {

namespace {

auto fitKey(const FitStatus& status)
{
    return std::tuple(status.isOn, status.madeAt, status.source, status.labels,
                      status.problem.english());
}

} // namespace

FitRunner::FitRunner(Background& background)
    : m_judging(background, BackgroundRunner::Policy::OneAtATime)
    , m_changing(background, BackgroundRunner::Policy::Queue)
{
    connect(&m_judging, &BackgroundRunner::busyChanged, this, &FitRunner::busyChanged);
    connect(&background, &Background::libraryChanged, this, &FitRunner::refresh);
}

void FitRunner::refresh()
{
    const bool isAsked = m_changing.start(
        this, [](PhotoLibrary& library, const std::stop_token&) { return library.fits().status(); },
        &FitRunner::take, [this](const Error&) { take({}); });
    if (!isAsked)
        take({});
}

void FitRunner::take(const FitStatus& status)
{
    const bool isOther = fitKey(status) != fitKey(m_status);
    m_status = status;
    if (isOther)
        Q_EMIT changed();
}

void FitRunner::check(const FitSource& source)
{
    judge(source, &PhotoFits::report, &FitRunner::checked);
}

void FitRunner::use(const FitSource& source)
{
    judge(source, &PhotoFits::fit, &FitRunner::used);
}

void FitRunner::judge(const FitSource& source, Judge call,
                      void (FitRunner::*done)(const FitReport&))
{
    m_judging.start(
        this,
        [source, call, progress = m_judging.toGuiThread(this, &FitRunner::progressed)](
            PhotoLibrary& library, const std::stop_token& stop) {
            return (library.fits().*call)(source, progress, stop);
        },
        [this, done](const FitReport& report) {
            refresh();
            Q_EMIT(this->*done)(report);
        },
        &FitRunner::failed);
}

void FitRunner::remove()
{
    change(&PhotoFits::remove, &FitRunner::removed);
}

void FitRunner::undo()
{
    change(&PhotoFits::undo, &FitRunner::undone);
}

void FitRunner::change(Result<bool> (PhotoFits::*call)(), void (FitRunner::*done)(bool))
{
    m_changing.start(
        this,
        [call](PhotoLibrary& library, const std::stop_token&) { return (library.fits().*call)(); },
        [this, done](bool wasThere) {
            refresh();
            Q_EMIT(this->*done)(wasThere);
        },
        &FitRunner::failed);
}

} // namespace lookalike
