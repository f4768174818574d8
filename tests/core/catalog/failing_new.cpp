// SPDX-License-Identifier: GPL-3.0-or-later
// A unit of its own: where compilers see into these, they take them for a mismatched pair.
#include "tests/core/catalog/failing_new.h"

void* operator new(std::size_t bytes)
{
    void* const memory = lookalike::testing::FailingNew::allocate(bytes);
    if (memory == nullptr)
        throw std::bad_alloc();
    return memory;
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}
