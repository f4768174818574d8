// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/desktop_entries.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QLocale>
#include <QStandardPaths>

namespace lookalike::desktop {

namespace {

constexpr qint64 kLargestFile = 4 << 20; ///< of what is read whole
const QString kEntryGroup = QStringLiteral("Desktop Entry");

QString readText(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kLargestFile)
        return {};
    return QString::fromUtf8(file.readAll());
}

using Group = QHash<QString, QString>;

/// Groups of "[Name]" and lines of "key=value"; the first of equal keys counts.
QHash<QString, Group> groupsOf(const QString& text)
{
    QHash<QString, Group> groups;
    QString current;
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (const QString& raw : lines) {
        const QString line = raw.trimmed();
        if (line.startsWith(QLatin1Char('[')) && line.endsWith(QLatin1Char(']'))) {
            current = line.mid(1, line.size() - 2);
            continue;
        }
        const auto equals = line.indexOf(QLatin1Char('='));
        if (equals <= 0 || line.startsWith(QLatin1Char('#')))
            continue;
        const QString key = line.left(equals).trimmed();
        if (!groups[current].contains(key))
            groups[current].insert(key, line.mid(equals + 1).trimmed());
    }
    return groups;
}

QStringList listOf(const QString& value)
{
    return value.split(QLatin1Char(';'), Qt::SkipEmptyParts);
}

bool isTrue(const Group& group, const char* key)
{
    return group.value(QLatin1String(key)) == QLatin1String("true");
}

QString localized(const Group& group, const QString& key)
{
    const QString name = QLocale().name(); // "de_AT"
    for (const QString& locale : {name, name.section(QLatin1Char('_'), 0, 0)})
        if (const QString value = group.value(key + QLatin1Char('[') + locale + QLatin1Char(']'));
            !value.isEmpty())
            return value;
    return group.value(key);
}

bool isInstalled(const QString& program)
{
    return program.isEmpty() || !QStandardPaths::findExecutable(program).isEmpty() ||
           QFileInfo(program).isExecutable();
}

/// What the lists say of one type, in the order in which they are read.
struct Associations {
    QStringList defaults;
    QStringList added;
    QStringList removed;
};

QStringList mimeLists(const Places& places)
{
    QStringList files;
    for (const QString& folder : places.config + places.applications) {
        for (const QString& desktop : places.desktops)
            files += folder + QLatin1Char('/') + desktop + QStringLiteral("-mimeapps.list");
        files += folder + QStringLiteral("/mimeapps.list");
    }
    return files;
}

} // namespace

Places systemPlaces()
{
    Places places;
    places.config = QStandardPaths::standardLocations(QStandardPaths::GenericConfigLocation);
    for (const QString& folder :
         QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation))
        places.applications += folder + QStringLiteral("/applications");
    places.desktops = qEnvironmentVariable("XDG_CURRENT_DESKTOP")
                          .toLower()
                          .split(QLatin1Char(':'), Qt::SkipEmptyParts);
    return places;
}

std::optional<OpeningProgram> program(const QString& id, const QString& text)
{
    const Group entry = groupsOf(text).value(kEntryGroup);
    const QString exec = entry.value(QStringLiteral("Exec"));
    if (entry.value(QStringLiteral("Type")) != QLatin1String("Application") ||
        isTrue(entry, "Hidden") || isTrue(entry, "Terminal") || !exec.contains(QLatin1Char('%')) ||
        !isInstalled(entry.value(QStringLiteral("TryExec"))))
        return std::nullopt;
    OpeningProgram program;
    program.id = id;
    program.name = localized(entry, QStringLiteral("Name"));
    program.icon = entry.value(QStringLiteral("Icon"));
    program.command = splitExec(exec);
    if (program.name.isEmpty() || program.command.isEmpty() ||
        !isInstalled(program.command.front()))
        return std::nullopt;
    return program;
}

std::vector<OpeningProgram> programs(const QStringList& types, const Places& places)
{
    QHash<QString, Associations> known;
    for (const QString& file : mimeLists(places)) {
        const auto groups = groupsOf(readText(file));
        const Group defaults = groups.value(QStringLiteral("Default Applications"));
        const Group added = groups.value(QStringLiteral("Added Associations"));
        const Group removed = groups.value(QStringLiteral("Removed Associations"));
        for (const QString& type : types) {
            known[type].defaults += listOf(defaults.value(type));
            known[type].added += listOf(added.value(type));
            known[type].removed += listOf(removed.value(type));
        }
    }
    for (const QString& folder : places.applications) {
        const Group cache = groupsOf(readText(folder + QStringLiteral("/mimeinfo.cache")))
                                .value(QStringLiteral("MIME Cache"));
        for (const QString& type : types)
            known[type].added += listOf(cache.value(type));
    }
    QStringList ids;
    for (const QString& type : types) {
        const Associations& one = known[type];
        for (const QString& id : one.defaults + one.added)
            if (!ids.contains(id) && (one.defaults.contains(id) || !one.removed.contains(id)))
                ids += id;
    }
    std::vector<OpeningProgram> found;
    for (const QString& id : ids)
        for (const QString& folder : places.applications) {
            // "kde-gwenview.desktop" may be "kde/gwenview.desktop".
            QString path = folder + QLatin1Char('/') + id;
            if (!QFileInfo::exists(path))
                path = folder + QLatin1Char('/') +
                       QString(id).replace(QLatin1Char('-'), QLatin1Char('/'));
            if (!QFileInfo::exists(path))
                continue;
            if (auto one = program(id, readText(path)))
                found.push_back(std::move(*one));
            break; // the first of this name hides the others
        }
    return found;
}

QStringList splitExec(const QString& line)
{
    QStringList parts;
    QString part;
    bool quoted = false;
    bool any = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (c == QLatin1Char('"')) {
            quoted = !quoted;
            any = true;
        } else if (c == QLatin1Char('\\') && quoted && i + 1 < line.size()) {
            part += line[++i];
        } else if (c.isSpace() && !quoted) {
            if (any || !part.isEmpty())
                parts += part;
            part.clear();
            any = false;
        } else {
            part += c;
        }
    }
    if (any || !part.isEmpty())
        parts += part;
    return parts;
}

QStringList commandFor(const OpeningProgram& program, const QString& file, const QString& uri)
{
    QStringList command;
    bool hasFile = false;
    for (const QString& part : program.command) {
        if (part == QLatin1String("%f") || part == QLatin1String("%F")) {
            command += file;
            hasFile = true;
        } else if (part == QLatin1String("%u") || part == QLatin1String("%U")) {
            command += uri;
            hasFile = true;
        } else if (part == QLatin1String("%i")) {
            if (!program.icon.isEmpty())
                command += {QStringLiteral("--icon"), program.icon};
        } else if (part == QLatin1String("%c")) {
            command += program.name;
        } else if (part.size() == 2 && part[0] == QLatin1Char('%') && part[1] != QLatin1Char('%')) {
            // %k and what the specification took back
        } else {
            command += QString(part).replace(QLatin1String("%%"), QLatin1String("%"));
        }
    }
    if (!hasFile)
        command += file;
    return command;
}

} // namespace lookalike::desktop
