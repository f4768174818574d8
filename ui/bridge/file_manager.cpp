// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/file_manager.h"

#include "core/base/path_bytes.h"
#include "core/image/format.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/session_bus.h"

#include <QDesktopServices>
#include <QDir>
#include <QProcess>
#include <array>
#include <fstream>
#ifdef LOOKALIKE_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

namespace lookalike {

namespace {

void openFolderOf(const std::filesystem::path& path)
{
    QDesktopServices::openUrl(toUrl(path.parent_path()));
}

#ifdef LOOKALIKE_DBUS
/// The File Manager interface of freedesktop.org.
bool askFileManager(const std::filesystem::path& path)
{
    if (!hasSessionBus())
        return false;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return false;
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.FileManager1"),
        QStringLiteral("/org/freedesktop/FileManager1"),
        QStringLiteral("org.freedesktop.FileManager1"), QStringLiteral("ShowItems"));
    call << QStringList{QString::fromLatin1(fileUri(path))} << QString();
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call));
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, path] {
        if (watcher->isError())
            openFolderOf(path);
        watcher->deleteLater();
    });
    return true;
}
#endif

} // namespace

bool isPictureFile(const std::filesystem::path& path)
{
    std::error_code error;
    const std::filesystem::path target = std::filesystem::canonical(path, error);
    if (error || !std::filesystem::is_regular_file(target, error))
        return false;
    for (const std::filesystem::path& name : {path, target})
        if (!hasPhotoExtension(pathToBytes(name.filename())))
            return false;
    std::array<char, kSniffBytes> head{};
    std::ifstream file(target, std::ios::binary);
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(head.data());
    return sniffFormat({bytes, static_cast<std::size_t>(file.gcount())}) != ImageFormat::Unknown;
}

OpenOutcome openFile(const std::filesystem::path& path)
{
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return OpenOutcome::Missing;
    if (!isPictureFile(path))
        return OpenOutcome::NotAPicture;
    return QDesktopServices::openUrl(toUrl(path)) ? OpenOutcome::Opened : OpenOutcome::NoProgram;
}

void showInFileManager(const std::filesystem::path& path)
{
#if defined(Q_OS_WIN)
    const QString native = QDir::toNativeSeparators(QString::fromStdWString(path.wstring()));
    QProcess explorer;
    explorer.setProgram(QStringLiteral("explorer.exe"));
    // Explorer parses its command line by itself and wants the quotes after the comma.
    explorer.setNativeArguments(QStringLiteral("/select,\"%1\"").arg(native));
    if (explorer.startDetached())
        return;
#elif defined(Q_OS_MACOS)
    if (QProcess::startDetached(QStringLiteral("/usr/bin/open"),
                                {QStringLiteral("-R"), QFile::decodeName(pathBytes(path))}))
        return;
#elif defined(LOOKALIKE_DBUS)
    if (askFileManager(path))
        return;
#endif
    openFolderOf(path);
}

} // namespace lookalike
