// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/subfolder_loader.h"

#include "ui/bridge/library_session.h"

#include <algorithm>

namespace lookalike {

namespace {

constexpr qint64 kSoonMs = 1000;    ///< photos come first, and changes come together
constexpr qint64 kRestPerWork = 10; ///< while photos are being read, there is always something new

} // namespace

SubfolderLoader::SubfolderLoader(LibrarySession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        m_told.start();
        Q_EMIT outdated();
    });
    connect(&m_session, &LibrarySession::opened, this, [this] {
        m_waiting.clear(); // a library that was closed does not answer
        m_isAsking = false;
    });
    connect(&m_session, &LibrarySession::statusChanged, this, &SubfolderLoader::tellSoon);
    connect(&m_session, &LibrarySession::photosMoved, this, &SubfolderLoader::tellSoon);
}

void SubfolderLoader::setWatched(bool watched)
{
    m_isWatched = watched;
    if (watched)
        tellSoon();
    else
        m_soon.stop();
}

void SubfolderLoader::tellSoon()
{
    if (m_isWatched && !m_soon.isActive())
        m_soon.start(static_cast<int>(std::max(kSoonMs, m_restMs)));
}

void SubfolderLoader::ask(FolderId root, const std::filesystem::path& folder, bool urgent)
{
    std::erase_if(m_waiting, [&](const Question& one) { return one.folder == folder; });
    m_waiting.insert(urgent ? m_waiting.begin() : m_waiting.end(), {root, folder});
    askNext();
}

void SubfolderLoader::askNext()
{
    if (m_isAsking || m_waiting.empty() || !m_session.isOpen())
        return;
    const Question question = m_waiting.front();
    m_waiting.pop_front();
    m_isAsking = true;
    m_session.run(
        this,
        [question](PhotoLibrary& library) {
            return library.subfolders(question.root, question.folder);
        },
        [this, folder = question.folder](const Result<std::vector<SubfolderRow>>& folders) {
            m_isAsking = false;
            if (m_told.isValid())
                m_restMs = kRestPerWork * m_told.elapsed();
            if (folders)
                Q_EMIT found(folder, *folders);
            else
                Q_EMIT failed(folder);
            askNext();
        });
}

} // namespace lookalike
