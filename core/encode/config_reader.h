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

/// Returns, for example, "[768, 3, 16, 16]", for messages.
[[nodiscard]] std::string shapeText(std::span<const std::int64_t> shape);

/// The contents of the weight files next to a configuration, to validate it against.
struct StoredWeights {
    double elements = std::numeric_limits<double>::infinity();
    /// Returns the shape of the tensor with this name in the model, owned by the files, or null if
    /// there is none. The function is empty if the files are not known.
    std::function<const std::vector<std::int64_t>*(std::string_view name)> shape;
};

/// Typed access to a model's JSON with bounds. A missing or null key gives the default. The first
/// key with a wrong type or value is recorded and its default returned, so that a whole
/// configuration can be read without checking each line; error() then reports it. One thread.
class ConfigReader {
public:
    /// `object` must outlive the reader. Messages name `path`. `stored.elements` limits the sum of
    /// claimWeights().
    ConfigReader(const nlohmann::json& object, std::filesystem::path path,
                 StoredWeights stored = {});

    /// Reads an object nested in that of `outer`, with the same path and the remaining weight
    /// limit.
    ConfigReader(const nlohmann::json& object, const ConfigReader& outer);
    /// Takes over the error of a reader of a nested object, unless this one has an error already.
    void adopt(const ConfigReader& nested);

    [[nodiscard]] std::int64_t integer(const char* key, std::int64_t fallback, std::int64_t least,
                                       std::int64_t most);
    [[nodiscard]] double real(const char* key, double fallback);
    [[nodiscard]] bool boolean(const char* key, bool fallback);
    [[nodiscard]] std::string text(const char* key, std::string_view fallback);
    [[nodiscard]] std::vector<std::int64_t> integers(const char* key,
                                                     std::vector<std::int64_t> fallback,
                                                     std::int64_t least, std::int64_t most);

    /// Reads one integer for both, or a list of two: height, then width.
    [[nodiscard]] std::array<std::int64_t, 2> pair(const char* key, std::int64_t fallback,
                                                   std::int64_t least, std::int64_t most);

    /// Records `message` as the error unless the condition holds.
    void require(bool condition, const Message& message);

    /// Counts a lower bound of the weights that the configuration requires, before anything is
    /// allocated for them. Records an error if they exceed what the files hold and only that number
    /// is known. If the shapes are known, expectTensor() identifies the wrong field.
    void claimWeights(double count);

    /// Returns true if the weight files hold a tensor; `fallback` if the files are not known.
    [[nodiscard]] bool storesTensor(std::string_view name, bool fallback) const;

    /// Records an error unless the weight files, if known, hold this tensor with this shape. `keys`
    /// names the fields that determine the shape, for example `"hidden_size"`.
    void expectTensor(std::string_view name, const std::vector<std::int64_t>& shape,
                      std::string_view keys);
    /// Records an error if the files hold this tensor: they then hold more than the fields `keys`
    /// say.
    void expectNoTensor(std::string_view name, std::string_view keys);

    [[nodiscard]] const nlohmann::json& object() const noexcept { return m_object; }
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }
    /// Returns the first error, or success.
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
