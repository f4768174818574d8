// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/review_memory.h"

#include "ui/bridge/library_session.h"
#include "ui/models/groups_model.h"
#include "ui/state/trash_plan.h"

#include <QDateTime>
#include <algorithm>
#include <mutex>
#include <utility>

namespace lookalike {

namespace {

constexpr int kStorePlaceMs = 400;

} // namespace

/// Any job writes all that waits, in the order in which it came. Before its first change is
/// written, the marks of earlier sessions are read, so that none of this session is among them.
struct ReviewMemory::Changes {
    struct Change {
        std::vector<ReviewMark> marks;
        std::vector<std::filesystem::path> unmarked;
    };
    std::mutex writing; ///< held while changes are written, one after the other
    std::mutex mutex;   ///< guards what follows
    std::vector<Change> waiting;
    std::optional<std::vector<ReviewMark>> earlier;

    Result<> readEarlier(DuplicateReview& review)
    {
        {
            const std::lock_guard lock(mutex);
            if (earlier)
                return {};
        }
        auto stored = review.storedReview();
        if (!stored)
            return fail(stored);
        const std::lock_guard lock(mutex);
        earlier = std::move(stored->marks);
        return {};
    }

    Result<> write(DuplicateReview& review)
    {
        const std::lock_guard inOrder(writing);
        if (auto read = readEarlier(review); !read)
            return read;
        for (;;) {
            std::vector<Change> taken;
            {
                const std::lock_guard lock(mutex);
                taken.swap(waiting);
            }
            if (taken.empty())
                return {};
            for (const Change& change : taken)
                if (auto stored = review.storeMarks(change.marks, change.unmarked); !stored)
                    return stored;
        }
    }
};

ReviewMemory::ReviewMemory(LibrarySession& session, TrashPlan& plan, const GroupsModel& groups,
                           QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_plan(plan)
    , m_groups(groups)
    , m_changes(std::make_shared<Changes>())
    , m_jobs(session.background(), BackgroundRunner::Policy::Queue, 2)
{
    m_jobs.letJobsFinish(); // a mark is kept, however soon the program ends
    m_storePlace.setSingleShot(true);
    m_storePlace.setInterval(kStorePlaceMs);
    connect(&m_storePlace, &QTimer::timeout, this, [this] {
        m_jobs.start(
            this,
            [place = m_place](PhotoLibrary& library, const std::stop_token&) {
                return library.duplicates().storePlace(place);
            },
            [](const Result<>&) {}); // the next start begins with the first group
    });
    connect(&m_session, &LibrarySession::catalogReplaced, this, &ReviewMemory::forgetAll);
    connect(&m_session, &LibrarySession::opened, this, [this] { m_failed = false; });
    connect(&m_groups, &QAbstractItemModel::modelReset, this, &ReviewMemory::update);
    connect(&m_session.duplicates(), &DuplicateScanner::groupsLoaded, this,
            &ReviewMemory::synchronise);
}

void ReviewMemory::forgetAll()
{
    ++m_request;
    m_waiting = false;
    m_changes = std::make_shared<Changes>(); // what waits was for the catalog before
    m_stored = {};
    m_earlier.reset();
    m_resumed = false;
    m_placeKnown = false;
    m_storePlace.stop();
    update();
}

void ReviewMemory::synchronise()
{
    m_waiting = true;
    m_jobs.start(
        this,
        [changes = m_changes](PhotoLibrary& library, const std::stop_token&) {
            auto written = changes->write(library.duplicates());
            return written ? library.duplicates().storedReview()
                           : Result<StoredReview>(fail(written));
        },
        [this, request = ++m_request](Result<StoredReview>&& stored) {
            if (stored && request == m_request)
                take(std::move(*stored));
            else if (!stored && !std::exchange(m_failed, true))
                Q_EMIT failed(stored.error());
        });
}

void ReviewMemory::take(StoredReview stored)
{
    m_waiting = false;
    m_stored = std::move(stored);
    if (!m_earlier) {
        const std::lock_guard lock(m_changes->mutex);
        m_earlier = m_changes->earlier;
    }
    update();
    const std::vector<DuplicateGroup>& groups = m_groups.all();
    if (m_placeKnown || groups.empty())
        return;
    m_placeKnown = true;
    const auto open = std::ranges::find_if(groups, [&](const DuplicateGroup& group) {
        return std::ranges::any_of(group.members, [&](const DuplicateMember& member) {
            return member.content.hash.hex() == m_stored.place;
        });
    });
    const int row = open == groups.end() ? -1 : m_groups.rowOf(open->id);
    if (row >= 0)
        Q_EMIT placeFound(row);
    else
        m_storePlace.start();
}

void ReviewMemory::update()
{
    if (m_waiting)
        return; // the answer knows better
    Offer offer;
    const std::vector<Pending> all = pending();
    for (const Pending& one : all)
        if (isOffered(*one.mark)) {
            offer.photos += one.mark->goes ? 1U : 0U;
            offer.markedAt = std::max(offer.markedAt, one.mark->markedAt);
        }
    TrashPlan::Snapshot states;
    std::vector<const DuplicateGroup*> moved; // where a file was elsewhere when it was marked
    for (const auto& [group, member, mark] : all) {
        if (offer.photos > 0 && isOffered(*mark))
            continue;
        states.push_back(
            {member->file.id, mark->goes, mark->keeper, mark->byHand, member->content.bytes});
        if (mark->path != member->file.path && (moved.empty() || moved.back() != group))
            moved.push_back(group);
    }
    if (!states.empty()) {
        m_plan.restore(states);
        m_plan.retain(m_groups.all()); // one of each group stays
    }
    if (!moved.empty())
        remember(moved);
    if (offer == m_offer)
        return;
    m_offer = offer;
    Q_EMIT offerChanged();
}

bool ReviewMemory::isOffered(const ReviewMark& mark) const
{
    if (m_resumed || !m_earlier)
        return false;
    auto same = std::ranges::lower_bound(*m_earlier, mark.content, {}, &ReviewMark::content);
    while (same != m_earlier->end() && same->content == mark.content && *same != mark)
        ++same;
    return same != m_earlier->end() && same->content == mark.content;
}

std::vector<ReviewMemory::Pending> ReviewMemory::pending() const
{
    std::vector<Pending> found;
    if (m_stored.marks.empty())
        return found;
    for (const DuplicateGroup& group : m_groups.all()) {
        const auto marks = marksOf(group, m_stored.marks);
        for (std::size_t i = 0; i < marks.size(); ++i) {
            const ReviewMark* mark = marks[i];
            const DuplicateMember& member = group.members[i];
            if (mark != nullptr && (mark->goes || mark->keeper || mark->byHand) &&
                !(mark->goes && member.isProtected) && !m_plan.isKnown(member.file.id))
                found.push_back({&group, &member, mark});
        }
    }
    return found;
}

void ReviewMemory::resume()
{
    m_resumed = true;
    synchronise();
}

std::vector<ReviewMark> ReviewMemory::dismiss()
{
    std::vector<ReviewMark> marks;
    std::vector<std::filesystem::path> files;
    for (const Pending& one : pending())
        if (isOffered(*one.mark)) {
            marks.push_back(*one.mark);
            files.push_back(one.mark->path);
        }
    change({}, std::move(files));
    return marks;
}

void ReviewMemory::putBack(std::vector<ReviewMark> marks)
{
    change(std::move(marks), {});
}

void ReviewMemory::remember(const std::vector<const DuplicateGroup*>& groups)
{
    const std::int64_t now = QDateTime::currentSecsSinceEpoch();
    std::vector<ReviewMark> marks;
    std::vector<std::filesystem::path> unmarked;
    for (const DuplicateGroup* group : groups) {
        const TrashPlan::Snapshot states = m_plan.snapshot({group});
        const bool any = std::ranges::any_of(states, [](const TrashPlan::File& state) {
            return state.marked || state.keeper || state.touched;
        });
        const auto stored = marksOf(*group, m_stored.marks);
        for (std::size_t i = 0; i < states.size(); ++i) {
            const DuplicateMember& member = group->members[i];
            if (stored[i] != nullptr && stored[i]->goes && isOffered(*stored[i]) &&
                !m_plan.isKnown(member.file.id))
                continue; // is offered still
            if (stored[i] != nullptr && stored[i]->path != member.file.path)
                unmarked.push_back(stored[i]->path);
            // Those that stay, too: of two files with the same bytes it is one that goes.
            if (any)
                marks.push_back({member.content.hash, member.file.path, states[i].marked,
                                 states[i].keeper, states[i].touched, now});
            else
                unmarked.push_back(member.file.path);
        }
    }
    change(std::move(marks), std::move(unmarked));
}

void ReviewMemory::change(std::vector<ReviewMark> marks,
                          std::vector<std::filesystem::path> unmarked)
{
    {
        const std::lock_guard lock(m_changes->mutex);
        m_changes->waiting.push_back({std::move(marks), std::move(unmarked)});
    }
    synchronise();
}

void ReviewMemory::rememberPlace(const DuplicateGroup& group)
{
    const ContentHash& first = group.members.front().content.hash;
    if (std::exchange(m_place, first) != first && m_placeKnown)
        m_storePlace.start();
}

} // namespace lookalike
