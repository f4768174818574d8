// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/crash_guard.h"

#include "core/base/log.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <random>
#include <utility>

namespace lookalike {

namespace {

constexpr int kMostEnds = 2;
constexpr std::size_t kRunBytes = 16;
constexpr std::size_t kKeyBytes = 65; // the activity and two digests
constexpr std::size_t kMostSlots = 65'536;
constexpr const char* kRunSetting = "crash_guard_run";

/// One record in the file.
struct Slot {
    std::uint8_t length = 0; ///< of the key; 0: free
    std::array<char, kKeyBytes> key{};
    std::array<char, 6> unused{};
    std::uint64_t checksum = 0;
};
static_assert(sizeof(Slot) == 80);

std::uint64_t checksumOf(const Slot& slot)
{
    return XXH3_64bits(&slot, offsetof(Slot, checksum));
}

std::uint64_t offsetOf(std::size_t slot)
{
    return kRunBytes + slot * sizeof(Slot);
}

std::string keyOf(CrashGuard::Activity activity, std::initializer_list<ContentHash> pictures)
{
    std::string key(1, static_cast<char>(activity));
    for (const ContentHash& picture : pictures)
        for (const std::uint8_t byte : picture.digest())
            key.push_back(static_cast<char>(byte));
    return key;
}

/// Returns the picture that a key is about; nothing for a pair.
std::optional<ContentHash> pictureOf(const std::string& key)
{
    if (key.front() == static_cast<char>(CrashGuard::Activity::Compare))
        return std::nullopt;
    return contentHashFrom({reinterpret_cast<const std::uint8_t*>(key.data()) + 1, key.size() - 1});
}

// Lists the files of a picture as broken. Bytes that the catalog does not know yet are marked when
// they are read.
Result<> quarantine(CatalogReader& reader, CatalogWriter& writer, const std::string& key)
{
    const auto picture = pictureOf(key);
    if (!picture)
        return {};
    const auto content = reader.contentByHash(*picture);
    if (!content)
        return fail(content);
    if (!*content)
        return {};
    const auto files = reader.filesOfContent(**content);
    if (!files)
        return fail(files);
    for (const FileRow& file : *files)
        if (auto set = writer.setFileOutcome(file.id, file.stamp, FileState::Broken, file.content,
                                             kQuarantined);
            !set)
            return set;
    return {};
}

/// What the last process left in the file.
struct Notes {
    std::string run; ///< identifies the process; empty if there is no file
    std::vector<std::string> keys;
};

// Skips torn or damaged records. Only this class writes the file.
Result<Notes> readNotes(const std::filesystem::path& path)
{
    Notes notes;
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return notes;
    const auto file = PositionalFile::open(path, PositionalFile::Access::Read);
    if (!file)
        return fail(file);
    const auto size = file->size();
    if (!size)
        return fail(size);
    if (*size < kRunBytes)
        return notes;
    std::array<char, kRunBytes> run{};
    if (auto read = file->readAt(0, run.data(), run.size()); !read)
        return fail(read);
    for (const char byte : run) // the catalog's settings are text
        for (const unsigned shift : {4U, 0U})
            notes.run.push_back(
                "0123456789abcdef"[(static_cast<unsigned char>(byte) >> shift) & 15U]);
    for (std::size_t i = 0; i < kMostSlots && offsetOf(i + 1) <= *size; ++i) {
        Slot slot;
        if (auto read = file->readAt(offsetOf(i), &slot, sizeof slot); !read)
            return fail(read);
        if (slot.length > 1 && slot.length <= kKeyBytes && slot.checksum == checksumOf(slot))
            notes.keys.emplace_back(slot.key.data(), slot.length);
    }
    std::ranges::sort(notes.keys);
    notes.keys.erase(std::unique(notes.keys.begin(), notes.keys.end()), notes.keys.end());
    return notes;
}

/// Adds the records to the catalog's crash counts, exactly once even if this is interrupted.
Result<std::map<std::string, int>> countEnds(Catalog& catalog, const Notes& notes)
{
    auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    auto ends = (*reader)->crashes();
    if (!ends)
        return ends;
    const auto counted = (*reader)->setting(kRunSetting);
    if (!counted)
        return fail(counted);
    if (notes.keys.empty() || *counted == notes.run)
        return ends;
    auto written = catalog.write([&](CatalogWriter& writer) -> Result<> {
        for (const std::string& key : notes.keys) {
            const int times = ++(*ends)[key];
            auto put = writer.putCrash(key, times);
            if (put && times >= kMostEnds)
                put = quarantine(**reader, writer, key);
            if (!put)
                return put;
        }
        return writer.putSetting(kRunSetting, notes.run);
    });
    if (!written)
        return fail(written);
    logWarning("The program ended while it was working on " + std::to_string(notes.keys.size()) +
               " pictures: they are worked on one by one now");
    return ends;
}

} // namespace

CrashGuard::CrashGuard(Catalog& catalog, PositionalFile file, std::map<Key, int> ends)
    : m_catalog(catalog)
    , m_file(std::move(file))
    , m_ends(std::move(ends))
{}

CrashGuard::~CrashGuard()
{
    std::error_code ignored; // if this fails, the next start reads a file without records
    std::filesystem::remove(m_file.path(), ignored);
}

Result<std::unique_ptr<CrashGuard>> CrashGuard::open(Catalog& catalog,
                                                     const std::filesystem::path& path)
{
    const auto notes = readNotes(path);
    if (!notes)
        return fail(notes);
    auto ends = countEnds(catalog, *notes);
    if (!ends)
        return fail(ends);
    auto file = PositionalFile::open(path, PositionalFile::Access::Create);
    if (!file)
        return fail(file);
    std::random_device device;
    std::array<std::uint32_t, kRunBytes / sizeof(std::uint32_t)> run{};
    std::ranges::generate(run, std::ref(device));
    if (auto written = file->writeAt(0, run.data(), kRunBytes); !written)
        return fail(written);
    return std::unique_ptr<CrashGuard>(new CrashGuard(catalog, std::move(*file), std::move(*ends)));
}

Result<> CrashGuard::forgiveAll()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends.clear();
    }
    return m_catalog.write([](CatalogWriter& writer) { return writer.removeCrashes(); });
}

int CrashGuard::endsAt(const Key& key) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_ends.find(key);
    return found == m_ends.end() ? 0 : found->second;
}

std::size_t CrashGuard::note(const Key& key)
{
    Slot slot;
    slot.length = static_cast<std::uint8_t>(key.size());
    std::ranges::copy(key, slot.key.begin());
    slot.checksum = checksumOf(slot);
    const std::lock_guard lock(m_mutex);
    auto free = std::ranges::find_if(m_slots, &Key::empty);
    if (free == m_slots.end())
        free = m_slots.insert(m_slots.end(), Key());
    *free = key;
    const auto index = static_cast<std::size_t>(free - m_slots.begin());
    // If the disk is full, the record is lost but the photo is still processed.
    static_cast<void>(m_file.writeAt(offsetOf(index), &slot, sizeof slot));
    return index;
}

void CrashGuard::erase(std::size_t slot)
{
    Key key;
    {
        const std::lock_guard lock(m_mutex);
        key = std::exchange(m_slots[slot], Key());
        const Slot empty;
        static_cast<void>(m_file.writeAt(offsetOf(slot), &empty, sizeof empty));
    }
    if (endsAt(key) > 0)
        forgive(key);
}

void CrashGuard::forgive(const Key& key)
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends.erase(key);
    }
    auto written = m_catalog.write([&](CatalogWriter& writer) { return writer.putCrash(key, 0); });
    if (!written)
        logWarning("Cannot note that a picture is harmless: " + written.error().text());
}

void CrashGuard::enter(bool alone)
{
    std::unique_lock lock(m_mutex);
    if (alone) {
        ++m_waiting;
        m_changed.wait(lock, [this] { return !m_alone && m_sessions == 0; });
        --m_waiting;
        m_alone = true;
    } else {
        m_changed.wait(lock, [this] { return !m_alone && m_waiting == 0; });
        ++m_sessions;
    }
}

void CrashGuard::leave(bool alone)
{
    {
        const std::lock_guard lock(m_mutex);
        if (alone)
            m_alone = false;
        else
            --m_sessions;
    }
    m_changed.notify_all();
}

bool CrashGuard::Session::mustBeAlone(Activity activity,
                                      std::initializer_list<ContentHash> pictures) const
{
    return m_guard != nullptr && m_guard->endsAt(keyOf(activity, pictures)) > 0;
}

Result<> CrashGuard::Session::begin(Activity activity, std::initializer_list<ContentHash> pictures)
{
    if (m_guard == nullptr)
        return {};
    const Key key = keyOf(activity, pictures);
    const int ends = m_guard->endsAt(key);
    if (ends >= kMostEnds)
        return fail(ErrorCode::Broken,
                    activity == Activity::Compare ? kQuarantinedPair : kQuarantined);
    if (m_slots.empty()) {
        m_alone = ends > 0;
        m_guard->enter(m_alone);
    }
    m_slots.push_back(m_guard->note(key));
    return {};
}

void CrashGuard::Session::endLast()
{
    if (m_slots.empty())
        return;
    m_guard->erase(m_slots.back());
    m_slots.pop_back();
    if (m_slots.empty())
        m_guard->leave(std::exchange(m_alone, false));
}

void CrashGuard::Session::end()
{
    while (!m_slots.empty())
        endLast();
}

} // namespace lookalike
