// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace lookalike {

/// Goes through the fields of one message of Protocol Buffers. Never reads beyond its bytes,
/// whatever lengths they state. One thread.
class ProtobufReader {
public:
    /// `bytes` must outlive the reader.
    explicit ProtobufReader(std::string_view bytes)
        : m_rest(bytes)
    {}

    /// Goes to the next field; false at the end and if the message is damaged.
    bool next();
    [[nodiscard]] bool failed() const noexcept { return m_failed; }
    [[nodiscard]] std::uint64_t field() const noexcept { return m_field; }

    /// The value of the field. Of another type, it is zero or empty and the message is damaged.
    [[nodiscard]] std::int64_t integer();
    [[nodiscard]] float real();
    [[nodiscard]] std::string_view bytes();

private:
    enum class Wire { Varint = 0, Eight = 1, Bytes = 2, Four = 5 };
    bool varint(std::uint64_t& value);
    bool expectWire(Wire wire);

    std::string_view m_rest;
    std::uint64_t m_field = 0;
    Wire m_wire = Wire::Varint;
    std::uint64_t m_number = 0;
    std::string_view m_bytes;
    bool m_failed = false;
};

} // namespace lookalike
