// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/transfer/transfer_outcome.h"

#include <QDialog>

namespace lookalike {

/// Lists the files that could not be moved or copied, with the reasons. GUI thread.
class TransferFailuresDialog : public QDialog {
    Q_OBJECT

public:
    TransferFailuresDialog(const TransferOutcome& outcome, QWidget* parent);
};

} // namespace lookalike
