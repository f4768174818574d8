// SPDX-License-Identifier: GPL-3.0-or-later
// The module's side of core/encode/torch_module.h.
#include "core/base/freed_memory.h"
#include "core/base/path_bytes.h"
#include "core/encode/torch/torch_encoder.h"
#include "core/encode/torch_module.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#ifdef _WIN32
#define LOOKALIKE_EXPORT __declspec(dllexport)
#else
#define LOOKALIKE_EXPORT __attribute__((visibility("default")))
#endif

using namespace lookalike;

struct LookalikeEncoder {
    std::shared_ptr<const Encoder> encoder;
};

struct LookalikeText {
    std::shared_ptr<const TextEncoder> encoder;
};

struct LookalikeStop {
    std::stop_source source;
};

namespace {

void tell(const LookalikeAnswer& answer, const char* name, std::string_view value)
{
    answer.tell(answer.context, name, value.data(), value.size());
}

void tell(const LookalikeAnswer& answer, const Error& error)
{
    tell(answer, "error.code", errorCodeName(error.code));
    tell(answer, "error.message", error.message.encoded());
    tell(answer, "error.path", pathToBytes(error.path));
}

/// Calls `work`, which returns a Result, and tells its error or exception. Returns whether it
/// succeeded.
template <class Work>
bool succeeds(const LookalikeAnswer& answer, const Work& work) noexcept
{
    try {
        try {
            const auto result = work();
            if (!result)
                tell(answer, result.error());
            return result.has_value();
        } catch (const std::bad_alloc&) {
            tell(answer, Error{ErrorCode::OutOfMemory, "There is not enough memory"_msg, {}});
        } catch (const std::exception& exception) {
            tell(answer, Error{ErrorCode::Internal,
                               "LibTorch reports an error: %1"_msg(exception.what()),
                               {}});
        }
    } catch (...) { // telling needs memory, too
        tell(answer, "error.code", errorCodeName(ErrorCode::Internal));
    }
    return false;
}

std::stop_token tokenOf(const LookalikeStop* stop)
{
    return stop == nullptr ? std::stop_token() : stop->source.get_token();
}

void tellInfo(const LookalikeAnswer& answer, const EncoderInfo& info)
{
    tell(answer, "space.id", info.space.id);
    tell(answer, "space.model", info.space.model);
    tell(answer, "space.dim", std::to_string(info.space.dim));
    for (const std::string& space : info.formerSpaces)
        tell(answer, "former_space", space);
    tell(answer, "device", deviceName(info.device));
    tell(answer, "device_text", info.deviceText);
    tell(answer, "batch_size", std::to_string(info.batchSize));
    tell(answer, "concurrency", std::to_string(info.concurrency));
    tell(answer, "knows_words", info.knowsWords ? "1" : "0");
    tell(answer, "warning", info.warning.encoded());
}

LookalikeEncoder* openEncoder(const char* directory, size_t bytes, const char* device,
                              uint32_t threads, const LookalikeAnswer* answer)
{
    keepFreedMemory(512); // of one layer's activations for the next
    LookalikeEncoder* opened = nullptr;
    succeeds(*answer, [&]() -> Result<> {
        const auto kind = parseDevice(device);
        if (!kind)
            return fail(kind);
        const auto model = openModelDirectory(pathFromBytes(std::string(directory, bytes)));
        if (!model)
            return fail(model);
        auto encoder = makeTorchEncoder(*model, {*kind, threads});
        if (!encoder)
            return fail(encoder);
        tellInfo(*answer, (*encoder)->info());
        opened = new LookalikeEncoder{std::move(*encoder)};
        return {};
    });
    return opened;
}

void closeEncoder(LookalikeEncoder* encoder)
{
    delete encoder;
}

int encode(const LookalikeEncoder* encoder, const uint8_t* const* pictures, size_t count,
           uint32_t width, uint32_t height, float* out, size_t outFloats,
           const LookalikeAnswer* answer)
{
    return succeeds(*answer, [&] {
        std::vector<Image> images;
        for (const uint8_t* const pixels : std::span(pictures, count)) {
            Image& image = images.emplace_back(static_cast<int>(width), static_cast<int>(height));
            std::memcpy(image.pixels.data(), pixels, image.bytes());
        }
        return encoder->encoder->encode(images, {out, outFloats});
    });
}

int encodePixelValues(const LookalikeEncoder* encoder, const float* values, size_t floats,
                      size_t count, float* out, size_t outFloats, const LookalikeAnswer* answer)
{
    return succeeds(*answer, [&] {
        return encoder->encoder->encodePixelValues({values, floats}, count, {out, outFloats});
    });
}

LookalikeStop* makeStop()
{
    try {
        return new LookalikeStop;
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

void requestStop(LookalikeStop* stop)
{
    if (stop != nullptr)
        stop->source.request_stop();
}

void freeStop(LookalikeStop* stop)
{
    delete stop;
}

LookalikeText* openText(const LookalikeEncoder* encoder, const LookalikeStop* stop,
                        const LookalikeAnswer* answer)
{
    LookalikeText* opened = nullptr;
    succeeds(*answer, [&]() -> Result<> {
        auto text = encoder->encoder->textEncoder(tokenOf(stop));
        if (!text)
            return fail(text);
        opened = new LookalikeText{std::move(*text)};
        return {};
    });
    return opened;
}

void closeText(LookalikeText* text)
{
    delete text;
}

Result<> copyRow(const std::vector<float>& values, float* out, size_t outFloats)
{
    if (values.size() != outFloats)
        return fail(ErrorCode::InvalidArgument,
                    "The space for embeddings does not have the expected size"_msg);
    std::ranges::copy(values, out);
    return {};
}

int encodeText(const LookalikeText* text, const char* words, size_t bytes,
               const LookalikeStop* stop, float* out, size_t outFloats,
               const LookalikeAnswer* answer)
{
    return succeeds(*answer, [&]() -> Result<> {
        const auto embedding = text->encoder->encode({words, bytes}, tokenOf(stop));
        if (!embedding)
            return fail(embedding);
        tell(*answer, "is_cut", embedding->isCut ? "1" : "0");
        tell(*answer, "unknown_letters", embedding->unknownLetters);
        return copyRow(embedding->values, out, outFloats);
    });
}

int encodeIds(const LookalikeText* text, const uint32_t* ids, size_t count,
              const LookalikeStop* stop, float* out, size_t outFloats,
              const LookalikeAnswer* answer)
{
    return succeeds(*answer, [&]() -> Result<> {
        const auto values = text->encoder->encodeIds({ids, count}, tokenOf(stop));
        if (!values)
            return fail(values);
        return copyRow(*values, out, outFloats);
    });
}

constexpr LookalikeModule kModule{LOOKALIKE_MODULE_VERSION,
                                  openEncoder,
                                  closeEncoder,
                                  encode,
                                  encodePixelValues,
                                  makeStop,
                                  requestStop,
                                  freeStop,
                                  openText,
                                  closeText,
                                  encodeText,
                                  encodeIds};

} // namespace

extern "C" LOOKALIKE_EXPORT const LookalikeModule* lookalike_module()
{
    return &kModule;
}
