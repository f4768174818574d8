// SPDX-License-Identifier: GPL-3.0-or-later
// lookalike-decoder: turns the bytes of pictures into pixels for another program, which starts it
// and talks to it over an inherited socket. Has no use by itself.
#include "core/image/worker/decoder_service.h"

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <exception>

int main(int argc, char** argv)
{
    lookalike::DecoderServiceOptions options;
    if (argc != 2 ||
        std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), options.memoryMegabytes).ec !=
            std::errc())
        return EXIT_FAILURE;
    try {
        return lookalike::runDecoderService(*lookalike::makeInProcessDecoder(), options);
    } catch (const std::exception&) {
        return EXIT_FAILURE;
    }
}
