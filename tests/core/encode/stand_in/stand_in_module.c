// SPDX-License-Identifier: GPL-3.0-or-later
// A module without LibTorch, for tests and for builds where there is none: an embedding is the mean
// colour of each of 4 x 4 fields of the picture. Plain C, as the interface promises.
#include "core/encode/torch_module.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Fields = 4, Channels = 3, Dim = Fields * Fields * Channels };

struct LookalikeEncoder {
    char directory[4096];
};

static void tell(const LookalikeAnswer* answer, const char* name, const char* value)
{
    answer->tell(answer->context, name, value, strlen(value));
}

static int refuse(const LookalikeAnswer* answer, const char* code, const char* message)
{
    tell(answer, "error.code", code);
    tell(answer, "error.message", message);
    return 0;
}

static LookalikeEncoder* openEncoder(const char* directory, size_t bytes, const char* device,
                                     uint32_t threads, const LookalikeAnswer* answer)
{
    LookalikeEncoder* encoder = calloc(1, sizeof *encoder);
    if (encoder == NULL || bytes >= sizeof encoder->directory - sizeof "/config.json") {
        free(encoder);
        refuse(answer, "too_large", "The path is too long");
        return NULL;
    }
    memcpy(encoder->directory, directory, bytes);
    strcat(encoder->directory, "/config.json");
    FILE* config = fopen(encoder->directory, "rb");
    if (config == NULL) {
        free(encoder);
        refuse(answer, "not_found", "There is no model");
        answer->tell(answer->context, "error.path", directory, bytes);
        return NULL;
    }
    fclose(config);
    char text[16];
    snprintf(text, sizeof text, "%d", (int)Dim);
    tell(answer, "space.id", "stand-in-1");
    tell(answer, "space.model", "stand-in");
    tell(answer, "space.dim", text);
    tell(answer, "device", strcmp(device, "auto") == 0 ? "cpu" : device);
    tell(answer, "device_text", "CPU");
    tell(answer, "batch_size", "4");
    snprintf(text, sizeof text, "%u", threads > 0 ? threads : 1U);
    tell(answer, "concurrency", text);
    return encoder;
}

static void closeEncoder(LookalikeEncoder* encoder)
{
    free(encoder);
}

/// Adds `value`, a sample at (x, y) of `channel`, to the field that it lies in.
static void addSample(float* row, uint32_t x, uint32_t y, int channel, uint32_t width,
                      uint32_t height, float value)
{
    const uint32_t column = x * Fields / width;
    const uint32_t line = y * Fields / height;
    row[(line * Fields + column) * Channels + (uint32_t)channel] += value;
}

static void normalise(float* row)
{
    float squares = 0;
    for (int i = 0; i < Dim; ++i)
        squares += row[i] * row[i];
    if (squares == 0) // a black picture has a direction, too
        squares = row[0] = 1;
    for (int i = 0; i < Dim; ++i)
        row[i] /= sqrtf(squares);
}

static int encode(const LookalikeEncoder* encoder, const uint8_t* const* pictures, size_t count,
                  uint32_t width, uint32_t height, float* out, size_t outFloats,
                  const LookalikeAnswer* answer)
{
    (void)encoder;
    if (outFloats != count * Dim || width == 0 || height == 0)
        return refuse(answer, "invalid_argument", "The sizes do not fit");
    memset(out, 0, outFloats * sizeof *out);
    for (size_t i = 0; i < count; ++i) {
        const uint8_t* pixel = pictures[i];
        for (uint32_t y = 0; y < height; ++y)
            for (uint32_t x = 0; x < width; ++x)
                for (int channel = 0; channel < Channels; ++channel)
                    addSample(out + i * Dim, x, y, channel, width, height, *pixel++);
        normalise(out + i * Dim);
    }
    return 1;
}

static int encodePixelValues(const LookalikeEncoder* encoder, const float* values, size_t floats,
                             size_t count, float* out, size_t outFloats,
                             const LookalikeAnswer* answer)
{
    (void)encoder, (void)values, (void)floats, (void)count, (void)out, (void)outFloats;
    return refuse(answer, "unsupported", "The stand-in takes pictures alone");
}

static LookalikeStop* makeStop(void)
{
    return NULL;
}

static void endStop(LookalikeStop* stop)
{
    (void)stop;
}

static LookalikeText* openText(const LookalikeEncoder* encoder, const LookalikeStop* stop,
                               const LookalikeAnswer* answer)
{
    (void)encoder, (void)stop;
    refuse(answer, "unsupported", "The stand-in knows no words");
    return NULL;
}

static void closeText(LookalikeText* text)
{
    (void)text;
}

static int encodeText(const LookalikeText* text, const char* words, size_t bytes,
                      const LookalikeStop* stop, float* out, size_t outFloats,
                      const LookalikeAnswer* answer)
{
    (void)text, (void)words, (void)bytes, (void)stop, (void)out, (void)outFloats;
    return refuse(answer, "unsupported", "The stand-in knows no words");
}

static int encodeIds(const LookalikeText* text, const uint32_t* ids, size_t count,
                     const LookalikeStop* stop, float* out, size_t outFloats,
                     const LookalikeAnswer* answer)
{
    (void)text, (void)ids, (void)count, (void)stop, (void)out, (void)outFloats;
    return refuse(answer, "unsupported", "The stand-in knows no words");
}

#ifdef _WIN32
__declspec(dllexport)
#endif
    const LookalikeModule* lookalike_module(void)
{
    static const LookalikeModule module = {LOOKALIKE_MODULE_VERSION,
                                           openEncoder,
                                           closeEncoder,
                                           encode,
                                           encodePixelValues,
                                           makeStop,
                                           endStop,
                                           endStop,
                                           openText,
                                           closeText,
                                           encodeText,
                                           encodeIds};
    return &module;
}
