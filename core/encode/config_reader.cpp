// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/config_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lookalike {
namespace {

constexpr std::size_t kMaxListLength = 64;

bool isInteger(const nlohmann::json& value)
{
    return value.is_number_integer() &&
           (!value.is_number_unsigned() ||
            value.get<std::uint64_t>() <=
                static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
}

} // namespace

std::string shapeText(std::span<const std::int64_t> shape)
{
    std::string text = "[";
    for (const std::int64_t size : shape)
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + "]";
}

ConfigReader::ConfigReader(const nlohmann::json& object, std::filesystem::path path,
                           StoredWeights stored)
    : m_object(object)
    , m_path(std::move(path))
    , m_stored(std::move(stored))
{
    require(object.is_object(), "The file does not hold a JSON object"_msg);
}

ConfigReader::ConfigReader(const nlohmann::json& object, const ConfigReader& outer)
    : ConfigReader(object, outer.m_path,
                   {outer.m_stored.elements - outer.m_claimedWeights, outer.m_stored.shape})
{}

void ConfigReader::adopt(const ConfigReader& nested)
{
    require(nested.m_complaint.empty(), nested.m_complaint);
}

const nlohmann::json* ConfigReader::value(const char* key) const
{
    if (!m_object.is_object())
        return nullptr;
    const auto found = m_object.find(key);
    return found == m_object.end() || found->is_null() ? nullptr : &*found;
}

void ConfigReader::require(bool condition, const Message& message)
{
    if (!condition && m_complaint.empty())
        m_complaint = message;
}

std::int64_t ConfigReader::integer(const char* key, std::int64_t fallback, std::int64_t least,
                                   std::int64_t most)
{
    const nlohmann::json* found = value(key);
    if (found == nullptr)
        return fallback;
    const bool good = isInteger(*found) && found->get<std::int64_t>() >= least &&
                      found->get<std::int64_t>() <= most;
    require(good, "\"%1\" must be an integer between %2 and %3"_msg(key, least, most));
    return good ? found->get<std::int64_t>() : fallback;
}

double ConfigReader::real(const char* key, double fallback)
{
    const nlohmann::json* found = value(key);
    if (found == nullptr)
        return fallback;
    const bool good = found->is_number() && std::isfinite(found->get<double>());
    require(good, "\"%1\" must be a number"_msg(key));
    return good ? found->get<double>() : fallback;
}

bool ConfigReader::boolean(const char* key, bool fallback)
{
    const nlohmann::json* found = value(key);
    if (found == nullptr)
        return fallback;
    require(found->is_boolean(), "\"%1\" must be true or false"_msg(key));
    return found->is_boolean() ? found->get<bool>() : fallback;
}

std::string ConfigReader::text(const char* key, std::string_view fallback)
{
    const nlohmann::json* found = value(key);
    if (found == nullptr)
        return std::string(fallback);
    require(found->is_string(), "\"%1\" must be a string"_msg(key));
    return found->is_string() ? found->get<std::string>() : std::string(fallback);
}

std::vector<std::int64_t> ConfigReader::integers(const char* key,
                                                 std::vector<std::int64_t> fallback,
                                                 std::int64_t least, std::int64_t most)
{
    const nlohmann::json* found = value(key);
    if (found == nullptr)
        return fallback;
    const bool good = found->is_array() && !found->empty() && found->size() <= kMaxListLength &&
                      std::all_of(found->begin(), found->end(), [&](const nlohmann::json& item) {
                          return isInteger(item) && item.get<std::int64_t>() >= least &&
                                 item.get<std::int64_t>() <= most;
                      });
    require(good, "\"%1\" must be a list of integers between %2 and %3"_msg(key, least, most));
    return good ? found->get<std::vector<std::int64_t>>() : fallback;
}

std::array<std::int64_t, 2> ConfigReader::pair(const char* key, std::int64_t fallback,
                                               std::int64_t least, std::int64_t most)
{
    const nlohmann::json* found = value(key);
    if (found == nullptr || !found->is_array()) {
        const std::int64_t both = integer(key, fallback, least, most);
        return {both, both};
    }
    const std::vector<std::int64_t> list = integers(key, {fallback, fallback}, least, most);
    require(list.size() == 2, "\"%1\" must have two entries"_msg(key));
    return list.size() == 2 ? std::array{list[0], list[1]} : std::array{fallback, fallback};
}

void ConfigReader::claimWeights(double count)
{
    m_claimedWeights += count;
    require(m_stored.shape || m_claimedWeights <= m_stored.elements,
            "The configuration describes a larger model than the weights belong to"_msg);
}

bool ConfigReader::storesTensor(std::string_view name, bool fallback) const
{
    return m_stored.shape ? m_stored.shape(name) != nullptr : fallback;
}

void ConfigReader::expectTensor(std::string_view name, const std::vector<std::int64_t>& shape,
                                std::string_view keys)
{
    if (!m_stored.shape || !m_complaint.empty())
        return;
    const std::vector<std::int64_t>* const found = m_stored.shape(name);
    if (found == nullptr)
        require(false, "%1 does not fit the weights: they have no tensor %2"_msg(keys, name));
    else if (*found != shape)
        require(false, "%1 does not fit the weights: their tensor %2 has the shape %3 instead of "
                       "%4"_msg(keys, name, shapeText(*found), shapeText(shape)));
}

void ConfigReader::expectNoTensor(std::string_view name, std::string_view keys)
{
    if (m_stored.shape && m_stored.shape(name) != nullptr)
        require(false, "%1 does not fit the weights: they also have a tensor %2"_msg(keys, name));
}

Result<> ConfigReader::error() const
{
    if (m_complaint.empty())
        return {};
    return fail(ErrorCode::Broken, m_complaint, m_path);
}

} // namespace lookalike
