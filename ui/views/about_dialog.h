// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace lookalike {

class LibrarySession;

/// What this program is, what it runs on, and where it keeps its data.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(const LibrarySession& session, QWidget* parent = nullptr);
};

} // namespace lookalike
