// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QStandardItemModel>
#include <QWidget>
#include <functional>

class QListView;
class QMenu;

namespace lookalike {

class ConceptRunner;

/// The user's concepts as a list, which a context menu acts on. Hidden while there are none. GUI
/// thread.
class ConceptsPanel : public QWidget {
    Q_OBJECT

public:
    using FillMenu = std::function<void(QMenu&, ConceptId)>;
    /// `concepts` must outlive the panel. `fill` adds what can be done with a concept.
    ConceptsPanel(ConceptRunner& concepts, FillMenu fill, QWidget* parent = nullptr);

    /// Makes the concept whose photos are shown the current one; invalid: none is.
    void setShown(ConceptId id);

Q_SIGNALS:
    void showRequested(lookalike::ConceptId id);
    void removeRequested(lookalike::ConceptId id);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void update();
    [[nodiscard]] ConceptId idOf(const QModelIndex& index) const;

    ConceptRunner& m_concepts;
    QStandardItemModel m_model;
    QListView* m_list;
    ConceptId m_shown;
};

} // namespace lookalike
