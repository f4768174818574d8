// SPDX-License-Identifier: GPL-3.0-or-later
// A model directory's JSON, as it comes from anywhere: config.json, then preprocessor_config.json,
// then, where there is a third part, model.safetensors.index.json; a byte of 0xFF between them.
#include "core/encode/model_directory.h"
#include "core/encode/safetensors.h"
#include "tests/fuzz/fuzz_target.h"

#include <cmath>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

void checkSpec(const PreprocessSpec& spec)
{
    constexpr int kMost = 1 << 14;
    promise(spec.resizeMode == PreprocessSpec::ResizeMode::None ||
                (spec.inputWidth() > 0 && spec.inputHeight() > 0 && spec.inputWidth() <= kMost &&
                 spec.inputHeight() <= kMost),
            "a model's input has a possible size");
    promise(spec.wantedShortSide() >= 0, "what decoders are asked for is possible");
    for (std::size_t i = 0; i < spec.mean.size(); ++i)
        promise(std::isfinite(spec.mean[i]) && std::isfinite(spec.std[i]) && spec.std[i] != 0.0F,
                "pixels can be normalised");
    promise(std::isfinite(spec.rescaleFactor), "pixels can be rescaled");
}

void writeWeights(const std::filesystem::path& path)
{
    const std::string json = R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
    const std::uint64_t length = json.size();
    std::string bytes(sizeof length, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    writeBytes(path, bytes + json + std::string(4, '\0'));
}

} // namespace

std::vector<std::string> lookalike::testing::fuzzSeeds()
{
    const std::string config =
        R"({"model_type":"vit","hidden_size":8,"image_size":[8,8],"num_channels":3,"hidden_act":"gelu"})";
    const std::string preprocessor =
        R"({"image_processor_type":"ViTImageProcessor","do_resize":true,"size":{"height":8,"width":8},"resample":2,"do_rescale":true,"rescale_factor":0.00392156862745098,"do_normalize":true,"image_mean":[0.5,0.5,0.5],"image_std":[0.5,0.5,0.5]})";
    const std::string clip =
        R"({"crop_size":{"height":16,"width":16},"do_center_crop":true,"do_convert_rgb":true,"do_resize":true,"size":{"shortest_edge":16},"resample":3,"crop_pct":0.875})";
    const std::string index =
        R"({"metadata":{"total_size":4},"weight_map":{"a":"w-1.safetensors"}})";
    return {config + "\xFF" + preprocessor, config + "\xFF" + clip,
            config + "\xFF" + preprocessor + "\xFF" + index};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const FuzzFolder folder;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t first = std::min(text.find('\xFF'), text.size());
    const std::size_t second = std::min(text.find('\xFF', first + 1), text.size());
    writeBytes(folder / "config.json", text.substr(0, first));
    writeBytes(folder / "preprocessor_config.json",
               text.substr(std::min(first + 1, text.size()), second - first));
    const std::filesystem::path index = folder / "model.safetensors.index.json";
    const std::filesystem::path weights = folder / "model.safetensors";
    std::error_code error;
    if (second < text.size()) {
        std::filesystem::remove(weights, error);
        writeWeights(folder / "w-1.safetensors");
        writeBytes(index, text.substr(second + 1));
    } else {
        std::filesystem::remove(index, error);
        writeWeights(weights);
    }
    if (const auto model = openModelDirectory(folder.path())) {
        checkSpec(model->preprocess);
        for (const std::filesystem::path& file : model->weightFiles)
            promise(file.parent_path() == folder.path(), "weights lie in the model's folder");
    }
    return 0;
}
