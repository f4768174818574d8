// SPDX-License-Identifier: GPL-3.0-or-later
// Damaged files of many kinds through the decoder processes as the library uses them. Whatever
// becomes of those, this process neither crashes nor hangs nor grows, and every file ends as a
// picture or with a reason.
#include "core/image/worker/worker_decoder.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <QElapsedTimer>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <thread>
#ifdef __linux__
#include <malloc.h>
#include <unistd.h>
#endif

using namespace lookalike;
using namespace lookalike::testing;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kUsualMutations = 1500;
constexpr std::size_t kLeastMutations = 200; ///< on a machine that is busy with other things
constexpr auto kTimeCap = 60s;
constexpr std::uintmax_t kSmallFile = 420'000;
constexpr double kMostGrowthMb = 50;

std::vector<fs::path> filesIn(const char* folder)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(sharedFolder() / folder))
        if (entry.is_regular_file())
            files.push_back(entry.path());
    std::ranges::sort(files); // the same mutations everywhere
    return files;
}

/// MiB that are resident; 0 where the system does not tell.
double residentMb()
{
#ifdef __linux__
    malloc_trim(0);
    std::ifstream file("/proc/self/statm");
    double size = 0;
    double resident = 0;
    file >> size >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
#else
    return 0;
#endif
}

/// One of the ways in which files get damaged, chosen and carried out by `seed` alone.
FileBytes mutate(const FileBytes& original, const FileBytes& other, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto below = [&random](std::size_t limit) {
        return limit == 0 ? std::size_t{0} : static_cast<std::size_t>(random() % limit);
    };
    const auto at = [](FileBytes& bytes, std::size_t offset) {
        return bytes.begin() + static_cast<std::ptrdiff_t>(offset);
    };
    FileBytes bytes = original;
    const std::size_t size = bytes.size();
    // Headers are where damage does the most: half of it goes to the first kilobytes.
    const std::size_t reach = below(2) == 0 ? std::min<std::size_t>(size, 4096) : size;
    switch (below(5)) {
    case 0: // bits turn over
        for (std::size_t i = 1 + below(32); i > 0; --i)
            bytes[below(reach)] ^= static_cast<std::uint8_t>(1U << below(8));
        break;
    case 1: // the end is missing
        bytes.resize(below(size));
        break;
    case 2: // a number becomes the smallest or the largest
        std::fill_n(at(bytes, below(reach > 4 ? reach - 4 : 0)), std::min<std::size_t>(4, size),
                    below(2) == 0 ? std::uint8_t{0} : std::uint8_t{0xFF});
        break;
    case 3: { // a piece of another file lies over it
        const std::size_t length = std::min({1 + below(8192), size, other.size()});
        std::copy_n(other.begin() + static_cast<std::ptrdiff_t>(below(other.size() - length + 1)),
                    length, at(bytes, below(size - length + 1)));
        break;
    }
    default: { // a piece of itself comes twice
        const std::size_t length = 1 + below(std::min<std::size_t>(size, 8192));
        const std::size_t from = below(size - length + 1);
        const FileBytes piece(at(bytes, from), at(bytes, from + length));
        bytes.insert(at(bytes, below(size)), piece.begin(), piece.end());
        break;
    }
    }
    return bytes;
}

/// Counts how files end.
class Endings {
public:
    void add(const Result<DecodedImage>& result, const std::string& name)
    {
        const std::lock_guard lock(m_mutex);
        if (result) {
            const Image& image = result->image;
            ++m_counts["decoded"];
            if (image.isNull() ||
                image.pixels.size() != static_cast<std::size_t>(image.width) *
                                           static_cast<std::size_t>(image.height) * 3)
                m_wrong.push_back(name + ": no picture");
            return;
        }
        const Error& error = result.error();
        ++m_counts[errorCodeName(error.code)];
        const bool known = error.code == ErrorCode::Broken ||
                           error.code == ErrorCode::Unsupported ||
                           error.code == ErrorCode::TooLarge || error.code == ErrorCode::Timeout;
        if (!known || error.message.empty())
            m_wrong.push_back(name + ": " + error.text());
        if (error.message.find("its decoder") != std::string::npos ||
            error.code == ErrorCode::Timeout)
            m_killers.push_back(name + ": " + error.message);
    }
    void report() const
    {
        for (const auto& [ending, count] : m_counts)
            qInfo("%-12s %zu", ending.c_str(), count);
        for (const std::string& killer : m_killers)
            qInfo("took its decoder down: %s", killer.c_str());
        for (const std::string& wrong : m_wrong)
            qWarning("%s", wrong.c_str());
    }
    [[nodiscard]] bool allWell() const { return m_wrong.empty(); }

private:
    std::mutex m_mutex;
    std::map<std::string, std::size_t> m_counts;
    std::vector<std::string> m_killers;
    std::vector<std::string> m_wrong;
};

} // namespace

class TestMalformedCorpus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        WorkerDecoderOptions options;
        options.limit = 10s;
        auto made = makeWorkerDecoder(options);
        if (!made)
            QSKIP("there are no decoder processes on this system");
        m_decoder = std::move(*made);
        VERIFY_RESULT(m_decoder->decode(bmpBytes(smoothPicture(64, 64)), {}));
    }

    void theCollection()
    {
        REQUIRE_SHARED("data/malformed");
        const auto files = filesIn("data/malformed");
        QVERIFY(files.size() > 100);
        const double before = residentMb();
        Endings endings;
        decodeAll(files.size(), endings, [&](std::size_t i) {
            return std::pair(readFile(files[i]), files[i].filename().string());
        });
        finish(endings, before);
    }

    void mutationsOfEveryFormat()
    {
        REQUIRE_SHARED("data/formats");
        const char* const wish = std::getenv("LOOKALIKE_MUTATIONS");
        const std::size_t wanted =
            wish == nullptr ? kUsualMutations : std::strtoull(wish, nullptr, 10);
        std::vector<fs::path> files = filesIn("data/formats");
        if (wish == nullptr)
            std::erase_if(files, [](const fs::path& f) { return fs::file_size(f) > kSmallFile; });
        std::vector<FileBytes> originals;
        for (const fs::path& file : files)
            originals.push_back(readFile(file));
        QVERIFY(originals.size() >= 5);

        const double before = residentMb();
        Endings endings;
        const std::size_t done = decodeAll(
            wanted, endings,
            [&](std::size_t i) {
                const std::size_t number = i % originals.size();
                const FileBytes& other = originals[(i / originals.size()) % originals.size()];
                return std::pair(mutate(originals[number], other, i + 1),
                                 files[number].filename().string() + " #" + std::to_string(i + 1));
            },
            wish == nullptr ? std::optional(std::chrono::milliseconds(kTimeCap)) : std::nullopt);
        qInfo("%zu of %zu mutations", done, wanted);
        QVERIFY(done >= std::min(wanted, kLeastMutations));
        finish(endings, before);
    }

private:
    template <class Make>
    std::size_t decodeAll(std::size_t count, Endings& endings, const Make& make,
                          std::optional<std::chrono::milliseconds> cap = {})
    {
        const auto start = std::chrono::steady_clock::now();
        std::atomic<std::size_t> next{0};
        std::atomic<std::size_t> done{0};
        const auto work = [&] {
            for (std::size_t i = next++; i < count; i = next++) {
                if (cap && std::chrono::steady_clock::now() - start > *cap)
                    return;
                const auto [bytes, name] = make(i);
                endings.add(
                    m_decoder->decode(bytes, {.wantedShortSide = 224, .wantMetadata = true}), name);
                ++done;
            }
        };
        std::vector<std::jthread> threads;
        for (int i = 0; i < 2; ++i)
            threads.emplace_back(work);
        threads.clear();
        return done;
    }

    void finish(const Endings& endings, double before)
    {
        endings.report();
        const double growth = residentMb() - before;
        qInfo("this process grew by %.1f MiB", growth);
        QVERIFY(endings.allWell());
        QVERIFY(growth <= kMostGrowthMb);
        VERIFY_RESULT(m_decoder->decode(bmpBytes(smoothPicture(64, 64)), {}));
    }

    std::unique_ptr<Decoder> m_decoder;
};

QTEST_GUILESS_MAIN(TestMalformedCorpus)
#include "tst_malformed_corpus.moc"
