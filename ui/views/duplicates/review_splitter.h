// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace lookalike {

/// The list of groups beside the photos of one, or above them where there is little width.
class ReviewSplitter : public QSplitter {
    Q_OBJECT

public:
    ReviewSplitter(QWidget& groups, QWidget& photos, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace lookalike
