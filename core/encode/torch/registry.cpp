// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/registry.h"

#include "core/encode/torch/device.h"

#include <algorithm>
#include <array>
#include <exception>

namespace lookalike {
namespace {

using Names = std::string_view;

constexpr std::array<Names, 6> kVitIgnored = {"pooler.",         "classifier.",
                                              "cls_classifier.", "distillation_classifier.",
                                              "decoder.",        "embeddings.mask_token"};
constexpr std::array<Names, 2> kDinov2Ignored = {"classifier.", "embeddings.mask_token"};
constexpr std::array<Names, 1> kClassifierIgnored = {"classifier."};
constexpr std::array<Names, 6> kTextIgnored = {"text_model.", "text_projection.",
                                               "logit_scale", "logit_bias",
                                               "classifier.", "visual_projection."};
constexpr std::array<Names, 3> kSwinIgnored = {"classifier.", "decoder.", "embeddings.mask_token"};

constexpr std::array kFamilies = {
    ModelFamily{"chinese_clip", "projected-class-token", makeClip, "", kTextIgnored},
    ModelFamily{"clip", "projected-class-token", makeClip, "", kTextIgnored},
    ModelFamily{"clip_vision_model", "projected-class-token", makeClipVision, "", kTextIgnored},
    ModelFamily{"convnext", "mean-norm", makeConvNext, "convnext.", kClassifierIgnored},
    ModelFamily{"convnextv2", "mean-norm", makeConvNextV2, "convnextv2.", kClassifierIgnored},
    ModelFamily{"deit", "class-token", makeDeit, "deit.", kVitIgnored},
    ModelFamily{"dinov2", "class-token", makeDinov2, "dinov2.", kDinov2Ignored},
    ModelFamily{"dinov2_with_registers", "class-token", makeDinov2WithRegisters,
                "dinov2_with_registers.", kDinov2Ignored},
    ModelFamily{"regnet", "mean", makeRegNet, "regnet.", kClassifierIgnored},
    ModelFamily{"resnet", "mean", makeResNet, "resnet.", kClassifierIgnored},
    ModelFamily{"siglip", "attention", makeSiglip, "", kTextIgnored},
    ModelFamily{"siglip_vision_model", "attention", makeSiglipVision, "", kTextIgnored},
    ModelFamily{"swin", "norm-mean", makeSwin, "swin.", kSwinIgnored},
    ModelFamily{"vit", "class-token", makeVit, "vit.", kVitIgnored},
};

} // namespace

Result<const ModelFamily*> findFamily(std::string_view modelType)
{
    const auto found =
        std::find_if(kFamilies.begin(), kFamilies.end(),
                     [&](const ModelFamily& family) { return family.modelType == modelType; });
    if (found != kFamilies.end())
        return found;
    return fail(ErrorCode::Unsupported,
                "The model type \"%1\" is not supported. Supported are %2"_msg(
                    modelType, supportedModelTypes()));
}

std::string supportedModelTypes()
{
    std::string list;
    for (const ModelFamily& family : kFamilies)
        list.append(list.empty() ? "" : ", ").append(family.modelType);
    return list;
}

Result<VisionModelPtr> createModel(const nlohmann::json& config, const std::filesystem::path& path,
                                   StoredWeights stored)
{
    ConfigReader reader(config, path, std::move(stored));
    const auto family = findFamily(reader.text("model_type", ""));
    if (!family)
        return fail(family.error().code, family.error().message, path);
    try {
        VisionModelPtr model = (*family)->create(reader);
        if (auto read = reader.error(); !read)
            return fail(read);
        model->eval();
        return model;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for the model"_msg, path);
    } catch (const std::exception& exception) {
        return fail(
            ErrorCode::Broken,
            "The model cannot be built from its configuration: %1"_msg(torchMessage(exception)),
            path);
    }
}

} // namespace lookalike
