// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/member_facts.h"

#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/text/words.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <QTimeZone>
#include <algorithm>

namespace lookalike::text {

namespace {

QString dateTime(std::int64_t seconds, const QTimeZone& zone)
{
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds, zone), QLocale::ShortFormat);
}

QString place(const Metadata& metadata)
{
    if (!metadata.latitude || !metadata.longitude)
        return {};
    const QLocale locale;
    return Words::tr("GPS %1, %2")
        .arg(locale.toString(*metadata.latitude, 'f', 4),
             locale.toString(*metadata.longitude, 'f', 4));
}

QString pixels(const ContentRow& content)
{
    if (content.width <= 0)
        return {};
    return Words::tr("%1 × %2, %3 MP")
        .arg(content.width)
        .arg(content.height)
        .arg(QLocale().toString(double(content.width) * content.height / 1e6, 'f', 1));
}

Fact fact(const QString& text, const QString& missing, const QString& tip = {})
{
    return {text.isEmpty() ? missing : text, tip, !text.isEmpty(), false};
}

QString words(const std::vector<std::string>& words)
{
    QStringList texts;
    for (const std::string& word : words)
        texts += safe(word);
    return texts.join(QStringLiteral(", "));
}

std::vector<Fact> factsOf(const DuplicateMember& member)
{
    const ContentRow& content = member.content;
    const Metadata& metadata = content.metadata;
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    const std::int64_t changed = member.file.stamp.modifiedNs / kNanoseconds;
    return {
        fact(pixels(content), Words::tr("Unknown size")),
        fact(bytes(content.bytes), {}),
        fact(QString::fromLatin1(formatTitle(content.format)), {}),
        fact(metadata.takenAt
                 ? Words::tr("Taken %1").arg(dateTime(*metadata.takenAt, QTimeZone::utc()))
                 : QString(),
             Words::tr("No date")),
        fact(safe(metadata.camera), Words::tr("No camera")),
        fact(place(metadata), Words::tr("No place")),
        fact(metadata.rating ? Words::tr("Rating %1").arg(*metadata.rating) : QString(),
             Words::tr("No rating")),
        fact(words(metadata.carried.keywords), Words::tr("No keywords")),
        fact(safe(metadata.carried.title), Words::tr("No title")),
        fact(safe(metadata.carried.caption), Words::tr("No caption")),
        fact(words(metadata.carried.faces), Words::tr("No named faces")),
        fact(safe(metadata.carried.placeName), Words::tr("No place name")),
        fact(metadata.carried.videoBytes > 0 ? Words::tr("With video") : QString(),
             Words::tr("No video")),
        fact(contains(content), Words::tr("Single picture")),
        fact(Words::tr("Modified %1").arg(dateTime(changed, QTimeZone::systemTimeZone())), {}),
        fact(displayFolder(member.file.path), {}, lookalike::displayText(member.file.path)),
    };
}

} // namespace

QString contains(const ContentRow& content)
{
    const PictureFacts facts = content.facts.value_or(PictureFacts());
    QStringList parts;
    if (facts.frames > 1)
        parts += (facts.animated ? Words::tr("animation of %1 frames") : Words::tr("%1 pages"))
                     .arg(QLocale().toString(facts.frames));
    if (facts.alpha)
        parts += Words::tr("transparency");
    if (facts.bits > 8)
        parts += Words::tr("%1 bits per channel").arg(facts.bits);
    if ((facts.extras & kGainMap) != 0)
        parts += Words::tr("HDR gain map");
    if ((facts.extras & kSecondPicture) != 0)
        parts += Words::tr("second picture");
    if ((facts.extras & kDepthMap) != 0)
        parts += Words::tr("depth map");
    return parts.join(QStringLiteral(", "));
}

std::vector<std::vector<Fact>> facts(const DuplicateGroup& group)
{
    std::vector<std::vector<Fact>> all;
    for (const DuplicateMember& member : group.members)
        all.push_back(factsOf(member));
    if (all.empty())
        return all;
    for (std::size_t kind = all.front().size(); kind-- > 0;) {
        const bool none =
            std::none_of(all.begin(), all.end(), [&](const auto& of) { return of[kind].known; });
        const bool same = std::all_of(all.begin(), all.end(), [&](const auto& of) {
            return of[kind].text == all.front()[kind].text;
        });
        for (auto& of : all) {
            of[kind].differs = !same;
            if (none)
                of.erase(of.begin() + static_cast<std::ptrdiff_t>(kind));
        }
    }
    return all;
}

} // namespace lookalike::text
