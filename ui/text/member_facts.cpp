// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/member_facts.h"

#include "ui/text/amounts.h"
#include "ui/text/dates.h"
#include "ui/text/display_text.h"
#include "ui/text/words.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <QTimeZone>
#include <algorithm>

namespace lookalike::text {

namespace {

QString place(const Metadata& metadata)
{
    if (!metadata.latitude || !metadata.longitude)
        return {};
    const QLocale locale;
    return Words::tr("GPS %1, %2")
        .arg(locale.toString(*metadata.latitude, 'f', 4),
             locale.toString(*metadata.longitude, 'f', 4));
}

/// A fact that is better to have than to lack; `amount` compares those that have it.
Fact fact(const QString& text, const QString& missing, double amount = 1)
{
    return {
        text.isEmpty() ? missing : text, {}, !text.isEmpty(), false, text.isEmpty() ? 0 : amount};
}

/// A fact of which no value is better than another.
Fact plain(const QString& text, const QString& tip = {})
{
    return {text, tip, true, false, 0};
}

QString words(const std::vector<std::string>& words)
{
    QStringList texts;
    for (const std::string& word : words)
        texts += safe(word);
    return texts.join(QStringLiteral(", "));
}

bool isEnlarged(const DuplicateGroup& group, const DuplicateMember& member)
{
    if (!member.isKeeper)
        return isSecondEnlarged(member.evidence);
    return std::ranges::any_of(group.members, isFirstEnlarged, &DuplicateMember::evidence);
}

/// More bytes are a merit among files of one format that nobody edited: sharpening alone makes a
/// file larger.
bool doBytesTell(const DuplicateGroup& group)
{
    return std::ranges::all_of(group.members, [&](const DuplicateMember& member) {
        return member.content.format == group.members.front().content.format &&
               member.evidence.relation != Relation::Edited &&
               member.evidence.sharpened == Sharpened::None;
    });
}

std::vector<Fact> factsOf(const DuplicateGroup& group, const DuplicateMember& member)
{
    const ContentRow& content = member.content;
    const Metadata& metadata = content.metadata;
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    const std::int64_t changed = member.file.stamp.modifiedNs / kNanoseconds;
    return {
        fact(content.width > 0 ? pictureSize(content.width, content.height) : QString(),
             Words::tr("Unknown size"),
             isEnlarged(group, member) ? 0 : double(content.width) * content.height),
        fact(bytes(content.bytes), {}, doBytesTell(group) ? double(content.bytes) : 0),
        plain(displayFolder(member.file.path), lookalike::displayText(member.file.path)),
        plain(QString::fromLatin1(formatTitle(content.format))),
        fact(metadata.takenAt ? Words::tr("Taken %1")
                                    .arg(dateTime(QDateTime::fromSecsSinceEpoch(*metadata.takenAt,
                                                                                QTimeZone::utc())))
                              : QString(),
             Words::tr("No date")),
        fact(safe(metadata.camera), Words::tr("No camera")),
        fact(place(metadata), Words::tr("No place")),
        fact(metadata.rating ? Words::tr("Rating %1").arg(*metadata.rating) : QString(),
             Words::tr("No rating"), 1 + metadata.rating.value_or(0)),
        fact(words(metadata.carried.keywords), Words::tr("No keywords"),
             double(metadata.carried.keywords.size())),
        fact(safe(metadata.carried.title), Words::tr("No title")),
        fact(safe(metadata.carried.caption), Words::tr("No caption")),
        fact(words(metadata.carried.faces), Words::tr("No named faces"),
             double(metadata.carried.faces.size())),
        fact(safe(metadata.carried.placeName), Words::tr("No place name")),
        fact(metadata.carried.videoBytes > 0 ? Words::tr("With video") : QString(),
             Words::tr("No video")),
        fact(contains(content), Words::tr("Single picture")),
        plain(Words::tr("Modified %1").arg(dateTime(changed))),
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

GroupFacts facts(const DuplicateGroup& group)
{
    std::vector<std::vector<Fact>> all;
    for (const DuplicateMember& member : group.members)
        all.push_back(factsOf(group, member));
    GroupFacts facts;
    facts.differing.resize(all.size());
    for (std::size_t kind = 0; !all.empty() && kind < all.front().size(); ++kind) {
        const Fact& first = all.front()[kind];
        if (std::ranges::all_of(all, [&](const auto& of) { return of[kind].text == first.text; })) {
            if (first.known)
                facts.common += first.text;
            continue;
        }
        const auto [least, most] =
            std::ranges::minmax(all, {}, [kind](const auto& of) { return of[kind].amount; });
        for (std::size_t i = 0; i < all.size(); ++i) {
            Fact& of = facts.differing[i].emplace_back(all[i][kind]);
            of.best = of.amount > least[kind].amount && of.amount == most[kind].amount;
        }
    }
    return facts;
}

} // namespace lookalike::text
