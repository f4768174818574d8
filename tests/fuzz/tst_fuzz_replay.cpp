// SPDX-License-Identifier: GPL-3.0-or-later
// A fuzz target without a fuzzer: seeds, mutations of them, and what fuzzers found before. A broken
// promise or a crash ends the test.
#include "tests/fuzz/fuzz_target.h"
#include "tests/testing.h"

#include <QElapsedTimer>
#include <random>

using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kMutations = 3000;
constexpr qint64 kMostMilliseconds = 4000;

void replay(const std::string& input)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::string mutated(std::string input, const std::string& other, std::mt19937& random)
{
    for (unsigned i = 0; i < 1 + random() % 6; ++i) {
        const std::size_t at = random() % (input.size() + 1);
        switch (random() % 4) {
        case 0:
            if (at < input.size())
                input[at] = static_cast<char>(random());
            break;
        case 1:
            input.erase(at, 1 + random() % 16);
            break;
        case 2:
            input.insert(at, other.substr(random() % (other.size() + 1), random() % 32));
            break;
        default:
            input.insert(at, 1 + random() % 4, static_cast<char>(random()));
        }
    }
    return input;
}

} // namespace

class TestFuzzReplay : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void seedsAreSafe();
    void whatWasFoundIsSafe();
    void mutationsOfSeedsAreSafe();
};

void TestFuzzReplay::seedsAreSafe()
{
    const std::vector<std::string> seeds = fuzzSeeds();
    QVERIFY(!seeds.empty());
    replay({});
    for (const std::string& seed : seeds)
        replay(seed);
}

void TestFuzzReplay::whatWasFoundIsSafe()
{
    const fs::path folder = LOOKALIKE_FUZZ_REGRESSIONS;
    if (!fs::is_directory(folder))
        QSKIP("nothing was ever found by this target");
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        std::ifstream stream(entry.path(), std::ios::binary);
        replay({std::istreambuf_iterator<char>(stream), {}});
    }
}

void TestFuzzReplay::mutationsOfSeedsAreSafe()
{
    const std::vector<std::string> seeds = fuzzSeeds();
    std::mt19937 random(2026);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kMutations && timer.elapsed() < kMostMilliseconds; ++i) {
        const std::string& seed = seeds[random() % seeds.size()];
        replay(mutated(seed, seeds[random() % seeds.size()], random));
    }
}

QTEST_GUILESS_MAIN(TestFuzzReplay)
#include "tst_fuzz_replay.moc"
