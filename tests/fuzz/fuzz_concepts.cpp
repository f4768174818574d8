// SPDX-License-Identifier: GPL-3.0-or-later
// Files of concepts, which may come from anybody. What is accepted must be within the limits, and
// the same when it is written and read again.
#include "core/library/concept_json.h"
#include "core/library/photo_concepts.h"
#include "tests/fuzz/fuzz_target.h"

#include <cmath>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

const FuzzFolder& folder()
{
    static const FuzzFolder made;
    return made;
}

std::string withConcept(const std::string& fields)
{
    return R"({"format":"lookalike-concepts","version":1,"concepts":[{)" + fields + "}]}";
}

} // namespace

std::vector<std::string> lookalike::testing::fuzzSeeds()
{
    const std::string hash(64, 'a');
    const std::string head = R"("name":"A","strictness":0.5,"created":1,)";
    return {
        withConcept(head + R"("terms":[{"words":"red","weight":-0.5}],"marks":[],"vectors":[])"),
        withConcept(head + R"("terms":[{"picture":")" + hash +
                    R"(","region":[0,0,0.5,1],"weight":1}],"marks":[],"vectors":[{"picture":")" +
                    hash + R"(","region":[0,0,0.5,1],"space":"s","half_floats":"3c00"}])"),
        withConcept(head + R"("terms":[],"marks":[{"photo":")" + hash +
                    R"(","mark":"more"},{"photo":")" + std::string(64, 'b') +
                    R"(","mark":"less"}],"vectors":[])")};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::filesystem::path path = folder() / "concepts.json";
    writeBytes(path, std::string(reinterpret_cast<const char*>(data), size));
    const auto read = readConcepts(path);
    if (!read)
        return 0;
    for (const PortableConcept& kept : *read) {
        promise(!kept.row.name.empty() && kept.row.name.size() <= kMaxConceptNameBytes,
                "names are within their limit");
        promise(kept.row.strictness >= 0 && kept.row.strictness <= 1, "the strictness is, too");
        promise(kept.row.terms.size() <= kMaxConceptTerms &&
                    kept.row.marks.size() <= kMaxConceptMarks,
                "so are the lists");
        for (const ConceptTerm& term : kept.row.terms)
            promise(std::isfinite(term.weight), "weights are numbers");
    }
    promise(writeConcepts(*read, path).has_value(), "what was read can be written");
    const auto again = readConcepts(path);
    promise(again.has_value() && *again == *read, "and is the same then");
    return 0;
}
