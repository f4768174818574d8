// SPDX-License-Identifier: GPL-3.0-or-later
// Owners of libheif's objects.
#pragma once

#include <libheif/heif.h>

#include <memory>

namespace lookalike {

struct HeifDeleter {
    void operator()(heif_context* context) const { heif_context_free(context); }
    void operator()(const heif_image_handle* handle) const { heif_image_handle_release(handle); }
    void operator()(const heif_image* image) const { heif_image_release(image); }
    void operator()(heif_decoding_options* options) const { heif_decoding_options_free(options); }
    void operator()(heif_color_profile_nclx* profile) const
    {
        heif_nclx_color_profile_free(profile);
    }
};

using HeifContext = std::unique_ptr<heif_context, HeifDeleter>;
using HeifHandle = std::unique_ptr<const heif_image_handle, HeifDeleter>;
using HeifImage = std::unique_ptr<heif_image, HeifDeleter>;

} // namespace lookalike
