// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace lookalike {

/// Asks for a name that is not taken. GUI thread.
class NameDialog : public QDialog {
    Q_OBJECT

public:
    struct Words {
        QString title;
        QString explanation;
        QString accept; ///< on the button
    };
    /// `isTaken` says whether another one has the name.
    NameDialog(const Words& words, const QString& name, std::function<bool(const QString&)> isTaken,
               QWidget* parent = nullptr);

Q_SIGNALS:
    void named(const QString& name);

private:
    void update();

    const std::function<bool(const QString&)> m_isTaken;
    QLineEdit* m_name;
    QLabel* m_problem;
    QPushButton* m_accept;
};

} // namespace lookalike
