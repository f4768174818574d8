// SPDX-License-Identifier: GPL-3.0-or-later
// The only code that accesses the network, and only for downloads that the user requested. Wraps
// libcurl.
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
    std::uint64_t from = 0;     ///< first byte requested; a range request if above 0
    std::uint64_t maxBytes = 0; ///< limit for the body; more fails with TooLarge
};

/// The response headers before the body begins.
struct HttpHead {
    long status = 0;                            ///< of the last response
    std::map<std::string, std::string> headers; ///< of the last response, lower-case names
    /// Headers that begin with "x-", from the server asked first, including its redirects: the hub
    /// states there what another server then delivers.
    std::map<std::string, std::string> stated;
};

struct HttpOptions {
    /// A transfer that is silent for this many seconds fails with ErrorCode::Timeout.
    std::chrono::seconds stall{8};
    std::chrono::seconds connect{8};
    /// Classifies the addresses connected to: redirects must not lead closer than the first server.
    /// Only tests use another function.
    RedirectGuard::Reach reach = addressReach;
    /// A PEM file with the certificate authorities to trust; empty: the system's.
    std::string authorities;
};

/// Sends a GET request. Allows only https with a verified certificate, and http for 127.0.0.1, ::1
/// and localhost. Follows at most five redirects by the same rules; redirects to this computer or a
/// private network fail with PermissionDenied unless the first server is there. Uses the proxies of
/// the environment. Calls `onHead` once before the body of a 2xx response, which it may refuse,
/// then `onBody` for each piece. Other statuses do not count as errors: check the status of the
/// result. Any thread. Stops within a second of a stop request (ErrorCode::Cancelled).
[[nodiscard]] Result<HttpHead>
httpGet(const HttpRequest& request, const HttpOptions& options,
        const std::function<Result<>(const HttpHead& head)>& onHead,
        const std::function<Result<>(std::span<const std::byte> bytes)>& onBody,
        const std::stop_token& stop);

/// Fails unless httpGet() may request this URL.
[[nodiscard]] Result<> checkUrl(const std::string& url);

} // namespace lookalike
