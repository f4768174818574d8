// SPDX-License-Identifier: GPL-3.0-or-later
// The interface of the module lookalike_torch, which loads LibTorch into the process. It is plain
// C, so that program and module need neither one compiler nor one C++ library: a module that was
// built for another LibTorch, with CUDA, say, can take the place of the installed one.
//
// Functions that can fail return null or 0, and tell why. No exception crosses. Every function may
// be called from any thread.
#pragma once

#include <stddef.h> // NOLINT(modernize-deprecated-headers): also for C
#include <stdint.h> // NOLINT(modernize-deprecated-headers)

#ifdef __cplusplus
extern "C" {
#endif

/// Grows with each change that an older program or module would misread.
#define LOOKALIKE_MODULE_VERSION 4U
/// The only symbol of the module, a LookalikeModuleEntry.
#define LOOKALIKE_MODULE_SYMBOL "lookalike_module"

// NOLINTBEGIN(modernize-use-using): for C
typedef struct LookalikeEncoder LookalikeEncoder;
typedef struct LookalikeText LookalikeText; ///< an encoder of words
typedef struct LookalikeStop LookalikeStop; ///< asks a call to end early

/// Takes named values as text, which is not terminated and valid during the call alone. A failure
/// is told as "error.code" (errorCodeName()), "error.message" (Message::encoded()) and "error.path"
/// (pathToBytes()). A name that the other side does not know means nothing to it.
typedef struct LookalikeAnswer {
    void* context;
    void (*tell)(void* context, const char* name, const char* value, size_t bytes);
} LookalikeAnswer;

typedef struct LookalikeModule {
    /// LOOKALIKE_MODULE_VERSION. If it is another one, nothing else may be read.
    uint32_t version;

    /// Reads a model directory and loads its weights. `directory` is pathToBytes(), `device`
    /// deviceName(), `threads` EncoderOptions::threads. Tells "space.id", "space.model",
    /// "space.dim", "former_space" (several times), "device", "device_text", "batch_size",
    /// "concurrency", "knows_words" ("1") and "warning" (Message::encoded()), as EncoderInfo says.
    LookalikeEncoder* (*open)(const char* directory, size_t bytes, const char* device,
                              uint32_t threads, const LookalikeAnswer* answer);
    void (*close)(LookalikeEncoder* encoder);

    /// Encoder::encode(): `count` pictures of height x width x 3 bytes.
    int (*encode)(const LookalikeEncoder* encoder, const uint8_t* const* pictures, size_t count,
                  uint32_t width, uint32_t height, float* out, size_t outFloats,
                  const LookalikeAnswer* answer);
    /// Encoder::encodePixelValues().
    int (*encodePixelValues)(const LookalikeEncoder* encoder, const float* values, size_t floats,
                             size_t count, float* out, size_t outFloats,
                             const LookalikeAnswer* answer);

    /// Null where there is no memory, and null stops nothing.
    LookalikeStop* (*makeStop)(void);
    void (*requestStop)(LookalikeStop* stop);
    void (*freeStop)(LookalikeStop* stop);

    /// Encoder::textEncoder(). Close it before the encoder.
    LookalikeText* (*openText)(const LookalikeEncoder* encoder, const LookalikeStop* stop,
                               const LookalikeAnswer* answer);
    void (*closeText)(LookalikeText* text);
    /// TextEncoder::encode() for UTF-8. Tells "is_cut" ("1") and "unknown_letters".
    int (*encodeText)(const LookalikeText* text, const char* words, size_t bytes,
                      const LookalikeStop* stop, float* out, size_t outFloats,
                      const LookalikeAnswer* answer);
    /// TextEncoder::encodeIds().
    int (*encodeIds)(const LookalikeText* text, const uint32_t* ids, size_t count,
                     const LookalikeStop* stop, float* out, size_t outFloats,
                     const LookalikeAnswer* answer);
} LookalikeModule;

/// Returns a table that lives as long as the process; never null.
typedef const LookalikeModule* (*LookalikeModuleEntry)(void);
// NOLINTEND(modernize-use-using)

#ifdef __cplusplus
}
#endif
