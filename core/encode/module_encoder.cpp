// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/module_encoder.h"

#include "core/base/path_bytes.h"
#include "core/encode/module_answer.h"

#include <string>
#include <utility>

namespace lookalike {

namespace {

constexpr std::uint64_t kLargestDim = 1U << 16;

template <class T>
using ModuleHandle = std::unique_ptr<T, void (*)(T*)>;

/// A stop token on the other side of the interface.
class ModuleStop {
public:
    ModuleStop(const LookalikeModule& module, const std::stop_token& stop)
        : m_stop(module.makeStop(), module.freeStop)
        , m_callback(stop, Request{&module, m_stop.get()})
    {}
    [[nodiscard]] const LookalikeStop* get() const { return m_stop.get(); }

private:
    struct Request {
        const LookalikeModule* module;
        LookalikeStop* stop;
        void operator()() const noexcept { module->requestStop(stop); }
    };

    ModuleHandle<LookalikeStop> m_stop;
    std::stop_callback<Request> m_callback; ///< last member: ends before the stop does
};

class ModuleTextEncoder final : public TextEncoder {
public:
    /// `owner` holds the encoder that the text encoder belongs to.
    ModuleTextEncoder(const LookalikeModule& module, LookalikeText* text, int dim,
                      std::shared_ptr<const void> owner)
        : m_module(module)
        , m_owner(std::move(owner))
        , m_text(text, module.closeText)
        , m_dim(dim)
    {}

    int dim() const noexcept override { return m_dim; }

    Result<TextEmbedding> encode(std::string_view text, const std::stop_token& stop) const override
    {
        TextEmbedding embedding;
        embedding.values.resize(static_cast<std::size_t>(m_dim));
        ModuleAnswer answer;
        const ModuleStop request(m_module, stop);
        if (m_module.encodeText(m_text.get(), text.data(), text.size(), request.get(),
                                embedding.values.data(), embedding.values.size(),
                                answer.forCall()) == 0)
            return answer.error();
        embedding.isCut = answer.number("is_cut") != 0;
        embedding.unknownLetters = answer.text("unknown_letters");
        return embedding;
    }

    Result<std::vector<float>> encodeIds(std::span<const std::uint32_t> ids,
                                         const std::stop_token& stop) const override
    {
        std::vector<float> values(static_cast<std::size_t>(m_dim));
        ModuleAnswer answer;
        const ModuleStop request(m_module, stop);
        if (m_module.encodeIds(m_text.get(), ids.data(), ids.size(), request.get(), values.data(),
                               values.size(), answer.forCall()) == 0)
            return answer.error();
        return values;
    }

private:
    const LookalikeModule& m_module;
    const std::shared_ptr<const void> m_owner;
    const ModuleHandle<LookalikeText> m_text; ///< ends before its encoder may
    const int m_dim;
};

class ModuleEncoder final : public Encoder {
public:
    ModuleEncoder(const LookalikeModule& module, std::shared_ptr<LookalikeEncoder> encoder,
                  EncoderInfo info)
        : m_module(module)
        , m_encoder(std::move(encoder))
        , m_info(std::move(info))
    {}

    const EncoderInfo& info() const noexcept override { return m_info; }

    Result<> encode(std::span<const Image> images, std::span<float> out) const override
    {
        const auto width = static_cast<std::uint32_t>(m_info.preprocess.inputWidth());
        const auto height = static_cast<std::uint32_t>(m_info.preprocess.inputHeight());
        std::vector<const std::uint8_t*> pictures;
        for (const Image& image : images) {
            if (static_cast<std::uint32_t>(image.width) != width ||
                static_cast<std::uint32_t>(image.height) != height)
                return fail(ErrorCode::InvalidArgument,
                            "A picture does not have the size that the model takes"_msg);
            pictures.push_back(image.pixels.data());
        }
        ModuleAnswer answer;
        if (m_module.encode(m_encoder.get(), pictures.data(), pictures.size(), width, height,
                            out.data(), out.size(), answer.forCall()) == 0)
            return answer.error();
        return {};
    }

    Result<> encodePixelValues(std::span<const float> pixelValues, std::size_t count,
                               std::span<float> out) const override
    {
        ModuleAnswer answer;
        if (m_module.encodePixelValues(m_encoder.get(), pixelValues.data(), pixelValues.size(),
                                       count, out.data(), out.size(), answer.forCall()) == 0)
            return answer.error();
        return {};
    }

    Result<std::shared_ptr<const TextEncoder>>
    textEncoder(const std::stop_token& stop) const override
    {
        ModuleAnswer answer;
        const ModuleStop request(m_module, stop);
        LookalikeText* const text =
            m_module.openText(m_encoder.get(), request.get(), answer.forCall());
        if (text == nullptr)
            return answer.error();
        return std::make_shared<const ModuleTextEncoder>(m_module, text, m_info.space.dim,
                                                         m_encoder);
    }

private:
    const LookalikeModule& m_module;
    const std::shared_ptr<LookalikeEncoder> m_encoder;
    const EncoderInfo m_info;
};

/// Fails with Broken where the module left something out that no encoder can do without.
Result<EncoderInfo> infoFrom(const ModuleAnswer& answer, const ModelDirectory& model)
{
    EncoderInfo info;
    const std::uint64_t dim = answer.number("space.dim");
    const auto device = parseDevice(answer.text("device"));
    info.space = {answer.text("space.id"), answer.text("space.model"), static_cast<int>(dim)};
    info.batchSize = answer.number("batch_size");
    info.concurrency = answer.number("concurrency");
    if (dim == 0 || dim > kLargestDim || info.space.id.empty() || info.batchSize == 0 ||
        info.concurrency == 0 || !device)
        return fail(ErrorCode::Broken,
                    "The LibTorch module says nothing usable about the model"_msg, model.path);
    const auto [first, last] = answer.all("former_space");
    for (auto space = first; space != last; ++space)
        info.formerSpaces.push_back(space->second);
    info.preprocess = model.preprocess;
    info.device = *device;
    info.deviceText = answer.text("device_text");
    info.knowsWords = answer.number("knows_words") != 0;
    info.warning = Message::decoded(answer.text("warning"));
    return info;
}

} // namespace

Result<std::shared_ptr<const Encoder>> openModuleEncoder(const LookalikeModule& module,
                                                         const ModelDirectory& model,
                                                         const EncoderOptions& options)
{
    if (module.version != LOOKALIKE_MODULE_VERSION)
        return fail(ErrorCode::Conflict,
                    "The LibTorch module has version %1 of its interface, and this program needs "
                    "version %2: install both from the same release"_msg(module.version,
                                                                         LOOKALIKE_MODULE_VERSION));
    ModuleAnswer answer;
    const std::string path = pathToBytes(model.path);
    const std::shared_ptr<LookalikeEncoder> encoder(
        module.open(path.data(), path.size(), deviceName(options.device),
                    static_cast<std::uint32_t>(options.threads), answer.forCall()),
        [&module](LookalikeEncoder* opened) {
            if (opened != nullptr)
                module.close(opened);
        });
    if (encoder == nullptr)
        return answer.error();
    auto info = infoFrom(answer, model);
    if (!info)
        return fail(info);
    return std::make_shared<const ModuleEncoder>(module, encoder, std::move(*info));
}

} // namespace lookalike
