// SPDX-License-Identifier: GPL-3.0-or-later
// What indexing does with pictures that take their decoder down: two tries, then they are left
// alone by content, and everything else is indexed. If this fails, one file costs every run anew.
#include "core/image/worker/worker_decoder.h"
#include "core/indexing/pipeline.h"
#include "tests/core/image/misbehaviour.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <atomic>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

/// Counts the pictures it is asked for.
class CountingDecoder final : public Decoder {
public:
    explicit CountingDecoder(std::unique_ptr<Decoder> decoder)
        : m_decoder(std::move(decoder))
    {}
    Result<DecodedImage> decode(std::span<const std::uint8_t> bytes,
                                const DecodeRequest& request) const override
    {
        ++asked;
        return m_decoder->decode(bytes, request);
    }
    mutable std::atomic<int> asked{0};

private:
    const std::unique_ptr<Decoder> m_decoder;
};

FileBytes killer(std::string_view deed, int shade)
{
    return misbehave(deed, bmpBytes(plainPicture(8, 8, static_cast<std::uint8_t>(shade), 0, 0)));
}

} // namespace

class TestQuarantine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_photos = fs::canonical(m_temporary->path().toStdString()) / "photos";
        fs::create_directories(m_photos);
        auto catalog = Catalog::open(m_photos.parent_path() / "catalog.db", {});
        VERIFY_RESULT(catalog);
        m_catalog = std::move(*catalog);
        WorkerDecoderOptions options;
        options.program = MISBEHAVING_DECODER;
        auto decoder = makeWorkerDecoder(options);
        VERIFY_RESULT(decoder);
        m_decoder = std::make_unique<CountingDecoder>(std::move(*decoder));
        VERIFY_RESULT(m_catalog->write([&](CatalogWriter& writer) -> Result<> {
            const auto folder = writer.addFolder(m_photos, directoryIdentity(m_photos)->device);
            const auto space = writer.putSpace(m_encoder.info().space, true);
            m_space = space ? *space : SpaceId();
            return folder && space ? Result<>() : fail(ErrorCode::Internal, "no folder"_msg);
        }));
    }
    void cleanup()
    {
        m_decoder.reset();
        m_catalog.reset();
        m_temporary.reset();
    }

    void aKillerIsListedOnceAndItsCopiesAreNotTried()
    {
        writeFile(m_photos / "good.bmp", bmpBytes(plainPicture(8, 8, 1, 2, 3)));
        writeFile(m_photos / "killer.bmp", killer("abort", 10));
        const auto first = index();
        VERIFY_RESULT(first);
        QCOMPARE(first->embedded, std::uint64_t{1});
        QCOMPARE(first->failed, std::uint64_t{1});
        QCOMPARE(m_decoder->asked.load(), 2);
        QVERIFY(failures().at(0).error.english().find("crashed its decoder") != std::string::npos);

        writeFile(m_photos / "copy.bmp", killer("abort", 10));
        VERIFY_RESULT(index());
        QCOMPARE(failures().size(), std::size_t{2});
        QVERIFY(failures().at(0).error == failures().at(1).error);
        QCOMPARE(m_decoder->asked.load(), 2); // no decoder saw the copy
    }

    void anotherDateIsNoReasonToTryAgain()
    {
        writeFile(m_photos / "killer.bmp", killer("abort", 10));
        VERIFY_RESULT(index());
        QCOMPARE(m_decoder->asked.load(), 1);
        for (int day = 1; day <= 3; ++day) {
            fs::last_write_time(m_photos / "killer.bmp",
                                fs::file_time_type::clock::now() - std::chrono::hours(24 * day));
            VERIFY_RESULT(index());
            QCOMPARE(failures().size(), std::size_t{1});
        }
        QCOMPARE(m_decoder->asked.load(), 1);
    }

    void newBytesAreTried()
    {
        writeFile(m_photos / "photo.bmp", killer("abort", 10));
        VERIFY_RESULT(index());
        writeFile(m_photos / "photo.bmp", bmpBytes(plainPicture(9, 9, 1, 2, 3)));
        const auto again = index();
        VERIFY_RESULT(again);
        QCOMPARE(again->embedded, std::uint64_t{1});
        QVERIFY(failures().empty());
        const auto sound = m_catalog->integrity();
        VERIFY_RESULT(sound);
        QVERIFY2(sound->empty(), sound->empty() ? "" : sound->front().c_str());
    }

    void tryAgainTriesAgain()
    {
        writeFile(m_photos / "a.bmp", killer("exit", 10));
        writeFile(m_photos / "b.bmp", killer("exit", 10));
        VERIFY_RESULT(index());
        QCOMPARE(m_decoder->asked.load(), 1); // both were read in one run, one was tried
        VERIFY_RESULT(index());
        QCOMPARE(m_decoder->asked.load(), 1);
        std::vector<FileId> ids;
        for (const FileRow& row : failures())
            ids.push_back(row.id);
        QCOMPARE(ids.size(), std::size_t{2});
        VERIFY_RESULT(m_catalog->write(
            [&](CatalogWriter& writer) { return writer.setFileState(ids, FileState::Pending); }));
        VERIFY_RESULT(index());
        QCOMPARE(m_decoder->asked.load(), 2);
        QCOMPARE(failures().size(), std::size_t{2});
    }

    void theOthersAreAllIndexed()
    {
        constexpr int kPhotos = 120;
        const std::array<std::string_view, 5> deeds{"abort", "segv", "garbage", "exit",
                                                    "descriptor"};
        for (int i = 0; i < kPhotos; ++i) {
            const auto file = m_photos / (std::to_string(i) + ".bmp");
            if (i % 12 == 5)
                writeFile(file, killer(deeds[static_cast<std::size_t>(i / 12) % deeds.size()], i));
            else
                writeFile(file, bmpBytes(plainPicture(8, 8, static_cast<std::uint8_t>(i), 0, 9)));
        }
        const auto summary = index();
        VERIFY_RESULT(summary);
        QCOMPARE(summary->failed, std::uint64_t{kPhotos / 12});
        QCOMPARE(summary->embedded, std::uint64_t{kPhotos - kPhotos / 12});
        for (const FileRow& row : failures())
            QVERIFY2(row.error.english().size() > 10, row.path.c_str());
    }

private:
    Result<IndexingSummary> index()
    {
        const PipelineParts parts{
            .catalog = *m_catalog,
            .decoder = *m_decoder,
            .encoder = m_encoder,
            .space = m_space,
            .ignore = [](const fs::path&, const FileIdentity&) { return false; },
            .publish = [] { return Result<>(); },
            .threads = 2};
        return runIndexing(parts, {}, {});
    }
    std::vector<FileRow> failures()
    {
        auto reader = m_catalog->reader();
        auto rows = (*reader)->failures(1000);
        return rows ? std::move(*rows) : std::vector<FileRow>();
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_photos;
    std::unique_ptr<Catalog> m_catalog;
    std::unique_ptr<CountingDecoder> m_decoder;
    ColourEncoder m_encoder;
    SpaceId m_space;
};

QTEST_GUILESS_MAIN(TestQuarantine)
#include "tst_quarantine.moc"
