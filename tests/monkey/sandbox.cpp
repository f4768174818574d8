// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/monkey/sandbox.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QBuffer>
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QThread>
#include <QTransform>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

namespace lookalike::testing {

namespace fs = std::filesystem;

namespace {

constexpr int kScenes = 8;
constexpr std::array kFolders{"2019", "2019/summer", "2020 \xC3\xA9t\xC3\xA9", "bursts"};

std::int64_t nanoseconds(const timespec& time)
{
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::optional<struct stat> look(const fs::path& path)
{
    struct stat info = {};
    if (::lstat(path.c_str(), &info) != 0)
        return std::nullopt;
    return info;
}

QByteArray read(const fs::path& path)
{
    QFile file(QFile::decodeName(path.c_str()));
    const int handle = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (handle < 0 || !file.open(handle, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return {};
    return file.readAll();
}

QByteArray hash(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray encoded(const QImage& image, const char* format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, format, quality))
        return {};
    return bytes;
}

void setFolder(const char* variable, const fs::path& folder)
{
    fs::create_directories(folder);
    qputenv(variable, folder.c_str());
}

} // namespace

Sandbox::Sandbox(std::uint32_t seed)
    : m_random(seed)
{
    if (!m_temporary.isValid())
        return;
    m_root = fs::canonical(m_temporary.path().toStdString());
    setFolder("HOME", m_root);
    setFolder("XDG_DATA_HOME", m_root / "data");
    setFolder("XDG_CONFIG_HOME", m_root / "config");
    setFolder("XDG_CACHE_HOME", m_root / "cache");
    setFolder("XDG_STATE_HOME", m_root / "state");
    for (const char* folder : {"photos", "bin", "staging"})
        fs::create_directories(m_root / folder);
}

// Qt would leave behind what has a name that is no text.
Sandbox::~Sandbox()
{
    std::error_code error;
    fs::remove_all(m_root, error);
}

fs::path Sandbox::fresh(const char* folder)
{
    return m_root / folder / std::to_string(++m_count);
}

fs::path Sandbox::freshPhoto()
{
    constexpr std::array kNames{"IMG_",       "<b>bold</b> & <img src=x> ", "caf\xE9 ",
                                "new\nline ", "\xE2\x80\xAEgpj.",           "%n %s ",
                                "-rf "};
    const fs::path folder = anyFolder();
    const unsigned name = random(4) == 0 ? random(kNames.size()) : 0;
    return folder / (kNames[name] + std::to_string(++m_count) + ".jpg");
}

void Sandbox::give(const fs::path& made, const fs::path& target)
{
    const auto info = testing::look(made);
    if (!info)
        return;
    m_known[info->st_ino] = {hash(read(made)), nanoseconds(info->st_mtim), 0, target.filename()};
    // Unlike a rename this never replaces anything. Where it fails the file stays where it was
    // made.
    if (::link(made.c_str(), target.c_str()) == 0)
        ::unlink(made.c_str());
}

void Sandbox::write(const fs::path& target, const QByteArray& bytes)
{
    const fs::path made = fresh("staging");
    QFile file(QFile::decodeName(made.c_str()));
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write(bytes);
    file.close();
    give(made, target);
}

void Sandbox::copy(const fs::path& source, const fs::path& target)
{
    write(target, read(source));
}

void Sandbox::derive(const fs::path& source, const fs::path& target)
{
    QImage image = QImage::fromData(read(source));
    if (image.isNull())
        return;
    switch (random(5)) {
    case 0:
        image = image.scaled(image.size() * 2 / 3, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        break;
    case 1:
        image = image.copy(image.width() / 10, image.height() / 10, image.width() * 4 / 5,
                           image.height() * 4 / 5);
        break;
    case 2:
        image = image.transformed(QTransform().rotate(90));
        break;
    case 3:
        image = image.mirrored(true, false);
        break;
    default:
        break;
    }
    const bool png = random(3) == 0;
    write(target,
          encoded(image, png ? "PNG" : "JPG", png ? -1 : 60 + static_cast<int>(random(35))));
}

void Sandbox::paint(const fs::path& target)
{
    QImage image(320 + static_cast<int>(random(80)), 240, QImage::Format_RGB32);
    const auto colour = [this] {
        return QColor(static_cast<int>(random(256)), static_cast<int>(random(256)),
                      static_cast<int>(random(256)));
    };
    image.fill(colour());
    QPainter painter(&image);
    for (int i = 0; i < 60; ++i) {
        painter.setBrush(colour());
        const QRect shape(static_cast<int>(random(360)), static_cast<int>(random(220)),
                          10 + static_cast<int>(random(90)), 10 + static_cast<int>(random(70)));
        if (random(2) == 0)
            painter.drawEllipse(shape);
        else
            painter.drawRect(shape);
    }
    painter.end();
    write(target, encoded(image, "JPG", 90));
}

void Sandbox::plant()
{
    for (const char* folder : kFolders)
        fs::create_directories(photos() / folder);
    for (int scene = 0; scene < kScenes; ++scene) {
        const fs::path original = freshPhoto();
        paint(original);
        copy(original, freshPhoto());
        derive(original, freshPhoto());
        derive(original, freshPhoto());
    }
    write(photos() / "notes.txt", "no picture");
    write(photos() / "empty.jpg", {});
    write(photos() / "broken.jpg", read(anyFile()).left(2000));
    std::error_code error;
    fs::create_symlink("..", photos() / "2019/loop", error);
    ::mkfifo((photos() / "pipe.jpg").c_str(), 0600);
}

std::vector<fs::path> Sandbox::list(const fs::path& folder, bool folders) const
{
    std::vector<fs::path> paths;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const auto info = testing::look(entry->path());
        if (info && (folders ? S_ISDIR(info->st_mode) : S_ISREG(info->st_mode)))
            paths.push_back(entry->path());
    }
    std::sort(paths.begin(), paths.end()); // for the sake of the seed
    return paths;
}

fs::path Sandbox::anyFile()
{
    const auto files = list(photos(), false);
    return files.empty() ? fs::path() : files[random(static_cast<unsigned>(files.size()))];
}

fs::path Sandbox::anyFolder()
{
    const auto folders = list(photos(), true);
    const unsigned choice = random(static_cast<unsigned>(folders.size()) + 1);
    return choice == folders.size() ? photos() : folders[choice];
}

void Sandbox::edit(const fs::path& path)
{
    const int handle = ::open(path.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    QFile file;
    if (handle < 0 || !file.open(handle, QIODevice::ReadWrite, QFileDevice::AutoCloseHandle))
        return;
    QByteArray bytes = file.readAll();
    if (bytes.isEmpty() || random(2) == 0)
        bytes += "edited";
    else
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] + 1);
    file.seek(0);
    file.write(bytes);
    file.flush();
    struct stat info = {};
    if (::fstat(handle, &info) == 0) // whatever file it is by now: this is the one that was changed
        m_known[info.st_ino] = {hash(bytes), nanoseconds(info.st_mtim), 0, path.filename()};
}

void Sandbox::remove(const fs::path& file)
{
    ::rename(file.c_str(), fresh("bin").c_str());
}

QString Sandbox::disturb()
{
    const fs::path file = anyFile();
    const QString shown = QString::fromUtf8(QByteArray(file.c_str()).toPercentEncoding());
    if (file.empty() || random(12) == 0) {
        paint(freshPhoto());
        return QStringLiteral("a new photo");
    }
    switch (random(11)) {
    case 0:
        remove(file);
        return QStringLiteral("delete ") + shown;
    case 1:
        edit(file);
        return QStringLiteral("edit ") + shown;
    case 2: {
        const fs::path target = freshPhoto();
        if (::link(file.c_str(), target.c_str()) == 0)
            ::unlink(file.c_str());
        return QStringLiteral("rename ") + shown;
    }
    case 3:
        remove(file);
        paint(file);
        return QStringLiteral("replace ") + shown;
    case 4:
    case 5:
        copy(file, freshPhoto());
        return QStringLiteral("copy ") + shown;
    case 6:
    case 7:
        derive(file, freshPhoto());
        return QStringLiteral("derive from ") + shown;
    case 8:
        static_cast<void>(::link(file.c_str(), freshPhoto().c_str()));
        return QStringLiteral("hard link to ") + shown;
    case 9: {
        std::error_code error;
        fs::create_symlink(file, freshPhoto(), error);
        return QStringLiteral("symbolic link to ") + shown;
    }
    default: {
        const fs::path folder = anyFolder();
        if (folder != photos())
            ::rename(folder.c_str(), (photos() / ("moved " + std::to_string(++m_count))).c_str());
        return QStringLiteral("move a folder");
    }
    }
}

QString Sandbox::look(const fs::path& folder, std::map<std::uint64_t, std::size_t>& seen)
{
    for (const fs::path& path : list(folder, false)) {
        const auto info = testing::look(path);
        const auto known = info ? m_known.find(info->st_ino) : m_known.end();
        if (known == m_known.end())
            continue;
        ++seen[info->st_ino];
        Known& file = known->second;
        const std::int64_t changed = nanoseconds(info->st_ctim);
        if (nanoseconds(info->st_mtim) != file.modifiedNs)
            return QStringLiteral("the time of modification changed: ") +
                   QString::fromStdString(file.name);
        if (changed != file.changedNs && hash(read(path)) != file.sha256) {
            // It may have been moved between the look and the reading.
            const auto again = testing::look(path);
            if (again && again->st_ino == info->st_ino)
                return QStringLiteral("the content changed: ") + QString::fromStdString(file.name);
            continue;
        }
        file.changedNs = changed;
    }
    return {};
}

QString Sandbox::complaint()
{
    constexpr qint64 kPatienceMs = 5000;
    QElapsedTimer timer;
    timer.start();
    QString missing;
    do {
        // A file that is moved meanwhile may be overlooked once, not always.
        std::map<std::uint64_t, std::size_t> seen, trashed;
        for (const fs::path& folder : {photos(), m_root / "bin", m_root / "staging"})
            if (QString changed = look(folder, seen); !changed.isEmpty())
                return changed;
        if (QString changed = look(trash(), trashed); !changed.isEmpty())
            return changed;
        m_inTrash = trashed.size();
        missing.clear();
        for (const auto& [inode, file] : m_known)
            if (!seen.contains(inode) && !trashed.contains(inode))
                missing = QStringLiteral("lost: ") + QString::fromStdString(file.name);
        if (missing.isEmpty())
            return {};
        QThread::yieldCurrentThread();
    } while (timer.elapsed() < kPatienceMs);
    return missing;
}

} // namespace lookalike::testing
