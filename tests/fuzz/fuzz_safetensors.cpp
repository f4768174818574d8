// SPDX-License-Identifier: GPL-3.0-or-later
// The safetensors reader. First byte even: the rest is a file. Odd: the rest is a header's JSON,
// for which the harness writes the length, with so many bytes of data behind it as the next word
// says.
#include "core/encode/safetensors.h"
#include "core/encode/safetensors_header.h"
#include "tests/fuzz/fuzz_target.h"

using namespace lookalike;
using namespace lookalike::testing;

namespace {

std::string lengthOf(std::string_view json)
{
    const std::uint64_t bytes = json.size();
    std::string text(sizeof bytes, '\0');
    std::memcpy(text.data(), &bytes, sizeof bytes);
    return text;
}

/// What is accepted lies side by side, is as large as its shape says, and can be read.
void checkTensors(SafetensorsFile& file, std::uint64_t fileBytes)
{
    std::uint64_t end = 0;
    for (const TensorInfo& tensor : file.tensors()) {
        promise(tensor.offset == end, "tensors leave no gap");
        promise(tensor.bytes <= fileBytes, "a tensor is no larger than the file");
        std::uint64_t elements = 1;
        for (const std::int64_t side : tensor.shape) {
            promise(side >= 0, "sides are not negative");
            elements = side == 0 ? 0 : elements * static_cast<std::uint64_t>(side);
            if (elements == 0)
                break;
        }
        promise(elements * dtypeBytes(tensor.dtype) == tensor.bytes, "the shape fits the bytes");
        promise(tensor.shape.size() <= kMaxSafetensorsRank, "the rank is capped");
        const TensorInfo* found = file.find(tensor.name);
        promise(found != nullptr, "every tensor is found by its name");
        std::vector<std::byte> bytes(static_cast<std::size_t>(tensor.bytes));
        static_cast<void>(file.read(tensor, bytes));
        static_cast<void>(file.readFloats(tensor.name));
        end += tensor.bytes;
    }
    promise(end <= fileBytes, "the tensors fit the file");
}

/// What was read can be written, and is then read as the same.
void checkRoundTrip(const SafetensorsFile& file)
{
    std::vector<TensorInfo> tensors = file.tensors();
    const auto json = makeSafetensorsHeader(tensors, file.metadata());
    if (!json)
        return;
    std::uint64_t dataBytes = 0;
    for (const TensorInfo& tensor : tensors)
        dataBytes += tensor.bytes;
    const auto again = parseSafetensorsHeader(*json, dataBytes);
    promise(again.has_value(), "what is written is read");
    promise(again->tensors.size() == tensors.size() && again->metadata == file.metadata(),
            "what is written is read as the same");
}

} // namespace

std::vector<std::string> lookalike::testing::fuzzSeeds()
{
    const std::string tensor =
        R"({"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"b":{"dtype":"BF16","shape":[],"data_offsets":[8,10]}})";
    const std::string withMetadata =
        R"({"__metadata__":{"format":"pt","k":"v"},"x":{"dtype":"I64","shape":[0,3],"data_offsets":[0,0]}})";
    const std::string odd("\x01\x0A\x00", 3);
    return {std::string(1, '\0') + lengthOf(tensor) + tensor + std::string(10, '\1'),
            std::string(1, '\0') + lengthOf(withMetadata) + withMetadata,
            odd + tensor,
            std::string("\x01\0\0", 3) + withMetadata,
            std::string(1, '\0') + "PK\x03\x04",
            std::string(1, '\0') + "\x80\x02}q",
            std::string("\x01\0\0", 3) + "{}"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const FuzzFolder folder;
    static const std::filesystem::path path = folder / "model.safetensors";
    InputReader input({data, size});
    std::string bytes;
    if (input.byte() % 2 == 0) {
        bytes = input.rest();
    } else {
        const std::size_t dataBytes = input.word();
        const std::string_view json = input.rest();
        bytes = lengthOf(json);
        bytes += json;
        bytes.append(dataBytes, '\x3C');
    }
    writeBytes(path, bytes);
    if (auto file = SafetensorsFile::open(path)) {
        checkTensors(*file, bytes.size());
        checkRoundTrip(*file);
    }
    return 0;
}
