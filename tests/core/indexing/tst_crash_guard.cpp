// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures whose pixels end the whole program, in a child process that is started again as a user
// would start it. If this fails, one picture ends the program at every start, or a harmless one
// that was read at the same time is left out.
#include "core/indexing/crash_guard.h"
#include "core/indexing/pipeline.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/testing.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <atomic>
#include <csignal>
#include <functional>
#include <thread>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

using Activity = CrashGuard::Activity;

/// Ends the process at green pictures, as a fault in a kernel would.
class DeadlyEncoder final : public Encoder {
public:
    const EncoderInfo& info() const noexcept override { return m_encoder.info(); }
    Result<> encode(std::span<const Image> images, std::span<float> out) const override
    {
        for (const Image& image : images)
            if (image.pixels[1] > 250 && image.pixels[0] < 100)
                ::kill(::getpid(), SIGKILL);
        return m_encoder.encode(images, out);
    }
    Result<> encodePixelValues(std::span<const float>, std::size_t, std::span<float>) const override
    {
        return fail(ErrorCode::Unsupported, "Not asked for"_msg);
    }

private:
    ColourEncoder m_encoder;
};

ContentHash hashOf(char letter)
{
    return hashContent({static_cast<std::uint8_t>(letter)});
}

/// True where it ended as it should, false where it was killed.
bool runs(const std::function<bool()>& child)
{
    const pid_t process = ::fork();
    if (process == 0)
        ::_exit(child() ? 0 : 1);
    int status = 0;
    ::waitpid(process, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        throw std::runtime_error("the child failed without a crash");
    return WIFEXITED(status);
}

} // namespace

class TestCrashGuard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_temporary.reset(); }
    void theCulpritsAreFoundAndTheRestIsIndexed_data();
    void theCulpritsAreFoundAndTheRestIsIndexed();
    void whatWasIndexedBecomesBrokenToo();
    void aPairIsNotHeldAgainstItsPictures();
    void oneEndMeansToBeAlone();
    void harmlessElsewhereIsNoPardon();
    void anEndIsCountedOnce();
    void aDamagedFileIsNoEnd();

private:
    /// One start of the program: indexes, and ends where a picture makes it.
    [[nodiscard]] bool indexOnce() const;
    [[nodiscard]] int endsUntilDone() const
    {
        int ends = 0;
        while (!runs([this] { return indexOnce(); }))
            if (++ends > 20)
                break;
        return ends;
    }
    /// Ends while it works on these.
    void die(Activity activity, std::initializer_list<ContentHash> pictures) const
    {
        QVERIFY(!runs([&] {
            auto catalog = Catalog::open(m_catalog);
            auto guard = CrashGuard::open(**catalog, m_notes);
            CrashGuard::Session session(guard->get());
            if (!session.begin(activity, pictures))
                return false;
            ::kill(::getpid(), SIGKILL);
            return false;
        }));
    }
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_photos;
    fs::path m_catalog;
    fs::path m_notes;
};

void TestCrashGuard::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    const fs::path folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = folder / "photos";
    m_catalog = folder / "catalog.db";
    m_notes = folder / "catalog.db.working";
    fs::create_directories(m_photos);
    auto catalog = Catalog::open(m_catalog);
    VERIFY_RESULT(catalog);
    VERIFY_RESULT((*catalog)->write([&](CatalogWriter& writer) -> Result<> {
        const auto folderId = writer.addFolder(m_photos, directoryIdentity(m_photos)->device);
        return folderId ? Result<>() : fail(folderId);
    }));
}

bool TestCrashGuard::indexOnce() const
{
    auto catalog = Catalog::open(m_catalog);
    if (!catalog)
        return false;
    auto guard = CrashGuard::open(**catalog, m_notes);
    if (!guard)
        return false;
    const DeadlyEncoder encoder;
    SpaceId space;
    const auto put = (*catalog)->write([&](CatalogWriter& writer) -> Result<> {
        const auto id = writer.putSpace(encoder.info().space, true);
        space = id ? *id : SpaceId();
        return id ? Result<>() : fail(id);
    });
    const auto decoder = makeInProcessDecoder();
    const PipelineParts parts{.catalog = **catalog,
                              .decoder = *decoder,
                              .encoder = encoder,
                              .space = space,
                              .ignore = [](const fs::path&, const FileIdentity&) { return false; },
                              .publish = [] { return Result<>(); },
                              .threads = 4,
                              .crashGuard = guard->get()};
    return put && runIndexing(parts, {}, {}).has_value();
}

void TestCrashGuard::theCulpritsAreFoundAndTheRestIsIndexed_data()
{
    QTest::addColumn<int>("culprits");
    QTest::newRow("none") << 0;
    QTest::newRow("one") << 1;
    QTest::newRow("three, one after the other in the folder") << 3;
}

void TestCrashGuard::theCulpritsAreFoundAndTheRestIsIndexed()
{
    QFETCH(int, culprits);
    constexpr int kPhotos = 60;
    for (int i = 0; i < kPhotos; ++i) {
        const bool deadly = i >= 20 && i < 20 + culprits;
        writeFile(m_photos / (std::to_string(100 + i) + ".bmp"),
                  bmpBytes(plainPicture(8, 8, static_cast<std::uint8_t>(i), deadly ? 255 : 0, 9)));
    }
    const int ends = endsUntilDone();
    QVERIFY2(ends >= culprits && ends <= 2 * culprits, std::to_string(ends).c_str());
    {
        const auto catalog = Catalog::open(m_catalog);
        VERIFY_RESULT(catalog);
        const auto reader = (*catalog)->reader();
        const auto failures = (*reader)->failures(100);
        QCOMPARE(failures->size(), static_cast<std::size_t>(culprits));
        for (const FileRow& row : *failures)
            QVERIFY(row.error == kQuarantined);
        QCOMPARE((*reader)->counts()->front().indexed,
                 static_cast<std::uint64_t>(kPhotos - culprits));
        QVERIFY((*catalog)->integrity()->empty());
        // Tried again on request, and found again.
        auto guard = CrashGuard::open(**catalog, m_notes);
        VERIFY_RESULT(guard);
        VERIFY_RESULT((*guard)->forgiveAll());
        std::vector<FileId> files;
        for (const FileRow& row : *failures)
            files.push_back(row.id);
        VERIFY_RESULT((*catalog)->write(
            [&](CatalogWriter& writer) { return writer.setFileState(files, FileState::Pending); }));
    }
    const int again = endsUntilDone();
    QVERIFY2(again >= culprits && again <= 2 * culprits, std::to_string(again).c_str());
}

// Verification ends the program at a photo that was indexed long ago.
void TestCrashGuard::whatWasIndexedBecomesBrokenToo()
{
    const FileBytes bytes = bmpBytes(plainPicture(8, 8, 200, 0, 0));
    writeFile(m_photos / "a.bmp", bytes);
    QCOMPARE(endsUntilDone(), 0);
    die(Activity::Verify, {hashContent(bytes)});
    die(Activity::Verify, {hashContent(bytes)});
    const auto catalog = Catalog::open(m_catalog);
    VERIFY_RESULT(catalog);
    const auto guard = CrashGuard::open(**catalog, m_notes);
    VERIFY_RESULT(guard);
    const auto failures = (*(*catalog)->reader())->failures(10);
    QCOMPARE(failures->size(), std::size_t{1});
    QVERIFY(failures->front().error == kQuarantined);
}

void TestCrashGuard::aPairIsNotHeldAgainstItsPictures()
{
    die(Activity::Compare, {hashOf('a'), hashOf('b')});
    die(Activity::Compare, {hashOf('a'), hashOf('b')});
    const auto catalog = Catalog::open(m_catalog);
    const auto guard = CrashGuard::open(**catalog, m_notes);
    VERIFY_RESULT(guard);
    CrashGuard::Session session(guard->get());
    VERIFY_ERROR(session.begin(Activity::Compare, {hashOf('a'), hashOf('b')}), ErrorCode::Broken);
    VERIFY_RESULT(session.begin(Activity::Compare, {hashOf('a'), hashOf('c')}));
    VERIFY_RESULT(session.begin(Activity::Verify, {hashOf('a')}));
}

void TestCrashGuard::oneEndMeansToBeAlone()
{
    die(Activity::Query, {hashOf('a')});
    const auto catalog = Catalog::open(m_catalog);
    const auto guard = CrashGuard::open(**catalog, m_notes);
    VERIFY_RESULT(guard);
    CrashGuard::Session other(guard->get());
    VERIFY_RESULT(other.begin(Activity::Query, {hashOf('b')}));
    QVERIFY(!other.isAlone());
    QVERIFY(other.mustBeAlone(Activity::Query, {hashOf('a')}));
    std::atomic<bool> begun{false};
    std::thread suspect([&] {
        CrashGuard::Session session(guard->get());
        begun = session.begin(Activity::Query, {hashOf('a')}).has_value() && session.isAlone();
    });
    VERIFY_RESULT(other.begin(Activity::Query, {hashOf('c')})); // what is under way goes on
    QVERIFY(!begun);
    other.end();
    suspect.join();
    QVERIFY(begun);
    QVERIFY(!other.mustBeAlone(Activity::Query, {hashOf('a')})); // it was harmless
}

void TestCrashGuard::harmlessElsewhereIsNoPardon()
{
    die(Activity::Verify, {hashOf('a')});
    const auto catalog = Catalog::open(m_catalog);
    const auto guard = CrashGuard::open(**catalog, m_notes);
    VERIFY_RESULT(guard);
    CrashGuard::Session session(guard->get());
    VERIFY_RESULT(session.begin(Activity::Show, {hashOf('a')}));
    session.end();
    QVERIFY(session.mustBeAlone(Activity::Verify, {hashOf('a')}));
}

// The notes of one process may be read twice, where the next one ends before it begins its own.
void TestCrashGuard::anEndIsCountedOnce()
{
    die(Activity::Index, {hashOf('a')});
    const fs::path copy = m_temporary->path().toStdString() + "/copy";
    fs::copy_file(m_notes, copy);
    for (int start = 0; start < 3; ++start) {
        const auto catalog = Catalog::open(m_catalog);
        VERIFY_RESULT(CrashGuard::open(**catalog, m_notes));
        fs::copy_file(copy, m_notes, fs::copy_options::overwrite_existing);
    }
    const auto catalog = Catalog::open(m_catalog);
    const auto guard = CrashGuard::open(**catalog, m_notes);
    CrashGuard::Session session(guard->get());
    VERIFY_RESULT(session.begin(Activity::Index, {hashOf('a')}));
}

void TestCrashGuard::aDamagedFileIsNoEnd()
{
    die(Activity::Index, {hashOf('a')});
    std::fstream file(m_notes, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(20);
    file.put('x');
    file.close();
    fs::resize_file(m_notes, fs::file_size(m_notes) + 11);
    const auto catalog = Catalog::open(m_catalog);
    const auto guard = CrashGuard::open(**catalog, m_notes);
    VERIFY_RESULT(guard);
    QVERIFY((*(*catalog)->reader())->crashes()->empty());
}

QTEST_GUILESS_MAIN(TestCrashGuard)
#include "tst_crash_guard.moc"
