// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/display_text.h"

#include "core/base/display_text.h"
#include "core/base/path_bytes.h"
#include "ui/text/translated.h"
#include "ui/text/words.h"

#include <QDir>
#include <QTextDocument>

namespace lookalike {

QString displayText(const std::filesystem::path& path)
{
    return QString::fromStdString(displayPath(path));
}

QString displayName(const std::filesystem::path& path)
{
    return displayText(path.has_filename() ? path.filename() : path);
}

QString displayFolder(const std::filesystem::path& path)
{
    const QString folder = displayText(path.parent_path());
    const QString home = QDir::homePath();
    if (folder == home || folder.startsWith(home + QLatin1Char('/')))
        return QLatin1Char('~') + folder.mid(home.size());
    return folder;
}

QString displayMissing(const std::filesystem::path& path)
{
    return text::Words::tr("%1 is no longer in %2").arg(displayName(path), displayFolder(path));
}

QString displayError(const Error& error)
{
    const QString words = translated(error.message);
    return error.path.empty() ? words : words + QStringLiteral(": ") + displayText(error.path);
}

QString plainToolTip(const QString& text)
{
    return text.isEmpty() ? QString() : Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal);
}

QString plainButtonText(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace lookalike
