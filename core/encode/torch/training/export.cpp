// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/photo_set.h"
#include "core/encode/torch/training/student.h"
#include "core/encode/torch/training/training.h"
#include "core/encode/torch/weights.h"

#include <fstream>

namespace lookalike::training {

namespace {

constexpr std::int64_t kExportCalibrationPhotos = 8192;

Result<> writeJson(const std::filesystem::path& path, const nlohmann::json& json)
{
    std::ofstream stream(path, std::ios::binary | std::ios::trunc);
    stream << json.dump(2) << '\n';
    stream.close();
    if (!stream)
        return fail(ErrorCode::IoError, "The file could not be written"_msg, path);
    return {};
}

nlohmann::json parseMetadata(const TensorMetadata& metadata, const char* key)
{
    const auto found = metadata.find(key);
    return found == metadata.end() ? nlohmann::json()
                                   : nlohmann::json::parse(found->second, nullptr, false);
}

Result<> exportOrThrow(const ExportOptions& options)
{
    auto device = trainingDevice(DeviceKind::Cpu, options.threads);
    if (!device)
        return fail(device);
    const auto checkpointPath = options.checkpoint / kCheckpointFile;
    auto checkpoint = readTensorFile(checkpointPath);
    if (!checkpoint)
        return fail(checkpoint);
    const auto config = parseMetadata(checkpoint->metadata, "config");
    auto preprocessor = parseMetadata(checkpoint->metadata, "preprocessor");
    if (!config.is_object() || !preprocessor.is_object())
        return fail(ErrorCode::Broken, "A checkpoint without a model's configuration"_msg,
                    checkpointPath);
    auto photos = loadPhotoSet(options.photos);
    if (!photos)
        return fail(photos);
    auto split = splitPhotos(*photos, options.holdOut);
    if (!split)
        return fail(split);

    preprocessor["size"] = {{"height", options.size}, {"width", options.size}};
    std::filesystem::create_directories(options.output);
    if (auto written = writeJson(options.output / "config.json", config); !written)
        return written;
    if (auto written = writeJson(options.output / "preprocessor_config.json", preprocessor);
        !written)
        return written;
    auto student = loadStudent(options.output, true);
    if (!student)
        return fail(student);
    if (auto restored = restoreState(*student->model, checkpoint->tensors, "average."); !restored)
        return restored;
    const std::int64_t stride =
        std::max<std::int64_t>(1, split->training.size(0) / kExportCalibrationPhotos);
    student->recalibrate(photos->photos, split->training.slice(0, 0, c10::nullopt, stride),
                         options.size, false);
    return saveWeights(*student->model, options.output / "model.safetensors", Dtype::F16,
                       {{"format", "pt"}});
}

} // namespace

Result<> exportModel(const ExportOptions& options)
{
    try {
        return exportOrThrow(options);
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "The export failed: %1"_msg(error.what()));
    }
}

} // namespace lookalike::training
