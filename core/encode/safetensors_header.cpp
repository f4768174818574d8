// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/safetensors_header.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

namespace lookalike {
namespace {

constexpr std::size_t kMaxNameBytes = 512;
constexpr std::string_view kMetadataKey = "__metadata__";

struct DtypeEntry {
    Dtype dtype;
    const char* name;
    std::size_t bytes;
};
constexpr DtypeEntry kDtypes[] = {{Dtype::F64, "F64", 8}, {Dtype::F32, "F32", 4},
                                  {Dtype::F16, "F16", 2}, {Dtype::BF16, "BF16", 2},
                                  {Dtype::I64, "I64", 8}, {Dtype::I32, "I32", 4},
                                  {Dtype::I16, "I16", 2}, {Dtype::I8, "I8", 1},
                                  {Dtype::U8, "U8", 1},   {Dtype::Bool, "BOOL", 1}};

std::string inQuotes(std::string_view name)
{
    return "\"" + displayText(name) + "\"";
}

/// Returns the size of a tensor, or nothing if it does not fit into 63 bits.
std::optional<std::uint64_t> byteSize(const std::vector<std::int64_t>& shape, Dtype dtype)
{
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    std::uint64_t size = dtypeBytes(dtype);
    // A zero makes the product zero, but must not hide dimensions that overflow.
    for (const std::int64_t dimension : shape) {
        const auto factor = static_cast<std::uint64_t>(std::max<std::int64_t>(dimension, 1));
        if (size > kMost / factor)
            return std::nullopt;
        size *= factor;
    }
    return std::find(shape.begin(), shape.end(), 0) == shape.end() ? size : 0;
}

/// Receives the parser's events. In this small grammar, nesting depth and key determine the type of
/// each value; everything else is refused immediately, so that nothing accumulates.
class HeaderHandler : public nlohmann::json_sax<nlohmann::json> {
public:
    SafetensorsHeader header;
    Message complaint;

    bool null() override { return refuse("null is not allowed"_msg); }
    bool boolean(bool) override { return refuse("true and false are not allowed"_msg); }
    bool number_integer(number_integer_t) override { return refuse("a number is negative"_msg); }
    bool number_float(number_float_t, const string_t&) override
    {
        return refuse("a number is not an integer or is too large"_msg);
    }
    bool binary(binary_t&) override { return refuse("unexpected binary value"_msg); }

    bool number_unsigned(number_unsigned_t number) override
    {
        if (!m_inArray)
            return refuse("unexpected number"_msg);
        if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return refuse("a number is too large"_msg);
        std::vector<std::int64_t>& list = m_field == "shape" ? m_tensor.shape : m_offsets;
        if (list.size() >= (m_field == "shape" ? kMaxSafetensorsRank : 2U))
            return refuse("%1 has too many entries"_msg(m_field));
        list.push_back(static_cast<std::int64_t>(number));
        return true;
    }

    bool string(string_t& text) override
    {
        if (m_depth == 2 && m_name == kMetadataKey) {
            header.metadata[m_field] = text;
            return true;
        }
        if (m_depth != 2 || m_inArray || m_field != "dtype")
            return refuse("unexpected text"_msg);
        const auto* entry = std::find_if(std::begin(kDtypes), std::end(kDtypes),
                                         [&](const DtypeEntry& e) { return text == e.name; });
        if (entry == std::end(kDtypes))
            return refuse("the element type is unknown: %1"_msg(text));
        m_tensor.dtype = entry->dtype;
        return true;
    }

    bool start_object(std::size_t) override
    {
        if (m_depth >= 2 || m_inArray)
            return refuse("objects are nested too deeply"_msg);
        if (++m_depth == 2) {
            m_fields.clear();
            m_tensor = {};
            m_offsets.clear();
        }
        return true;
    }

    bool key(string_t& text) override
    {
        if (m_depth == 1) {
            m_name = text;
            if (m_names.size() > kMaxSafetensorsTensors)
                return refuse("too many tensors"_msg);
            if (text.empty() || text.size() > kMaxNameBytes)
                return refuse("a tensor's name is empty or too long"_msg);
            return m_names.insert(text).second || refuse("the name occurs twice"_msg);
        }
        m_field = text;
        if (m_name != kMetadataKey && text != "dtype" && text != "shape" && text != "data_offsets")
            return refuse("the field is unknown: %1"_msg(text));
        return m_fields.insert(text).second || refuse("the field occurs twice: %1"_msg(text));
    }

    bool end_object() override
    {
        if (m_depth-- == 1)
            return true;
        if (m_name == kMetadataKey)
            return true;
        if (m_fields.size() != 3)
            return refuse("dtype, shape or data_offsets is missing"_msg);
        if (m_offsets.size() != 2)
            return refuse("data_offsets needs two entries"_msg);
        if (m_offsets[1] < m_offsets[0])
            return refuse("the data ends before it begins"_msg);
        m_tensor.name = m_name;
        m_tensor.offset = static_cast<std::uint64_t>(m_offsets[0]);
        m_tensor.bytes = static_cast<std::uint64_t>(m_offsets[1] - m_offsets[0]);
        if (byteSize(m_tensor.shape, m_tensor.dtype) != m_tensor.bytes)
            return refuse("the shape does not match the size of the data"_msg);
        header.tensors.push_back(m_tensor);
        return true;
    }

    bool start_array(std::size_t) override
    {
        if (m_depth != 2 || m_inArray || (m_field != "shape" && m_field != "data_offsets") ||
            m_name == kMetadataKey)
            return refuse("unexpected list"_msg);
        m_inArray = true;
        return true;
    }

    bool end_array() override
    {
        m_inArray = false;
        return true;
    }

    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception&) override
    {
        complaint = "it is not valid JSON at byte %1"_msg(position);
        return false;
    }

private:
    bool refuse(const Message& reason)
    {
        complaint = m_name.empty() ? reason : "%1: %2"_msg(inQuotes(m_name), reason);
        return false;
    }

    int m_depth = 0;
    bool m_inArray = false;
    std::string m_name;  ///< current key of the outer object
    std::string m_field; ///< current key of the inner object
    std::set<std::string, std::less<>> m_names;
    std::set<std::string, std::less<>> m_fields;
    TensorInfo m_tensor;
    std::vector<std::int64_t> m_offsets;
};

} // namespace

const char* dtypeName(Dtype dtype) noexcept
{
    return kDtypes[static_cast<std::size_t>(dtype)].name;
}

std::size_t dtypeBytes(Dtype dtype) noexcept
{
    return kDtypes[static_cast<std::size_t>(dtype)].bytes;
}

std::int64_t TensorInfo::elements() const noexcept
{
    return static_cast<std::int64_t>(bytes / dtypeBytes(dtype));
}

Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view json, std::uint64_t dataBytes)
{
    const auto broken = [](const Message& reason) {
        return fail(ErrorCode::Broken, "The safetensors header is damaged: %1"_msg(reason));
    };
    if (json.empty() || json.front() != '{')
        return broken("it does not begin with {"_msg);
    // The parser treats a zero byte as the end of its input.
    if (json.find('\0') != std::string_view::npos)
        return broken("there is a zero byte in it"_msg);
    HeaderHandler handler;
    if (!nlohmann::json::sax_parse(json.begin(), json.end(), &handler))
        return broken(handler.complaint);

    std::vector<TensorInfo>& tensors = handler.header.tensors;
    // Empty tensors share an offset with their neighbours, so the end decides.
    std::sort(tensors.begin(), tensors.end(), [](const TensorInfo& a, const TensorInfo& b) {
        return std::pair(a.offset, a.offset + a.bytes) < std::pair(b.offset, b.offset + b.bytes);
    });
    std::uint64_t end = 0;
    for (const TensorInfo& tensor : tensors) {
        if (tensor.offset > end)
            return broken("a hole in the data before %1"_msg(inQuotes(tensor.name)));
        if (tensor.offset < end)
            return broken("%1 overlaps another tensor"_msg(inQuotes(tensor.name)));
        end += tensor.bytes;
    }
    if (end > dataBytes)
        return broken("the file is too short for its tensors"_msg);
    if (end < dataBytes)
        return broken("there are bytes after the last tensor"_msg);
    return std::move(handler.header);
}

Result<std::string> makeSafetensorsHeader(std::vector<TensorInfo>& tensors,
                                          const TensorMetadata& metadata)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    if (!metadata.empty())
        json[std::string(kMetadataKey)] = metadata;
    std::uint64_t offset = 0;
    for (TensorInfo& tensor : tensors) {
        const bool valid = std::none_of(tensor.shape.begin(), tensor.shape.end(),
                                        [](std::int64_t dimension) { return dimension < 0; });
        const auto size = valid ? byteSize(tensor.shape, tensor.dtype) : std::nullopt;
        if (!size || json.contains(tensor.name))
            return fail(
                ErrorCode::InvalidArgument,
                "%1 cannot be written: its shape or name is not valid"_msg(inQuotes(tensor.name)));
        tensor.offset = offset;
        tensor.bytes = *size;
        offset += *size;
        json[tensor.name] = {{"dtype", dtypeName(tensor.dtype)},
                             {"shape", tensor.shape},
                             {"data_offsets", {tensor.offset, offset}}};
    }
    // Paths in the metadata may hold any bytes, but JSON may not.
    std::string text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    text.resize((text.size() + 7) / 8 * 8, ' ');
    if (text.size() > kMaxSafetensorsHeader)
        return fail(ErrorCode::TooLarge, "There is too much metadata for one safetensors file"_msg);
    if (auto checked = parseSafetensorsHeader(text, offset); !checked)
        return fail(checked);
    return text;
}

} // namespace lookalike
