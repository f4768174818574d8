// SPDX-License-Identifier: GPL-3.0-or-later
// What core/base/power_source.cpp calls, see CoreServices.h.
#pragma once

using CFTimeInterval = double;
inline constexpr CFTimeInterval kIOPSTimeRemainingUnlimited = -2.0;
extern "C" CFTimeInterval IOPSGetTimeRemainingEstimate(void);
