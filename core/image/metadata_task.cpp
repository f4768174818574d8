// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/metadata_task.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace lookalike {

namespace {

/// Writes the size of a part in decimal digits and a space, then the part.
void putPart(std::vector<std::uint8_t>& out, std::string_view part)
{
    const std::string size = std::to_string(part.size()) + ' ';
    out.insert(out.end(), size.begin(), size.end());
    out.insert(out.end(), part.begin(), part.end());
}

std::string_view takePart(std::string_view& text)
{
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    text.remove_prefix(std::min<std::size_t>(1, text.size()));
    const std::string_view part = text.substr(0, error == std::errc() ? size : 0);
    text.remove_prefix(part.size());
    return part;
}

int takeSide(std::string_view& text)
{
    const std::string_view part = takePart(text);
    int side = 0;
    std::from_chars(part.data(), part.data() + part.size(), side);
    return std::max(side, 0);
}

Result<std::string> write(std::string_view order)
{
    SidecarRequest request;
    request.metadata = descriptiveFromText(takePart(order));
    request.embedded = descriptiveFromText(takePart(order));
    request.width = takeSide(order);
    request.height = takeSide(order);
    return writeSidecar({reinterpret_cast<const std::uint8_t*>(order.data()), order.size()},
                        request);
}

Result<std::string> asText(Result<DescriptiveMetadata> metadata)
{
    if (!metadata)
        return fail(metadata);
    return descriptiveText(*metadata);
}

} // namespace

std::vector<std::uint8_t> sidecarOrder(std::span<const std::uint8_t> existing,
                                       const SidecarRequest& request)
{
    std::vector<std::uint8_t> order;
    putPart(order, descriptiveText(request.metadata));
    putPart(order, descriptiveText(request.embedded));
    putPart(order, std::to_string(request.width));
    putPart(order, std::to_string(request.height));
    order.insert(order.end(), existing.begin(), existing.end());
    return order;
}

Result<std::string> performMetadataTask(MetadataTask task, std::span<const std::uint8_t> bytes)
{
    Result<std::string> answer =
        fail(ErrorCode::Unsupported, "This is not a task for a decoder"_msg);
    switch (task) {
    case MetadataTask::DescribePhoto:
        answer = asText(describePhoto(bytes));
        break;
    case MetadataTask::DescribeSidecar:
        answer = asText(describeSidecar(bytes));
        break;
    case MetadataTask::WriteSidecar:
        answer = write({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        break;
    }
    if (answer && answer->size() > kMaxMetadataAnswerBytes)
        return fail(ErrorCode::TooLarge, "Its metadata is too large"_msg);
    return answer;
}

} // namespace lookalike
