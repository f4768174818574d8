// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/decoder_service.h"

#include <cstdlib>

namespace lookalike {

int runDecoderService(const Decoder&, std::uint64_t, PixelTransport)
{
    return EXIT_FAILURE; // nothing starts it, see worker_process_win.cpp
}

} // namespace lookalike
