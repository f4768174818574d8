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

/// One member of a group: its picture, what becomes of it, and what is known of it, with what
/// differs from the others in bold.
class MemberCard : public QFrame {
    Q_OBJECT

public:
    enum class Fate { Stays, Kept, Goes, Protected };
    static constexpr int kSmallestWidth = 176;

    /// `view` must outlive the card.
    explicit MemberCard(SharedView& view, QWidget* parent = nullptr);

    /// `number` from 1.
    void setMember(const DuplicateMember& member, int number, const QString& evidence,
                   const std::vector<text::Fact>& facts);
    void setFate(Fate fate);
    [[nodiscard]] Fate fate() const { return m_fate; }
    /// Shows only what differs, to leave room for the picture.
    void setCompact(bool compact);
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
    [[nodiscard]] QToolButton* addButton(const QString& icon);
    void updateName();

    std::filesystem::path m_path;
    QString m_shownName;
    std::vector<text::Fact> m_factTexts;
    int m_number = 0;
    bool m_compact = false;
    Fate m_fate = Fate::Stays;
    QLabel* m_badge;
    QLabel* m_fateIcon;
    ElidedLabel* m_fateText;
    QToolButton* m_reveal;
    QToolButton* m_keep;
    QToolButton* m_toggle;
    PicturePane* m_pane;
    ElidedLabel* m_name;
    ElidedLabel* m_evidence;
    QVBoxLayout* m_facts;
    std::vector<ElidedLabel*> m_factLabels;
};

} // namespace lookalike
