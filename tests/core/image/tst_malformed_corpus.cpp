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
constexpr std::size_t kAllMutations = 10'000; ///< with LOOKALIKE_ALL_MUTATIONS set, of all files
constexpr std::size_t kBatch = 250;
constexpr std::size_t kLeastMutations = 20; ///< of a batch, on a machine that is busy
constexpr auto kTimeCap = 10s;              ///< for a batch
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

bool all()
{
    return std::getenv("LOOKALIKE_ALL_MUTATIONS") != nullptr;
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

void put(FileBytes& bytes, std::uint64_t value, int size, bool bigEndian = false)
{
    for (int i = 0; i < size; ++i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * (bigEndian ? size - 1 - i : i))));
}

/// The head of a BMP with one bit a pixel, and its palette.
FileBytes bmpHead(std::uint32_t width, std::uint32_t height)
{
    FileBytes bytes{'B', 'M'};
    for (const auto& [value, size] :
         std::initializer_list<std::pair<std::uint32_t, int>>{{0, 4},
                                                              {0, 4},
                                                              {62, 4},
                                                              {40, 4},
                                                              {width, 4},
                                                              {height, 4},
                                                              {1, 2},
                                                              {1, 2},
                                                              {0, 4},
                                                              {0, 4},
                                                              {0, 4},
                                                              {0, 4},
                                                              {2, 4},
                                                              {0, 4},
                                                              {0x102030, 4},
                                                              {0xFFFFFF, 4}})
        put(bytes, value, size);
    return bytes;
}

/// A PNG up to its first pixels.
FileBytes pngHead(std::uint32_t width, std::uint32_t height)
{
    FileBytes bytes{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};
    FileBytes chunk{'I', 'H', 'D', 'R'};
    put(chunk, width, 4, true);
    put(chunk, height, 4, true);
    chunk.insert(chunk.end(), {8, 2, 0, 0, 0});
    std::uint32_t sum = ~0U; // the checksum of ISO 3309
    for (const std::uint8_t byte : chunk) {
        sum ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    bytes.insert(bytes.end(), chunk.begin(), chunk.end());
    put(bytes, ~sum, 4, true);
    bytes.insert(bytes.end(), {0, 0, 0, 4, 'I', 'D', 'A', 'T', 0, 0, 0, 0});
    return bytes;
}

FileBytes gifHead(std::uint16_t width, std::uint16_t height)
{
    FileBytes bytes{'G', 'I', 'F', '8', '9', 'a'};
    put(bytes, width, 2);
    put(bytes, height, 2);
    bytes.insert(bytes.end(), {0x80, 0, 0, 10, 20, 30, 200, 210, 220}); // two colours
    return bytes;
}

/// A TIFF that promises one strip of so many grey pixels.
FileBytes tiffHead(std::uint32_t width, std::uint32_t height)
{
    FileBytes bytes{'I', 'I', 42, 0, 8, 0, 0, 0, 8, 0};
    const auto tag = [&bytes](std::uint16_t number, std::uint32_t value) {
        put(bytes, number, 2);
        put(bytes, 4, 2);
        put(bytes, 1, 4);
        put(bytes, value, 4);
    };
    for (const auto& [number, value] :
         std::initializer_list<std::pair<int, std::uint32_t>>{{256, width},
                                                              {257, height},
                                                              {258, 8},
                                                              {259, 1},
                                                              {262, 1},
                                                              {273, 8},
                                                              {278, height},
                                                              {279, width * height}})
        tag(static_cast<std::uint16_t>(number), value);
    put(bytes, 0, 4);
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
        if (error.message.english().find("its decoder") != std::string::npos ||
            error.message.english().find("the decoder") != std::string::npos ||
            error.code == ErrorCode::Timeout)
            m_killers.push_back(name + ": " + error.message.english());
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
        m_before = residentMb();
    }

    void bombs_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("ending");
        const auto row = [](const char* name, const FileBytes& bytes, const char* ending) {
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                              static_cast<qsizetype>(bytes.size()))
                                << QByteArray(ending);
        };
        row("a PNG of 65,535 x 65,535 pixels", pngHead(65'535, 65'535), "too_large");
        row("a GIF of 65,535 x 65,535 pixels", gifHead(65'535, 65'535), "too_large");
        row("a TIFF of 65,535 x 65,535 pixels", tiffHead(65'535, 65'535), "too_large");
        row("a BMP of 2,000,000,000 x 1 pixels", bmpHead(2'000'000'000, 1), "too_large");
        row("a BMP of 15,800 x 15,800 pixels without them", bmpHead(15'800, 15'800), "broken");
        FileBytes frames = gifHead(2, 1);
        for (int frame = 0; frame < 100'000; ++frame)
            frames.insert(frames.end(), {0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x44, 0x0A, 0});
        row("a GIF of 100,000 frames", frames, "decoded");
        FileBytes large = bmpHead(16'000, 12'000);
        large.resize(large.size() + std::size_t{16'000} / 8 * 12'000, 0xA5);
        row("an honest picture of 192 megapixels", large, "decoded");
    }
    void bombs()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, ending);
        QElapsedTimer timer;
        timer.start();
        const auto result =
            m_decoder->decode({reinterpret_cast<const std::uint8_t*>(bytes.constData()),
                               static_cast<std::size_t>(bytes.size())},
                              {.wantedShortSide = 224, .wantMetadata = true});
        qInfo("%lld ms, %s", static_cast<long long>(timer.elapsed()),
              result ? "decoded" : result.error().message.english().c_str());
        QCOMPARE(result ? QByteArray("decoded") : QByteArray(errorCodeName(result.error().code)),
                 ending);
        QVERIFY(residentMb() - m_before <= kMostGrowthMb);
    }

    void theCollection()
    {
        REQUIRE_SHARED("data/malformed");
        const auto files = filesIn("data/malformed");
        QVERIFY(files.size() > 100);
        Endings endings;
        decodeAll(files.size(), endings, [&](std::size_t i) {
            return std::pair(readFile(files[i]), files[i].filename().string());
        });
        finish(endings);
    }

    void mutationsOfEveryFormat_data()
    {
        QTest::addColumn<std::size_t>("first");
        const std::size_t wanted = all() ? kAllMutations : kUsualMutations;
        for (std::size_t first = 0; first < wanted; first += kBatch)
            QTest::addRow("mutations %zu to %zu", first + 1, first + kBatch) << first;
    }
    void mutationsOfEveryFormat()
    {
        REQUIRE_SHARED("data/formats");
        QFETCH(std::size_t, first);
        std::vector<fs::path> files = filesIn("data/formats");
        if (!all())
            std::erase_if(files, [](const fs::path& f) { return fs::file_size(f) > kSmallFile; });
        std::vector<FileBytes> originals;
        for (const fs::path& file : files)
            originals.push_back(readFile(file));
        QVERIFY(originals.size() >= 5);

        Endings endings;
        const std::size_t done = decodeAll(
            kBatch, endings,
            [&](std::size_t i) {
                const std::size_t seed = first + i + 1;
                const std::size_t number = seed % originals.size();
                const FileBytes& other = originals[(seed / originals.size()) % originals.size()];
                return std::pair(mutate(originals[number], other, seed),
                                 files[number].filename().string() + " #" + std::to_string(seed));
            },
            all() ? std::nullopt : std::optional(std::chrono::milliseconds(kTimeCap)));
        qInfo("%zu of %zu mutations", done, kBatch);
        QVERIFY(done >= (all() ? kBatch : kLeastMutations));
        finish(endings);
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
                    m_decoder->decode(
                        bytes, {.wantedShortSide = 224, .wantMetadata = true, .wantDigest = true}),
                    name);
                ++done;
            }
        };
        std::vector<std::jthread> threads;
        for (int i = 0; i < 2; ++i)
            threads.emplace_back(work);
        threads.clear();
        return done;
    }

    void finish(const Endings& endings)
    {
        endings.report();
        const double growth = residentMb() - m_before;
        qInfo("this process grew by %.1f MiB", growth);
        QVERIFY(endings.allWell());
        QVERIFY(growth <= kMostGrowthMb);
        VERIFY_RESULT(m_decoder->decode(bmpBytes(smoothPicture(64, 64)), {}));
    }

    std::unique_ptr<Decoder> m_decoder;
    double m_before = 0; ///< MiB, when all was set up
};

QTEST_GUILESS_MAIN(TestMalformedCorpus)
#include "tst_malformed_corpus.moc"
