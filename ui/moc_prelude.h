// SPDX-License-Identifier: GPL-3.0-or-later
// Read by moc before every header: moc of Qt 6.4 cannot parse libstdc++'s <compare> unless
// <version> came before it.
#include <version>
