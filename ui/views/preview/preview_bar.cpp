// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preview/preview_bar.h"

#include "ui/text/amounts.h"
#include "ui/views/preview/slideshow.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <cmath>

namespace lookalike {

namespace {

QString withKeys(const QString& name, const QString& keys)
{
    return PreviewBar::tr("%1 (%2)", "command, its keys").arg(name, keys);
}

QString keyName(Qt::Key key)
{
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

} // namespace

PreviewBar::PreviewBar(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("previewBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kHalfGap, metrics::kHalfGap, metrics::kHalfGap,
                            metrics::kHalfGap);
    row->setSpacing(metrics::kHalfGap);
    m_previous = addButton(QStringLiteral("back"), tr("Previous photo"), keyName(Qt::Key_Left));
    row->addWidget(m_place = plainLabel({}, this));
    m_next = addButton(QStringLiteral("forward"), tr("Next photo"), keyName(Qt::Key_Right));
    row->addSpacing(metrics::kMargin);
    auto* out = addButton(QStringLiteral("minus"), tr("Zoom out"), keyName(Qt::Key_Minus));
    row->addWidget(m_scale = plainLabel({}, this));
    auto* in = addButton(QStringLiteral("plus"), tr("Zoom in"), keyName(Qt::Key_Plus));
    auto* full = addButton(QStringLiteral("full-size"), tr("Actual size or whole picture"),
                           QStringLiteral("1, 0"));
    row->addSpacing(metrics::kMargin);
    m_compare = addButton(QStringLiteral("side-by-side"), {}, {});
    m_compare->setCheckable(true);
    m_compare->hide();
    m_similar = addButton(QStringLiteral("similar"), tr("Find similar"), keyName(Qt::Key_Return));
    m_similar->hide();
    m_play = addButton(QStringLiteral("play"), {}, {});
    m_play->setObjectName(QStringLiteral("previewPlay"));
    m_play->hide();
    row->addWidget(m_held = plainLabel(tr("Paused"), this));
    m_seconds = addButton({}, tr("Seconds for each photo"), {});
    m_seconds->setObjectName(QStringLiteral("previewSeconds"));
    m_held->hide();
    m_seconds->hide();
    m_fullScreen = addButton(QStringLiteral("full-screen"), tr("Full screen"), keyName(Qt::Key_F));
    m_fullScreen->setCheckable(true);
    const QFont figures = tabularFigures(font());
    for (QLabel* label : {m_place, m_scale}) {
        label->setFont(figures);
        label->setAlignment(Qt::AlignCenter);
    }
    // Wide enough for every scale that the user passes, so that nothing jumps.
    m_scale->setMinimumWidth(QFontMetrics(figures).horizontalAdvance(QStringLiteral("00000 %")));

    connect(m_previous, &QToolButton::clicked, this,
            [this] { Q_EMIT moveRequested(PreviewMove::Previous); });
    connect(m_next, &QToolButton::clicked, this,
            [this] { Q_EMIT moveRequested(PreviewMove::Next); });
    connect(out, &QToolButton::clicked, this, [this] { Q_EMIT zoomRequested(-1); });
    connect(in, &QToolButton::clicked, this, [this] { Q_EMIT zoomRequested(1); });
    connect(full, &QToolButton::clicked, this, &PreviewBar::fullSizeToggled);
    connect(m_compare, &QToolButton::clicked, this, &PreviewBar::compareToggled);
    connect(m_similar, &QToolButton::clicked, this, &PreviewBar::similarRequested);
    connect(m_fullScreen, &QToolButton::clicked, this, &PreviewBar::fullScreenToggled);
}

QToolButton* PreviewBar::addButton(const QString& icon, const QString& name, const QString& keys)
{
    auto* button = new QToolButton(this);
    if (!icon.isEmpty())
        button->setIcon(lineIcon(icon, IconTint::OnScrim));
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(withKeys(name, keys));
    layout()->addWidget(button);
    return button;
}

void PreviewBar::setPlace(const PreviewPlace& place)
{
    m_place->setText(tr("%1 of %2", "number of a photo, of how many")
                         .arg(text::number(static_cast<std::uint64_t>(place.number)),
                              text::number(static_cast<std::uint64_t>(place.count))));
    m_previous->setEnabled(place.number > 1);
    m_next->setEnabled(place.number < place.count);
}

void PreviewBar::setScale(std::optional<double> scale)
{
    m_scale->setText(scale ? tr("%1%", "percent").arg(QLocale().toString(std::lround(*scale * 100)))
                           : QString());
}

void PreviewBar::setCompare(const QString& command, bool on)
{
    m_compare->setVisible(!command.isEmpty());
    m_compare->setChecked(on);
    m_compare->setAccessibleName(command);
    m_compare->setToolTip(withKeys(command, keyName(Qt::Key_C)));
}

void PreviewBar::offerSimilar()
{
    m_similar->show();
}

void PreviewBar::setSlideshow(Slideshow& slideshow)
{
    m_slideshow = &slideshow;
    connect(m_play, &QToolButton::clicked, this,
            [this] { m_slideshow->setOn(!m_slideshow->isOn()); });
    addSeconds();
    connect(m_slideshow, &Slideshow::changed, this, &PreviewBar::showSlideshow);
    showSlideshow();
}

void PreviewBar::addSeconds()
{
    auto* menu = new QMenu(m_seconds);
    auto* choices = new QActionGroup(menu);
    for (const int seconds : {Slideshow::kShortest, 3, 5, 8, 12, 20, Slideshow::kLongest}) {
        QAction* choice = menu->addAction(tr("%Ln second(s)", nullptr, seconds));
        choice->setCheckable(true);
        choice->setData(seconds);
        choices->addAction(choice);
        connect(choice, &QAction::triggered, m_slideshow,
                [this, seconds] { m_slideshow->setSeconds(seconds); });
    }
    m_seconds->setMenu(menu);
    m_seconds->setPopupMode(QToolButton::InstantPopup);
    m_seconds->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_seconds->setToolTip(tr("Seconds for each photo"));
}

void PreviewBar::offerSlideshow(bool isOffered)
{
    m_play->setVisible(isOffered);
}

void PreviewBar::setFullScreen(bool on)
{
    m_fullScreen->setChecked(on);
}

void PreviewBar::showSlideshow()
{
    const bool isOn = m_slideshow->isOn();
    const QString name = isOn ? tr("Stop the slideshow") : tr("Start a slideshow");
    m_play->setIcon(
        lineIcon(isOn ? QStringLiteral("pause") : QStringLiteral("play"), IconTint::OnScrim));
    m_play->setAccessibleName(name);
    m_play->setToolTip(withKeys(name, keyName(Qt::Key_S)));
    const QString seconds = tr("%1 s", "seconds").arg(m_slideshow->seconds());
    m_seconds->setText(seconds);
    m_seconds->setAccessibleName(tr("Seconds for each photo: %1").arg(m_slideshow->seconds()));
    for (QAction* choice : m_seconds->menu()->actions())
        choice->setChecked(choice->data().toInt() == m_slideshow->seconds());
    m_seconds->setVisible(isOn);
    m_held->setVisible(m_slideshow->isHeld());
}

} // namespace lookalike
