// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/network_address.h"

#include <algorithm>
#include <array>

namespace lookalike {
namespace {

using Bytes = std::span<const std::uint8_t>;

struct Network {
    std::array<std::uint8_t, 16> prefix;
    unsigned bits;
    AddressReach reach;
};

constexpr AddressReach kPrivate = AddressReach::Private;
constexpr AddressReach kThisMachine = AddressReach::ThisMachine;

/// The special-purpose registries of IANA (RFC 6890 and its successors), without globally reachable
/// networks.
constexpr std::array kIpv4{
    Network{{0}, 8, kThisMachine},        Network{{127}, 8, kThisMachine},
    Network{{10}, 8, kPrivate},           Network{{100, 64}, 10, kPrivate},
    Network{{169, 254}, 16, kPrivate},    Network{{172, 16}, 12, kPrivate},
    Network{{192, 0, 0}, 24, kPrivate},   Network{{192, 0, 2}, 24, kPrivate},
    Network{{192, 88, 99}, 24, kPrivate}, Network{{192, 168}, 16, kPrivate},
    Network{{198, 18}, 15, kPrivate},     Network{{198, 51, 100}, 24, kPrivate},
    Network{{203, 0, 113}, 24, kPrivate}, Network{{224}, 3, kPrivate},
};

constexpr std::array kIpv6{
    Network{{0xfc}, 7, kPrivate},                         // unique local
    Network{{0xfe, 0x80}, 9, kPrivate},                   // link and site local
    Network{{0xff}, 8, kPrivate},                         // multicast
    Network{{0x01}, 8, kPrivate},                         // discard
    Network{{0x20, 0x01, 0x00, 0x00}, 23, kPrivate},      // Teredo, ORCHID and the like
    Network{{0x20, 0x01, 0x0d, 0xb8}, 32, kPrivate},      // documentation
    Network{{0x3f, 0xff}, 20, kPrivate},                  // documentation
    Network{{0x5f}, 8, kPrivate},                         // segment routing
    Network{{0x00, 0x64, 0xff, 0x9b, 0, 1}, 48, kPrivate} // translation inside a network
};

/// The position of an IPv4 address embedded in an IPv6 address.
struct Embedding {
    std::array<std::uint8_t, 12> prefix;
    unsigned bits;
    std::size_t offset;
};

constexpr std::array kEmbedded{
    Embedding{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, 12}, // mapped
    Embedding{{0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0}, 96, 12}, // translated
    Embedding{{0, 0x64, 0xff, 0x9b}, 96, 12},                      // NAT64
    Embedding{{0x20, 0x02}, 16, 2},                                // 6to4
    Embedding{{0}, 96, 12},                                        // compatible; :: and ::1
};

bool begins(Bytes address, Bytes prefix, unsigned bits)
{
    for (std::size_t i = 0; bits > 0; ++i) {
        const unsigned here = std::min(bits, 8U);
        const unsigned mask = 0xff00U >> here & 0xffU;
        if (((address[i] ^ prefix[i]) & mask) != 0)
            return false;
        bits -= here;
    }
    return true;
}

AddressReach find(std::span<const Network> networks, Bytes address)
{
    for (const Network& network : networks)
        if (begins(address, network.prefix, network.bits))
            return network.reach;
    return AddressReach::Public;
}

} // namespace

AddressReach addressReach(Bytes address)
{
    if (address.size() == 4)
        return find(kIpv4, address);
    if (address.size() != 16)
        return AddressReach::ThisMachine;
    for (const Embedding& embedded : kEmbedded)
        if (begins(address, embedded.prefix, embedded.bits))
            return find(kIpv4, address.subspan(embedded.offset, 4));
    return find(kIpv6, address);
}

bool RedirectGuard::admits(Bytes address)
{
    const AddressReach reach = m_reach(address);
    if (m_first && m_proxied)
        m_proxies.emplace_back(address.begin(), address.end());
    else if (m_first)
        m_limit = std::min(m_limit.value_or(reach), reach);
    const bool isProxy = std::ranges::any_of(
        m_proxies, [&](const auto& proxy) { return std::ranges::equal(proxy, address); });
    const bool admitted = m_first || isProxy || reach <= m_limit.value_or(AddressReach::Public);
    m_refused = m_refused || !admitted;
    return admitted;
}

} // namespace lookalike
