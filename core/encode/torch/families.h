// SPDX-License-Identifier: GPL-3.0-or-later
// One function per model family. Each returns null if the reader has recorded an error.
#pragma once

#include "core/encode/config_reader.h"
#include "core/encode/torch/vision_model.h"

#include <memory>

namespace lookalike {

using VisionModelPtr = std::shared_ptr<VisionModel>;

/// ViT (Dosovitskiy et al., "An Image is Worth 16x16 Words", arXiv:2010.11929): class token.
[[nodiscard]] VisionModelPtr makeVit(ConfigReader& config);
/// DeiT (Touvron et al., arXiv:2012.12877): a ViT with a distillation token; class token.
[[nodiscard]] VisionModelPtr makeDeit(ConfigReader& config);
/// ResNet (He et al., arXiv:1512.03385): mean over positions.
[[nodiscard]] VisionModelPtr makeResNet(ConfigReader& config);
/// ConvNeXt (Liu et al., arXiv:2201.03545): mean over positions, then layer norm.
[[nodiscard]] VisionModelPtr makeConvNext(ConfigReader& config);
/// ConvNeXt V2 (Woo et al., arXiv:2301.00808): with global response normalisation.
[[nodiscard]] VisionModelPtr makeConvNextV2(ConfigReader& config);
/// DINOv2 (Oquab et al., arXiv:2304.07193): class token.
[[nodiscard]] VisionModelPtr makeDinov2(ConfigReader& config);
/// DINOv2 with registers (Darcet et al., arXiv:2309.16588): class token.
[[nodiscard]] VisionModelPtr makeDinov2WithRegisters(ConfigReader& config);
/// The image encoder of CLIP (Radford et al., arXiv:2103.00020): projected class token. Accepts the
/// configuration of the whole model or of the image encoder alone.
[[nodiscard]] VisionModelPtr makeClip(ConfigReader& config);
[[nodiscard]] VisionModelPtr makeClipVision(ConfigReader& config);
/// The image encoder of SigLIP (Zhai et al., arXiv:2303.15343): attention pooling.
[[nodiscard]] VisionModelPtr makeSiglip(ConfigReader& config);
[[nodiscard]] VisionModelPtr makeSiglipVision(ConfigReader& config);
/// RegNet X and Y (Radosavovic et al., arXiv:2003.13678): mean over positions.
[[nodiscard]] VisionModelPtr makeRegNet(ConfigReader& config);
/// Swin (Liu et al., arXiv:2103.14030): layer norm, then mean over positions.
[[nodiscard]] VisionModelPtr makeSwin(ConfigReader& config);

} // namespace lookalike
