// SPDX-License-Identifier: GPL-3.0-or-later
// Forms of models that are known by name and not opened, and what to take instead.
#pragma once

#include "core/base/message.h"

#include <string_view>

namespace lookalike {

/// The reason against a model in the form of open_clip. `description` is its open_clip_config.json
/// or its name on the hub, from which the message finds a similar model in the form of
/// transformers. Any thread.
[[nodiscard]] Message refusalOfOpenClip(std::string_view description);

/// The `model_type` of SigLIP 2 in the form NaFlex (arXiv:2502.14786), for pictures of any size.
inline constexpr std::string_view kNaFlexType = "siglip2";
/// The reason against it. Any thread.
[[nodiscard]] Message refusalOfNaFlex();

} // namespace lookalike
