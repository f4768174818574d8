// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"
#include "ui/bridge/background_runner.h"

#include <QScrollArea>
#include <QTimer>
#include <map>
#include <optional>
#include <vector>

namespace lookalike {

class LibrarySession;
class MemberCard;
class PicturePane;
class SharedView;
class TrashPlan;

/// The photos of a group in a grid that makes their pictures as large as possible, each with what
/// differs from the others and what becomes of it. Loads the pictures as large as they are seen.
class MemberCards : public QScrollArea {
    Q_OBJECT

public:
    /// All must outlive the cards.
    MemberCards(LibrarySession& session, const TrashPlan& plan, SharedView& view,
                QWidget* parent = nullptr);

    /// `group` must live until the next call; null: no cards. `current` as in setCurrent().
    void setGroup(const DuplicateGroup* group, int current);
    /// The one that is compared with the first; scrolls to it. There must be a group.
    void setCurrent(int member);
    /// What is marked has changed.
    void updateFates();
    [[nodiscard]] const PicturePane& pane(std::size_t member) const;
    /// The member whose card holds the widget, which may be null.
    [[nodiscard]] std::optional<int> memberWith(const QWidget* widget) const;

Q_SIGNALS:
    void toggleRequested(int member);
    void keepRequested(int member);
    void revealRequested(const std::filesystem::path& path);
    void chosen(int member);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void addCard();
    void arrange();
    [[nodiscard]] MemberCard* cardOf(const std::filesystem::path& path) const;
    void loadPictures();
    /// Of similar shots.
    void findSharpest();

    LibrarySession& m_session;
    const TrashPlan& m_plan;
    SharedView& m_view;
    QTimer m_loadSoon;
    const DuplicateGroup* m_group = nullptr;
    int m_loadedSide = 0;
    std::vector<MemberCard*> m_cards; ///< the first m_group->members.size() are shown
    std::map<GroupId, std::optional<std::size_t>> m_sharpest; ///< as far as it is known
    BackgroundRunner m_jobs;
};

} // namespace lookalike
