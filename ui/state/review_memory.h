// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/review_marks.h"
#include "ui/bridge/background_runner.h"

#include <QTimer>
#include <memory>
#include <optional>

namespace lookalike {

class GroupsModel;
class LibrarySession;
class TrashPlan;

/// Keeps what the user marked and the group that was open in the catalog, as it happens, and brings
/// both back: what an earlier session marked when the user says so, what this one marked whenever
/// the groups are read again. GUI thread; the catalog is used off it.
class ReviewMemory : public QObject {
    Q_OBJECT

public:
    /// What an earlier session marked in the groups that are shown.
    struct Offer {
        std::uint64_t photos = 0;  ///< 0: there is no offer
        std::int64_t markedAt = 0; ///< of the last mark, seconds since 1970
        bool operator==(const Offer&) const = default;
    };

    /// All must outlive the memory.
    ReviewMemory(LibrarySession& session, TrashPlan& plan, const GroupsModel& groups,
                 QObject* parent = nullptr);

    [[nodiscard]] const Offer& offer() const { return m_offer; }
    /// Marks what is offered.
    void resume();
    /// Forgets what is offered and returns it for putBack().
    std::vector<ReviewMark> dismiss();
    void putBack(std::vector<ReviewMark> marks);

    /// The plan says something else about these groups now.
    void remember(const std::vector<const DuplicateGroup*>& groups);
    /// The user looks at this group.
    void rememberPlace(const DuplicateGroup& group);

Q_SIGNALS:
    void offerChanged();
    /// The row of the group that was open in an earlier session.
    void placeFound(int row);
    void failed(const lookalike::Error& error);

private:
    struct Changes; ///< that the catalog does not have yet
    struct Pending {
        const DuplicateGroup* group;
        const DuplicateMember* member;
        const ReviewMark* mark;
    };
    void forgetAll();
    void change(std::vector<ReviewMark> marks, std::vector<std::filesystem::path> unmarked);
    /// Writes what waits and reads what is stored.
    void synchronise();
    void take(StoredReview stored);
    void update();
    /// Of an earlier session, and the user has not said yet what to do with it.
    [[nodiscard]] bool isOffered(const ReviewMark& mark) const;
    /// Marks that fit members of which the plan says nothing.
    [[nodiscard]] std::vector<Pending> pending() const;

    LibrarySession& m_session;
    TrashPlan& m_plan;
    const GroupsModel& m_groups;
    std::shared_ptr<Changes> m_changes;
    StoredReview m_stored;
    /// What was stored when the session began; none: not known yet.
    std::optional<std::vector<ReviewMark>> m_earlier;
    Offer m_offer;
    bool m_resumed = false;    ///< the user goes on with what an earlier session marked
    bool m_placeKnown = false; ///< was brought back, so that the new one may be stored
    bool m_failed = false;     ///< and the user was told
    int m_request = 0;         ///< only the answer to the last one is up to date
    bool m_waiting = false;    ///< for that answer
    ContentHash m_place;
    QTimer m_storePlace; ///< not every group that the user passes
    BackgroundRunner m_jobs;
};

} // namespace lookalike
