// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/translated.h"

#include "core/base/result.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>
#include <string>
#include <vector>

namespace lookalike {

namespace {

constexpr const char* kContext = "lookalike::Core";

// A sentence is found whole, as the beginning of "sentence: what the system says", or with names
// and numbers in place of %1, %2.
constexpr const char* kSentences[] = {
    // files
    QT_TRANSLATE_NOOP("lookalike::Core", "A link, not a file of its own"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Not a regular file"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Not a folder"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot open the file"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot read the file"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot look at the file"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot look at the folder"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot look into the folder"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot list the folder"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot create the folder"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot find the folder (%1)"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Not enough memory to read the file"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Reading the file takes too long"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The file has %1 bytes, more than the limit of %2"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The file changed while it was being read"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The file changed while it was copied"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The file is empty"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The file is too large"),
    QT_TRANSLATE_NOOP("lookalike::Core", "There is not enough memory for this"),
    QT_TRANSLATE_NOOP("lookalike::Core", "It was cancelled"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Stopped"),
    // pictures
    QT_TRANSLATE_NOOP("lookalike::Core", "The picture is damaged or incomplete"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The picture is damaged or incomplete (%1)"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The picture is too large: %1 x %2 pixels, the limit is %3 megapixels"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The picture is too large: a side may have at most 1 million pixels"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The picture made its decoder ask for memory without end"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This build of Lookalike cannot open %1 pictures"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This is not a picture that Lookalike knows"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This is not a picture"),
    QT_TRANSLATE_NOOP("lookalike::Core", "It is named like a photo, but holds none that is known"),
    QT_TRANSLATE_NOOP("lookalike::Core", "There is not enough memory to open the picture"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This kind of BMP is not supported"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This kind of JPEG is not supported (%1)"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This kind of TIFF is not supported (%1)"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This kind of Photoshop picture is not supported (%1)"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This kind of HEIC or AVIF is not supported (%1)"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The picture is over a limit of libheif (%1)"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This camera's raw format is not supported"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This camera's raw format is not supported (%1)"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The raw picture is too large"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The decoder process has ended"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The decoder takes too long"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The picture made its decoder answer nonsense"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The picture takes more than the %1 MiB of memory that decoding may take"),
    QT_TRANSLATE_NOOP("lookalike::Core", "A part of the program is missing: %1"),
    // catalog and library
    QT_TRANSLATE_NOOP("lookalike::Core", "There is no catalog yet"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The catalog must be a file"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The catalog cannot be opened"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The catalog cannot be read"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The catalog is read-only"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This file is no catalog, or its beginning is damaged"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Another Lookalike is using this catalog; close it first"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot create the lock file"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "A newer Lookalike has written this catalog (schema %1); use that version, "
                      "or another catalog"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "This database belongs to another program and was left as it is; choose "
                      "another place for the catalog"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "A catalog cannot lie on a network file system (%1), where it would be "
                      "damaged; choose a place on this computer. Photos may lie anywhere"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "This catalog is of an older Lookalike and must be upgraded, but it cannot "
                      "be written"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The folder is the same as %1, which is in the library already"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The folder lies inside %1, which is in the library already"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The folder holds %1, which is in the library already"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The catalog cannot be written, so nothing new can be indexed"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The library is being indexed already"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The library can only be read, so nothing can be remembered"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The photo is no longer in the library"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The photo is no longer where it was"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The photo that it belongs to stays"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The search was cancelled"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot find the query picture"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The pictures and their weights cancel each other out"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The pictures and weights cancel each other out; nothing is left to search "
                      "for"),
    QT_TRANSLATE_NOOP("lookalike::Core", "A search needs at least one picture"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Duplicates are being looked for already"),
    QT_TRANSLATE_NOOP("lookalike::Core", "There is not enough memory to compare pictures"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "Searches use %1; it can be removed once another model is complete"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The model %1 is in use; try again after a restart"),
    // the data's folder
    QT_TRANSLATE_NOOP("lookalike::Core", "No home directory is known to keep the choice in"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The choice cannot be written"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot look into the data folder"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The file cannot be copied"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This is no place for a folder"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This is a file, not a folder"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The data cannot lie on a network file system (%1), where it would be "
                      "damaged"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This folder cannot be written to"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The data was not moved there completely"),
    QT_TRANSLATE_NOOP("lookalike::Core", "A catalog lies there already"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "Choose a folder that is neither in the old one nor around it"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The disk has not enough room for the data"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The folder with the catalog is not there. Is its disk attached? Another "
                      "folder can be chosen in the settings"),
    // trash
    QT_TRANSLATE_NOOP("lookalike::Core", "It lies in a protected folder"),
    QT_TRANSLATE_NOOP("lookalike::Core", "What it carries cannot be kept"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The sidecar stays: a photo whose keywords it holds is not back"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The sidecar was changed since it was written, and stays"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The sidecar stays: the version before it is no longer in the trash"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Another file has the sidecar's name"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot write the sidecar"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot remove the sidecar"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The sidecar cannot be read"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The sidecar cannot be written"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The sidecar is too large"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The sidecar has a document type of its own"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The sidecar has notes on its own properties, which would be lost"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The sidecar holds what cannot be written again as it is"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "Its keywords and captions together are more than a sidecar may hold"),
    QT_TRANSLATE_NOOP("lookalike::Core", "It has more keywords than can be carried over"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The photo changed at that moment"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "It lies where a program keeps deleted files, old versions or thumbnails"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Its bytes are others, although its hash is the same"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The photos have to be read again before one may go for the other"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "This file belongs to the catalog and is not opened as a photo"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The program ended twice while it was working on this picture"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The program ended twice while it was comparing these two"),
    QT_TRANSLATE_NOOP("lookalike::Core", "No copy of it would stay"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The file changed while it was being looked at"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Stopped before it was reached"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Another Lookalike is moving photos; close it first"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot look into the trash"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot write into the trash"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot move it to the trash"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Nobody can tell whether it was moved"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The system did not move it"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Another file took its place"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot put a hard link in its place"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The copy that was to stay changed at that moment"),
    QT_TRANSLATE_NOOP("lookalike::Core", "This volume has no trash"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The trash is on another device"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The trash belongs to somebody else"),
    QT_TRANSLATE_NOOP("lookalike::Core", "There is no trash on a network drive (%1)"),
    QT_TRANSLATE_NOOP("lookalike::Core", "There is nothing to take back"),
    QT_TRANSLATE_NOOP("lookalike::Core", "It is no longer in the trash"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The drive with its trash is not connected"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Whether it was put back cannot be seen"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Another file has taken its place"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot put it back"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Cannot make its folder again"),
    QT_TRANSLATE_NOOP("lookalike::Core", "It is back, but its time or mode could not be set"),
    // models
    QT_TRANSLATE_NOOP("lookalike::Core", "There is no such model folder"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The folder is not a model: it has no config.json"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The folder has no model.safetensors"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The model type \"%1\" is not supported. Supported are %2"),
    QT_TRANSLATE_NOOP("lookalike::Core", "There is not enough memory for the model"),
    QT_TRANSLATE_NOOP("lookalike::Core", "A model of this name is installed"),
    QT_TRANSLATE_NOOP("lookalike::Core", "No model of this name is installed: %1"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The disk has not enough room for the model"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Another program is changing the models just now"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "%1 photos in folders that are offline have not been read with %2 yet, so "
                      "searches go on with %3"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The GPU cannot be used, so the CPU computes. %1"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "This computer's oneDNN computes some convolutions wrongly, so slower "
                      "code does it. A newer version of the library helps"),
    QT_TRANSLATE_NOOP(
        "lookalike::Core",
        "Matrix multiplication is very slow on this computer (%1 GFLOP/s), so encoding "
        "takes many times longer than it need. Install OpenBLAS: on Debian and Ubuntu "
        "the package libopenblas0"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The download was cancelled"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The server went silent (%1)"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The connection is not secure, so nothing was downloaded (%1)"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The download from %1 failed (%2)"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Downloads are made over https alone, not from %1"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The server redirects into a private network or to this computer, which is "
                      "not followed: %1"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The hub does not know %1"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The hub answers with the error %1 for %2"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "The hub gives %1 to people with an account alone, or does not know it. "
                      "Download it with a browser and add its folder"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "\"%1\" is not the name of a model on the hub, which is OWNER/NAME or "
                      "OWNER/NAME@REVISION"),
    QT_TRANSLATE_NOOP("lookalike::Core", "%1 is not what it must be: its SHA-256 differs"),
    QT_TRANSLATE_NOOP("lookalike::Core", "%1 is not what the hub states"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "%1 has no %2, without which it cannot be used. Other formats of weights "
                      "are programs and are not opened"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Scenes and objects that look alike; the best start"),
    QT_TRANSLATE_NOOP("lookalike::Core", "The same, finer, at about four times the cost"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Pictures that mean the same, however they look"),
    QT_TRANSLATE_NOOP("lookalike::Core", "Meaning and style, drawings too; slow without a GPU"),
    QT_TRANSLATE_NOOP("lookalike::Core",
                      "Everyday objects; an older model that many programs know"),
    // protections
    QT_TRANSLATE_NOOP("lookalike::Core", "in-process"),
    QT_TRANSLATE_NOOP("lookalike::Core", "separate processes"),
    QT_TRANSLATE_NOOP("lookalike::Core", "memory and time limits"),
    QT_TRANSLATE_NOOP("lookalike::Core", "no new privileges"),
    QT_TRANSLATE_NOOP("lookalike::Core", "system call filter"),
};

struct Pattern {
    QRegularExpression expression;
    const char* sentence;
    QString literal; ///< the longest piece without a gap, looked for first: it is cheap
};

struct Table {
    QHash<QString, const char*> whole;
    std::vector<Pattern> patterns;

    Table()
    {
        static const QRegularExpression gap(QStringLiteral("%\\d"));
        for (const char* sentence : kSentences) {
            const QString text = QString::fromUtf8(sentence);
            if (!text.contains(gap)) {
                whole.insert(text, sentence);
                continue;
            }
            QString longest;
            QString expression;
            const QStringList pieces = text.split(gap);
            for (qsizetype i = 0; i < pieces.size(); ++i) {
                if (pieces[i].size() > longest.size())
                    longest = pieces[i];
                expression += (i == 0 ? QString() : QStringLiteral("(.*)")) +
                              QRegularExpression::escape(pieces[i]);
            }
            patterns.push_back({QRegularExpression(QRegularExpression::anchoredPattern(expression),
                                                   QRegularExpression::DotMatchesEverythingOption),
                                sentence, longest});
        }
    }
};

QString inOurLanguage(const char* sentence)
{
    return QCoreApplication::translate(kContext, sentence);
}

/// "separate processes (memory and time limits, Landlock 3)": part by part.
QString protections(const QString& text, const Table& table)
{
    QStringList parts;
    const qsizetype open = text.indexOf(QLatin1Char('('));
    if (!text.endsWith(QLatin1Char(')')))
        return text;
    for (const QString& part :
         text.mid(open + 1, text.size() - open - 2).split(QStringLiteral(", ")))
        parts += table.whole.contains(part) ? inOurLanguage(table.whole[part]) : part;
    return QStringLiteral("%1 (%2)").arg(inOurLanguage(table.whole[text.left(open).trimmed()]),
                                         parts.join(QStringLiteral(", ")));
}

} // namespace

QStringList knownMessages()
{
    QStringList words;
    for (const char* sentence : kSentences)
        words += QString::fromUtf8(sentence);
    return words;
}

QString translated(std::string_view english)
{
    static const Table table;
    const QString text = QString::fromStdString(displayText(english));
    if (const auto found = table.whole.find(text); found != table.whole.end())
        return inOurLanguage(*found);
    if (const qsizetype open = text.indexOf(QStringLiteral(" ("));
        open > 0 && table.whole.contains(text.left(open)))
        return protections(text, table);
    for (const Pattern& pattern : table.patterns) {
        if (!text.contains(pattern.literal))
            continue;
        const auto match = pattern.expression.match(text);
        if (!match.hasMatch())
            continue;
        QString shown = inOurLanguage(pattern.sentence);
        // All at once: what is put in may hold "%1" itself.
        const QStringList gaps = match.capturedTexts().mid(1);
        return gaps.size() == 1   ? shown.arg(gaps[0])
               : gaps.size() == 2 ? shown.arg(gaps[0], gaps[1])
                                  : shown.arg(gaps[0], gaps[1], gaps[2]);
    }
    // "Cannot read the file: Input/output error"
    if (const qsizetype colon = text.indexOf(QStringLiteral(": ")); colon > 0)
        if (const auto found = table.whole.find(text.left(colon)); found != table.whole.end())
            return inOurLanguage(*found) + text.mid(colon);
    return text;
}

} // namespace lookalike
