// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/sidecar.h"

#include "core/image/bytes.h"
#include "core/image/descriptive_reader.h"
#include "core/image/descriptive_writer.h"
#include "core/image/metadata.h"

#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

#if EXIV2_TEST_VERSION(0, 28, 0)
using Exiv2FileSize = std::size_t;
#else
using Exiv2FileSize = long;
#endif

using Properties = std::vector<std::pair<std::string, std::string>>;

std::size_t countOf(std::string_view part, std::string_view text)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

/// Returns true if the XMP uses qualifiers (RDF's properties of values) or references. Exiv2 only
/// supports the language qualifiers of alternative texts and turns references into plain texts.
bool mayLoseParts(std::string_view text, const Exiv2::XmpData& xmp)
{
    std::size_t languages = 0;
    for (const Exiv2::Xmpdatum& datum : xmp)
        if (datum.typeId() == Exiv2::langAlt)
            languages += static_cast<const Exiv2::LangAltValue&>(datum.value()).value_.size();
    return countOf("xml:lang", text) != languages || countOf("rdf:value", text) > 0 ||
           countOf("rdf:resource", text) > 0;
}

Result<Exiv2::XmpData> parse(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() > kMaxSidecarBytes)
        return fail(ErrorCode::TooLarge, "The sidecar is too large"_msg);
    const std::string_view text = textOf(bytes);
    // No program writes these; they are used for XML attacks.
    if (text.find("<!DOCTYPE") != std::string_view::npos ||
        text.find("<!ENTITY") != std::string_view::npos)
        return fail(ErrorCode::Unsupported, "The sidecar declares its own document type"_msg);
    initializeMetadata();
    Exiv2::XmpData xmp;
    try {
        if (text.find("RDF") == std::string_view::npos ||
            Exiv2::XmpParser::decode(xmp, std::string(text)) != 0)
            return fail(ErrorCode::Broken, "The sidecar cannot be read"_msg);
    } catch (const std::exception&) {
        return fail(ErrorCode::Broken, "The sidecar cannot be read"_msg);
    }
    return xmp;
}

Properties propertiesOf(const Exiv2::XmpData& xmp)
{
    Properties properties;
    for (const Exiv2::Xmpdatum& datum : xmp)
        if (!isDescriptiveProperty(datum.key()))
            properties.emplace_back(datum.key(), datum.toString());
    std::ranges::sort(properties);
    return properties;
}

Result<DescriptiveMetadata> checked(DescriptiveMetadata metadata)
{
    if (descriptiveItems(metadata) > kMaxDescriptiveItems)
        return fail(ErrorCode::TooLarge, "It has more keywords than can be carried over"_msg);
    return metadata;
}

} // namespace

Result<DescriptiveMetadata> describePhoto(std::span<const std::uint8_t> bytes)
{
    const Metadata known = readMetadata(bytes);
    DescriptiveMetadata metadata;
    try {
        auto image =
            Exiv2::ImageFactory::open(bytes.data(), static_cast<Exiv2FileSize>(bytes.size()));
        if (image.get() == nullptr)
            return metadata;
        image->readMetadata();
        addXmp(metadata, image->xmpData());
        addIptc(metadata, image->iptcData());
        addExif(metadata, image->exifData(), known);
    } catch (const std::exception&) {
        return DescriptiveMetadata();
    }
    // readMetadata() has selected the title and caption and dropped automatic camera texts.
    metadata.title = known.carried.title;
    if (known.carried.caption.empty() || !metadata.caption.starts_with(known.carried.caption))
        metadata.caption = known.carried.caption;
    return checked(std::move(metadata));
}

Result<DescriptiveMetadata> describeSidecar(std::span<const std::uint8_t> bytes)
{
    auto xmp = parse(bytes);
    if (!xmp)
        return fail(xmp);
    DescriptiveMetadata metadata;
    try {
        addXmp(metadata, *xmp);
    } catch (const std::exception&) {
        return fail(ErrorCode::Broken, "The sidecar cannot be read"_msg);
    }
    return checked(std::move(metadata));
}

Result<std::string> writeSidecar(std::span<const std::uint8_t> existing,
                                 const SidecarRequest& request)
{
    Exiv2::XmpData xmp;
    if (!existing.empty()) {
        auto parsed = parse(existing);
        if (!parsed)
            return fail(parsed);
        if (mayLoseParts(textOf(existing), *parsed))
            return fail(ErrorCode::Unsupported,
                        "The sidecar has qualifiers on its properties, which would be lost"_msg);
        xmp = std::move(*parsed);
    } else {
        initializeMetadata();
    }
    try {
        const Properties before = propertiesOf(xmp);
        setDescriptive(xmp, request);
        std::string packet;
        if (Exiv2::XmpParser::encode(packet, xmp,
                                     Exiv2::XmpParser::omitPacketWrapper |
                                         Exiv2::XmpParser::useCompactFormat) != 0)
            return fail(ErrorCode::Unsupported, "The sidecar cannot be written"_msg);
        packet.insert(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        // Read back what was written, to verify that only the intended properties changed.
        const auto written =
            parse({reinterpret_cast<const std::uint8_t*>(packet.data()), packet.size()});
        if (!written)
            return fail(written);
        if (propertiesOf(*written) != before)
            return fail(ErrorCode::Unsupported,
                        "The sidecar holds data that cannot be written back unchanged"_msg);
        return packet;
    } catch (const std::exception&) {
        return fail(ErrorCode::Unsupported, "The sidecar cannot be written"_msg);
    }
}

} // namespace lookalike
