// SPDX-License-Identifier: GPL-3.0-or-later
// What a move to the trash does to each photo and each sidecar. GUI thread.
#pragma once

#include "core/duplicates/review/trash_report.h"

#include <QString>

namespace lookalike::text {

/// Several lines: why the photo goes, what is lost with it, what stays of it; or why it stays.
[[nodiscard]] QString trashStep(const ReportedFile& item);
[[nodiscard]] QString sidecarStep(const ReportedSidecar& sidecar);

} // namespace lookalike::text
