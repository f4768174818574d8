// SPDX-License-Identifier: GPL-3.0-or-later
// What the quality benchmark compares: encoders and classical descriptors behind one face.
#pragma once

#include "core/encode/encoder.h"

#include <memory>
#include <string>
#include <vector>

namespace lookalike {

/// Describes a whole picture by an L2-normalised vector; any thread.
class Descriptor {
public:
    virtual ~Descriptor() = default;
    [[nodiscard]] virtual const std::string& name() const = 0;
    [[nodiscard]] virtual Result<std::vector<float>> describe(const Image& picture) const = 0;
};

/// A model directory or an installed model's name; fails as findModel() and loadEncoder() do.
[[nodiscard]] Result<std::unique_ptr<Descriptor>> encoderDescriptor(const std::string& model);
/// Square roots of a Lab histogram beside HOG (Dalal and Triggs, 2005) of 64 x 64 grey values, both
/// L2-normalised and equally weighted.
[[nodiscard]] std::unique_ptr<Descriptor> labHogDescriptor();
/// differenceHash() with -1 and 1 for its bits: the cosine is 1 - distance / 32.
[[nodiscard]] std::unique_ptr<Descriptor> differenceHashDescriptor();

} // namespace lookalike
