// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/refused_models.h"

#include "core/base/ascii.h"

#include <string>

namespace lookalike {

namespace {

constexpr std::string_view kSiglip2 = "google/siglip2-base-patch16-224";
constexpr std::string_view kSiglip = "google/siglip-base-patch16-224";
constexpr std::string_view kClip = "laion/CLIP-ViT-B-32-laion2B-s34B-b79K";

} // namespace

Message refusalOfOpenClip(std::string_view description)
{
    const std::string lower = asciiLower(description);
    const bool isSiglip2 = lower.find("siglip2") != std::string::npos;
    const bool isSiglip = lower.find("siglip") != std::string::npos;
    return "The model is in the form of open_clip, which Lookalike does not open. Take it in the "
           "form of transformers, for example %1"_msg(isSiglip2  ? kSiglip2
                                                      : isSiglip ? kSiglip
                                                                 : kClip);
}

Message refusalOfNaFlex()
{
    return "SigLIP 2 in the form NaFlex takes pictures of any size, which Lookalike does not "
           "support. Take it for pictures of one size, for example %1"_msg(kSiglip2);
}

} // namespace lookalike
