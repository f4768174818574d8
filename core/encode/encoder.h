// SPDX-License-Identifier: GPL-3.0-or-later
// The interface between pictures and vectors. Every embedding in the program has `dim` float32
// values, is row-major if there are several, and is L2-normalised, so that the dot product is the
// cosine similarity, in [-1, 1]; higher means more similar.
#pragma once

#include "core/base/embedding_space.h"
#include "core/base/result.h"
#include "core/encode/text_encoder.h"
#include "core/image/image.h"
#include "core/image/preprocess.h"

#include <cstddef>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

enum class DeviceKind { Auto, Cpu, Cuda, Mps };

/// Returns "auto", "cpu", "cuda" or "mps".
[[nodiscard]] const char* deviceName(DeviceKind device) noexcept;
[[nodiscard]] Result<DeviceKind> parseDevice(std::string_view name);

/// Describes a loaded encoder. Does not change during its lifetime.
struct EncoderInfo {
    EmbeddingSpace space;
    /// The EmbeddingSpace::id of this model under earlier versions of preprocessing, newest first.
    /// Pictures without alpha have the same embeddings in all of them.
    std::vector<std::string> formerSpaces = {};
    PreprocessSpec preprocess;
    DeviceKind device = DeviceKind::Cpu;
    std::string deviceText;      ///< for the user: "CPU", "NVIDIA H200"
    std::size_t batchSize = 8;   ///< pictures per call for the best throughput
    std::size_t concurrency = 1; ///< number of threads that should call encode() at once
    bool knowsWords = false;     ///< textEncoder() is worth asking
    Message warning;             ///< for the user, for example about a slow BLAS; usually empty
};

/// Turns preprocessed pictures into embeddings.
class Encoder {
public:
    virtual ~Encoder() = default;
    [[nodiscard]] virtual const EncoderInfo& info() const noexcept = 0;

    /// `images` must be exactly what preprocess(picture, info().preprocess) returns, and `out` must
    /// hold images.size() * dim floats. Thread-safe: on the CPU every caller computes on its own
    /// thread with shared weights; on a GPU calls are serialised. If GPU memory runs out, encode()
    /// tries smaller batches and then the CPU before it fails. Fails with Broken if the embedding
    /// of a picture is not finite.
    [[nodiscard]] virtual Result<> encode(std::span<const Image> images,
                                          std::span<float> out) const = 0;

    /// Like encode(), but takes normalised float pixels, n x 3 x H x W, and does not L2-normalise.
    /// For comparison with a reference implementation.
    [[nodiscard]] virtual Result<> encodePixelValues(std::span<const float> pixelValues,
                                                     std::size_t count,
                                                     std::span<float> out) const = 0;

    /// Returns the encoder of words into the same space, which is loaded when it is first asked
    /// for (a fraction of a second) and kept. Thread-safe. Fails with Unsupported if the model
    /// knows pictures alone, as loading a model fails, and with Cancelled at once on a stop
    /// request.
    [[nodiscard]] virtual Result<std::shared_ptr<const TextEncoder>>
    textEncoder(const std::stop_token& stop = {}) const;
};

} // namespace lookalike
