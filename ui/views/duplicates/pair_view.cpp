// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/pair_view.h"

#include "ui/text/display_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/picture_pane.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace lookalike {

namespace {

constexpr int kBlinkMs = 600;
constexpr int kAlignedPixels = 2048;

QString numbered(std::size_t number, const DuplicateMember& member)
{
    return PairView::tr("%1  %2", "number and name of a photo")
        .arg(number)
        .arg(displayName(member.file.path));
}

} // namespace

PairView::PairView(PairAligner& aligner, SharedView& view, QWidget* parent)
    : QWidget(parent)
    , m_aligner(aligner)
    , m_pane(new PicturePane(view, this))
    , m_firstName(new ElidedLabel(this))
    , m_secondName(new ElidedLabel(this))
    , m_legend(secondaryLabel({}, this))
{
    m_pane->setAccessibleName(tr("Two photos, overlaid"));
    auto* names = new QHBoxLayout;
    names->setSpacing(metrics::kGap);
    names->addWidget(m_firstName, 1);
    names->addWidget(m_secondName, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kGap, 0, metrics::kGap, 0);
    layout->setSpacing(metrics::kHalfGap);
    layout->addWidget(m_pane, 1);
    layout->addLayout(names);
    layout->addWidget(m_legend);
    m_legend->setWordWrap(true);

    m_blink.setInterval(kBlinkMs);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        if (!m_aligned)
            return; // under way, or it cannot be done
        m_secondSeen = !m_secondSeen;
        updatePair();
    });
    connect(&m_aligner, &PairAligner::aligned, this, &PairView::setAligned);
    connect(&m_aligner, &PairAligner::failed, this,
            [this](const Error& error) { m_pane->setMessage(displayError(error)); });
}

void PairView::setPair(const DuplicateGroup& group, std::size_t member, CompareMode mode)
{
    const DuplicateMember& first = group.members.front();
    const DuplicateMember& second = group.members[member];
    m_mode = mode;
    m_files = {first.file.id, second.file.id};
    m_secondSeen = false;
    m_firstName->setText(numbered(1, first), Qt::ElideMiddle);
    m_secondName->setText(numbered(member + 1, second), Qt::ElideMiddle);
    if (mode == CompareMode::Blink)
        m_blink.start();
    else
        m_blink.stop();
    if (m_aligned && std::pair(m_aligned->first, m_aligned->second) != m_files)
        m_aligned.reset();
    if (!m_aligned) {
        m_pane->setSecond({});
        m_pane->setPicture({}, QSize(first.content.width, first.content.height));
        m_pane->setMessage(tr("Aligning the photos…"));
        m_aligner.align(first.file.id, second.file.id, second.evidence, kAlignedPixels);
    }
    updatePair();
}

void PairView::stop()
{
    m_mode = CompareMode::SideBySide;
    m_blink.stop();
    m_aligner.cancel();
}

void PairView::setAligned(const AlignedImages& images)
{
    if (m_mode == CompareMode::SideBySide || std::pair(images.first, images.second) != m_files)
        return;
    m_aligned = images;
    updatePair();
}

void PairView::updatePair()
{
    const bool blinks = m_mode == CompareMode::Blink;
    m_firstName->setStrong(blinks && !m_secondSeen);
    m_secondName->setStrong(blinks && m_secondSeen);
    m_legend->setVisible(m_aligned && m_mode == CompareMode::Difference);
    if (!m_aligned)
        return;
    m_legend->setText(tr("%1 % of the picture differs. Black is equal; the brighter, the more "
                         "different. Differences are amplified.")
                          .arg(QLocale().toString(100 * m_aligned->differing, 'f', 1)));
    m_pane->setSecond(m_mode == CompareMode::Swipe ? m_aligned->secondImage : QImage());
    m_pane->setPicture(m_mode == CompareMode::Difference ? m_aligned->difference
                       : blinks && m_secondSeen          ? m_aligned->secondImage
                                                         : m_aligned->firstImage,
                       m_aligned->firstImage.size());
}

void PairView::moveDivider(double by)
{
    if (m_mode == CompareMode::Swipe)
        m_pane->setDivider(m_pane->divider() + by);
}

} // namespace lookalike
