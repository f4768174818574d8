// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/open_with.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/desktop_entries.h"
#include "ui/bridge/file_manager.h"

#include <QDir>
#include <QFile>
#include <QMimeDatabase>
#include <QProcess>
#ifdef Q_OS_WIN
#include <shlobj.h>
#include <windows.h>
#endif

namespace lookalike {

#if defined(Q_OS_WIN)

std::vector<OpeningProgram> programsFor(const std::filesystem::path&)
{
    return {};
}

bool openWith(const OpeningProgram&, const std::filesystem::path&)
{
    return false;
}

bool canChooseProgram()
{
    return true;
}

void chooseProgram(const std::filesystem::path& file)
{
    if (!isPictureFile(file))
        return;
    OPENASINFO ask{};
    ask.pcszFile = file.c_str();
    ask.oaifInFlags = OAIF_EXEC;
    ::SHOpenWithDialog(nullptr, &ask);
}

#elif defined(Q_OS_MACOS)

// The programs that most have for photos; which of them are there is known by looking.
std::vector<OpeningProgram> programsFor(const std::filesystem::path&)
{
    std::vector<OpeningProgram> programs;
    for (const char* name : {"Preview", "Photos", "Pixelmator Pro", "Affinity Photo 2", "GIMP"})
        for (const char* folder : {"/System/Applications/", "/Applications/"}) {
            const QString path =
                QLatin1String(folder) + QLatin1String(name) + QStringLiteral(".app");
            if (QDir(path).exists())
                programs.push_back({path, QLatin1String(name), {}, {}});
        }
    return programs;
}

bool openWith(const OpeningProgram& program, const std::filesystem::path& file)
{
    return isPictureFile(file) && QProcess::startDetached(QStringLiteral("/usr/bin/open"),
                                                          {QStringLiteral("-a"), program.id,
                                                           QFile::decodeName(pathBytes(file))});
}

bool canChooseProgram()
{
    return false;
}

void chooseProgram(const std::filesystem::path&) {}

#else

std::vector<OpeningProgram> programsFor(const std::filesystem::path& file)
{
    const QMimeType type = QMimeDatabase().mimeTypeForFile(QFile::decodeName(pathBytes(file)));
    return desktop::programs(QStringList(type.name()) + type.aliases() + type.allAncestors(),
                             desktop::systemPlaces());
}

bool openWith(const OpeningProgram& program, const std::filesystem::path& file)
{
    const QString name = QFile::decodeName(pathBytes(file));
    // Arguments are Qt's strings: a name that they cannot hold would be that of another file.
    if (!isPictureFile(file) || QFile::encodeName(name) != pathBytes(file))
        return false;
    QStringList command = desktop::commandFor(program, name, QString::fromLatin1(fileUri(file)));
    const QString executable = command.takeFirst();
    return QProcess::startDetached(executable, command);
}

bool canChooseProgram()
{
    return false;
}

void chooseProgram(const std::filesystem::path&) {}

#endif

} // namespace lookalike
