// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/model_offer_card.h"

#include "ui/bridge/conversions.h"
#include "ui/state/model_offer.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

namespace lookalike {

namespace {

constexpr int kOfferSteps = 1000;             ///< of the progress bar
constexpr int kTextWidth = 900;               ///< longer lines are hard to read
constexpr std::chrono::seconds kShortest(60); ///< an estimate is no better
constexpr double kSlowRate = 10;              ///< below it, one decimal is shown

} // namespace

ModelOfferCard::ModelOfferCard(ModelOffer& offer, QWidget* parent)
    : QFrame(parent)
    , m_offer(offer)
    , m_heading(plainLabel({}, this))
    , m_text(plainLabel({}, this))
    , m_progress(new QProgressBar(this))
    , m_accept(new QPushButton(this))
    , m_folder(new QPushButton(tr("Add from folder…"), this))
    , m_decline(new QPushButton(tr("Not now"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("modelOffer"));
    m_heading->setProperty("heading", true);
    m_heading->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setMaximumWidth(kTextWidth);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setRange(0, kOfferSteps);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(kTextWidth);
    m_progress->setAccessibleName(tr("Progress"));
    m_decline->setToolTip(tr("Does not ask again. Models are in the menu under Library."));
    auto* buttons = new FlowLayout(metrics::kGap);
    for (QPushButton* button : {m_accept, m_folder, m_decline, m_cancel}) {
        button->setAutoDefault(true); // Return presses it
        buttons->addWidget(button);
    }
    auto* icon = new QLabel(this);
    icon->setPixmap(lineIcon(QStringLiteral("info"), IconTint::Accent)
                        .pixmap({metrics::kIcon, metrics::kIcon}, devicePixelRatioF()));
    auto* column = new QVBoxLayout;
    column->setSpacing(metrics::kHalfGap);
    column->addWidget(m_heading);
    auto* line = new QHBoxLayout; // knows the height of a label that is not as wide as the card
    line->addWidget(m_text, 1);
    line->addStretch();
    column->addLayout(line);
    column->addWidget(m_progress);
    column->addSpacing(metrics::kHalfGap);
    column->addLayout(buttons);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kMargin, metrics::kMargin, metrics::kMargin,
                               metrics::kMargin);
    layout->setSpacing(metrics::kGap);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addLayout(column, 1);
    connect(m_accept, &QPushButton::clicked, &m_offer, &ModelOffer::accept);
    connect(m_folder, &QPushButton::clicked, this, &ModelOfferCard::chooseFolder);
    connect(m_decline, &QPushButton::clicked, &m_offer, &ModelOffer::decline);
    connect(m_cancel, &QPushButton::clicked, &m_offer, &ModelOffer::cancel);
    connect(&m_offer, &ModelOffer::changed, this, &ModelOfferCard::update);
    update();
}

void ModelOfferCard::update()
{
    const ModelOffer::State state = m_offer.state();
    const bool isInstalling = state == ModelOffer::State::Installing;
    const bool isFocused = isAncestorOf(window()->focusWidget());
    switch (state) {
    case ModelOffer::State::Hidden:
        break;
    case ModelOffer::State::Offered:
        showOffer();
        break;
    case ModelOffer::State::Installing:
        showInstalling();
        break;
    case ModelOffer::State::Failed:
        showFailure();
        break;
    }
    m_progress->setVisible(isInstalling);
    m_cancel->setVisible(isInstalling);
    m_accept->setVisible(!isInstalling);
    m_decline->setVisible(!isInstalling);
    m_folder->setVisible(state == ModelOffer::State::Failed);
    setAccessibleName(m_heading->text());
    setVisible(state != ModelOffer::State::Hidden);
    if (!isFocused)
        return;
    // What was pressed may have gone.
    if (state == ModelOffer::State::Hidden)
        Q_EMIT left();
    else if (window()->focusWidget() == nullptr || !window()->focusWidget()->isVisible() ||
             !isAncestorOf(window()->focusWidget()))
        (isInstalling ? m_cancel : m_accept)->setFocus();
}

void ModelOfferCard::showOffer()
{
    const ModelOffer::Facts& facts = m_offer.facts();
    const double rate = facts.photosPerSecond;
    m_heading->setText(tr("A larger model recognises more"));
    QString text =
        tr("The built-in model finds copies and look-alikes; it has read your photos at %1 photos "
           "a "
           "second on this computer. %2 also recognises scenes and objects in other views. It is a "
           "download of %3 (licence: %4).")
            .arg(QLocale().toString(rate, 'f', rate < kSlowRate ? 1 : 0), facts.model,
                 text::bytes(facts.bytes), facts.licence);
    if (facts.time)
        text += QLatin1Char(' ') + tr("To read your %1 again takes about %2, as an estimate; until "
                                      "then, searches use the built-in model.")
                                       .arg(text::photos(facts.photos),
                                            text::duration(std::max(*facts.time, kShortest)));
    m_text->setText(text);
    m_accept->setText(tr("Download and use"));
}

void ModelOfferCard::showInstalling()
{
    const quint64 done = m_offer.bytesDone();
    const quint64 total = m_offer.bytesTotal();
    m_heading->setText(m_offer.isDownloading() ? tr("Downloading %1").arg(m_offer.facts().model)
                                               : tr("Adding the model"));
    if (total > 0 && done < total)
        m_text->setText(tr("%1 of %2", "bytes").arg(text::bytes(done), text::bytes(total)));
    else if (total > 0)
        m_text->setText(tr("Checking the files…"));
    else
        m_text->setText(m_offer.isDownloading() ? tr("Connecting…") : QString());
    m_progress->setValue(total == 0 ? 0 : static_cast<int>(done * kOfferSteps / total));
}

void ModelOfferCard::showFailure()
{
    m_heading->setText(tr("The model could not be added"));
    const QString why =
        m_offer.error() ? displayError(*m_offer.error()) + QStringLiteral(". ") : QString();
    m_text->setText(
        why + tr("Without a connection: on another computer, save the files config.json, "
                 "preprocessor_config.json and model.safetensors of the Hugging Face model %1 in "
                 "one folder, and add that folder here.")
                  .arg(m_offer.facts().model));
    m_accept->setText(tr("Try again"));
}

void ModelOfferCard::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a model folder"));
    if (!folder.isEmpty())
        m_offer.acceptFolder(toPath(folder));
}

} // namespace lookalike
