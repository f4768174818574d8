// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/moves/move_record.h"

#include "core/base/ascii.h"
#include "core/base/path_bytes.h"
#include "core/files/trash/trash_info.h"

#include <nlohmann/json.hpp>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace lookalike {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kChecksumDigits = 16;
constexpr std::size_t kLongestLine = std::size_t{64} * 1024;
constexpr std::size_t kLongestPath = std::size_t{8} * 1024;
constexpr std::int64_t kLargestNumber = std::int64_t{1} << 53;
constexpr std::string_view kDraftBegin = ".lookalike-";
constexpr std::string_view kDraftEnd = ".tmp";
constexpr std::size_t kDraftDigits = 8;
constexpr std::array<const char*, 7> kKinds{"intent",   "moved",        "not_moved", "undo_intent",
                                            "restored", "not_restored", "gone"};

std::string hexOf(std::uint64_t value)
{
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text(kChecksumDigits, '0');
    for (std::size_t i = kChecksumDigits; i-- > 0; value >>= 4U)
        text[i] = kDigits[value & 0xFU];
    return text;
}

/// Of either kind: journals of before SHA-256 hold shorter ones.
std::optional<ContentHash> hashFromHex(const std::string& text)
{
    std::string escaped;
    for (std::size_t i = 0; i < text.size(); i += 2)
        escaped += "%" + text.substr(i, 2);
    const auto bytes = percentDecoded(escaped);
    if (!bytes)
        return std::nullopt;
    const ContentHash hash =
        contentHashFrom({reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size()});
    return hash.hex() == text ? std::optional(hash) : std::nullopt;
}

// Member functions of Json throw where a value is missing or of another type: caught by the caller.
std::string pathOf(const Json& json, const char* key)
{
    auto path = percentDecoded(json.at(key).get_ref<const std::string&>());
    if (!path || !isPlainPath(*path))
        throw std::invalid_argument(key);
    return std::move(*path);
}

template <class T>
T numberOf(const Json& json, const char* key)
{
    const Json& value = json.at(key);
    if constexpr (std::is_unsigned_v<T>) {
        if (!value.is_number_unsigned())
            throw std::invalid_argument(key);
    } else if (!value.is_number_integer()) {
        throw std::invalid_argument(key);
    }
    return value.get<T>();
}

MoveIntent intentFrom(const Json& json)
{
    MoveIntent intent;
    intent.batch = numberOf<std::int64_t>(json, "batch");
    intent.at = numberOf<std::int64_t>(json, "at");
    intent.origin = pathOf(json, "origin");
    intent.target = pathOf(json, "target");
    auto info = percentDecoded(json.at("info").get_ref<const std::string&>());
    auto content = hashFromHex(json.at("content").get_ref<const std::string&>());
    intent.isWritten = json.contains("written");
    intent.isReplaced = json.contains("replaced");
    if (json.contains("merged_into"))
        intent.mergedInto = std::max<std::int64_t>(numberOf<std::int64_t>(json, "merged_into"), 0);
    if (json.contains("draft"))
        intent.draft = json.at("draft").get<std::string>();
    intent.isCopy = json.contains("copy");
    const bool isPlace = !intent.draft.empty() ? isDraftName(intent.draft) && !intent.isWritten
                         : intent.isWritten    ? isSidecarDraft(intent.origin, intent.target)
                                               : isTrashTarget(intent.target);
    if (intent.batch <= 0 || intent.batch > kLargestNumber || !isPlace || !content || !info ||
        info->size() > kLongestPath)
        throw std::invalid_argument("intent");
    intent.infoPath = std::move(*info);
    intent.content = *content;
    intent.stamp.identity = {numberOf<std::uint64_t>(json, "device"),
                             numberOf<std::uint64_t>(json, "file")};
    intent.stamp.size = numberOf<std::uint64_t>(json, "size");
    intent.stamp.modifiedNs = numberOf<std::int64_t>(json, "modified");
    intent.mode = numberOf<std::uint32_t>(json, "mode") & 07777U;
    if (json.contains("survivor"))
        intent.link = LinkInPlace{pathOf(json, "survivor"),
                                  {numberOf<std::uint64_t>(json, "link_device"),
                                   numberOf<std::uint64_t>(json, "link_file")}};
    return intent;
}

std::optional<JournalRecord> recordFrom(std::string_view text)
{
    try {
        const Json json = Json::parse(text);
        const auto kind =
            std::find(kKinds.begin(), kKinds.end(), json.at("kind").get_ref<const std::string&>());
        JournalRecord record;
        record.entry = numberOf<std::int64_t>(json, "entry");
        if (kind == kKinds.end() || record.entry <= 0 || record.entry > kLargestNumber)
            return std::nullopt;
        record.kind = static_cast<RecordKind>(kind - kKinds.begin());
        if (record.kind == RecordKind::Intent)
            record.intent = intentFrom(json);
        if (record.kind == RecordKind::Moved)
            record.linked = json.at("linked").get<bool>();
        return record;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::optional<JournalRecord> recordFromLine(std::string_view line)
{
    if (line.size() <= kChecksumDigits + 1 || line.size() > kLongestLine ||
        line[kChecksumDigits] != ' ')
        return std::nullopt;
    const std::string_view text = line.substr(kChecksumDigits + 1);
    if (line.substr(0, kChecksumDigits) != hexOf(XXH3_64bits(text.data(), text.size())))
        return std::nullopt;
    return recordFrom(text);
}

void put(std::string& text, const char* key, const std::string& value)
{
    ((((text += ",\"") += key) += "\":\"") += value) += '"';
}

template <class T>
void putNumber(std::string& text, const char* key, T value)
{
    (((text += ",\"") += key) += "\":") += std::to_string(value);
}

} // namespace

// All values are numbers or plain ASCII: nothing needs escaping.
std::string journalLine(const JournalRecord& record)
{
    std::string text = R"({"kind":")";
    (text += kKinds[static_cast<std::size_t>(record.kind)]) += '"';
    putNumber(text, "entry", record.entry);
    if (record.kind == RecordKind::Moved)
        text += record.linked ? ",\"linked\":true" : ",\"linked\":false";
    if (record.kind == RecordKind::Intent) {
        const MoveIntent& intent = record.intent;
        putNumber(text, "batch", intent.batch);
        putNumber(text, "at", intent.at);
        put(text, "origin", percentEncoded(intent.origin));
        put(text, "target", percentEncoded(intent.target));
        put(text, "info", percentEncoded(intent.infoPath));
        putNumber(text, "device", intent.stamp.identity.device);
        putNumber(text, "file", intent.stamp.identity.file);
        putNumber(text, "size", intent.stamp.size);
        putNumber(text, "modified", intent.stamp.modifiedNs);
        putNumber(text, "mode", intent.mode);
        put(text, "content", intent.content.hex());
        if (intent.isWritten)
            putNumber(text, "written", 1);
        if (intent.isReplaced)
            putNumber(text, "replaced", 1);
        if (intent.mergedInto > 0)
            putNumber(text, "merged_into", intent.mergedInto);
        if (!intent.draft.empty())
            put(text, "draft", intent.draft);
        if (intent.isCopy)
            putNumber(text, "copy", 1);
        if (intent.link) {
            put(text, "survivor", percentEncoded(intent.link->survivor));
            putNumber(text, "link_device", intent.link->identity.device);
            putNumber(text, "link_file", intent.link->identity.file);
        }
    }
    text += '}';
    return hexOf(XXH3_64bits(text.data(), text.size())) + ' ' + text + '\n';
}

JournalContents parseJournal(std::span<const std::uint8_t> bytes, JournalUse use)
{
    JournalContents contents;
    std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        auto record = recordFromLine(line);
        if (record && (record->kind != RecordKind::Intent ||
                       record->intent.draft.empty() == (use == JournalUse::Trash)))
            contents.records.push_back(std::move(*record));
        else if (!line.empty())
            ++contents.damaged;
        contents.endsInLine = end == std::string_view::npos;
        rest.remove_prefix(contents.endsInLine ? rest.size() : end + 1);
    }
    return contents;
}

std::string recordedName(const std::string& path)
{
    return path.substr(path.rfind('/') + 1);
}

std::string recordedFolder(const std::string& path)
{
    return path.substr(0, path.rfind('/'));
}

bool isClosed(RecordKind state) noexcept
{
    return state == RecordKind::NotMoved || state == RecordKind::Restored;
}

MoveEntries replayJournal(const std::vector<JournalRecord>& records)
{
    MoveEntries entries;
    for (const JournalRecord& record : records) {
        const auto found = entries.find(record.entry);
        if (record.kind == RecordKind::Intent) {
            if (found == entries.end())
                entries.emplace(record.entry, MoveEntry{record.kind, record.intent, false});
        } else if (found != entries.end() && !isClosed(found->second.state)) {
            // A record between may be lost: the last one that is left counts.
            found->second.state = record.kind;
            if (record.kind == RecordKind::Moved)
                found->second.linked = record.linked;
        }
    }
    return entries;
}

std::string pathBelow(const std::string& folder, const std::string& name)
{
    return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

bool isPlainPath(const std::string& path)
{
#ifdef _WIN32
    constexpr std::size_t kFirst = 2; // C:/folder/name, as TrashSystem's realPath() writes it
    constexpr std::string_view kNever("\\\0", 2);
    const bool hasDrive = path.size() > kFirst && asciiLower(path[0]) >= 'a' &&
                          asciiLower(path[0]) <= 'z' && path[1] == ':' &&
                          path.find(':', kFirst) == std::string::npos;
#else
    constexpr std::size_t kFirst = 0;
    constexpr std::string_view kNever("\0", 1);
    constexpr bool hasDrive = true;
#endif
    if (!hasDrive || path.size() < kFirst + 2 || path.size() > kLongestPath ||
        path[kFirst] != '/' || path.back() == '/' ||
        path.find_first_of(kNever) != std::string::npos)
        return false;
    for (std::size_t begin = kFirst + 1; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = std::string_view(path).substr(begin, end - begin);
        if (part.empty() || part == "." || part == "..")
            return false;
        begin = end + 1;
    }
    return true;
}

bool isDraftName(std::string_view name)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    return name.size() == kDraftBegin.size() + kDraftDigits + kDraftEnd.size() &&
           name.starts_with(kDraftBegin) && name.ends_with(kDraftEnd) &&
           name.substr(kDraftBegin.size(), kDraftDigits).find_first_not_of(kDigits) ==
               std::string_view::npos;
}

std::string draftName(std::uint32_t number)
{
    return std::string(kDraftBegin) + hexOf(number).substr(kChecksumDigits - kDraftDigits) +
           std::string(kDraftEnd);
}

bool isSidecarDraft(const std::string& origin, const std::string& target)
{
    const std::string_view folder = std::string_view(origin).substr(0, origin.rfind('/') + 1);
    return equalInAnyCase(std::string_view(origin).substr(origin.rfind('.') + 1), "xmp") &&
           target.starts_with(folder) &&
           isDraftName(std::string_view(target).substr(folder.size()));
}

bool isTrashTarget(const std::string& target)
{
    const std::filesystem::path folder = std::filesystem::path(target).parent_path();
    const auto isTrashFolder = [](const std::filesystem::path& path) {
        const std::string name = pathToBytes(path.filename());
        const std::string above = pathToBytes(path.parent_path().filename());
        return name == "Trash" || name.starts_with(".Trash-") || above == ".Trash" ||
               above == ".Trashes" || name == ".Trash";
    };
#ifdef __APPLE__
    return isTrashFolder(folder);
#else
    return folder.filename() == "files" && isTrashFolder(folder.parent_path());
#endif
}

} // namespace lookalike
