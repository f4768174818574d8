// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// "[768, 3, 16, 16]", for messages.
[[nodiscard]] std::string shapeText(std::span<const std::int64_t> shape);

/// What the weight files beside a configuration hold, so that it can be judged by them.
struct StoredWeights {
    double elements = std::numeric_limits<double>::infinity();
    /// The shape of the tensor that the model calls so, owned by the files; null where there is
    /// none. Empty where the files are not known.
    std::function<const std::vector<std::int64_t>*(std::string_view name)> shape;
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
    void require(bool condition, const Message& message);

    /// Counts (a lower bound of) the weights that the configuration asks for, before anything is
    /// allocated for them. More than the files hold is a complaint where only their number is
    /// known; where their shapes are, expectTensor() tells which field is wrong.
    void claimWeights(double count);

    /// Whether the weight files hold a tensor; `fallback` where they are not known.
    [[nodiscard]] bool storesTensor(std::string_view name, bool fallback) const;

    /// Complains unless the weight files, where they are known, hold this tensor in this shape.
    /// `keys` names the fields that the shape was computed from: `"hidden_size"`.
    void expectTensor(std::string_view name, const std::vector<std::int64_t>& shape,
                      std::string_view keys);
    /// Complains where they hold this tensor: there is more than the fields `keys` say.
    void expectNoTensor(std::string_view name, std::string_view keys);

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
    Message m_complaint;
};

} // namespace lookalike
