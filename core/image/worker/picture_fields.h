// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a decoder's reply that says what is known about a picture besides its size.
#pragma once

#include "core/image/decoder.h"
#include "core/image/worker/fixed_fields.h"

namespace lookalike {

/// Returns false if a value is one that no correct decoder would send; `out` is then undefined.
/// Pure functions; any thread.
[[nodiscard]] bool readPictureFields(FieldReader& in, DecodedImage& out);
void writePictureFields(FieldWriter& out, const DecodedImage& picture);

} // namespace lookalike
