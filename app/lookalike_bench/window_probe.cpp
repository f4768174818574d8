// SPDX-License-Identifier: GPL-3.0-or-later
// A plugin that Qt loads into the window where lookalike-bench asks for it
// (QT_QPA_GENERIC_PLUGINS). So the program that users get is measured as it is, and holds no code
// for that. Prints figures as "name value" lines and closes the window.
#include "app/lookalike_bench/window_probe.h"

#include "app/lookalike_bench/library_watch.h"
#include "app/lookalike_bench/map_watch.h"
#include "app/lookalike_bench/stall_watch.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QGenericPlugin>
#include <QWidget>
#include <cstdio>
#include <utility>

namespace lookalike {

/// Waits for the first paint of the main window, and goes on from there.
class WindowProbe : public QObject {
    Q_OBJECT

public:
    explicit WindowProbe(const QString& wanted)
        : m_wanted(wanted)
    {
        QCoreApplication::instance()->installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && watched->inherits("lookalike::MainWindow")) {
            QCoreApplication::instance()->removeEventFilter(this);
            // Queued: by then what was painted has been handed to the screen.
            QMetaObject::invokeMethod(
                this, [this, watched] { painted(*static_cast<QWidget*>(watched)); },
                Qt::QueuedConnection);
        }
        return false;
    }

private:
    void painted(QWidget& window)
    {
        if (m_wanted == QLatin1String(kFirstPaint)) {
            const qint64 started = qgetenv(kProbeStarted).toLongLong();
            std::printf("first_paint_ms %lld\n", QDateTime::currentMSecsSinceEpoch() - started);
            std::fflush(stdout);
            window.close();
            return;
        }
        const std::chrono::seconds duration(qEnvironmentVariableIntValue(kProbeSeconds));
        if (m_wanted == QLatin1String(kMapPage)) {
            new MapWatch(window, duration);
            return;
        }
        for (const auto& [name, measured] :
             {std::pair(kLibraryPage, LibraryWatch::Measured::Time),
              std::pair(kLibraryMemory, LibraryWatch::Measured::Memory)}) {
            if (m_wanted != QLatin1String(name))
                continue;
            new LibraryWatch(window, measured, qEnvironmentVariableIntValue(kProbeRows), duration);
            return;
        }
        const QDir pictures(qEnvironmentVariable(kProbePictures));
        QList<QUrl> urls;
        for (const QFileInfo& file : pictures.entryInfoList(QDir::Files, QDir::Name))
            urls += QUrl::fromLocalFile(file.absoluteFilePath());
        new StallWatch(window, urls, duration);
    }

    const QString m_wanted;
};

class WindowProbePlugin : public QGenericPlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "window_probe.json")

public:
    QObject* create(const QString&, const QString& wanted) override
    {
        return new WindowProbe(wanted);
    }
};

} // namespace lookalike

#include "window_probe.moc"
