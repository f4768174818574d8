// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"
#include "ui/bridge/pair_aligner.h"

#include <QTimer>
#include <QWidget>
#include <optional>

class QLabel;

namespace lookalike {

class ElidedLabel;
class PicturePane;
class SharedView;

enum class CompareMode { SideBySide, Swipe, Blink, Difference };

/// Two photos of a group laid over each other: the first, with which all others were compared, and
/// one of these.
class PairView : public QWidget {
    Q_OBJECT

public:
    /// Both must outlive the view.
    PairView(PairAligner& aligner, SharedView& view, QWidget* parent = nullptr);

    /// `member` from 1; any mode but SideBySide.
    void setPair(const DuplicateGroup& group, std::size_t member, CompareMode mode);
    /// Shows nothing until the next setPair().
    void stop();
    /// Moves what divides the two while swiping by a share of the width.
    void moveDivider(double by);
    [[nodiscard]] const PicturePane& pane() const { return *m_pane; }

private:
    void setAligned(const AlignedImages& images);
    void updatePair();

    PairAligner& m_aligner;
    QTimer m_blink;
    std::pair<FileId, FileId> m_files;
    std::optional<AlignedImages> m_aligned;
    CompareMode m_mode = CompareMode::SideBySide;
    bool m_secondSeen = false; ///< while it blinks
    PicturePane* m_pane;
    ElidedLabel* m_firstName;
    ElidedLabel* m_secondName;
    QLabel* m_legend; ///< of the difference
};

} // namespace lookalike
