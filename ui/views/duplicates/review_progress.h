// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lookalike {

class DuplicateScanner;
class TrashRunner;

/// How far a scan for duplicates and a move to the trash are, with what pauses and stops them.
/// Takes no room while neither runs.
class ReviewProgress : public QWidget {
    Q_OBJECT

public:
    /// Both must outlive the widget.
    ReviewProgress(DuplicateScanner& scanner, TrashRunner& trash, QWidget* parent = nullptr);
};

} // namespace lookalike
