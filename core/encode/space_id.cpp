// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/space_id.h"

#include "core/base/sha256.h"

#include <fstream>
#include <vector>

namespace lookalike {
namespace {

nlohmann::json preprocessIdentity(const PreprocessSpec& spec)
{
    return {static_cast<int>(spec.resizeMode),
            spec.resizeWidth,
            spec.resizeHeight,
            spec.shortestEdge,
            static_cast<int>(spec.resample),
            spec.centerCrop,
            spec.cropWidth,
            spec.cropHeight,
            spec.rescaleFactor,
            spec.mean,
            spec.std};
}

} // namespace

Result<std::string> weightsDigest(const ModelDirectory& model)
{
    Sha256 hash;
    for (const std::filesystem::path& file : model.weightFiles) {
        std::ifstream stream(file, std::ios::binary);
        hash.update(stream);
        if (!stream.eof())
            return fail(ErrorCode::IoError, "The weights cannot be read"_msg, file);
    }
    return hash.hexDigest();
}

std::string embeddingSpaceId(const ModelDirectory& model, std::string_view weightsDigest,
                             std::string_view pooling, std::int64_t dim, int preprocessVersion)
{
    const nlohmann::json identity = {{"weights", weightsDigest},
                                     {"preprocess_version", preprocessVersion},
                                     {"preprocess", preprocessIdentity(model.preprocess)},
                                     {"pooling", pooling},
                                     {"dim", dim},
                                     {"config", model.config}};
    Sha256 hash;
    hash.update(identity.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace));
    return hash.hexDigest();
}

} // namespace lookalike
