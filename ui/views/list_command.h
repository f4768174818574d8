// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_list_file.h"

#include <QObject>
#include <functional>
#include <vector>

class QAction;

namespace lookalike {

class ActionRegistry;
class LibrarySession;
class NoticeBar;

/// Writes a list of the selected photos to a file that the user chooses. GUI thread.
class ListCommand : public QObject {
    Q_OBJECT

public:
    using Selection = std::function<std::vector<ListedPhoto>()>;
    /// All must outlive the action, which belongs to `actions`.
    ListCommand(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                Selection selection, QObject* parent);

    [[nodiscard]] QAction& action() { return *m_action; }
    /// Without asking for the file, whose ending says the format.
    void write(std::vector<ListedPhoto> photos, const std::filesystem::path& file);

private:
    void choose();

    LibrarySession& m_session;
    NoticeBar& m_notice;
    const Selection m_selection;
    QAction* m_action;
};

} // namespace lookalike
