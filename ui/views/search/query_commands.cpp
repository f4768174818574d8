// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/query_commands.h"

#include "ui/bridge/conversions.h"
#include "ui/state/query_history.h"
#include "ui/views/search/picture_drops.h"
#include "ui/widgets/action_registry.h"

#include <QFileDialog>
#include <QMenu>
#include <QStandardPaths>

namespace lookalike {

QueryCommands::QueryCommands(QueryHistory& history, PictureDrops& drops, ActionRegistry& actions,
                             QWidget& window)
    : QObject(&window)
    , m_history(history)
    , m_window(window)
{
    const QString group = tr("Query");
    m_words = actions.add(QStringLiteral("searchWords"), group, tr("Search with &words"),
                          QStringLiteral("search"), QKeySequence(QKeySequence::Find));
    m_openPicture = actions.add(QStringLiteral("openPicture"), group, tr("&Choose a picture…"),
                                QStringLiteral("picture"), QKeySequence(QKeySequence::Open));
    m_paste = actions.add(QStringLiteral("paste"), group, tr("&Paste a picture"),
                          QStringLiteral("paste"), QKeySequence(QKeySequence::Paste));
    m_back = actions.add(QStringLiteral("back"), group, tr("Pre&vious query"),
                         QStringLiteral("back"), tr("Alt+Left"));
    m_forward = actions.add(QStringLiteral("forward"), group, tr("&Next query"),
                            QStringLiteral("forward"), tr("Alt+Right"));
    m_clear = actions.add(QStringLiteral("clear"), group, tr("New sea&rch"),
                          QStringLiteral("close"), tr("Ctrl+Backspace"));
    m_filters = actions.add(QStringLiteral("filters"), group, tr("&Filters"),
                            QStringLiteral("filter"), tr("Ctrl+T"));
    m_filters->setCheckable(true);
    connect(m_openPicture, &QAction::triggered, this, &QueryCommands::choosePicture);
    connect(m_paste, &QAction::triggered, &drops, &PictureDrops::paste);
    connect(m_back, &QAction::triggered, this, [this] {
        if (m_history.origin().isEmpty())
            m_history.back();
        else
            Q_EMIT originRequested(m_history.origin());
    });
    connect(m_forward, &QAction::triggered, &m_history, &QueryHistory::forward);
    connect(m_clear, &QAction::triggered, &m_history, &QueryHistory::clear);
    connect(&m_history, &QueryHistory::queryChanged, this, &QueryCommands::update);
    connect(&m_history, &QueryHistory::originChanged, this, &QueryCommands::update);
    update();
}

void QueryCommands::update()
{
    m_back->setEnabled(m_history.canGoBack() || !m_history.origin().isEmpty());
    m_forward->setEnabled(m_history.canGoForward());
    m_clear->setEnabled(!m_history.current().isEmpty());
}

void QueryCommands::fillMenu(QMenu& menu) const
{
    menu.addActions({m_words, m_openPicture, m_paste, m_clear});
    menu.addSeparator();
    menu.addActions({m_back, m_forward});
    menu.addSeparator();
    menu.addAction(m_filters);
}

void QueryCommands::choosePicture()
{
    const QStringList files = QFileDialog::getOpenFileNames(
        &m_window, tr("Choose pictures to search with"),
        QStandardPaths::writableLocation(QStandardPaths::PicturesLocation),
        tr("Pictures (%1);;All files (*)")
            .arg(QStringLiteral("*.jpg *.jpeg *.png *.webp *.heic *.heif *.avif *.tif *.tiff *.gif "
                                "*.bmp *.jp2 *.dng *.nef *.cr2 *.cr3 *.arw *.orf *.rw2 *.raf")));
    std::vector<NamedTerm> pictures;
    for (const QString& file : files)
        pictures.push_back(queryPicture(toPath(file)));
    if (pictures.empty())
        return;
    if (m_history.current().isEmpty())
        m_history.setTerms(std::move(pictures));
    else
        m_history.addTerms(pictures);
}

} // namespace lookalike
