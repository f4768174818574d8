// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

namespace lookalike {

/// Owns a file descriptor, or a HANDLE on Windows, and closes it. Movable.
class UniqueHandle {
public:
#ifdef _WIN32
    using Value = void*;
    static constexpr Value kNone = nullptr;
#else
    using Value = int;
    static constexpr Value kNone = -1;
#endif

    UniqueHandle() = default;
    /// Takes ownership of a handle. The values for failure, -1 or INVALID_HANDLE_VALUE, count as
    /// none.
    explicit UniqueHandle(Value value) noexcept;
    ~UniqueHandle();
    UniqueHandle(UniqueHandle&& other) noexcept
        : m_value(other.release())
    {}
    UniqueHandle& operator=(UniqueHandle&& other) noexcept
    {
        std::swap(m_value, other.m_value);
        return *this;
    }

    [[nodiscard]] Value get() const noexcept
    {
        return m_value;
    }
    [[nodiscard]] bool isValid() const noexcept
    {
        return m_value != kNone;
    }
    /// Transfers ownership to the caller.
    [[nodiscard]] Value release() noexcept
    {
        return std::exchange(m_value, kNone);
    }

private:
    Value m_value = kNone;
};

} // namespace lookalike
