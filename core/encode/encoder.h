// SPDX-License-Identifier: GPL-3.0-or-later
// The seam between pictures and vectors. Contract of every embedding in the program: `dim`
// float32 values, row-major where there are several, L2-normalised, so that a dot product is the
// cosine similarity, in [-1, 1], higher is more alike.
#pragma once

#include "core/base/embedding_space.h"
#include "core/base/result.h"
#include "core/image/image.h"
#include "core/image/preprocess.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

enum class DeviceKind { Auto, Cpu, Cuda, Mps };

/// "auto", "cpu", "cuda", "mps".
[[nodiscard]] const char* deviceName(DeviceKind device) noexcept;
[[nodiscard]] Result<DeviceKind> parseDevice(std::string_view name);

/// What a loaded encoder is. Fixed for its lifetime.
struct EncoderInfo {
    EmbeddingSpace space;
    /// EmbeddingSpace::id that the same model had under earlier versions of preprocessing, the
    /// newest first. Pictures without alpha have the same embeddings in all of them.
    std::vector<std::string> formerSpaces = {};
    PreprocessSpec preprocess;
    DeviceKind device = DeviceKind::Cpu;
    std::string deviceText;      ///< for the user: "CPU", "NVIDIA H200"
    std::size_t batchSize = 8;   ///< how many pictures to hand over at once for the best throughput
    std::size_t concurrency = 1; ///< how many threads should call encode() at once
    Message warning;             ///< for the user, for example about a slow BLAS; usually empty
};

/// Turns preprocessed pictures into embeddings.
class Encoder {
public:
    virtual ~Encoder() = default;
    [[nodiscard]] virtual const EncoderInfo& info() const noexcept = 0;

    /// `images` must be exactly what preprocess(picture, info().preprocess) returns; `out` holds
    /// images.size() * dim floats. Thread-safe: on the CPU every caller computes on its own thread
    /// with shared weights, on a GPU calls are serialised. Where GPU memory runs out, smaller
    /// batches and then the CPU are tried before an error is returned. A picture whose embedding
    /// is not finite fails the call with ErrorCode::Broken.
    [[nodiscard]] virtual Result<> encode(std::span<const Image> images,
                                          std::span<float> out) const = 0;

    /// The same from normalised float pixels, n x 3 x H x W, and without the L2 normalisation:
    /// for checks against a reference implementation.
    [[nodiscard]] virtual Result<> encodePixelValues(std::span<const float> pixelValues,
                                                     std::size_t count,
                                                     std::span<float> out) const = 0;
};

} // namespace lookalike
