// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/runtime_folder.h"

#include "core/base/paths.h"

#include <QDir>
#include <QFile>
#include <array>
#include <string>

#ifndef Q_OS_WIN
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace lookalike {

#ifdef Q_OS_WIN

QString runtimeFolder()
{
    return {};
}

// The pipe's access list lets no other user connect.
bool isPeerThisUser(qintptr)
{
    return true;
}

#else

namespace {

/// A socket's whole path may have about 100 bytes; its name takes some of them.
constexpr std::size_t kLongestFolder = 60;

bool isPrivate(const std::string& folder)
{
    struct stat status = {};
    return lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
           status.st_uid == geteuid() && (status.st_mode & 077) == 0;
}

} // namespace

QString runtimeFolder()
{
    const std::filesystem::path own = userFolder(UserFolder::State) / "run";
    const std::string temporary = QFile::encodeName(QDir::tempPath()).toStdString() +
                                  "/lookalike-" + std::to_string(geteuid());
    std::error_code error;
    std::filesystem::create_directories(own.parent_path(), error);
    const std::array<std::string, 3> candidates{qgetenv("XDG_RUNTIME_DIR").toStdString(),
                                                own.native(), temporary};
    for (const std::string& folder : candidates) {
        if (folder.empty() || folder.front() != '/' || folder.size() > kLongestFolder)
            continue;
        if (folder != candidates.front())
            mkdir(folder.c_str(), 0700); // one that is there already is looked at like any other
        if (isPrivate(folder))
            return QFile::decodeName(QByteArray::fromStdString(folder));
    }
    return {};
}

bool isPeerThisUser(qintptr socket)
{
    const int number = static_cast<int>(socket);
#ifdef SO_PEERCRED
    ucred peer{};
    socklen_t size = sizeof peer;
    return getsockopt(number, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
#else
    uid_t user = 0;
    gid_t group = 0;
    return getpeereid(number, &user, &group) == 0 && user == geteuid();
#endif
}

#endif

} // namespace lookalike
