// SPDX-License-Identifier: GPL-3.0-or-later
// What lies behind an IP address, as far as a redirect may lead there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lookalike {

/// The later, the closer.
enum class AddressReach {
    Public,
    Private,     ///< a network that is not the internet's, or no address of one computer
    ThisMachine, ///< loopback and the unspecified address
};

/// By the bytes in network order, 4 or 16 of them; an IPv4 address inside an IPv6 one counts as
/// itself. Anything else is ThisMachine. Pure; any thread.
[[nodiscard]] AddressReach addressReach(std::span<const std::uint8_t> address);

/// Watches the addresses that one download connects to: redirects lead no closer than the server
/// that was asked first. It looks at addresses that are really connected to, so that no name can
/// deceive it. One thread.
class RedirectGuard {
public:
    using Reach = AddressReach (*)(std::span<const std::uint8_t>);

    /// Behind a proxy the first connection says nothing of the server: redirects then lead to
    /// public addresses and to the proxy. `reach` is another function in tests alone.
    explicit RedirectGuard(bool proxied, Reach reach = addressReach)
        : m_reach(reach)
        , m_proxied(proxied)
    {}

    /// The connections that follow are for a redirect.
    void followsRedirect() { m_first = false; }
    /// Whether this address may be connected to.
    [[nodiscard]] bool admits(std::span<const std::uint8_t> address);
    /// Something was not admitted.
    [[nodiscard]] bool hasRefused() const { return m_refused; }

private:
    Reach m_reach;
    bool m_proxied;
    std::vector<std::vector<std::uint8_t>> m_proxies;
    bool m_first = true;
    bool m_refused = false;
    std::optional<AddressReach> m_limit; ///< of the first server, the most public of its addresses
};

} // namespace lookalike
