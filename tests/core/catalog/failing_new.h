// SPDX-License-Identifier: GPL-3.0-or-later
// Makes one allocation of the whole program fail. failing_new.cpp replaces the global operator new.
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
