// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/protobuf_reader.h"

#include <cstring>

namespace lookalike {

bool ProtobufReader::varint(std::uint64_t& value)
{
    value = 0;
    for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(m_rest.front());
        m_rest.remove_prefix(1);
        value |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80)
            return true;
    }
    m_failed = true;
    return false;
}

bool ProtobufReader::next()
{
    std::uint64_t key = 0;
    if (m_failed || m_rest.empty() || !varint(key))
        return false;
    m_field = key >> 3U;
    m_wire = static_cast<Wire>(key & 7U);
    m_number = 0;
    m_bytes = {};
    std::uint64_t length = 0;
    switch (m_wire) {
    case Wire::Varint:
        return varint(m_number);
    case Wire::Eight:
        length = 8;
        break;
    case Wire::Four:
        length = 4;
        break;
    case Wire::Bytes:
        if (!varint(length))
            return false;
        break;
    default:
        m_failed = true;
        return false;
    }
    if (length > m_rest.size()) {
        m_failed = true;
        return false;
    }
    m_bytes = m_rest.substr(0, static_cast<std::size_t>(length));
    m_rest.remove_prefix(static_cast<std::size_t>(length));
    return true;
}

bool ProtobufReader::expectWire(Wire wire)
{
    m_failed |= m_wire != wire;
    return m_wire == wire;
}

std::int64_t ProtobufReader::integer()
{
    return expectWire(Wire::Varint) ? static_cast<std::int64_t>(m_number) : 0;
}

float ProtobufReader::real()
{
    float value = 0;
    if (expectWire(Wire::Four))
        std::memcpy(&value, m_bytes.data(), sizeof value);
    return value;
}

std::string_view ProtobufReader::bytes()
{
    return expectWire(Wire::Bytes) ? m_bytes : std::string_view();
}

} // namespace lookalike
