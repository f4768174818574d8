// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/torch_encoder.h"

#include "core/encode/space_id.h"
#include "core/encode/torch/blas_speed.h"
#include "core/encode/torch/device.h"
#include "core/encode/torch/replica.h"

#ifdef LOOKALIKE_WITH_TEXT
#include "core/encode/text_encoder_loader.h"
#include "core/encode/token_table.h"
#include "core/encode/torch/torch_text_encoder.h"
#endif

#include <torch/torch.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>
#include <mutex>
#include <thread>

namespace lookalike {
namespace {

// Larger batches are slower: their activations exceed the caches and use new pages each time.
constexpr std::size_t kCpuBatch = 4;
constexpr std::size_t kGpuBatch = 64;
constexpr std::size_t kGpuCallers = 2; // one fills page-locked memory while the other computes

bool isOutOfMemory(const std::exception& exception)
{
    if (dynamic_cast<const c10::OutOfMemoryError*>(&exception) != nullptr ||
        dynamic_cast<const std::bad_alloc*>(&exception) != nullptr)
        return true;
    // Errors of cuBLAS, cuDNN and Metal have no specific type.
    const std::string_view text = exception.what();
    return text.find("out of memory") != std::string_view::npos ||
           text.find("ALLOC_FAILED") != std::string_view::npos;
}

class TorchEncoder final : public Encoder {
public:
    TorchEncoder(ModelDirectory model, EncoderInfo info, std::shared_ptr<const Replica> replica,
                 PretendOutOfMemory pretend)
        : m_model(std::move(model))
        , m_info(std::move(info))
        , m_replica(std::move(replica))
        , m_pretendOutOfMemory(std::move(pretend))
        , m_batch(m_info.batchSize)
    {}

    const EncoderInfo& info() const noexcept override { return m_info; }

    Result<> encode(std::span<const Image> images, std::span<float> out) const override
    {
        const int width = m_info.preprocess.inputWidth();
        const int height = m_info.preprocess.inputHeight();
        for (const Image& image : images)
            if (image.width != width || image.height != height)
                return fail(ErrorCode::InvalidArgument,
                            "A picture does not have the size that the model takes"_msg);
        auto done = forEachBatch(images.size(), out,
                                 [&](const Replica& replica, std::size_t first, std::size_t count) {
                                     return replica.stage(images.subspan(first, count));
                                 });
        if (!done)
            return done;
        return normalise(out);
    }

    Result<> encodePixelValues(std::span<const float> pixelValues, std::size_t count,
                               std::span<float> out) const override
    {
        const std::int64_t width = m_info.preprocess.inputWidth();
        const std::int64_t height = m_info.preprocess.inputHeight();
        const auto each = static_cast<std::size_t>(3 * width * height);
        if (pixelValues.size() != count * each)
            return fail(ErrorCode::InvalidArgument,
                        "The pixel values do not have the expected size"_msg);
        return forEachBatch(count, out, [&](const Replica&, std::size_t first, std::size_t number) {
            // from_blob requires a mutable pointer, but nothing writes.
            auto* data = const_cast<float*>(pixelValues.data() + first * each);
            return torch::from_blob(data, {static_cast<std::int64_t>(number), 3, height, width},
                                    torch::kFloat);
        });
    }

#ifdef LOOKALIKE_WITH_TEXT
    Result<std::shared_ptr<const TextEncoder>>
    textEncoder(const std::stop_token& stop) const override
    {
        return m_text.get(stop);
    }
#endif

private:
    enum class Outcome { Done, OutOfMemory };

    /// Runs `pixels(replica, first, count)` through the model in batches that fit into memory.
    template <class Pixels>
    Result<> forEachBatch(std::size_t count, std::span<float> out, const Pixels& pixels) const
    {
        const auto dim = static_cast<std::size_t>(m_info.space.dim);
        if (out.size() != count * dim)
            return fail(ErrorCode::InvalidArgument,
                        "The space for embeddings does not have the expected size"_msg);
        if (m_info.device == DeviceKind::Cpu)
            computeOnThisThreadOnly();
        for (std::size_t first = 0; first < count;) {
            const std::size_t number = std::min(m_batch.load(), count - first);
            const auto rows = out.subspan(first * dim, number * dim);
            auto outcome = tryBatch(
                *m_replica, true, [&] { return pixels(*m_replica, first, number); }, rows);
            if (outcome && *outcome == Outcome::OutOfMemory) {
                if (number > 1) {
                    shrinkBatch(number / 2);
                    continue;
                }
                outcome = runExact(pixels, first, number, rows);
            } else if (outcome && !m_replica->exact() && !allFinite(rows)) {
                // Half precision overflows at 65504, which some models exceed.
                outcome = runExact(pixels, first, number, rows);
            }
            if (!outcome)
                return fail(outcome);
            if (*outcome == Outcome::OutOfMemory)
                return fail(ErrorCode::OutOfMemory, "There is not enough memory to encode"_msg);
            if (!allFinite(rows))
                return fail(ErrorCode::Broken, "The model returned no numbers for a picture"_msg);
            first += number;
        }
        return {};
    }

    /// Runs one batch on one replica. Destroys the exception, which may hold tensors, before it
    /// returns.
    template <class Pixels>
    Result<Outcome> tryBatch(const Replica& replica, bool chosenDevice, const Pixels& pixels,
                             std::span<float> rows) const
    {
        const std::size_t number = rows.size() / static_cast<std::size_t>(m_info.space.dim);
        if (chosenDevice && m_pretendOutOfMemory && m_pretendOutOfMemory(number))
            return Outcome::OutOfMemory;
        try {
            const torch::Tensor input = pixels();
            std::unique_lock<std::mutex> lock;
            if (chosenDevice && m_info.device != DeviceKind::Cpu)
                lock = std::unique_lock(m_deviceMutex);
            const torch::Tensor embeddings = replica.run(input);
            std::copy_n(embeddings.data_ptr<float>(), rows.size(), rows.begin());
            return Outcome::Done;
        } catch (const std::exception& exception) {
            if (isOutOfMemory(exception))
                return Outcome::OutOfMemory;
            return fail(ErrorCode::Internal, "Encoding failed: %1"_msg(torchMessage(exception)));
        }
    }

    /// The fallback: float32 on the CPU.
    template <class Pixels>
    Result<Outcome> runExact(const Pixels& pixels, std::size_t first, std::size_t number,
                             std::span<float> rows) const
    {
        auto replica = cpuReplica();
        if (!replica)
            return fail(replica);
        return tryBatch(
            **replica, false, [&] { return pixels(**replica, first, number); }, rows);
    }

    Result<std::shared_ptr<const Replica>> cpuReplica() const
    {
        if (m_info.device == DeviceKind::Cpu)
            return m_replica;
        const std::lock_guard lock(m_cpuMutex);
        if (!m_cpuReplica) {
            auto loaded = Replica::load(m_model, torch::kCPU, torch::kFloat);
            if (!loaded)
                return loaded;
            m_cpuReplica = std::move(*loaded);
        }
        return m_cpuReplica;
    }

    void shrinkBatch(std::size_t batch) const
    {
        std::size_t current = m_batch.load();
        while (batch < current && !m_batch.compare_exchange_weak(current, batch)) {
        }
    }

    [[nodiscard]] static bool allFinite(std::span<const float> values)
    {
        return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
    }

    [[nodiscard]] Result<> normalise(std::span<float> out) const
    {
        const auto dim = static_cast<std::size_t>(m_info.space.dim);
        for (std::size_t row = 0; row < out.size(); row += dim) {
            double squares = 0;
            for (const float value : out.subspan(row, dim))
                squares += static_cast<double>(value) * static_cast<double>(value);
            if (!(squares > 0))
                return fail(ErrorCode::Broken,
                            "The model returned an empty embedding for a picture"_msg);
            const double factor = 1 / std::sqrt(squares);
            for (float& value : out.subspan(row, dim))
                value = static_cast<float>(static_cast<double>(value) * factor);
        }
        return {};
    }

    // Immutable.
    const ModelDirectory m_model;
    const EncoderInfo m_info;
    const std::shared_ptr<const Replica> m_replica;
    const PretendOutOfMemory m_pretendOutOfMemory;

    // Shared between the callers.
    mutable std::atomic<std::size_t> m_batch; ///< never grows
    mutable std::mutex m_deviceMutex;         ///< one batch on the GPU at a time
    mutable std::mutex m_cpuMutex;
    mutable std::shared_ptr<const Replica> m_cpuReplica; ///< loaded on first use
#ifdef LOOKALIKE_WITH_TEXT
    mutable TextEncoderLoader m_text{[this](const std::stop_token& stop) {
        return makeTorchTextEncoder(m_model, m_info.space.dim, stop);
    }};
#endif
};

struct LoadedReplica {
    std::shared_ptr<const Replica> replica;
    DeviceKind device = DeviceKind::Cpu;
    Message warning;
};

/// Loads the model and runs one grey picture, because an installed driver may still not work.
Result<LoadedReplica> loadOnDevice(const ModelDirectory& model, DeviceKind device)
{
    const auto type = device == DeviceKind::Cpu ? torch::kFloat : torch::kHalf;
    auto replica = Replica::load(model, torchDevice(device), type);
    if (!replica)
        return fail(replica);
    if (device == DeviceKind::Cpu) {
        static const double gigaflops = blasGigaflops();
        Message warning = slowBlasWarning(gigaflops);
        if (warning.empty())
            warning = (*replica)->warning();
        return LoadedReplica{std::move(*replica), device, std::move(warning)};
    }
    try {
        const std::array picture{
            Image(model.preprocess.inputWidth(), model.preprocess.inputHeight())};
        static_cast<void>((*replica)->run((*replica)->stage(picture)));
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Unsupported,
                    "The device does not work: %1"_msg(torchMessage(exception)));
    }
    return LoadedReplica{std::move(*replica), device, {}};
}

Result<LoadedReplica> loadReplica(const ModelDirectory& model, DeviceKind wanted)
{
    const auto device = chooseDevice(wanted);
    if (!device)
        return fail(device);
    auto loaded = loadOnDevice(model, *device);
    const bool deviceFailed = !loaded && (loaded.error().code == ErrorCode::Unsupported ||
                                          loaded.error().code == ErrorCode::OutOfMemory);
    if (wanted != DeviceKind::Auto || *device == DeviceKind::Cpu || !deviceFailed)
        return loaded;
    const Message reason = loaded.error().message;
    loaded = loadOnDevice(model, DeviceKind::Cpu);
    if (loaded)
        loaded->warning = "The GPU cannot be used, so the CPU is used instead. %1"_msg(reason);
    return loaded;
}

} // namespace

Result<std::shared_ptr<const Encoder>> makeTorchEncoder(const ModelDirectory& model,
                                                        const EncoderOptions& options,
                                                        PretendOutOfMemory pretendOutOfMemory)
{
    const auto family = findFamily(model.modelType);
    if (!family)
        return fail(family.error().code, family.error().message, model.path);
    // Hashing takes as long as loading, so do both in parallel.
    auto digest = std::async(std::launch::async, [&model] { return weightsDigest(model); });
    auto loaded = loadReplica(model, options.device);
    const auto hashed = digest.get();
    if (!loaded)
        return fail(loaded);
    if (!hashed)
        return fail(hashed);
    const std::int64_t dim = loaded->replica->dim();

    EncoderInfo info;
    info.space = {embeddingSpaceId(model, *hashed, (*family)->pooling, dim), model.name,
                  static_cast<int>(dim)};
    for (int version = kPreprocessVersion - 1; version >= 1; --version)
        info.formerSpaces.push_back(
            embeddingSpaceId(model, *hashed, (*family)->pooling, dim, version));
    info.preprocess = model.preprocess;
    info.device = loaded->device;
    info.deviceText = deviceText(loaded->device);
#ifdef LOOKALIKE_WITH_TEXT
    info.knowsWords = knowsWords(model);
#endif
    info.warning = std::move(loaded->warning);
    const bool cpu = loaded->device == DeviceKind::Cpu;
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    info.batchSize = cpu ? kCpuBatch : kGpuBatch;
    info.concurrency = !cpu ? kGpuCallers : options.threads > 0 ? options.threads : cores;
    return std::make_shared<const TorchEncoder>(model, std::move(info), std::move(loaded->replica),
                                                std::move(pretendOutOfMemory));
}

} // namespace lookalike
