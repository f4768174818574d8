// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>
#include <QString>
#include <QWidget>

class QAction;
class QMenu;
class QSettings;

namespace lookalike {

class PhotoView;

/// One page of the window. The window builds the page switch, the shortcuts and the menu from what
/// its pages say of themselves, so that a page can be added without a change of another. It gives
/// the keyboard focus to the page that it shows: setFocusProxy() says where in the page it goes.
/// GUI thread.
class Page : public QWidget {
    Q_OBJECT

public:
    /// `name` stands in the settings and is never translated. `title` is for the page switch and
    /// the menu, with a mnemonic.
    Page(const QString& name, const QString& title, QWidget* parent)
        : QWidget(parent)
        , m_name(name)
        , m_title(title)
    {}

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const QString& title() const { return m_title; }

    /// Adds the page's own menus to the window's menu.
    virtual void addMenus(QMenu& menu) = 0;
    /// What the page adds to the View menu.
    [[nodiscard]] virtual QList<QAction*> viewCommands() const { return {}; }
    /// Buttons for the header, such as back and forward. The window disables these actions while
    /// another page is shown.
    [[nodiscard]] virtual QList<QAction*> navigation() const { return {}; }
    /// The photos of the page, owned by it, for the details panel and the photo actions. Null: the
    /// page has none, and no details panel is shown beside it.
    [[nodiscard]] virtual PhotoView* photos() { return nullptr; }
    /// Where a dropped picture is added to what the page shows, in the page's coordinates. A
    /// picture that is dropped anywhere else starts a new search.
    [[nodiscard]] virtual QRect addArea() const { return {}; }

    /// showRequested() has brought the page in place of another one.
    virtual void broughtFrom(const Page& /*page*/) {}

    /// Whether the user wants the folders panel beside this page.
    [[nodiscard]] bool wantsFolders() const { return m_wantsFolders; }
    void setWantsFolders(bool wants) { m_wantsFolders = wants; }
    virtual void save(QSettings& settings) const = 0;
    virtual void restore(const QSettings& settings) = 0;

Q_SIGNALS:
    /// The page has something new to show that the user asked for on another page.
    void showRequested();
    /// photos() has another current photo, or none.
    void currentPhotoChanged();

private:
    const QString m_name;
    const QString m_title;
    bool m_wantsFolders = true;
};

} // namespace lookalike
