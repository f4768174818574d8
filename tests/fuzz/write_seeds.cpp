// SPDX-License-Identifier: GPL-3.0-or-later
// Gives a fuzzer the target's seeds: they are written into the folder that LOOKALIKE_FUZZ_SEEDS
// names before it looks at its corpus.
#include "tests/fuzz/fuzz_target.h"

// Called by libFuzzer under this name.
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);

extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    using namespace lookalike::testing;
    const char* name = std::getenv("LOOKALIKE_FUZZ_SEEDS");
    if (name == nullptr)
        return 0;
    const std::filesystem::path folder = name;
    std::filesystem::create_directories(folder);
    std::size_t number = 0;
    for (const std::string& seed : fuzzSeeds())
        writeBytes(folder / ("seed-" + std::to_string(++number)), seed);
    return 0;
}
