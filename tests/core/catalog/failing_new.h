// SPDX-License-Identifier: GPL-3.0-or-later
// Makes one allocation of the whole program fail. Replaces the global operator new: include it in
// one source of a test only.
#pragma once

#include <atomic>
#include <cstdlib>
#include <new>

namespace lookalike::testing {

class FailingNew {
public:
    /// Allocation number `at` (from 1) from now on throws std::bad_alloc.
    static void arm(int at)
    {
        s_hit = false;
        s_left = at;
    }
    static void disarm() { s_left = 0; }
    static bool wasHit() { return s_hit; }

    static void* allocate(std::size_t bytes)
    {
        if (s_left > 0 && --s_left == 0) {
            s_hit = true;
            return nullptr;
        }
        return std::malloc(bytes == 0 ? 1 : bytes);
    }

private:
    static inline std::atomic<int> s_left{0};
    static inline std::atomic<bool> s_hit{false};
};

} // namespace lookalike::testing

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
