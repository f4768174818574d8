// SPDX-License-Identifier: GPL-3.0-or-later
// Hostile names and texts: how they are shown, stored in a .trashinfo, and named in the trash.
#include "core/base/path_bytes.h"
#include "core/base/result.h"
#include "core/files/trash/trash_info.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

bool isPlainAscii(const std::string& text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 127; });
}

} // namespace

std::vector<std::string> lookalike::testing::fuzzSeeds()
{
    return {"\x20"
            "a photo.jpg",
            "\x08"
            "caf\xC3\xA9\xE9.jpg",
            "\xFF"
            "\xE2\x80\xAE"
            "gpj.exe",
            "\x10"
            "line\nbreak\x7F%41.tar.gz",
            "\x05"
            "\xF0\x9F\x8C\x85\xED\xA0\x80.png"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    InputReader input({data, size});
    const std::size_t most = input.byte();
    const std::string text(input.rest());

    const std::string shown = displayText(text);
    promise(std::ranges::none_of(shown, [](char c) { return c >= 0 && (c < ' ' || c == 127); }),
            "no control character is shown");
    promise(displayText(shown) == shown, "what is shown is shown as it is");
    if (text.find('\0') == std::string::npos)
        promise(pathToBytes(pathFromBytes(text)) == text, "paths are bytes");

    const std::string encoded = percentEncoded(text);
    promise(isPlainAscii(encoded), "percent encoding is plain ASCII");
    promise(percentDecoded(encoded) == text, "percent encoding is reversible");
    static_cast<void>(percentDecoded(text));
    promise(isTrashInfoOf(trashInfoText(text, 1'700'000'000), text), "a .trashinfo is known again");
    static_cast<void>(isTrashInfoOf(text, "/photos/a.jpg"));

    const std::string name = nameInTrash(text, " 2", most);
    promise(name.size() <= std::max<std::size_t>(most, 40), "a name in the trash has a longest");
    return 0;
}
