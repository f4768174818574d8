// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/general_model.h"

#include <string>

namespace lookalike::training {

namespace {

/// Models with words: their picture tower alone must not move.
bool knowsWordsToo(const std::string& modelType)
{
    return modelType.find("clip") != std::string::npos ||
           modelType.find("siglip") != std::string::npos;
}

} // namespace

Result<Student> loadGeneral(const std::filesystem::path& directory)
{
    auto student = loadStudent(directory, false);
    if (!student)
        return student;
    if (knowsWordsToo(student->config.value("model_type", std::string())))
        return fail(ErrorCode::Unsupported,
                    "A model that knows words cannot be fine-tuned: its words would no longer "
                    "fit its pictures"_msg,
                    directory);
    if (!std::filesystem::exists(directory / "model.safetensors"))
        return fail(ErrorCode::NotFound, "Fine-tuning needs a model with weights in one file"_msg,
                    directory);
    if (student->preprocess.inputWidth() != student->preprocess.inputHeight())
        return fail(ErrorCode::Unsupported, "Only models for square pictures are fine-tuned"_msg,
                    directory);
    return student;
}

} // namespace lookalike::training
