// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/photo_library.h"

#include "core/base/paths.h"
#include "core/encode/model_directory.h"
#include "core/library/library_core.h"

namespace lookalike {

namespace {

/// The installed model of the space's name, unless it is the default one.
Result<std::shared_ptr<const Encoder>> loadFormer(const EmbeddingSpace& space,
                                                  const EncoderOptions& options)
{
    const auto own = findModel(space.model);
    if (!own)
        return fail(own);
    const auto chosen = findModel("");
    std::error_code error;
    if (chosen && std::filesystem::equivalent(*chosen, *own, error) && !error)
        return nullptr;
    const auto directory = openModelDirectory(*own);
    if (!directory)
        return fail(directory);
    return loadEncoder(*directory, options);
}

} // namespace

std::filesystem::path PhotoLibrary::defaultCatalog()
{
    const std::filesystem::path folder = userFolder(UserFolder::Data);
    return folder.empty() ? folder : folder / "catalog.db";
}

Result<std::unique_ptr<PhotoLibrary>> PhotoLibrary::open(const LibraryOptions& options)
{
    EncoderOptions encoderOptions;
    encoderOptions.device = options.device;
    SpaceEncoderLoader former;
    if (options.model.empty())
        former = [encoderOptions](const EmbeddingSpace& space) {
            return loadFormer(space, encoderOptions);
        };
    return LibraryCore::open(
        options,
        [model = options.model, encoderOptions] { return loadEncoder(model, encoderOptions); },
        std::move(former));
}

} // namespace lookalike
