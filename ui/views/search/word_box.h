// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace lookalike {

class LibrarySession;

/// Where the user types words to search with. While searches use a model that knows pictures alone,
/// a button stands there that says so and leads to other models. GUI thread.
class WordBox : public QWidget {
    Q_OBJECT

public:
    /// `session` must outlive it.
    explicit WordBox(LibrarySession& session, QWidget* parent = nullptr);

Q_SIGNALS:
    /// Return: see parseWords().
    void entered(const QString& typed);
    /// Backspace, with nothing typed.
    void removeLastRequested();
    /// Escape: the user wants to go on in the results.
    void left();
    void modelsRequested();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void updateModel();
    [[nodiscard]] bool knowsWords() const;

    LibrarySession& m_session;
    QLineEdit* m_field;
    QPushButton* m_otherModel;
};

} // namespace lookalike
