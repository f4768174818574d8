// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>
#include <stop_token>

class QLabel;
class QMessageBox;
class QProgressBar;
class QPushButton;

namespace lookalike {

class ElidedLabel;
class LibrarySession;
enum class DataPlace;

/// The part of the settings that shows where the catalog is stored and moves it.
class DataSection : public QWidget {
    Q_OBJECT

public:
    /// `fixed`: the command line names the catalog, so the user cannot change it here.
    DataSection(LibrarySession& session, bool fixed, QWidget* parent = nullptr);
    ~DataSection() override;

private:
    void refresh();
    void chooseFolder();
    /// Asks whether to move the catalog to the chosen folder or to use the one there.
    void propose(const std::filesystem::path& folder, DataPlace place);
    void move(const std::filesystem::path& folder);
    void use(const std::filesystem::path& folder);
    void setBusy(bool busy);
    void say(const QString& text, bool isError);

    LibrarySession& m_session;
    const bool m_fixed;
    std::stop_source m_stop;
    QString m_done; ///< message to show when the library is open again
    ElidedLabel* m_place;
    QLabel* m_note;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton *m_change, *m_default, *m_show, *m_cancel;
};

} // namespace lookalike
