// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QLabel;

namespace lookalike {

/// Returns about how long a first search for edited copies among so many photos takes on this
/// machine: "1 min", "3 h".
[[nodiscard]] QString searchTimeText(std::uint64_t photos);

/// A line above the groups that says what they may lack: copies that are not identical, until the
/// user searches.
class ScanHint : public QFrame {
    Q_OBJECT

public:
    /// The button triggers `scan`, which must outlive the hint.
    ScanHint(QAction& scan, QWidget* parent);

    enum class Searched {
        Never,  ///< the photos are all photos
        Partly, ///< a search was not finished
        Before, ///< the photos were added after a search
    };
    void setPhotos(std::uint64_t unsearched, Searched searched);

private:
    QLabel* m_text;
};

} // namespace lookalike
