// SPDX-License-Identifier: GPL-3.0-or-later
// Little-endian fields of fixed size, for the messages of protocol.h.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace lookalike {

/// Writes values one after another into a buffer that has room for all of them.
class FieldWriter {
public:
    explicit FieldWriter(std::span<std::uint8_t> out)
        : m_out(out)
    {}
    template <class T>
    void put(T value)
    {
        if constexpr (std::is_same_v<T, double>) {
            put(std::bit_cast<std::uint64_t>(value));
        } else {
            auto bits = static_cast<std::make_unsigned_t<T>>(value);
            for (std::size_t i = 0; i < sizeof(T); ++i, ++m_at)
                m_out[m_at] = static_cast<std::uint8_t>(std::uint64_t{bits} >> (8 * i));
        }
    }

private:
    std::span<std::uint8_t> m_out;
    std::size_t m_at = 0;
};

/// Reads values one after another from a buffer that holds all of them.
class FieldReader {
public:
    explicit FieldReader(std::span<const std::uint8_t> in)
        : m_in(in)
    {}
    template <class T>
    [[nodiscard]] T get()
    {
        if constexpr (std::is_same_v<T, double>) {
            return std::bit_cast<double>(get<std::uint64_t>());
        } else {
            std::uint64_t bits = 0;
            for (std::size_t i = 0; i < sizeof(T); ++i, ++m_at)
                bits |= std::uint64_t{m_in[m_at]} << (8 * i);
            return static_cast<T>(bits);
        }
    }

private:
    std::span<const std::uint8_t> m_in;
    std::size_t m_at = 0;
};

} // namespace lookalike
