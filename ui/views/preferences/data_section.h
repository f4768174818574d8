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

/// The part of the settings that says where the catalog lies, and moves it.
class DataSection : public QWidget {
    Q_OBJECT

public:
    /// `fixed`: the command line names the catalog, so that it cannot be changed here.
    DataSection(LibrarySession& session, bool fixed, QWidget* parent = nullptr);
    ~DataSection() override;

private:
    void refresh();
    void chooseFolder();
    /// Asks what is to happen with a folder that was chosen, and begins it.
    void propose(const std::filesystem::path& folder, DataPlace place);
    void move(const std::filesystem::path& folder);
    void use(const std::filesystem::path& folder);
    void setBusy(bool busy);
    void say(const QString& text, bool isError);

    LibrarySession& m_session;
    const bool m_fixed;
    std::stop_source m_stop;
    QString m_done; ///< what to say once the library is open again
    ElidedLabel* m_place;
    QLabel* m_note;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton *m_change, *m_usual, *m_show, *m_cancel;
};

} // namespace lookalike
