// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_list.h"

#include <QList>
#include <QObject>
#include <QString>

class QAction;
class QActionGroup;
class QMenu;
class QSettings;
class QWidget;

namespace lookalike {

class ActionRegistry;
class LibraryModel;

/// The commands that arrange all photos: their order, bursts as one, one burst unfolded. GUI
/// thread.
class LibraryCommands : public QObject {
    Q_OBJECT

public:
    /// Both must outlive it; the actions belong to `actions`.
    LibraryCommands(LibraryModel& model, ActionRegistry& actions, QObject* parent = nullptr);

    [[nodiscard]] PhotoOrder order() const { return m_order; }
    [[nodiscard]] bool isDescending() const { return m_isDescending; }
    /// "Newest first".
    [[nodiscard]] QString orderText() const;

    /// Orders, directions, and bursts.
    void fillMenu(QMenu& menu) const;
    /// Adds what acts on the current photo.
    void fillPhotoMenu(QMenu& menu) const;
    /// Makes the keys of that work in the widget.
    void addTo(QWidget& widget) const;
    /// The row that has the keyboard focus; -1: none.
    void setCurrentRow(int row);
    void save(QSettings& settings) const;
    void restore(const QSettings& settings);

Q_SIGNALS:
    /// order() or isDescending() has another answer.
    void orderChanged();
    void burstsFoldedChanged(bool folded);
    void unfoldRequested(int row, bool unfolded);

private:
    void addOrder(ActionRegistry& actions, PhotoOrder order, const char* id, const QString& text);
    void choose(PhotoOrder order, bool descending);
    void update();

    LibraryModel& m_model;
    PhotoOrder m_order = PhotoOrder::Date;
    bool m_isDescending = true;
    int m_row = -1;
    QActionGroup* m_orders;
    QActionGroup* m_directions;
    QAction *m_descending, *m_ascending, *m_foldBursts, *m_showBurst;
};

} // namespace lookalike
