// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"
#include "ui/text/member_facts.h"

#include <QFrame>
#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace lookalike {

class ElidedLabel;
class PicturePane;
class SharedView;

/// One member of a group: its picture, what becomes of it, and what differs from the others. The
/// best value of a kind is ticked.
class MemberCard : public QFrame {
    Q_OBJECT

public:
    enum class Fate { Stays, Kept, Goes, Protected };
    static constexpr int kSmallestWidth = 208;

    /// `view` must outlive the card.
    explicit MemberCard(SharedView& view, QWidget* parent = nullptr);

    /// `number` from 1.
    void setMember(const DuplicateMember& member, int number, const std::vector<text::Fact>& facts);
    /// What it is to the photo that stays.
    void setStanding(const QString& text);
    [[nodiscard]] QString standing() const;
    /// How many lines that takes in a card of this width.
    [[nodiscard]] int standingLines(int width) const;
    /// Room for so many lines: all cards of a group have the same, so that their pictures have it,
    /// too.
    void setStandingRoom(int lines);
    void setFate(Fate fate);
    [[nodiscard]] Fate fate() const { return m_fate; }
    /// The pixels of a card around its picture, where all cards of this group have the height
    /// `room`: little room leaves out the last facts, which the tooltip of the name has, too.
    [[nodiscard]] int chromeWidth() const;
    [[nodiscard]] int chromeHeight(int room, int standingLines) const;
    /// The one that swipe, blink and difference compare.
    void setCurrent(bool current);
    [[nodiscard]] PicturePane& pane() { return *m_pane; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

Q_SIGNALS:
    void toggleRequested();
    void keepRequested();
    void revealRequested();
    void chosen();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showFacts();
    [[nodiscard]] int factLines(int room) const;
    [[nodiscard]] QToolButton* addButton(const QString& icon);
    void updateName();
    void arrangeHead();

    std::filesystem::path m_path;
    QString m_shownName;
    std::vector<text::Fact> m_factTexts;
    int m_number = 0;
    Fate m_fate = Fate::Stays;
    QLabel* m_badge;
    QLabel* m_state; ///< what becomes of the photo
    QToolButton* m_reveal;
    QToolButton* m_keep;
    QToolButton* m_toggle;
    PicturePane* m_pane;
    ElidedLabel* m_name;
    QLabel* m_evidence;
    QVBoxLayout* m_facts;
    std::vector<ElidedLabel*> m_factLabels;
};

} // namespace lookalike
