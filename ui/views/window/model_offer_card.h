// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace lookalike {

class ModelOffer;

/// The offer of a larger model as a card at the bottom of the window: hidden until there is one,
/// and never in the way. GUI thread.
class ModelOfferCard : public QFrame {
    Q_OBJECT

public:
    /// `offer` must outlive the card.
    explicit ModelOfferCard(ModelOffer& offer, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The card had the keyboard focus and has gone.
    void left();

private:
    void update();
    void showOffer();
    void showInstalling();
    void showFailure();
    void chooseFolder();

    ModelOffer& m_offer;
    QLabel* m_heading;
    QLabel* m_text;
    QProgressBar* m_progress;
    QPushButton *m_accept, *m_folder, *m_decline, *m_cancel;
};

} // namespace lookalike
