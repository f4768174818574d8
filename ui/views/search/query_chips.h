// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/picture_loader.h"

#include <QPointer>
#include <QWidget>
#include <vector>

class QHBoxLayout;
class QScrollArea;
class QToolButton;

namespace lookalike {

class LibrarySession;
class MarksButton;
class QueryChip;
class QueryHistory;

/// The pictures and words of the query in a row that scrolls, and a button that adds a picture and
/// always stays in view. What is new is scrolled to, and so is one that gets the keyboard focus.
/// Shows what QueryHistory says and changes nothing but that. GUI thread.
class QueryChips : public QWidget {
    Q_OBJECT

public:
    /// Both must outlive it.
    QueryChips(QueryHistory& history, LibrarySession& session, QWidget* parent = nullptr);

    /// Room for what stands there without a term, or for two pictures.
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Enough for all chips, or for those of them that should be in view at once.
    [[nodiscard]] int comfortableWidth() const;

Q_SIGNALS:
    void chooseRequested();
    void pasteRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    /// The width of what stands beside the chips.
    [[nodiscard]] int besideArea() const;
    void buildEmpty();
    void buildArea();
    void update();
    void addChip();
    void fitArea();
    void scrollTo(QWidget* chip);
    void loadMissingPictures();
    void editRegion(std::size_t index);

    QueryHistory& m_history;
    LibrarySession& m_session;
    std::vector<QueryChip*> m_chips; ///< one a term of the query
    QWidget* m_empty;                ///< stands there without a term
    QScrollArea* m_area;
    QWidget* m_content; ///< of m_area
    QHBoxLayout* m_row; ///< of m_content
    MarksButton* m_marks;
    QToolButton* m_add;
    QPointer<QWidget> m_watched; ///< the chip that stays in view until the user scrolls
    PictureLoader m_regionLoader;
};

} // namespace lookalike
