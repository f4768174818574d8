// SPDX-License-Identifier: GPL-3.0-or-later
// Reads preprocessor_config.json like the image processor classes of Hugging Face transformers: a
// missing key takes the default of the class, and each class resizes in its own way.
#include "core/encode/config_reader.h"
#include "core/encode/model_directory.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

namespace lookalike {
namespace {

/// The largest side of an encoder's input. Larger inputs would need gigabytes.
constexpr int kMaxSide = 1024;
constexpr std::array<float, 3> kHalf{0.5F, 0.5F, 0.5F};
constexpr std::array<float, 3> kClipMean{0.48145466F, 0.4578275F, 0.40821073F};
constexpr std::array<float, 3> kClipStd{0.26862954F, 0.26130258F, 0.27577711F};

/// The defaults of an image processor class.
struct ProcessorClass {
    std::string_view name; ///< without "ImageProcessor", "FeatureExtractor", "Fast", "Pil"
    Resample resample;
    int size;
    bool shortestEdge; ///< a bare number for the size means the shortest edge
    bool crops;        ///< knows do_center_crop, and does it by default
    int cropSize;
    std::array<float, 3> mean;
    std::array<float, 3> std;
};

constexpr std::array kClasses = {
    ProcessorClass{"ViT", Resample::Bilinear, 224, false, false, 0, kHalf, kHalf},
    ProcessorClass{"DeiT", Resample::Bicubic, 256, false, true, 224, kHalf, kHalf},
    ProcessorClass{"CLIP", Resample::Bicubic, 224, true, true, 224, kClipMean, kClipStd},
    ProcessorClass{"ChineseCLIP", Resample::Bicubic, 224, true, true, 224, kClipMean, kClipStd},
    ProcessorClass{"Bit", Resample::Bicubic, 224, true, true, 224, kClipMean, kClipStd},
    ProcessorClass{"ConvNext", Resample::Bilinear, 384, true, false, 0, kHalf, kHalf},
    ProcessorClass{"Siglip", Resample::Bicubic, 224, false, false, 0, kHalf, kHalf},
};

/// The class that a file names. The Fast classes share one implementation: each of them crops and
/// keeps the aspect ratio if the file says so.
struct Processor {
    ProcessorClass defaults;
    bool fast = false;
};

/// The class that transformers uses for a model type if the file does not name one.
constexpr std::pair<std::string_view, std::string_view> kClassOfModel[] = {
    {"vit", "ViT"},
    {"swin", "ViT"},
    {"deit", "DeiT"},
    {"chinese_clip", "ChineseCLIP"},
    {"clip", "CLIP"},
    {"dinov2", "Bit"},
    {"dinov2_with_registers", "Bit"},
    {"convnext", "ConvNext"},
    {"resnet", "ConvNext"},
    {"clip_vision_model", "CLIP"},
    {"regnet", "ConvNext"},
    {"siglip", "Siglip"},
    {"siglip_vision_model", "Siglip"},
    {"convnextv2", "ConvNext"}};

std::optional<Processor> findClass(ConfigReader& file, const nlohmann::json& config)
{
    std::string name = file.text("image_processor_type", file.text("feature_extractor_type", ""));
    if (name.empty() && config.is_object() && config.contains("model_type")) {
        const auto* found =
            std::find_if(std::begin(kClassOfModel), std::end(kClassOfModel),
                         [&](const auto& entry) { return config["model_type"] == entry.first; });
        if (found != std::end(kClassOfModel))
            name = found->second;
    }
    const std::string asked = name;
    const bool fast = name.ends_with("Fast");
    for (const std::string_view suffix : {"Fast", "Pil", "ImageProcessor", "FeatureExtractor"})
        if (name.ends_with(suffix))
            name.resize(name.size() - suffix.size());
    for (const ProcessorClass& known : kClasses)
        if (name == known.name)
            return Processor{known, fast};
    file.require(false, "The image processor \"%1\" is not supported. Supported are ViT, DeiT, "
                        "CLIP, ChineseCLIP, Bit, ConvNext and Siglip"_msg(asked));
    return std::nullopt;
}

/// Reads a do_... switch. A null turns it off, except in the Fast classes, where it means the
/// default.
bool readSwitch(ConfigReader& file, const char* key, bool fallback, bool fast)
{
    const nlohmann::json& object = file.object();
    const bool null = object.is_object() && object.contains(key) && object[key].is_null();
    return null ? fast && fallback : file.boolean(key, fallback);
}

/// A size in the file: a number, two numbers, or an object.
struct Size {
    int shortestEdge = 0; ///< or 0
    int height = 0;
    int width = 0;
};

Size readSize(ConfigReader& file, const char* key, int fallback, bool shortestEdge)
{
    const auto both = [&](std::int64_t number) {
        const int side = static_cast<int>(number);
        return shortestEdge ? Size{side, 0, 0} : Size{0, side, side};
    };
    const nlohmann::json& object = file.object();
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (found == object.end() || found->is_null())
        return both(fallback);
    if (found->is_number())
        return both(file.integer(key, fallback, 1, kMaxSide));
    if (found->is_array()) {
        const auto pair = file.pair(key, fallback, 1, kMaxSide);
        return {0, static_cast<int>(pair[0]), static_cast<int>(pair[1])};
    }
    ConfigReader inner(*found, file.path());
    Size size;
    size.shortestEdge = static_cast<int>(inner.integer("shortest_edge", 0, 1, kMaxSide));
    size.height = static_cast<int>(inner.integer("height", 0, 1, kMaxSide));
    size.width = static_cast<int>(inner.integer("width", 0, 1, kMaxSide));
    if (const auto checked = inner.error(); !checked)
        file.require(false, checked.error().message);
    file.require(size.shortestEdge > 0 || (size.height > 0 && size.width > 0),
                 "\"%1\" needs height and width, or shortest_edge"_msg(key));
    return size;
}

std::array<float, 3> readChannels(ConfigReader& file, const char* key,
                                  const std::array<float, 3>& fallback)
{
    const nlohmann::json& object = file.object();
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (found == object.end() || found->is_null())
        return fallback;
    std::array<float, 3> values = fallback;
    const bool list = found->is_array() && found->size() == 3 &&
                      std::all_of(found->begin(), found->end(), [](const nlohmann::json& item) {
                          return item.is_number() && std::isfinite(item.get<float>());
                      });
    if (list)
        for (std::size_t i = 0; i < 3; ++i)
            values[i] = (*found)[i].get<float>();
    else
        values.fill(static_cast<float>(file.real(key, 0)));
    return values;
}

/// ConvNextImageProcessor: sizes from 384 squeeze the picture into a square; smaller sizes enlarge
/// the shortest edge by 1 / crop_pct and crop the centre.
void applyConvNextSize(ConfigReader& file, const Size& size, PreprocessSpec& spec)
{
    constexpr int kSqueezeFrom = 384;
    file.require(size.shortestEdge > 0, "\"size\" needs shortest_edge"_msg);
    const int side = size.shortestEdge;
    const double cropShare = file.real("crop_pct", 224.0 / 256.0);
    if (side >= kSqueezeFrom) {
        spec.resizeMode = PreprocessSpec::ResizeMode::Exact;
        spec.resizeHeight = spec.resizeWidth = side;
        return;
    }
    file.require(cropShare > 0 && side / cropShare <= kMaxSide, "\"crop_pct\" is not valid"_msg);
    if (!file.error())
        return;
    spec.resizeMode = PreprocessSpec::ResizeMode::ShortestEdge;
    spec.shortestEdge = static_cast<int>(side / cropShare);
    spec.centerCrop = true;
    spec.cropHeight = spec.cropWidth = side;
}

void applySize(ConfigReader& file, const ProcessorClass& processor, bool fast, PreprocessSpec& spec)
{
    const bool resizes = readSwitch(file, "do_resize", true, fast);
    const bool squares = !processor.shortestEdge;
    const Size size = readSize(file, "size", processor.size,
                               !(fast ? file.boolean("default_to_square", squares) : squares));
    if (!resizes)
        spec.resizeMode = PreprocessSpec::ResizeMode::None;
    else if (processor.name == "ConvNext")
        return applyConvNextSize(file, size, spec);
    else if (size.shortestEdge > 0 && (processor.shortestEdge || fast)) {
        spec.resizeMode = PreprocessSpec::ResizeMode::ShortestEdge;
        spec.shortestEdge = size.shortestEdge;
    } else {
        file.require(size.height > 0, "\"size\" needs height and width"_msg);
        spec.resizeMode = PreprocessSpec::ResizeMode::Exact;
        spec.resizeHeight = size.height;
        spec.resizeWidth = size.width;
    }
    spec.centerCrop =
        (processor.crops || fast) && readSwitch(file, "do_center_crop", processor.crops, fast);
    if (spec.centerCrop) {
        file.require(processor.cropSize > 0 || file.object().contains("crop_size"),
                     "\"crop_size\" is missing"_msg);
        const Size crop = readSize(file, "crop_size", processor.cropSize, false);
        file.require(crop.height > 0, "\"crop_size\" needs height and width"_msg);
        spec.cropHeight = crop.height;
        spec.cropWidth = crop.width;
    }
    file.require(spec.centerCrop || spec.resizeMode == PreprocessSpec::ResizeMode::Exact,
                 "This preprocessing produces pictures of different sizes, which no encoder "
                 "here takes: a fixed size or a centre crop is needed"_msg);
}

} // namespace

Result<PreprocessSpec> parsePreprocessor(const nlohmann::json& preprocessor,
                                         const nlohmann::json& config,
                                         const std::filesystem::path& path)
{
    ConfigReader file(preprocessor, path);
    PreprocessSpec spec;
    if (const auto processor = findClass(file, config)) {
        const auto& [defaults, fast] = *processor;
        applySize(file, defaults, fast, spec);
        spec.resample = static_cast<Resample>(
            file.integer("resample", static_cast<int>(defaults.resample), 0, 5));
        spec.rescaleFactor = readSwitch(file, "do_rescale", true, fast)
                                 ? static_cast<float>(file.real("rescale_factor", 1.0 / 255.0))
                                 : 1.0F;
        if (readSwitch(file, "do_normalize", true, fast)) {
            spec.mean = readChannels(file, "image_mean", defaults.mean);
            spec.std = readChannels(file, "image_std", defaults.std);
        }
        file.require(
            std::all_of(spec.std.begin(), spec.std.end(), [](float value) { return value > 0; }),
            "\"image_std\" must be positive"_msg);
    }
    if (auto checked = file.error(); !checked)
        return fail(checked);
    return spec;
}

} // namespace lookalike
