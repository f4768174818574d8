// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QComboBox;
class QPushButton;

namespace lookalike {

class LibrarySession;

/// The row of the settings that leads to what is left out of each folder. GUI thread.
class ExclusionsSection : public QWidget {
    Q_OBJECT

public:
    /// `session` must outlive it.
    explicit ExclusionsSection(LibrarySession& session, QWidget* parent = nullptr);

    [[nodiscard]] QComboBox* folders() const { return m_folders; }

private:
    void fill();
    void open();

    LibrarySession& m_session;
    QStringList m_names; ///< of the folders in the list
    QComboBox* m_folders;
    QPushButton* m_open;
};

} // namespace lookalike
