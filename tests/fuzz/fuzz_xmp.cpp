// SPDX-License-Identifier: GPL-3.0-or-later
// XMP sidecars that anybody may have written: read, added to, and read again. The first byte
// chooses whether the rest is a sidecar or an order to write one.
#include "core/image/metadata_merge.h"
#include "core/image/metadata_task.h"
#include "core/image/sidecar.h"
#include "tests/fuzz/fuzz_target.h"

using namespace lookalike;
using namespace lookalike::testing;

namespace {

DescriptiveMetadata additions()
{
    DescriptiveMetadata metadata;
    metadata.list(WordList::Subject) = {"a word of the fuzzer's"};
    metadata.rating = 5;
    metadata.title = "A title";
    metadata.caption = "A caption";
    metadata.placeNames[1] = "A city";
    return metadata;
}

std::vector<std::uint8_t> bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

void trySidecar(std::string_view text)
{
    const std::vector<std::uint8_t> bytes = bytesOf(text);
    const auto described = describeSidecar(bytes);
    if (!described)
        return;
    promise(descriptiveItems(*described) <= kMaxDescriptiveItems, "items are capped");
    const DescriptiveMetadata passed = descriptiveFromText(descriptiveText(*described));
    promise(passed.words == described->words && passed.caption == described->caption &&
                passed.rating == described->rating,
            "what a sidecar says comes through the protocol");
    const std::vector<MergeSource> sources{{additions(), true}};
    const auto merged = mergedMetadata(passed, sources);
    if (!merged)
        return;
    const auto written = writeSidecar(bytes, {*merged, {}, 40, 30});
    if (!written)
        return;
    const auto again = describeSidecar(bytesOf(*written));
    promise(again.has_value(), "what is written can be read");
    promise(again->words == merged->words && again->rating == merged->rating &&
                again->title == merged->title && again->caption == merged->caption,
            "what is written is what was meant");
}

} // namespace

std::vector<std::string> lookalike::testing::fuzzSeeds()
{
    DescriptiveMetadata all = additions();
    all.list(WordList::HierarchicalSubject) = {"Places|Italy"};
    all.albums = {{"Summer", "urn:1"}};
    all.regions = {{"Ada", "Face", 1, 2, 3, 4}};
    all.place = PhotoPlace{48'000'000'000, -2'000'000'000, 1000};
    all.takenAt = "2019-07-03T14:05:09Z";
    const auto sidecar = writeSidecar({}, {all, {}, 40, 30});
    const std::string rdf =
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
        " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
        " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:darktable='http://darktable.sf.net/'"
        " darktable:xmp_version='4'><dc:subject><rdf:Bag><rdf:li>lake</rdf:li></rdf:Bag>"
        "</dc:subject><darktable:history><rdf:Seq><rdf:li darktable:num='0'"
        " darktable:params='00ff'/></rdf:Seq></darktable:history></rdf:Description></rdf:RDF>"
        "</x:xmpmeta>";
    const auto order = sidecarOrder(bytesOf(rdf), {all, {}, 40, 30});
    return {std::string(1, '\0') + sidecar.value_or(""), std::string(1, '\0') + rdf,
            "\1" + std::string(order.begin(), order.end())};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    InputReader input({data, size});
    const bool isOrder = input.byte() % 2 == 1;
    const std::string_view text = input.rest();
    if (isOrder)
        static_cast<void>(performMetadataTask(MetadataTask::WriteSidecar, bytesOf(text)));
    else
        trySidecar(text);
    return 0;
}
