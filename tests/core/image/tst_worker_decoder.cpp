// SPDX-License-Identifier: GPL-3.0-or-later
// Decoding in other processes, with a decoder program that does the worst on demand. If these fail,
// one bad picture can stop the indexing, end the program or reach beyond its decoder.
#include "core/image/worker/sandbox.h"
#include "core/image/worker/worker_decoder.h"
#include "tests/core/image/escape_attempts.h"
#include "tests/core/image/misbehaviour.h"
#include "tests/testing.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

using namespace lookalike;
using namespace lookalike::testing;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

std::unique_ptr<Decoder> makeTestDecoder(std::chrono::milliseconds limit = 20s,
                                         const char* program = MISBEHAVING_DECODER)
{
    WorkerDecoderOptions options;
    options.program = program;
    options.processes = 2;
    options.limit = limit;
    auto made = makeWorkerDecoder(options);
    return made ? std::move(*made) : nullptr;
}

FileBytes goodPicture()
{
    static const FileBytes bytes = bmpBytes(smoothPicture(64, 48));
    return bytes;
}

std::size_t openDescriptors()
{
    const auto end = fs::directory_iterator();
    return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), end));
}

/// Its stream and its shared memory.
constexpr std::size_t kDescriptorsOfAProcess = 2;

/// Processes that this one started and that are still there, dead or alive.
std::vector<pid_t> childProcesses()
{
    std::vector<pid_t> all;
    for (const auto& thread : fs::directory_iterator("/proc/self/task")) {
        std::ifstream file(thread.path() / "children");
        for (pid_t id = 0; file >> id;)
            all.push_back(id);
    }
    return all;
}

std::size_t livingChildren()
{
    return childProcesses().size();
}

/// Runs an attempt in a process without a sandbox, whose descriptors are those of a decoder, and
/// which attacks this one.
std::string attemptOutside(std::string_view name)
{
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0)
        return "no pipe";
    const pid_t child = fork();
    if (child == 0) {
        setVictim(getppid());
        const std::string outcome = tryToEscape(name);
        static_cast<void>(write(ends[1], outcome.data(), outcome.size()));
        std::_Exit(0);
    }
    close(ends[1]);
    std::array<char, 64> text{};
    const ssize_t length = read(ends[0], text.data(), text.size());
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0))};
}

/// Whether the sandbox refused, rather than that the attempt failed by itself.
bool isRefusal(const QByteArray& outcome)
{
    if (outcome.contains("crashed its decoder"))
        return true;
    const std::array refusals{EPERM, ENOSYS, ENOTTY, EFBIG};
    return std::ranges::any_of(
        refusals, [&](int error) { return outcome == "refused:" + QByteArray::number(error); });
}

bool kernelHasLandlock()
{
    constexpr long kCreateRuleset = 444;
    constexpr unsigned kAskVersion = 1;
    return syscall(kCreateRuleset, nullptr, std::size_t{0}, kAskVersion) > 0;
}

} // namespace

class TestWorkerDecoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifndef __linux__
        QSKIP("the misbehaving decoder is written for Linux");
#endif
    }

    void decodesLikeThisProcess_data()
    {
        QTest::addColumn<QByteArray>("program");
        QTest::newRow("pixels in shared memory") << QByteArray(MISBEHAVING_DECODER);
        QTest::newRow("pixels in the stream") << QByteArray(STREAMING_DECODER);
    }
    void decodesLikeThisProcess()
    {
        QFETCH(QByteArray, program);
        const auto decoder = makeTestDecoder(20s, program.constData());
        QVERIFY(decoder);
        for (const auto& [width, height] : {std::pair{1, 1}, {640, 480}, {3000, 2000}}) {
            const FileBytes bytes = bmpBytes(smoothPicture(width, height));
            const auto here = makeInProcessDecoder()->decode(bytes, {});
            const auto there = decoder->decode(bytes, {.wantMetadata = true});
            VERIFY_RESULT(here);
            VERIFY_RESULT(there);
            QVERIFY(there->image.pixels == here->image.pixels);
            QCOMPARE(there->image.width, width);
            QCOMPARE(there->fullHeight, height);
            QVERIFY(there->format == ImageFormat::Bmp);
        }
    }

    void everyFormatIsDecodedInTheSandbox()
    {
        REQUIRE_SHARED("data/formats");
        const auto decoder = makeTestDecoder();
        QVERIFY(decoder);
        int decoded = 0;
        for (const char* folder : {"data/formats", "data/orientation"})
            for (const auto& entry : fs::recursive_directory_iterator(sharedFolder() / folder)) {
                if (!entry.is_regular_file())
                    continue;
                const FileBytes bytes = readFile(entry.path());
                const auto here = makeInProcessDecoder()->decode(bytes, {});
                const auto there = decoder->decode(bytes, {});
                QVERIFY2(here.has_value() == there.has_value(), entry.path().c_str());
                QVERIFY2(!here || here->image.pixels == there->image.pixels, entry.path().c_str());
                decoded += here ? 1 : 0;
            }
        QVERIFY(decoded > 10);
    }

    void metadataComesAlong()
    {
        REQUIRE_SHARED("data/camera");
        const auto decoder = makeTestDecoder();
        QVERIFY(decoder);
        std::size_t dated = 0;
        for (const auto& entry : fs::recursive_directory_iterator(sharedFolder() / "data/camera")) {
            if (!entry.is_regular_file())
                continue;
            const FileBytes bytes = readFile(entry.path());
            const auto there =
                decoder->decode(bytes, {.wantedShortSide = 224, .wantMetadata = true});
            if (!there)
                continue;
            const Metadata here = readMetadata(bytes);
            QCOMPARE(there->metadata.camera, here.camera);
            QCOMPARE(there->metadata.lens, here.lens);
            QVERIFY(there->metadata.takenAt == here.takenAt);
            QVERIFY(there->metadata.latitude == here.latitude);
            QVERIFY(there->metadata.longitude == here.longitude);
            QVERIFY(there->metadata.rating == here.rating);
            QCOMPARE(there->metadata.orientation, here.orientation);
            dated += here.takenAt ? 1U : 0U;
        }
        QVERIFY(dated > 0);
    }

    void whatAPictureCarriesComesAlong()
    {
        const auto decoder = makeTestDecoder();
        QVERIFY(decoder);
        FileBytes jpeg = withXmp(
            greyJpeg(), "xmlns:dc='http://purl.org/dc/elements/1.1/'",
            "<dc:subject><rdf:Bag><rdf:li>lake</rdf:li><rdf:li>Z\u00FCrich</rdf:li></rdf:Bag>"
            "</dc:subject><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>" +
                std::string(20'000, 't') + "</rdf:li></rdf:Alt></dc:title>");
        const FileBytes video = movie(100);
        jpeg.insert(jpeg.end(), video.begin(), video.end());
        const auto there = decoder->decode(jpeg, {.wantMetadata = true});
        VERIFY_RESULT(there);
        const Carried& carried = there->metadata.carried;
        QCOMPARE(carried.keywords, (std::vector<std::string>{"lake", "Z\u00FCrich"}));
        QCOMPARE(carried.title.size(), kMaxTitleBytes);
        QCOMPARE(carried.videoBytes, std::uint64_t{124});
        QVERIFY(carried == readMetadata(jpeg).carried);
        QVERIFY(decoder->decode(jpeg, {})->metadata.carried == Carried());
    }

    void errorsAreThoseOfThePicture()
    {
        const auto decoder = makeTestDecoder();
        QVERIFY(decoder);
        FileBytes cut = goodPicture();
        cut.resize(cut.size() / 2);
        VERIFY_ERROR(decoder->decode(cut, {}), ErrorCode::Broken);
        VERIFY_ERROR(decoder->decode({}, {}), ErrorCode::Broken);
        VERIFY_ERROR(decoder->decode(FileBytes{'h', 'i'}, {}), ErrorCode::Unsupported);
        VERIFY_ERROR(decoder->decode(goodPicture(), {.maxPixels = 100}), ErrorCode::TooLarge);
    }

    void survives_data()
    {
        QTest::addColumn<QByteArray>("deed");
        QTest::addColumn<int>("milliseconds"); // of the deadline
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char* deed, const char* name, int limit, const char* error) {
            QTest::newRow(name) << QByteArray(deed) << limit << QByteArray(error);
        };
        row("abort", "a process that aborts", 20'000, "broken");
        row("segv", "a process that reads what is not its own", 20'000, "broken");
        row("loop", "a process that never ends", 800, "timeout");
        row("exit", "a process that ends early and says all is well", 20'000, "broken");
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // they need the memory
        row("allocate", "a process that asks for 100 GB", 20'000, "too_large");
#endif
        row("garbage", "a reply of nonsense", 20'000, "broken");
        row("short", "half a reply", 20'000, "broken");
        row("huge", "a picture larger than allowed", 20'000, "broken");
        row("wants-room-for-ever", "a process that asks for room without end", 20'000, "broken");
        row("wrong-product", "bytes that are not width x height x 3", 20'000, "broken");
        row("descriptor", "a descriptor of its memory", 20'000, "broken");
        row("socket", "a descriptor of its socket", 20'000, "broken");
        row("descriptors", "two hundred descriptors at once", 20'000, "broken");
        row("other-id", "the answer to another question", 20'000, "broken");
        row("endless-stream", "pixels that never come", 800, "timeout");
    }
    void survives()
    {
        QFETCH(QByteArray, deed);
        QFETCH(int, milliseconds);
        QFETCH(QByteArray, error);
        const auto decoder = makeTestDecoder(std::chrono::milliseconds(milliseconds));
        QVERIFY(decoder);
        VERIFY_RESULT(decoder->decode(goodPicture(), {}));
        const std::size_t before = openDescriptors();

        const auto bad = decoder->decode(misbehave(deed.constData()), {});
        QVERIFY(!bad);
        QCOMPARE(QByteArray(errorCodeName(bad.error().code)), error);
        QVERIFY2(bad.error().message.english().size() > 10, bad.error().message.english().c_str());
        QElapsedTimer timer;
        timer.start();
        VERIFY_RESULT(decoder->decode(goodPicture(), {}));
        qInfo("%s: %s; the next picture after %lld ms", deed.constData(),
              bad.error().message.english().c_str(), static_cast<long long>(timer.elapsed()));
        QVERIFY2(openDescriptors() <= before + kDescriptorsOfAProcess,
                 "descriptors were left open");
        QVERIFY2(livingChildren() <= 4, "processes were left behind");
    }

    void noMorePixelsThanAskedForAreTaken()
    {
        // The process is of no use afterwards.
        const auto answer = [](int wanted) {
            return makeTestDecoder()->decode(misbehave("more-than-asked"), // 4.2 million
                                             {.wantedShortSide = wanted});
        };
        VERIFY_RESULT(answer(0));
        VERIFY_RESULT(answer(320));
        VERIFY_ERROR(answer(224), ErrorCode::Broken);
    }

    void picturesThatNeedRoomWaitForOneAnother()
    {
        WorkerDecoderOptions options;
        options.program = MISBEHAVING_DECODER;
        options.processes = 3;
        options.budgetBytes = 1; // each of them has to be alone
        const auto decoder = makeWorkerDecoder(options);
        VERIFY_RESULT(decoder);
        const FileBytes large = bmpBytes(plainPicture(6000, 4000, 1, 2, 3));
        std::atomic<int> decoded{0};
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] {
                    const auto picture = (*decoder)->decode(large, {});
                    decoded += picture && picture->image.width == 6000 ? 1 : 0;
                });
        }
        QCOMPARE(decoded.load(), 4);
        // What gives up while it waits, or with room in its hands, leaves it to the others.
        std::stop_source stop;
        stop.request_stop();
        VERIFY_ERROR((*decoder)->decode(large, {.stop = stop.get_token()}), ErrorCode::Cancelled);
        VERIFY_RESULT((*decoder)->decode(large, {}));
    }

    void aStopEndsAPictureThatNeverEnds()
    {
        const auto decoder = makeTestDecoder(600s);
        QVERIFY(decoder);
        VERIFY_RESULT(decoder->decode(goodPicture(), {}));
        const std::size_t before = openDescriptors();
        std::stop_source stop;
        {
            const std::jthread stopper([&] { stop.request_stop(); });
            VERIFY_ERROR(decoder->decode(misbehave("loop"), {.stop = stop.get_token()}),
                         ErrorCode::Cancelled);
        }
        // One that was stopped before it began does not begin.
        VERIFY_ERROR(decoder->decode(misbehave("loop"), {.stop = stop.get_token()}),
                     ErrorCode::Cancelled);
        VERIFY_RESULT(decoder->decode(goodPicture(), {}));
        QVERIFY2(openDescriptors() <= before + kDescriptorsOfAProcess,
                 "descriptors were left open");
    }

    void aProcessIsReplacedWithin200Milliseconds()
    {
        const auto decoder = makeTestDecoder();
        QVERIFY(decoder);
        constexpr int kRounds = 20;
        std::vector<qint64> microseconds;
        for (int round = 0; round < kRounds; ++round) {
            VERIFY_RESULT(decoder->decode(goodPicture(), {}));
            QElapsedTimer timer;
            timer.start();
            QVERIFY(!decoder->decode(misbehave("abort"), {})); // two processes end
            VERIFY_RESULT(decoder->decode(goodPicture(), {})); // in a third one
            microseconds.push_back(timer.nsecsElapsed() / 2000);
        }
        std::ranges::sort(microseconds);
        qInfo("replacing a process takes %.1f ms in the middle, %.1f ms at most",
              static_cast<double>(microseconds[kRounds / 2]) / 1000,
              static_cast<double>(microseconds.back()) / 1000);
        QVERIFY(microseconds[kRounds / 2] <= 200'000);
    }

    void everyOtherPictureIsDecoded()
    {
        const auto decoder = makeTestDecoder(1s);
        QVERIFY(decoder);
        const std::array<std::string_view, 6> deeds{"abort", "segv",        "garbage",
                                                    "exit",  "descriptors", "loop"};
        constexpr std::size_t kPictures = 400;
        std::atomic<std::size_t> next{0};
        std::atomic<std::size_t> decoded{0};
        std::atomic<std::size_t> refused{0};
        const auto work = [&] {
            for (std::size_t i = next++; i < kPictures; i = next++) {
                const bool bad = i % 20 == 7;
                const auto result = decoder->decode(
                    bad ? misbehave(deeds[i / 20 % deeds.size()]) : goodPicture(), {});
                if (result)
                    ++decoded;
                else if (bad)
                    ++refused;
            }
        };
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back(work);
        }
        QCOMPARE(refused.load(), kPictures / 20);
        QCOMPARE(decoded.load(), kPictures - kPictures / 20);
    }

    void anAnswerToNoQuestionHarmsNobody()
    {
        const auto decoder = makeTestDecoder();
        QVERIFY(decoder);
        for (int i = 0; i < 10; ++i) {
            VERIFY_ERROR(decoder->decode(misbehave("twice"), {}), ErrorCode::Broken);
            VERIFY_RESULT(decoder->decode(goodPicture(), {}));
        }
    }

    void withoutASandboxTheAttemptsSucceed()
    {
        for (const EscapeAttempt& attempt : escapeAttempts())
            if (attempt.usual)
                QCOMPARE(attemptOutside(attempt.name), std::string("ALLOWED"));
    }

    void noWayOut_data()
    {
        QTest::addColumn<int>("landlock");
        QTest::newRow("this kernel's Landlock") << kAnyLandlock;
        for (const int version : {4, 1, 0})
            QTest::addRow("Landlock %d", version) << version;
    }
    void noWayOut()
    {
        QFETCH(int, landlock);
        const QTemporaryDir folder;
        const fs::path program =
            fs::path(folder.path().toStdString()) /
            ("decoder" + std::string(kNewestLandlock) + std::to_string(landlock));
        fs::create_symlink(MISBEHAVING_DECODER, program);
        const auto decoder = makeTestDecoder(20s, program.c_str());
        QVERIFY(decoder);
        const std::string isolationText = decoder->isolationText().english();
        qInfo("%s", isolationText.c_str());
        if (isolationText.find("system call filter") == std::string::npos)
            QSKIP("this kernel has no system call filter");
        QCOMPARE(isolationText.find("Landlock") == std::string::npos,
                 landlock == 0 || !kernelHasLandlock());
        std::size_t killed = 0;
        for (const EscapeAttempt& attempt : escapeAttempts()) {
            const auto tried =
                decoder->decode(misbehave(std::string(kEscape) + std::string(attempt.name)), {});
            QVERIFY(!tried);
            const QByteArray outcome(tried.error().message.english().c_str());
            killed += outcome.contains("crashed its decoder") ? 1U : 0U;
            QVERIFY2(isRefusal(outcome),
                     (std::string(attempt.name) + ": " + tried.error().message.english()).c_str());
        }
        qInfo("%zu attempts, %zu ended the process", escapeAttempts().size(), killed);
        QVERIFY(killed >= 2);
        VERIFY_RESULT(decoder->decode(goodPicture(), {}));
        QVERIFY(!fs::exists("/tmp/lookalike-escape"));
    }

    void itsFolderIsEmptyAndNowhere()
    {
        const auto decoder = makeTestDecoder();
        QVERIFY(decoder);
        VERIFY_RESULT(decoder->decode(goodPicture(), {}));
        for (const pid_t child : childProcesses()) // a spare one gets ready meanwhile
            QTRY_VERIFY(fs::read_symlink("/proc/" + std::to_string(child) + "/cwd")
                            .native()
                            .ends_with(" (deleted)"));
    }

    void nothingStaysBehind()
    {
        const std::size_t descriptors = openDescriptors();
        {
            const auto decoder = makeTestDecoder();
            QVERIFY(decoder);
            VERIFY_RESULT(decoder->decode(goodPicture(), {}));
            QVERIFY(livingChildren() > 0);
        }
        QCOMPARE(livingChildren(), std::size_t{0});
        QCOMPARE(openDescriptors(), descriptors);
    }

    void aMissingProgramIsToldApart()
    {
        WorkerDecoderOptions options;
        options.program = "/nowhere/lookalike-decoder";
        VERIFY_ERROR(makeWorkerDecoder(options), ErrorCode::NotFound);
        options.program = "/etc/passwd";
        VERIFY_ERROR(makeWorkerDecoder(options), ErrorCode::PermissionDenied);
        options.program = "/bin/true"; // ends without a greeting
        VERIFY_ERROR(makeWorkerDecoder(options), ErrorCode::IoError);
    }

    void aProgramThatDoesNotStartMakesNothingDecodeHere()
    {
        qputenv("LOOKALIKE_DECODER", "/bin/true");
        const auto decoder = makeDecoder({});
        VERIFY_ERROR(decoder->decode(goodPicture(), {}), ErrorCode::IoError);
        QVERIFY(decoder->isolationText().english().starts_with(
            "none (The decoder program does not start"));
        qunsetenv("LOOKALIKE_DECODER");
        QTRY_VERIFY(decoder->decode(goodPicture(), {}));
        QVERIFY2(decoder->isolationText().english().starts_with("separate processes"),
                 decoder->isolationText().english().c_str());
    }

    void aFailureThatPassesMakesNothingDecodeHere()
    {
        rlimit usual{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &usual), 0);
        const rlimit few{3, usual.rlim_max};
        const auto decoder = makeDecoder({});
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
        const auto failed = decoder->decode(goodPicture(), {});
        const std::string isolationText = decoder->isolationText().english();
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &usual), 0);
        VERIFY_ERROR(failed, ErrorCode::IoError);
        QVERIFY2(isolationText.starts_with("none ("), isolationText.c_str());
        QTRY_VERIFY(decoder->decode(goodPicture(), {}));
        QVERIFY2(decoder->isolationText().english().starts_with("separate processes"),
                 decoder->isolationText().english().c_str());
    }

    void aProcessThatCannotBeReplacedNowIsReplacedLater()
    {
        const auto decoder = makeTestDecoder();
        QVERIFY(decoder);
        VERIFY_RESULT(decoder->decode(goodPicture(), {}));
        rlimit usual{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &usual), 0);
        const rlimit few{3, usual.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
        for (int i = 0; i < 3; ++i) // the spare one ends, too
            QVERIFY(!decoder->decode(misbehave("abort"), {}));
        const auto failed = decoder->decode(goodPicture(), {});
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &usual), 0);
        VERIFY_ERROR(failed, ErrorCode::IoError);
        VERIFY_RESULT(decoder->decode(goodPicture(), {}));
    }

    void withoutTheProgramThisProcessDecodes()
    {
        qputenv("LOOKALIKE_DECODER", "/nowhere/lookalike-decoder");
        const auto decoder = makeDecoder({});
        VERIFY_RESULT(decoder->decode(goodPicture(), {}));
        QVERIFY(decoder->isolationText().english().starts_with(
            "in-process (Cannot start the decoder program"));
        qputenv("LOOKALIKE_DECODER", "in-process");
        QCOMPARE(makeDecoder({})->isolationText().english(), std::string("in-process (as asked)"));
        qunsetenv("LOOKALIKE_DECODER");
        const auto usual = makeDecoder({});
        VERIFY_RESULT(usual->decode(goodPicture(), {}));
        QVERIFY2(usual->isolationText().english().starts_with("separate processes"),
                 usual->isolationText().english().c_str());
    }
};

QTEST_GUILESS_MAIN(TestWorkerDecoder)
#include "tst_worker_decoder.moc"
