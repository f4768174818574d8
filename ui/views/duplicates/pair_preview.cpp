// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/pair_preview.h"

#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/views/duplicates/picture_pane.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

constexpr int kPreviewThumbnail = 128; ///< what the list has already

} // namespace

PairPreview::PairPreview(LibrarySession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_loader(session.background())
{
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    m_goes = addSide();
    m_stays = addSide();
    parent->installEventFilter(this);
    connect(&m_loader, &PictureLoader::loaded, this,
            [this](const PictureSource& source, const QImage& image) {
                for (const Side* side : {&m_goes, &m_stays})
                    if (source == PictureSource(side->photo))
                        side->pane->setPicture(image, image.size());
            });
    connect(&m_loader, &PictureLoader::failed, this,
            [this](const PictureSource& source, const QString& reason) {
                for (const Side* side : {&m_goes, &m_stays})
                    if (source == PictureSource(side->photo))
                        side->pane->setMessage(reason);
            });
    hide();
}

PairPreview::Side PairPreview::addSide()
{
    auto* area = new QWidget(this);
    auto* pane = new PicturePane(m_view, area);
    auto* caption = plainLabel({}, area);
    caption->setWordWrap(true);
    caption->setAlignment(Qt::AlignHCenter);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(pane, 1);
    column->addWidget(caption);
    layout()->addWidget(area);
    connect(pane, &PicturePane::clicked, this, &QWidget::hide);
    return {area, pane, caption, {}};
}

void PairPreview::showPair(const std::filesystem::path& photo, const std::filesystem::path& keeper)
{
    m_view.reset();
    show(m_goes, tr("Goes: %1").arg(lookalike::displayText(photo)), photo);
    show(m_stays, tr("Stays: %1").arg(lookalike::displayText(keeper)), keeper);
    m_stays.area->setVisible(!keeper.empty());
    setAccessibleName(tr("Preview of %1").arg(displayName(photo)));
    setGeometry(parentWidget()->rect());
    raise();
    QWidget::show();
    setFocus();
    std::vector<PictureSource> sources{photo};
    if (!keeper.empty())
        sources.emplace_back(keeper);
    m_loader.load(sources,
                  static_cast<int>(std::lround(std::max(width(), height()) * devicePixelRatioF())));
}

void PairPreview::show(Side& side, const QString& caption, const std::filesystem::path& photo)
{
    side.photo = photo;
    side.caption->setText(caption);
    const QImage thumbnail = m_session.thumbnails().find(photo, kPreviewThumbnail);
    side.pane->setPicture(thumbnail, thumbnail.size());
}

void PairPreview::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Theme::colors().window);
}

void PairPreview::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
    case Qt::Key_Space:
        hide();
        break;
    case Qt::Key_Left:
    case Qt::Key_Up:
        Q_EMIT moveRequested(-1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Down:
        Q_EMIT moveRequested(1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        break; // not for the dialog below
    default:
        QWidget::keyPressEvent(event);
    }
}

void PairPreview::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_loader.cancel();
    Q_EMIT closed();
}

bool PairPreview::eventFilter(QObject* object, QEvent* event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize && isVisible())
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(object, event);
}

} // namespace lookalike
