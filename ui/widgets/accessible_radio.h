// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractButton;

namespace lookalike {

/// For a screen reader, the button is one of a set of which exactly one is checked. Qt calls every
/// tool button that can be checked a check box. To be called before the button has a name. GUI
/// thread.
void makeRadioButton(QAbstractButton& button);

} // namespace lookalike
