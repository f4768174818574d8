// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// What the weight files beside a configuration hold, so that it can be judged by them.
struct StoredWeights {
    double elements = std::numeric_limits<double>::infinity();
    /// Whether there is a tensor of this name; empty where the files are not known.
    std::function<bool(std::string_view name)> holds;
};

/// Typed, bounded access to a model's JSON. A missing or null key gives the default; the first key
/// of a wrong type or out of bounds is remembered and the default returned, so that a whole
/// configuration is read without a check after each line and error() tells at the end. One thread.
class ConfigReader {
public:
    /// `object` must outlive the reader; `path` is named in messages; `stored.elements` bounds
    /// what claimWeights() may add up to.
    ConfigReader(const nlohmann::json& object, std::filesystem::path path,
                 StoredWeights stored = {});

    /// For an object nested in `outer`'s, with the same path and what is left of the limit.
    ConfigReader(const nlohmann::json& object, const ConfigReader& outer);
    /// Takes over the complaint of a reader of a nested object, unless there is one already.
    void adopt(const ConfigReader& nested);

    [[nodiscard]] std::int64_t integer(const char* key, std::int64_t fallback, std::int64_t least,
                                       std::int64_t most);
    [[nodiscard]] double real(const char* key, double fallback);
    [[nodiscard]] bool boolean(const char* key, bool fallback);
    [[nodiscard]] std::string text(const char* key, std::string_view fallback);
    [[nodiscard]] std::vector<std::int64_t> integers(const char* key,
                                                     std::vector<std::int64_t> fallback,
                                                     std::int64_t least, std::int64_t most);

    /// One integer for both, or a list of two: height, then width.
    [[nodiscard]] std::array<std::int64_t, 2> pair(const char* key, std::int64_t fallback,
                                                   std::int64_t least, std::int64_t most);

    /// Remembers `message` where the condition does not hold.
    void require(bool condition, const std::string& message);

    /// Counts (a lower bound of) the weights that the configuration asks for, before anything is
    /// allocated for them. More than the files hold is a complaint.
    void claimWeights(double count);

    /// Whether the weight files hold a tensor; `fallback` where they are not known.
    [[nodiscard]] bool storesTensor(std::string_view name, bool fallback) const;

    [[nodiscard]] const nlohmann::json& object() const noexcept { return m_object; }
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }
    /// The first complaint, or success.
    [[nodiscard]] Result<> error() const;

private:
    [[nodiscard]] const nlohmann::json* value(const char* key) const;

    const nlohmann::json& m_object;
    std::filesystem::path m_path;
    StoredWeights m_stored;
    double m_claimedWeights = 0;
    std::string m_complaint;
};

} // namespace lookalike
