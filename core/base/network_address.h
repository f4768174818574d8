// SPDX-License-Identifier: GPL-3.0-or-later
// Classifies IP addresses by reach, to restrict redirects.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lookalike {

/// Ordered from far to near.
enum class AddressReach {
    Public,
    Private,     ///< a private network, or not the address of a single computer
    ThisMachine, ///< loopback and the unspecified address
};

/// Classifies an address of 4 or 16 bytes in network order. An IPv4 address embedded in an IPv6
/// address is classified as IPv4. Any other length is ThisMachine. Pure; any thread.
[[nodiscard]] AddressReach addressReach(std::span<const std::uint8_t> address);

/// Checks the addresses that a download connects to: redirects must not lead nearer than the first
/// server. It checks the addresses of actual connections, so that host names cannot deceive it. One
/// thread.
class RedirectGuard {
public:
    using Reach = AddressReach (*)(std::span<const std::uint8_t>);

    /// Behind a proxy, the first connection reveals nothing about the server; redirects may then
    /// lead only to public addresses and to the proxy. Only tests pass another `reach`.
    explicit RedirectGuard(bool proxied, Reach reach = addressReach)
        : m_reach(reach)
        , m_proxied(proxied)
    {}

    /// Announces that the following connections are for a redirect.
    void followsRedirect() { m_first = false; }
    /// Returns true if the download may connect to this address.
    [[nodiscard]] bool admits(std::span<const std::uint8_t> address);
    /// Returns true if any address was refused.
    [[nodiscard]] bool hasRefused() const { return m_refused; }

private:
    Reach m_reach;
    bool m_proxied;
    std::vector<std::vector<std::uint8_t>> m_proxies;
    bool m_first = true;
    bool m_refused = false;
    std::optional<AddressReach> m_limit; ///< of the first server: its most public address
};

} // namespace lookalike
