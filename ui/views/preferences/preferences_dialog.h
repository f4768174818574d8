// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/preferences.h"

#include <QDialog>

class QAction;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace lookalike {

class LibrarySession;
class Theme;

/// The settings. A change takes effect at once, except for the language (after a restart) and for
/// settings of the library, which is reopened when the dialog closes.
class PreferencesDialog : public QDialog {
    Q_OBJECT

public:
    /// Actions of the menu that can be ticked.
    struct ReadingActions {
        QAction* checkAtStart;
        QAction* watchFolders;
        QAction* mainsOnly; ///< hidden where there is no battery
    };
    /// All arguments must outlive the dialog.
    PreferencesDialog(LibrarySession& session, Theme& theme, const ReadingActions& reading,
                      const FixedByCommandLine& fixed, QWidget* parent = nullptr);

    void done(int result) override;

Q_SIGNALS:
    /// The user chose to restart for the new language.
    void restartRequested();
    void shortcutsRequested();
    void modelsRequested();

private:
    [[nodiscard]] QWidget* buildForm();
    void addAppearance(QFormLayout& form);
    void addReading(QFormLayout& form);
    void addThumbnails(QFormLayout& form);
    void fillDevices();
    void measureThumbnails();

    LibrarySession& m_session;
    Theme& m_theme;
    const ReadingActions m_reading;
    const FixedByCommandLine m_fixed;
    const DeviceKind m_deviceBefore;
    const int m_megapixelsBefore;
    QComboBox* m_device = nullptr;
    QLabel* m_deviceNote = nullptr;
    QSpinBox* m_megapixels = nullptr;
    QLabel* m_thumbnails = nullptr;
    QPushButton* m_empty = nullptr;
};

} // namespace lookalike
