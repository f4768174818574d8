// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/https_client.h"

#include "core/base/ascii.h"

#include <curl/curl.h>

#ifdef _WIN32
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>

namespace lookalike {

namespace {

constexpr int kMaxRedirects = 5;
constexpr std::size_t kMaxHeaderBytes = 64U << 10;
constexpr std::uint64_t kMaxPageBytes = 1U << 20;
constexpr long kStallBytesPerSecond = 16;

struct Url {
    std::string scheme;
    std::string host;
    std::string origin; ///< scheme, host and port
};

Result<Url> splitUrl(const std::string& text)
{
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), curl_url_cleanup);
    const auto refuse = [&] {
        return fail(ErrorCode::InvalidArgument,
                    "This is not an address to download from: %1"_msg(text));
    };
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
        return refuse();
    const auto part = [&](CURLUPart what, unsigned flags) {
        char* value = nullptr;
        if (curl_url_get(parsed.get(), what, &value, flags) != CURLUE_OK || value == nullptr)
            return std::string();
        std::string copy(value);
        curl_free(value);
        return copy;
    };
    if (!part(CURLUPART_USER, 0).empty() || !part(CURLUPART_PASSWORD, 0).empty())
        return refuse();
    Url url;
    url.scheme = part(CURLUPART_SCHEME, 0);
    url.host = part(CURLUPART_HOST, 0);
    url.origin = url.scheme + "://" + url.host + ":" + part(CURLUPART_PORT, CURLU_DEFAULT_PORT);
    return url;
}

bool isLoopback(const std::string& host)
{
    return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

/// Returns true if a proxy may be used for hosts other than this computer.
bool hasProxy()
{
    return std::ranges::any_of(
        std::array{"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"},
        [](const char* name) {
            const char* const value = std::getenv(name);
            return value != nullptr && *value != '\0';
        });
}

/// Returns the bytes of an IP address; empty for other address families.
std::span<const std::uint8_t> bytesOf(const sockaddr& address)
{
    if (address.sa_family == AF_INET) {
        const auto& ipv4 = reinterpret_cast<const sockaddr_in&>(address);
        return {reinterpret_cast<const std::uint8_t*>(&ipv4.sin_addr), 4};
    }
    if (address.sa_family == AF_INET6) {
        const auto& ipv6 = reinterpret_cast<const sockaddr_in6&>(address);
        return {reinterpret_cast<const std::uint8_t*>(&ipv6.sin6_addr), 16};
    }
    return {};
}

/// Checks a host that is written as an address, which a proxy would connect to unchecked.
bool admitsHost(RedirectGuard& guard, std::string host)
{
    std::array<std::uint8_t, 16> bytes{};
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    if (inet_pton(AF_INET, host.c_str(), bytes.data()) == 1)
        return guard.admits(std::span(bytes).first(4));
    if (inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1)
        return guard.admits(bytes);
    return true;
}

tl::unexpected<Error> failRedirect(const std::string& host)
{
    return fail(ErrorCode::PermissionDenied,
                "The server redirects into a private network or to this computer, which "
                "Lookalike does not follow: %1"_msg(host));
}

/// The state shared by the callbacks of one response. Keeps their errors, because libcurl only
/// takes a number.
struct Transfer {
    const HttpRequest& request;
    const std::function<Result<>(const HttpHead&)>& onHead;
    const std::function<Result<>(std::span<const std::byte>)>& onBody;
    const std::stop_token& stop;
    RedirectGuard guard;
    HttpHead head;
    bool atFirstServer = true;
    bool bodyBegan = false;
    std::size_t headerBytes = 0;
    std::uint64_t pageBytes = 0; ///< bytes of bodies other than the requested one
    std::uint64_t bodyBytes = 0;
    std::optional<Error> error;
};

bool isSuccess(long status)
{
    return status >= 200 && status < 300;
}

std::size_t takeHeader(char* data, std::size_t size, std::size_t count, void* pointer)
{
    auto& transfer = *static_cast<Transfer*>(pointer);
    const std::string_view line(data, size * count);
    transfer.headerBytes += line.size();
    if (transfer.headerBytes > kMaxHeaderBytes) {
        transfer.error = Error{ErrorCode::TooLarge, "The server's headers are too large"_msg, {}};
        return 0;
    }
    if (line.starts_with("HTTP/")) {
        transfer.head.headers.clear(); // discards an interim response or that of a proxy
        return line.size();
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos)
        return line.size();
    std::string name = asciiLower(line.substr(0, colon));
    auto value = line.substr(colon + 1);
    const auto first = value.find_first_not_of(" \t");
    const auto last = value.find_last_not_of(" \t\r\n");
    value = first == std::string_view::npos ? std::string_view()
                                            : value.substr(first, last - first + 1);
    if (transfer.atFirstServer && name.starts_with("x-"))
        transfer.head.stated[name] = value;
    transfer.head.headers[std::move(name)] = value;
    return line.size();
}

std::size_t takeBody(char* data, std::size_t size, std::size_t count, void* pointer)
{
    auto& transfer = *static_cast<Transfer*>(pointer);
    const std::span bytes(reinterpret_cast<const std::byte*>(data), size * count);
    if (!isSuccess(transfer.head.status)) { // the text of a redirect or an error
        transfer.pageBytes += bytes.size();
        return transfer.pageBytes <= kMaxPageBytes ? bytes.size() : 0;
    }
    transfer.bodyBytes += bytes.size();
    if (transfer.bodyBytes > transfer.request.maxBytes) {
        transfer.error =
            Error{ErrorCode::TooLarge, "The server sent more than it announced"_msg, {}};
        return 0;
    }
    if (!transfer.bodyBegan) {
        transfer.bodyBegan = true;
        if (auto taken = transfer.onHead(transfer.head); !taken) {
            transfer.error = std::move(taken).error();
            return 0;
        }
    }
    if (auto taken = transfer.onBody(bytes); !taken) {
        transfer.error = std::move(taken).error();
        return 0;
    }
    return bytes.size();
}

/// libcurl knows the status only after the headers, but the callback for the body needs it.
struct Handle {
    CURL* curl;
    Transfer* transfer;
};

std::size_t takeBodyOf(char* data, std::size_t size, std::size_t count, void* pointer)
{
    auto& handle = *static_cast<Handle*>(pointer);
    curl_easy_getinfo(handle.curl, CURLINFO_RESPONSE_CODE, &handle.transfer->head.status);
    return takeBody(data, size, count, handle.transfer);
}

curl_socket_t openSocket(void* pointer, curlsocktype, curl_sockaddr* address)
{
    if (!static_cast<Transfer*>(pointer)->guard.admits(bytesOf(address->addr)))
        return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype, address->protocol);
}

int watch(void* pointer, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<Transfer*>(pointer)->stop.stop_requested() ? 1 : 0;
}

tl::unexpected<Error> failTransfer(CURLcode code, const char* detail, const std::string& url)
{
    const char* const text =
        detail != nullptr && *detail != '\0' ? detail : curl_easy_strerror(code);
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return fail(ErrorCode::Timeout, "The server stopped responding (%1)"_msg(text));
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
        return fail(ErrorCode::PermissionDenied,
                    "The connection is not secure, so nothing was downloaded (%1)"_msg(text));
    case CURLE_OUT_OF_MEMORY:
        return fail(ErrorCode::OutOfMemory, "There is not enough memory to download"_msg);
    default:
        return fail(ErrorCode::IoError, "The download from %1 failed (%2)"_msg(url, text));
    }
}

void configure(CURL* curl, Transfer& transfer, Handle& handle, const HttpOptions& options,
               const std::string& url, bool loopback)
{
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, loopback ? "https,http" : "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!options.authorities.empty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, options.authorities.c_str());
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "lookalike");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connect.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, kStallBytesPerSecond);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stall.count()));
    curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (loopback)
        curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    if (transfer.request.from > 0)
        curl_easy_setopt(curl, CURLOPT_RANGE,
                         (std::to_string(transfer.request.from) + "-").c_str());
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, openSocket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, takeBodyOf);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &handle);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, watch);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
}

/// Gets one response. Returns its redirect target, or an empty text.
Result<std::string> getOnce(Transfer& transfer, const HttpOptions& options, const std::string& url)
{
    const auto split = splitUrl(url);
    if (!split)
        return fail(split);
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                   curl_easy_cleanup);
    if (!curl)
        return fail(ErrorCode::Internal, "Downloads do not work: libcurl cannot be started"_msg);
    Handle handle{curl.get(), &transfer};
    std::array<char, CURL_ERROR_SIZE> detail{};
    configure(curl.get(), transfer, handle, options, url, isLoopback(split->host));
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, detail.data());
    transfer.head.headers.clear();
    transfer.headerBytes = 0;
    transfer.pageBytes = 0;
    transfer.bodyBytes = 0;
    const CURLcode code = curl_easy_perform(curl.get());
    if (transfer.stop.stop_requested())
        return fail(ErrorCode::Cancelled, "The download was cancelled"_msg);
    if (transfer.error)
        return fail(*transfer.error);
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &transfer.head.status);
    const bool knowsEnough = transfer.pageBytes > kMaxPageBytes; // the status tells the rest
    if (code != CURLE_OK && transfer.guard.hasRefused())
        return failRedirect(split->host);
    if (code != CURLE_OK && !knowsEnough)
        return failTransfer(code, detail.data(), url);
    if (transfer.head.status < 300 || transfer.head.status >= 400)
        return std::string();
    char* next = nullptr;
    curl_easy_getinfo(curl.get(), CURLINFO_REDIRECT_URL, &next);
    return std::string(next == nullptr ? "" : next);
}

} // namespace

Result<> checkUrl(const std::string& url)
{
    const auto split = splitUrl(url);
    if (!split)
        return fail(split);
    if (split->scheme == "https" || (split->scheme == "http" && isLoopback(split->host)))
        return {};
    return fail(ErrorCode::PermissionDenied,
                "Downloads are made over https alone, not from %1"_msg(url));
}

Result<HttpHead> httpGet(const HttpRequest& request, const HttpOptions& options,
                         const std::function<Result<>(const HttpHead& head)>& onHead,
                         const std::function<Result<>(std::span<const std::byte> bytes)>& onBody,
                         const std::stop_token& stop)
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    std::string url = request.url;
    const auto first = splitUrl(url);
    if (!first)
        return fail(first);
    const RedirectGuard guard(hasProxy() && !isLoopback(first->host), options.reach);
    Transfer transfer{request, onHead, onBody, stop, guard, {}, true, false, 0, 0, 0, {}};
    std::string firstOrigin;
    for (int hop = 0; hop <= kMaxRedirects; ++hop) {
        if (auto checked = checkUrl(url); !checked)
            return fail(checked);
        const auto split = splitUrl(url);
        if (!split)
            return fail(split);
        if (firstOrigin.empty())
            firstOrigin = split->origin;
        transfer.atFirstServer = split->origin == firstOrigin;
        if (hop > 0 && !admitsHost(transfer.guard, split->host))
            return failRedirect(split->host);
        auto next = getOnce(transfer, options, url);
        if (!next)
            return fail(next);
        if (next->empty()) {
            if (isSuccess(transfer.head.status) && !transfer.bodyBegan) // an empty body
                if (auto taken = onHead(transfer.head); !taken)
                    return fail(taken);
            return std::move(transfer.head);
        }
        url = std::move(*next);
        transfer.guard.followsRedirect();
    }
    return fail(ErrorCode::IoError, "The server redirects in circles"_msg);
}

} // namespace lookalike
