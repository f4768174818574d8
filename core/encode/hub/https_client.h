// SPDX-License-Identifier: GPL-3.0-or-later
// The only place that talks to the network, and only when the user asked for a download. The
// adapter of libcurl.
#pragma once

#include "core/base/network_address.h"
#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <stop_token>
#include <string>

namespace lookalike {

struct HttpRequest {
    std::string url;
    std::uint64_t from = 0;     ///< first byte wanted; more than 0 asks for a range
    std::uint64_t maxBytes = 0; ///< of the body; more is ErrorCode::TooLarge
};

/// Where a response stands when its body begins; of all responses on the way, where names say so.
struct HttpHead {
    long status = 0;                            ///< of the last response
    std::map<std::string, std::string> headers; ///< of the last response, lower-case names
    /// Headers that begin with "x-" of the server that was asked first, redirects included: the hub
    /// states there what another server then delivers.
    std::map<std::string, std::string> stated;
};

struct HttpOptions {
    /// Without this many seconds of silence the transfer goes on; then it is ErrorCode::Timeout.
    std::chrono::seconds stall{8};
    std::chrono::seconds connect{8};
    /// Redirects lead no closer than the server that was asked first, as this tells of the
    /// addresses that are connected to. Another function in tests alone.
    RedirectGuard::Reach reach = addressReach;
    /// A PEM file with the authorities to trust instead of the system's; empty: the system's.
    std::string authorities;
};

/// GET. Only https, with the certificate checked; http for 127.0.0.1, ::1 and localhost alone.
/// Redirects are followed five times at most, by the same rule, and to this computer or a private
/// network only where the first server is there (PermissionDenied otherwise). Proxies as the
/// environment says. `onHead` is called once before the body of a 2xx response and may refuse it,
/// then `onBody` for each piece. Other statuses are no error here: look at the result's status. Any
/// thread; stops within a second of a stop request (ErrorCode::Cancelled).
[[nodiscard]] Result<HttpHead>
httpGet(const HttpRequest& request, const HttpOptions& options,
        const std::function<Result<>(const HttpHead& head)>& onHead,
        const std::function<Result<>(std::span<const std::byte> bytes)>& onBody,
        const std::stop_token& stop);

/// Whether a URL may be asked at all.
[[nodiscard]] Result<> checkUrl(const std::string& url);

} // namespace lookalike
