// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/protected_folders.h"

#include "ui/bridge/library_session.h"

namespace lookalike {

ProtectedFolders::ProtectedFolders(LibrarySession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{}

void ProtectedFolders::reload()
{
    m_session.run(
        this, [](PhotoLibrary& library) { return library.duplicates().protectedFolders(); },
        [this](const Result<std::vector<std::filesystem::path>>& folders) {
            if (folders)
                Q_EMIT loaded(*folders);
        });
}

void ProtectedFolders::setProtected(const std::filesystem::path& folder, bool isProtected)
{
    m_session.run(
        this,
        [folder, isProtected](PhotoLibrary& library) {
            return library.duplicates().setProtected(folder, isProtected);
        },
        [this, folder, isProtected](const Result<>& done) {
            if (done)
                Q_EMIT changed(folder, isProtected);
            else
                Q_EMIT failed(done.error());
            reload();
        });
}

} // namespace lookalike
