// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the window. The window is painted first; then the catalog is opened and LibTorch loaded,
// both off the GUI thread.
#include "app/lookalike/command_line.h"
#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/base/portable.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/bridge/single_instance.h"
#include "ui/main_window.h"
#include "ui/translations.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QIcon>
#include <QJsonArray>
#include <QProcess>
#include <QSettings>
#include <cstdlib>

using namespace lookalike;

namespace {

QJsonArray toJson(const std::vector<std::filesystem::path>& paths)
{
    QJsonArray array;
    for (const auto& path : paths)
        array.append(QString::fromLatin1(pathBytes(path).toBase64()));
    return array;
}

std::vector<std::filesystem::path> fromJson(const QJsonValue& value)
{
    std::vector<std::filesystem::path> paths;
    for (const QJsonValue path : value.toArray())
        paths.push_back(pathFromBytes(QByteArray::fromBase64(path.toString().toLatin1())));
    return paths;
}

LibrarySession::Opener openerFor(const CommandLine& line)
{
    return [line] {
        LibraryOptions options;
        options.catalog = line.catalog;
        options.model = line.model;
        options.device = line.fixed.device ? line.device : preferences::device();
        constexpr std::uint64_t kMegapixel = 1'000'000;
        options.decoder.maxPixels =
            kMegapixel * static_cast<std::uint64_t>(preferences::maxMegapixels());
        return PhotoLibrary::open(options);
    };
}

/// Each catalog has at most one window.
QByteArray instanceKey(const CommandLine& line)
{
    return pathBytes(line.catalog.empty() ? PhotoLibrary::defaultCatalog() : line.catalog);
}

/// $XDG_CONFIG_HOME/lookalike/lookalike.ini or its equivalent, or next to a portable program.
void useSettingsFile(bool portable)
{
    if (portable)
        startPortable();
    QSettings::setDefaultFormat(QSettings::IniFormat);
    if (!portableFolder().empty())
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope,
                           QFile::decodeName(pathBytes(userFolder(UserFolder::Config))));
}

/// Opens the folders and pictures of a second start in this window.
void serveRequests(SingleInstance& instance, MainWindow& window)
{
    QObject::connect(&instance, &SingleInstance::requested, &window,
                     [&window](const QJsonObject& request) {
                         window.openRequest(fromJson(request[QStringLiteral("folders")]),
                                            fromJson(request[QStringLiteral("similar")]));
                         window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
                         window.raise();
                         window.activateWindow();
                     });
}

} // namespace

int main(int argc, char** argv)
{
    int exitCode = 0;
    const auto line = parseCommandLine(argc, argv, exitCode);
    if (!line)
        return exitCode;

    QCoreApplication::setOrganizationName(QStringLiteral("lookalike"));
    QCoreApplication::setApplicationName(QStringLiteral("lookalike"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LOOKALIKE_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.lookalike.Lookalike"));
    useSettingsFile(line->portable);
    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Lookalike"));
    installTranslations(application, preferences::language());

    SingleInstance instance(instanceKey(*line));
    const auto handed = instance.handOver({{QStringLiteral("folders"), toJson(line->folders)},
                                           {QStringLiteral("similar"), toJson(line->similarTo)}});
    if (handed.taken)
        return EXIT_SUCCESS;

    if (auto started = startLog({.folder = userFolder(UserFolder::State)}); !started)
        logWarning(started.error().text());
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/org.lookalike.Lookalike.svg")));
    Theme theme(application);
    LibrarySession session(openerFor(*line));
    MainWindow window(session, theme);
    window.setFixed(line->fixed);
    bool again = false;
    QObject::connect(&window, &MainWindow::restartRequested, &window, [&] {
        again = true;
        window.close();
    });
    bool ended = true;
    QObject::connect(&window, &MainWindow::closed, &application, [&] {
        window.hide();
        ended = session.shutDown();
        QCoreApplication::quit();
    });
    QObject::connect(&window, &MainWindow::firstPainted, &session, &LibrarySession::open);
    window.show();
    instance.listen();
    if (!handed.problem.isEmpty()) {
        logWarning(handed.problem.toStdString());
        window.showNotice(handed.problem);
    }
    serveRequests(instance, window);
    // After the catalog was moved, a second start looks for the window by the new path.
    QObject::connect(&session, &LibrarySession::opened, &window,
                     [&] { instance.listen(instanceKey(*line)); });
    window.openRequest(line->folders, line->similarTo);
    exitCode = QApplication::exec();
    if (again) {
        instance.close(); // otherwise the new process would hand over to this one
        QStringList arguments = QCoreApplication::arguments();
        const QString program = QCoreApplication::applicationFilePath();
        arguments.removeFirst();
        QProcess::startDetached(program, arguments);
    }
    // A thread that does not stop in time must not keep the process alive; all commits are safe.
    if (!ended)
        std::_Exit(exitCode);
    return exitCode;
}
