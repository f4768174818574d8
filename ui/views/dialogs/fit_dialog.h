// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_fits.h"

#include <QDialog>
#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace lookalike {

class FitPreviewView;
class FitRunner;
class FitSourceBox;
class LibrarySession;

/// Fits searches to the labels that the user's photos have. It says first what would change, and
/// changes searches only when the user says so; then it closes. GUI thread.
class FitDialog : public QDialog {
    Q_OBJECT

public:
    /// `session` must outlive the dialog.
    explicit FitDialog(LibrarySession& session, QWidget* parent = nullptr);

    /// Stops what runs.
    void done(int result) override;

private:
    void buildLayout();
    void wire();
    void run(void (FitRunner::*call)(const FitSource&));
    void showStatus();
    void showProgress(const Progress& progress);
    void showReport(const FitReport& report);
    void showError(const Error& error);
    void forgetReport();
    void updateButtons();

    LibrarySession& m_session;
    FitRunner& m_fits;
    std::optional<FitSource> m_passed; ///< whose report is shown and passes
    QLabel* m_status;
    QPushButton* m_remove;
    FitSourceBox* m_source;
    QPushButton* m_check;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QLabel* m_message;
    QLabel* m_summary;
    FitPreviewView* m_preview;
    QScrollArea* m_area;
    QPushButton *m_use, *m_close;
};

} // namespace lookalike
