// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/photo_library.h"

#include "core/base/paths.h"
#include "core/encode/model_directory.h"
#include "core/library/library_core.h"

namespace lookalike {

std::filesystem::path PhotoLibrary::defaultCatalog()
{
    const std::filesystem::path folder = userFolder(UserFolder::Data);
    return folder.empty() ? folder : folder / "catalog.db";
}

Result<std::unique_ptr<PhotoLibrary>> PhotoLibrary::open(const LibraryOptions& options)
{
    return LibraryCore::open(options,
                             [model = options.model,
                              device = options.device]() -> Result<std::shared_ptr<const Encoder>> {
                                 const auto path = findModel(model);
                                 if (!path)
                                     return tl::unexpected(path.error());
                                 const auto directory = openModelDirectory(*path);
                                 if (!directory)
                                     return tl::unexpected(directory.error());
                                 EncoderOptions encoderOptions;
                                 encoderOptions.device = device;
                                 return loadEncoder(*directory, encoderOptions);
                             });
}

} // namespace lookalike
