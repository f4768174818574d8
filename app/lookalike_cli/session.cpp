// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/session.h"

#include "app/lookalike_cli/output.h"
#include "core/encode/model_directory.h"

namespace lookalike::cli {

DecoderOptions decoderOptions(const GlobalOptions& global)
{
    DecoderOptions options;
    if (global.maxMegapixels > 0)
        options.maxPixels = global.maxMegapixels * 1'000'000;
    return options;
}

Result<std::unique_ptr<PhotoLibrary>> openLibrary(const GlobalOptions& global, bool mustExist)
{
    const auto device = parseDevice(global.device);
    if (!device)
        return fail(device);
    LibraryOptions options;
    options.catalog = global.catalog;
    options.model = global.model();
    options.device = *device;
    options.mustExist = mustExist;
    options.decoder = decoderOptions(global);
    return PhotoLibrary::open(options);
}

Result<std::shared_ptr<const Encoder>> openEncoder(const GlobalOptions& global,
                                                   const std::string& model)
{
    const auto device = parseDevice(global.device);
    if (!device)
        return fail(device);
    EncoderOptions options;
    options.device = *device;
    return loadEncoder(model, options);
}

void printWarning(const EncoderInfo& info)
{
    if (!info.warning.empty())
        printError(info.warning.english());
}

} // namespace lookalike::cli
